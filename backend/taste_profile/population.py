"""Statistics of a population, by one pure function."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from backend.taste_profile.algorithm import (
    ALGORITHM,
    MAX_COUNTED_FEATURES,
    PANEL_SIZE,
    YOUNG_COMMUNITY,
)
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.panel import Panel, mean_of_nearest
from backend.taste_profile.points import points_of
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
    """Describe a population: document frequencies, panel, averages, scores.

    The panel is the people whose hashed ``user_id`` is smallest: a random sample that
    nobody can steer and that the next version mostly keeps. Averages, the panel's mean
    and the scores of random pairs come from pairs of panel members.

    Args:
        profiles: Everybody who counts; read once, in any order.
        may_join_panel: Tells by ``user_id`` who may stand in the panel.

    Returns:
        Statistics that depend on the set of profiles alone. With fewer than
        ``YOUNG_COMMUNITY`` possible panel members there is no panel.

    Cost:
        O(features of all people) and O(``PANEL_SIZE`` squared) scores.
    """
    people = 0
    frequencies: Counter[str] = Counter()
    sample: list[tuple[int, str, BlockWeights]] = []
    for profile in profiles:
        people += 1
        for block in profile.weights.values():
            frequencies.update(block.keys())
        if may_join_panel(profile.user_id):
            # Negated: the heap drops its smallest, the panel keeps the smallest hashes.
            entry = (-_hash(profile.user_id), profile.user_id, profile.weights)
            if len(sample) < PANEL_SIZE:
                heapq.heappush(sample, entry)
            else:
                heapq.heappushpop(sample, entry)
    panel = {user_id: weights for _, user_id, weights in sample}
    counted = Statistics(
        people=people,
        document_frequency=_telling_counts(frequencies),
        panel=panel if len(panel) >= YOUNG_COMMUNITY else {},
    )
    statistics = counted if counted.is_young else _with_panel_figures(counted)
    return replace(statistics, version=_version(statistics))


def _telling_counts(frequencies: Counter[str]) -> Mapping[str, int]:
    """Keep the most common features; one person's own need no count."""
    common = [item for item in frequencies.items() if item[1] > 1]
    common.sort(key=lambda item: (-item[1], item[0]))
    return dict(sorted(common[:MAX_COUNTED_FEATURES]))


def _with_panel_figures(counted: Statistics) -> Statistics:
    """Fill in averages, then the panel's mean, then the scores that follow."""
    panel = Panel(counted)
    averaged = replace(counted, block_averages=_block_averages(panel))
    panel = Panel(averaged)
    rows = [panel.similarities(blocks) for blocks in panel.members.values()]
    nearness = [
        mean_of_nearest(row[:place] + row[place + 1 :])
        for place, row in enumerate(rows)
    ]
    scaled = replace(averaged, panel_mean=_geometric_mean(nearness))
    scales = [local_scale(value, scaled) for value in nearness]
    scores = Counter(
        points_of(scaled_score(similarity, scales[place], scales[other]))
        for place, row in enumerate(rows)
        for other, similarity in enumerate(row[:place])
    )
    return replace(scaled, score_counts=dict(sorted(scores.items())))


def _block_averages(panel: Panel) -> Mapping[FeatureKind, float]:
    sums: Counter[FeatureKind] = Counter()
    pairs: Counter[FeatureKind] = Counter()
    members = list(panel.members.values())
    for place, blocks in enumerate(members):
        for kind, cosines in panel.cosines(blocks).items():
            others = [i for i in range(place) if kind in members[i]]
            sums[kind] += math.fsum(cosines[i] for i in others)  # type: ignore[assignment]
            pairs[kind] += len(others)
    return {kind: sums[kind] / pairs[kind] for kind in sorted(pairs) if pairs[kind]}


def _geometric_mean(values: Sequence[float]) -> float:
    positive = [value for value in values if value > 0]
    if not positive:
        return 1.0
    return math.exp(math.fsum(map(math.log, positive)) / len(positive))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _version(statistics: Statistics) -> str:
    """Name the statistics by what they say, so that the same say the same."""
    content = repr(
        (
            ALGORITHM,
            statistics.people,
            sorted(statistics.document_frequency.items()),
            sorted(statistics.panel),
            statistics.panel_mean,
            sorted(statistics.score_counts.items()),
        )
    )
    return blake2b(content.encode(), digest_size=8).hexdigest()
