"""From rankings and pairs to what callers get; no decision is taken here."""

from __future__ import annotations

from collections.abc import Iterable

from backend.http_api.matching.messages import (
    ComparisonReply,
    ContributionReply,
    DiscoveryReply,
    EvidenceReply,
    MatchesReply,
    MatchReply,
    OwnItemReply,
    PairReply,
    PlaceReply,
    SharedItemReply,
    StatisticsReply,
)
from backend.taste_profile import (
    ALGORITHM,
    LITTLE_DATA,
    POINTS,
    Comparison,
    Discovery,
    Explanation,
    PlacedItem,
    Statistics,
    TopItem,
)
from backend.use_cases.matching.compare_users import Pair
from backend.use_cases.matching.find_matches import RankingPage
from backend.use_cases.people.shown_people import Soulmate

MAX_LISTED = 200


def matches_reply(page: RankingPage) -> MatchesReply:
    """Show one page of a ranking."""
    return MatchesReply(
        user_id=page.user_id,
        matches=[match_reply(soulmate) for soulmate in page.matches],
        next_cursor=page.next_cursor,
        is_complete=page.is_complete,
        artists=page.artists,
        has_little_data=page.artists < LITTLE_DATA,
        algorithm=ALGORITHM,
        statistics=_statistics_reply(page.statistics),
    )


def pair_reply(pair: Pair) -> PairReply:
    """Show two people side by side."""
    return PairReply(
        user_id=pair.user_id,
        match=match_reply(pair.soulmate),
        comparison=_comparison_reply(pair.comparison) if pair.comparison else None,
        algorithm=ALGORITHM,
        statistics=_statistics_reply(pair.statistics),
    )


def match_reply(soulmate: Soulmate) -> MatchReply:
    """Show one match with its explanation."""
    told = soulmate.explanation
    return MatchReply(
        user_id=soulmate.person.user_id,
        display_name=soulmate.person.display_name,
        is_anonymous=soulmate.person.is_anonymous,
        is_verified=soulmate.person.is_verified,
        wave=soulmate.wave,
        updated_at=soulmate.updated_at,
        band=told.band,
        score=None if told.points is None else told.points / POINTS,
        points=told.points,
        one_in=told.one_in,
        evidence=_evidence_reply(told),
        shared_artists=list(told.shared_artists),
        contributions=[
            ContributionReply(c.kind, c.name, c.artist, c.points, c.is_assumed)
            for c in told.contributions
        ],
    )


def _evidence_reply(told: Explanation) -> EvidenceReply:
    evidence = told.evidence
    return EvidenceReply(
        level=told.evidence_level,
        shared_artists=evidence.shared_artists if evidence else None,
        all_artists=evidence.all_artists if evidence else None,
    )


def _statistics_reply(statistics: Statistics) -> StatisticsReply:
    return StatisticsReply(
        statistics.version, statistics.people.get("artist", 0), statistics.is_young
    )


def _comparison_reply(comparison: Comparison) -> ComparisonReply:
    return ComparisonReply(
        shared=[
            SharedItemReply(
                kind=yours.item.kind,
                name=yours.item.name,
                artist=_artist(yours.item),
                you=_place_reply(yours),
                them=_place_reply(theirs),
            )
            for yours, theirs in comparison.shared[:MAX_LISTED]
        ],
        only_you=_own_items(comparison.only_you),
        only_them=_own_items(comparison.only_them),
        discoveries_for_you=_discoveries(comparison.discoveries_for_you),
        discoveries_for_them=_discoveries(comparison.discoveries_for_them),
    )


def _place_reply(placed: PlacedItem) -> PlaceReply:
    return PlaceReply(placed.place, placed.item.rank, placed.item.plays)


def _own_items(items: Iterable[PlacedItem]) -> list[OwnItemReply]:
    return [
        OwnItemReply(
            kind=placed.item.kind,
            name=placed.item.name,
            artist=_artist(placed.item),
            place=placed.place,
            rank=placed.item.rank,
            plays=placed.item.plays,
        )
        for placed in list(items)[:MAX_LISTED]
    ]


def _discoveries(discoveries: Iterable[Discovery]) -> list[DiscoveryReply]:
    return [
        DiscoveryReply(
            kind=d.item.kind,
            name=d.item.name,
            artist=_artist(d.item),
            place=d.place,
            shared_genres=list(d.shared_genres),
        )
        for d in list(discoveries)[:MAX_LISTED]
    ]


def _artist(item: TopItem) -> str | None:
    return item.artists[0] if item.artists else None
