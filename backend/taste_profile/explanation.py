"""Why a person matches, for one viewer: the only way out for a match.

Everything that a person may learn about another passes through ``explain_match``,
which knows the other's visibility. So nothing has to be taken back later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from backend.taste_profile.evidence import Evidence, EvidenceLevel
from backend.taste_profile.feature_keys import FeatureKind, artist_key
from backend.taste_profile.names import FeatureName, plain_name
from backend.taste_profile.ranking import Match
from backend.taste_profile.scoring import Contribution
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.vectors import READ_TWICE
from backend.taste_profile.visibility import Visibility

Band = Literal["exceptional", "very_close", "close", "some", "none"]
"""``none``: no artist and no track is shared, so it is no match."""

MAX_NAMED_ARTISTS = 8
RARE_ENOUGH = 4
COMMON_ENOUGH = 10
"""People who must have an artist before an anonymous person may be tied to it."""

_BANDS_BY_RARITY: tuple[tuple[int, Band], ...] = (
    (1_000, "exceptional"),
    (100, "very_close"),
    (25, "close"),
)
_BANDS_BY_POINTS: tuple[tuple[int, Band], ...] = (
    (5_000, "exceptional"),
    (2_500, "very_close"),
    (1_000, "close"),
)


@dataclass(frozen=True, slots=True)
class NamedContribution:
    """A contribution with a name to show.

    Args:
        kind: The block; ``None`` for the row that sums up all others.
        name: The feature's name; ``None`` where a block was assumed, or for others.
        artist: The artist of a track.
        points: What it adds to the score.
        is_assumed: Whether the block is not known on a side and was assumed.
    """

    kind: FeatureKind | None
    name: str | None
    artist: str | None
    points: int
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one viewer may see of one match.

    Args:
        band: How close, in words; everybody may know it.
        evidence_level: How far the band can be trusted; everybody may know it.
        shared_artists: Up to three artists to put into a sentence.
        points: The score in points; ``None`` for an anonymous person.
        one_in: Rarity; ``None`` for an anonymous person, in a young community, and
            for what one pair in two or three reaches.
        evidence: Counts of artists; ``None`` for an anonymous person.
        contributions: Rows that sum to ``points``; empty for an anonymous person.
    """

    band: Band
    evidence_level: EvidenceLevel
    shared_artists: tuple[str, ...]
    points: int | None = None
    one_in: int | None = None
    evidence: Evidence | None = None
    contributions: tuple[NamedContribution, ...] = ()


def explain_match(
    match: Match,
    names: Mapping[str, FeatureName],
    statistics: Statistics,
    *,
    visibility: Visibility,
    named_artists: Collection[str] = (),
    n: int | None = None,
) -> Explanation:
    """Tell a viewer about a match, as far as the other person allows.

    Args:
        match: The scored pair.
        names: Feature names of the viewer, who has every shared feature too.
        statistics: The population that the match was judged by.
        visibility: The other person's choice.
        named_artists: Artists that an anonymous person allowed to be named; of these
            only such count as at least ``COMMON_ENOUGH`` people have.
        n: How many contributions to show before summing up the others; ``None``
            shows all.

    Returns:
        For an open person everything; for an anonymous one the band, the level of
        evidence and shared artists among those allowed.

    Raises:
        ValueError: The other person is hidden; nobody may see anything of them.
    """
    if visibility == "hidden":
        raise ValueError("a hidden person is explained to nobody")
    band = _band(match)
    if visibility == "anonymous":
        allowed = {
            key
            for key in map(artist_key, named_artists)
            if statistics.document_frequency.get(key, 1) >= COMMON_ENOUGH
        }
        shared = _shared_artists(match, names, allowed)
        return Explanation(band, match.evidence.level, shared)
    return Explanation(
        band=band,
        evidence_level=match.evidence.level,
        shared_artists=_shared_artists(match, names, None),
        points=match.score.points,
        one_in=match.one_in if (match.one_in or 0) >= RARE_ENOUGH else None,
        evidence=match.evidence,
        contributions=tuple(_rows(match.score.contributions, names, n)),
    )


def _band(match: Match) -> Band:
    if not any(c.key and c.kind in READ_TWICE for c in match.score.contributions):
        return "none"
    figure, bands = match.score.points, _BANDS_BY_POINTS
    if match.one_in is not None:
        figure, bands = match.one_in, _BANDS_BY_RARITY
    band: Band = next((band for least, band in bands if figure >= least), "some")
    # Two artists in common can be a coincidence, however rare they are.
    is_thin = match.evidence.level == "thin" and band != "some"
    return "close" if is_thin else band


def _shared_artists(
    match: Match, names: Mapping[str, FeatureName], allowed: Collection[str] | None
) -> tuple[str, ...]:
    keys = [
        c.key
        for c in match.score.contributions
        if c.kind == "artist" and c.key is not None
    ]
    told = [key for key in keys if allowed is None or key in allowed]
    return tuple((names.get(key) or plain_name(key)).name for key in told[:3])


def _named(
    kind: FeatureKind, key: str | None, points: int, names: Mapping[str, FeatureName]
) -> NamedContribution:
    if key is None:
        return NamedContribution(kind, None, None, points, is_assumed=True)
    name = names.get(key) or plain_name(key)
    return NamedContribution(kind, name.name, name.artist, points)


def _rows(
    contributions: Sequence[Contribution],
    names: Mapping[str, FeatureName],
    n: int | None,
) -> list[NamedContribution]:
    """Name the first n, and sum up the others."""
    n = len(contributions) if n is None else n
    rows = [_named(c.kind, c.key, c.points, names) for c in contributions[:n]]
    if len(contributions) > n:
        others = sum(c.points for c in contributions[n:])
        rows.append(NamedContribution(None, None, None, others))
    return rows
