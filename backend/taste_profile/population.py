"""Statistics of a population, by one pure function."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from backend.taste_profile.algorithm import (
    ALGORITHM,
    ASSUMED_GENRE_BASE,
    MAX_COUNTED_FEATURES,
    MIN_AVERAGED_PAIRS,
    PANEL_LIKENESS,
    PANEL_SIZE,
    YOUNG_COMMUNITY,
)
from backend.taste_profile.assumptions import Assumption, fitted_assumption
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.panel import Panel, mean_of_nearest
from backend.taste_profile.points import points_of
from backend.taste_profile.population_count import PopulationCount
from backend.taste_profile.profile import TasteProfile
from backend.taste_profile.scoring import scaled_score
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectorizer import local_scale
from backend.taste_profile.weights import BlockWeights


def build_statistics(
    profiles: Iterable[TasteProfile],
    *,
    may_join_panel: Callable[[str], bool] = lambda user_id: True,
) -> Statistics:
    """Describe a population: document frequencies, panel, usual similarities, scores.

    The panel is the people whose hashed ``user_id`` is smallest: a random sample that
    nobody can steer and that the next version mostly keeps. Of those with one and the
    same taste one is drawn, and who is nearly the same as a member is passed over: so
    copies cannot fill it, and only near copies can crowd others out. What is usual,
    the panel's mean and the scores of random pairs come from pairs of panel members.

    Args:
        profiles: Everybody who counts; read once, in any order. Of profiles of one
            ``user_id``, the first counts.
        may_join_panel: Tells by ``user_id`` who may stand in the panel.

    Returns:
        Statistics that depend on the set of profiles alone. With fewer than
        ``YOUNG_COMMUNITY`` panel members there are no figures that rest on them.

    Cost:
        O(features of all people) and O(``PANEL_SIZE`` squared) similarities.
    """
    count, tastes = PopulationCount(), dict[str, BlockWeights]()
    seen: set[str] = set()
    for profile in profiles:
        if profile.user_id in seen:
            continue
        seen.add(profile.user_id)
        tastes[profile.user_id] = profile.weights
        may_join = may_join_panel(profile.user_id)
        left_out = count.add(profile, may_join_panel=may_join)
        if left_out is not None:
            del tastes[left_out]
    return statistics_of(count, tastes)


def statistics_of(
    count: PopulationCount, tastes: Mapping[str, BlockWeights]
) -> Statistics:
    """Describe a population that was counted, as ``build_statistics`` does.

    Args:
        count: Of everybody who counts.
        tastes: Weights before idf of the count's sample; a person who is missing does
            not join the panel.

    Cost:
        O(features counted) and O(``PANEL_SIZE`` squared) similarities.
    """
    counted = Statistics(
        people=dict(sorted(count.people.items())),
        document_frequency=_common_features(count.document_frequency),
        panel={user: tastes[user] for user in count.sample if user in tastes},
    )
    statistics = replace(counted, panel=_unlike_members(counted))
    if not statistics.is_young:
        statistics = _with_panel_figures(statistics)
    return replace(statistics, version=_version(statistics))


def _common_features(frequencies: Counter[str]) -> Mapping[str, int]:
    """Keep the most common features; one person's own need no count."""
    common = [item for item in frequencies.items() if item[1] > 1]
    common.sort(key=lambda item: (-item[1], item[0]))
    return dict(sorted(common[:MAX_COUNTED_FEATURES]))


def _unlike_members(sampled: Statistics) -> Mapping[str, BlockWeights]:
    """Admit people in order, unless they are nearly the same as a member."""
    sample = Panel(sampled)
    admitted: dict[int, str] = {}
    for place, (user_id, blocks) in enumerate(sample.members.items()):
        likeness = sample.cosines(blocks.get("artist", {}))
        if all(likeness[member] < PANEL_LIKENESS for member in admitted):
            admitted[place] = user_id
        if len(admitted) == PANEL_SIZE:
            break
    if len(admitted) < YOUNG_COMMUNITY:
        return {}
    return {user_id: sampled.panel[user_id] for user_id in sorted(admitted.values())}


def _with_panel_figures(counted: Statistics) -> Statistics:
    """Fill in what is usual, then the panel's mean, then the scores that follow."""
    usual = replace(counted, assumptions=_assumptions(Panel(counted)))
    panel = Panel(usual)
    rows = [panel.similarities(blocks) for blocks in panel.members.values()]
    nearness = [
        mean_of_nearest(row[:place] + row[place + 1 :])
        for place, row in enumerate(rows)
    ]
    scaled = replace(usual, panel_mean=_geometric_mean(nearness))
    scales = [local_scale(value, scaled) for value in nearness]
    scores = Counter(
        points_of(scaled_score(similarity, scales[place], scales[other]))
        for place, row in enumerate(rows)
        for other, similarity in enumerate(row[:place])
    )
    return replace(scaled, score_counts=dict(sorted(scores.items())))


def _assumptions(panel: Panel) -> Mapping[FeatureKind, Assumption]:
    artists: list[float] = []
    similarities: dict[FeatureKind, list[float]] = {"track": [], "genre": [], "era": []}
    members = list(panel.members.values())
    for place, blocks in enumerate(members):
        by_artist = panel.cosines(blocks.get("artist", {}))[:place]
        artists += [min(1.0, similarity) for similarity in by_artist]
        for kind, known in similarities.items():
            if kind in blocks:
                cosines = panel.cosines(blocks[kind])
                known += [cosines[i] for i in range(place) if kind in members[i]]
    usual: dict[FeatureKind, Assumption] = {"genre": Assumption(ASSUMED_GENRE_BASE)}
    for kind, known in similarities.items():
        if len(known) >= MIN_AVERAGED_PAIRS:
            usual[kind] = fitted_assumption(math.fsum(known) / len(known), artists)
    return usual


def _geometric_mean(values: Sequence[float]) -> float:
    positive = [value for value in values if value > 0]
    if not positive:
        return 1.0
    return math.exp(math.fsum(map(math.log, positive)) / len(positive))


def _version(statistics: Statistics) -> str:
    """Name the statistics by what they say, so that the same say the same."""
    content = repr(
        (
            ALGORITHM,
            sorted(statistics.people.items()),
            sorted(statistics.document_frequency.items()),
            sorted(statistics.assumptions.items()),
            [
                (user_id, [(kind, sorted(b.items())) for kind, b in weights.items()])
                for user_id, weights in sorted(statistics.panel.items())
            ],
            statistics.panel_mean,
            sorted(statistics.score_counts.items()),
        )
    )
    return blake2b(content.encode(), digest_size=8).hexdigest()
