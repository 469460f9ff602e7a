"""What callers send and get about their matches."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from backend.use_cases.community.ports import RankingFilter
from backend.use_cases.people.relationships import WaveState


class MatchesQuery(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which page of a ranking; ``all`` has the verified first, then the others."""

    limit: Annotated[int, Meta(ge=1, le=50)] = 10
    cursor: Annotated[str, Meta(max_length=200)] | None = None
    people: RankingFilter = "all"


class EvidenceReply(Struct):
    """How much a score rests on; anonymous people show no counts."""

    level: str
    shared_artists: int | None
    all_artists: int | None


class ContributionReply(Struct):
    """One row of the sum; without a kind it sums up all others."""

    kind: str | None
    name: str | None
    artist: str | None
    points: int
    is_assumed: bool


class MatchReply(Struct):
    """One match; ``contributions`` sum to ``points``, ``score`` is points / 10,000.

    ``wave`` is null for a person the caller knows by invitation alone.
    """

    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool
    wave: WaveState | None
    updated_at: str | None
    band: str
    score: float | None
    points: int | None
    one_in: int | None
    evidence: EvidenceReply
    shared_artists: list[str]
    contributions: list[ContributionReply]


class StatisticsReply(Struct):
    """The population that scores and rarities refer to."""

    version: str
    people: int
    is_young: bool


class MatchesReply(Struct):
    """One page of a ranking; when not ``is_complete``, a close match may be missing."""

    user_id: str
    matches: list[MatchReply]
    next_cursor: str | None
    is_complete: bool
    artists: int
    has_little_data: bool
    algorithm: str
    statistics: StatisticsReply


class PlaceReply(Struct):
    """An item's place in a user's taste, and its best rank or plays as kept."""

    place: int
    rank: int | None
    plays: int | None


class SharedItemReply(Struct):
    """An item that both have."""

    kind: str
    name: str
    artist: str | None
    you: PlaceReply
    them: PlaceReply


class OwnItemReply(Struct):
    """An item that one of the two has and the other has not."""

    kind: str
    name: str
    artist: str | None
    place: int
    rank: int | None
    plays: int | None


class DiscoveryReply(Struct):
    """Something one could show the other, and why."""

    kind: str
    name: str
    artist: str | None
    place: int
    shared_genres: list[str]


class ComparisonReply(Struct):
    """What both have, what one has, what each could bring."""

    shared: list[SharedItemReply]
    only_you: list[OwnItemReply]
    only_them: list[OwnItemReply]
    discoveries_for_you: list[DiscoveryReply]
    discoveries_for_them: list[DiscoveryReply]


class PairReply(Struct):
    """Two people side by side; ``comparison`` is null unless the other is open."""

    user_id: str
    match: MatchReply
    comparison: ComparisonReply | None
    algorithm: str
    statistics: StatisticsReply
