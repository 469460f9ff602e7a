"""From kept profiles to what their owners get."""

from __future__ import annotations

from dataclasses import asdict

from backend.http_api.profiles.messages import (
    FeatureReply,
    MutedReply,
    RefreshReply,
    SavedReply,
    SavedSourceReply,
    TasteProfileReply,
    TopItemReply,
)
from backend.taste_profile import (
    LITTLE_DATA,
    TasteProfile,
    TopItem,
    feature_names,
)
from backend.taste_profile.names import plain_name
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)


def saved_reply(item: ProfileItem, profile: TasteProfile) -> SavedReply:
    """Say what was saved."""
    counts = {kind: len(block) for kind, block in profile.weights.items()}
    return SavedReply(
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


def taste_profile_reply(item: ProfileItem, profile: TasteProfile) -> TasteProfileReply:
    """Show everything that is kept, and the features that follow from it."""
    names = feature_names(item.counted_items)
    features: dict[str, list[FeatureReply]] = {}
    for kind, block in profile.weights.items():
        named = [(names.get(key) or plain_name(key), w) for key, w in block.items()]
        features[kind] = [
            FeatureReply(name.name, name.artist, weight) for name, weight in named
        ]
    return TasteProfileReply(
        user_id=item.user_id,
        visibility=item.visibility,
        display_name=item.display_name,
        named_artists=list(item.named_artists),
        is_verified=item.is_verified,
        revision=item.revision,
        updated_at=item.updated_at,
        refresh=_refresh_reply(item.refresh) if item.refresh else None,
        muted=MutedReply(
            artists=list(item.muted.artists),
            genres=list(item.muted.genres),
            sources=list(item.muted.sources),
        ),
        refreshes=list(map(_refresh_reply, item.refreshes)),
        sources=[SavedSourceReply(**asdict(one)) for one in item.sources],
        top_items=[top_item_reply(top) for top in item.top_items],
        features=features,
    )


def _refresh_reply(refresh: Refresh) -> RefreshReply:
    return RefreshReply(
        source=refresh.source, user_name=refresh.user_name, tried_at=refresh.tried_at
    )


def top_item_reply(item: TopItem) -> TopItemReply:
    """Show one top item as it is kept."""
    return TopItemReply(
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
