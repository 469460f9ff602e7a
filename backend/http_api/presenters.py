"""From what use cases return to what callers get; no decision is taken here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from backend.http_api import replies
from backend.taste_profile import (
    ALGORITHM,
    LITTLE_DATA,
    POINTS,
    Comparison,
    Discovery,
    Explanation,
    PlacedItem,
    Statistics,
    TasteProfile,
    TopItem,
    feature_names,
)
from backend.taste_profile.names import plain_name
from backend.use_cases.accounts.api_keys import ApiKey
from backend.use_cases.matching.compare_users import Pair
from backend.use_cases.matching.find_matches import RankingPage
from backend.use_cases.people.erasure import Receipt
from backend.use_cases.people.invitation_records import Invitation
from backend.use_cases.people.invitations import ShownCompanion
from backend.use_cases.people.shown_people import Soulmate
from backend.use_cases.people.waves import ShownWave
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)

MAX_LISTED = 200
REMNANTS = (
    (
        "your weights in the sample that scores are compared with, where you are in it",
        "the next statistics of the community",
    ),
    ("backups, from which you are erased again when they are restored", "35 days"),
    (
        "how often you asked just now, counted under a keyed hash",
        "a few days",
    ),
    (
        "a keyed hash that keeps you erased, and does not tell who you were",
        "ever",
    ),
)


def saved_reply(item: ProfileItem, profile: TasteProfile) -> replies.SavedReply:
    """Say what was saved."""
    counts = {kind: len(block) for kind, block in profile.weights.items()}
    return replies.SavedReply(
        user_id=item.user_id,
        is_new=item.revision == 1,
        visibility=item.visibility,
        display_name=item.display_name,
        revision=item.revision,
        updated_at=item.updated_at,
        artists=counts.get("artist", 0),
        tracks=counts.get("track", 0),
        genres=counts.get("genre", 0),
        has_little_data=counts.get("artist", 0) < LITTLE_DATA,
    )


def me_reply(user_id: str, item: ProfileItem | None) -> replies.MeReply:
    """Say who is calling."""
    return replies.MeReply(
        user_id=user_id,
        has_taste_profile=item is not None,
        visibility=item.visibility if item else None,
        display_name=item.display_name if item else None,
        is_verified=bool(item and item.is_verified),
        updated_at=item.updated_at if item else None,
    )


def api_key_reply(key: ApiKey) -> replies.ApiKeyReply:
    """Show a key without its secret."""
    return replies.ApiKeyReply(
        key_id=key.key_id,
        name=key.name,
        scopes=list(key.scopes),
        made_at=key.made_at,
        last_used_at=key.last_used_at,
    )


def wave_reply(wave: ShownWave) -> replies.WaveReply:
    """Show a wave."""
    person = wave.person
    shown = replies.PersonReply(
        person.user_id, person.display_name, person.is_anonymous, person.is_verified
    )
    return replies.WaveReply(shown, wave.state, wave.on)


def invitation_reply(invitation: Invitation) -> replies.InvitationReply:
    """Show an invitation without its code."""
    return replies.InvitationReply(
        invitation_id=invitation.invitation_id,
        shows_name=invitation.shows_name,
        is_reusable=invitation.is_reusable,
        made_at=invitation.made_at,
        expires_at=invitation.expires_at,
    )


def companion_reply(companion: ShownCompanion) -> replies.CompanionReply:
    """Show somebody whom the caller compares with."""
    return replies.CompanionReply(**asdict(companion))


def receipt_reply(receipt: Receipt) -> replies.ReceiptReply:
    """Say what was erased, and what goes later."""
    return replies.ReceiptReply(
        user_id=receipt.user_id,
        is_erased=True,
        had_taste_profile=receipt.had_taste_profile,
        linked_sources=receipt.links,
        remnants=[replies.RemnantReply(what, until) for what, until in REMNANTS],
    )


def taste_profile_reply(
    item: ProfileItem, profile: TasteProfile
) -> replies.TasteProfileReply:
    """Show everything that is kept, and the features that follow from it."""
    names = feature_names(item.counted_items)
    features: dict[str, list[replies.FeatureReply]] = {}
    for kind, block in profile.weights.items():
        named = [(names.get(key) or plain_name(key), w) for key, w in block.items()]
        features[kind] = [
            replies.FeatureReply(name.name, name.artist, weight)
            for name, weight in named
        ]
    return replies.TasteProfileReply(
        user_id=item.user_id,
        visibility=item.visibility,
        display_name=item.display_name,
        named_artists=list(item.named_artists),
        is_verified=item.is_verified,
        revision=item.revision,
        updated_at=item.updated_at,
        refresh=_refresh_reply(item.refresh) if item.refresh else None,
        muted=replies.MutedReply(
            artists=list(item.muted.artists),
            genres=list(item.muted.genres),
            sources=list(item.muted.sources),
        ),
        refreshes=list(map(_refresh_reply, item.refreshes)),
        sources=[replies.SavedSourceReply(**asdict(one)) for one in item.sources],
        top_items=[top_item_reply(top) for top in item.top_items],
        features=features,
    )


def _refresh_reply(refresh: Refresh) -> replies.RefreshReply:
    return replies.RefreshReply(
        source=refresh.source, user_name=refresh.user_name, tried_at=refresh.tried_at
    )


def top_item_reply(item: TopItem) -> replies.TopItemReply:
    """Show one top item as it is kept."""
    return replies.TopItemReply(
        kind=item.kind,
        name=item.name,
        artists=list(item.artists),
        time_range=item.time_range,
        rank=item.rank,
        plays=item.plays,
        genres=sorted(item.genres, key=lambda name: (-item.genres[name], name)),
        release_date=item.release_date,
        links=dict(sorted(item.links.items())),
        source=item.source,
        fetched_at=item.fetched_at,
    )


def matches_reply(page: RankingPage) -> replies.MatchesReply:
    """Show one page of a ranking."""
    return replies.MatchesReply(
        user_id=page.user_id,
        matches=[match_reply(soulmate) for soulmate in page.matches],
        next_cursor=page.next_cursor,
        is_complete=page.is_complete,
        artists=page.artists,
        has_little_data=page.artists < LITTLE_DATA,
        algorithm=ALGORITHM,
        statistics=_statistics_reply(page.statistics),
    )


def pair_reply(pair: Pair) -> replies.PairReply:
    """Show two people side by side."""
    return replies.PairReply(
        user_id=pair.user_id,
        match=match_reply(pair.soulmate),
        comparison=_comparison_reply(pair.comparison) if pair.comparison else None,
        algorithm=ALGORITHM,
        statistics=_statistics_reply(pair.statistics),
    )


def match_reply(soulmate: Soulmate) -> replies.MatchReply:
    """Show one match with what its explanation tells."""
    told = soulmate.explanation
    return replies.MatchReply(
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
            replies.ContributionReply(c.kind, c.name, c.artist, c.points, c.is_assumed)
            for c in told.contributions
        ],
    )


def _evidence_reply(told: Explanation) -> replies.EvidenceReply:
    evidence = told.evidence
    return replies.EvidenceReply(
        level=told.evidence_level,
        shared_artists=evidence.shared_artists if evidence else None,
        all_artists=evidence.all_artists if evidence else None,
    )


def _statistics_reply(statistics: Statistics) -> replies.StatisticsReply:
    return replies.StatisticsReply(
        statistics.version, statistics.people.get("artist", 0), statistics.is_young
    )


def _comparison_reply(comparison: Comparison) -> replies.ComparisonReply:
    return replies.ComparisonReply(
        shared=[
            replies.SharedItemReply(
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


def _place_reply(placed: PlacedItem) -> replies.PlaceReply:
    return replies.PlaceReply(placed.place, placed.item.rank, placed.item.plays)


def _own_items(items: Iterable[PlacedItem]) -> list[replies.OwnItemReply]:
    return [
        replies.OwnItemReply(
            kind=placed.item.kind,
            name=placed.item.name,
            artist=_artist(placed.item),
            place=placed.place,
            rank=placed.item.rank,
            plays=placed.item.plays,
        )
        for placed in list(items)[:MAX_LISTED]
    ]


def _discoveries(discoveries: Iterable[Discovery]) -> list[replies.DiscoveryReply]:
    return [
        replies.DiscoveryReply(
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
