"""What operations on the caller's taste profile do."""

from __future__ import annotations

from backend.http_api.errors import HttpApiError
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.http_api.profiles.messages import DeletedReply, TopItemsReply
from backend.http_api.profiles.presenters import (
    saved_reply,
    taste_profile_reply,
    top_item_reply,
)
from backend.http_api.profiles.save_request import (
    SaveFromSource,
    SaveItems,
    SaveTasteProfile,
)
from backend.use_cases.listening.refresh_mine import refresh_taste_profile
from backend.use_cases.listening.source_option import readable_by_name
from backend.use_cases.music_sources import MUSIC_SOURCES
from backend.use_cases.profiles.choices import Choices
from backend.use_cases.profiles.save import (
    Saving,
    delete_taste_profile,
    save_taste_profile,
    show_taste_profile,
)
from backend.use_cases.profiles.saved import Saved, taste_of
from backend.use_cases.profiles.sources import remove_source
from backend.use_cases.timestamps import time_text


def save(call: Call) -> Outcome:
    """Save what the caller listens to.

    A new user gets a session, and so does a user who proved to be another person than
    the caller.
    """
    body: SaveTasteProfile = call.body
    if call.is_program:
        _check_program(body)
    if isinstance(body, SaveItems):
        saved, is_guarded = _saved_top_items(call, body), True
    else:
        # The link of a user who is erased at this moment can stay behind.
        saved, is_guarded = _saved_from_source(call, body), False
    reply = saved_reply(saved.item, saved.profile)
    status = 201 if saved.item.revision == 1 else 200
    user_id = saved.item.user_id
    return Outcome(
        reply,
        status,
        starts_session_of=None if user_id == call.caller else user_id,
        is_guarded=is_guarded,
    )


def show(call: Call) -> Outcome:
    """Show all that is kept about the caller's taste."""
    item = show_taste_profile(call.user_id, profiles=call.services.profiles)
    return Outcome(taste_profile_reply(item, taste_of(item)))


def remove_one_source(call: Call) -> Outcome:
    """Forget what only one source said about the caller."""
    services = call.services
    saved = remove_source(
        call.user_id,
        call.path["source"],
        profiles=services.profiles,
        now=services.now(),
    )
    return Outcome(saved_reply(saved.item, saved.profile), is_guarded=True)


def refresh(call: Call) -> Outcome:
    """Read the caller's listening again."""
    item = refresh_taste_profile(
        call.user_id,
        sources=readable_by_name(call.services.source_options()),
        profiles=call.services.profiles,
        now=call.services.now(),
    )
    return Outcome(saved_reply(item, taste_of(item)), is_guarded=True)


def delete(call: Call) -> Outcome:
    """Forget the caller's taste."""
    delete_taste_profile(call.user_id, profiles=call.services.profiles)
    return Outcome(DeletedReply(call.user_id, is_deleted=True))


def top_artists(call: Call) -> Outcome:
    """List the caller's top artists."""
    return _top_items(call, "artist")


def top_tracks(call: Call) -> Outcome:
    """List the caller's top tracks."""
    return _top_items(call, "track")


def _check_program(body: SaveTasteProfile) -> None:
    """A key brings listening; whose account this is, and who sees it, it cannot say."""
    if not isinstance(body, SaveItems) or body.choices() != Choices():
        raise HttpApiError(
            "scope_required",
            "a key may save lists only, and no choices: sign in with a session",
        )


def _saved_top_items(call: Call, body: SaveItems) -> Saved:
    now = call.services.now()
    return save_taste_profile(
        Saving(
            top_items=body.top_items(time_text(now)),
            choices=body.choices(),
            is_added=body.is_added,
        ),
        call.caller,
        profiles=call.services.profiles,
        now=now,
        new_id=call.services.new_id,
    )


def _saved_from_source(call: Call, body: SaveFromSource) -> Saved:
    source = str(body.__struct_config__.tag)
    option = call.services.source_options().get(source)
    if option is None or body.proof_kind not in option.takes:
        name = MUSIC_SOURCES[source].name
        raise HttpApiError(
            "source_not_offered", f"{name} is not offered like this: see GET /sources"
        )
    return call.services.source_saver.save(
        option.source,
        body.proof(),
        body.choices(),
        call.caller,
        is_refreshed=body.is_refreshed,
        is_added=body.is_added,
    )


def _top_items(call: Call, kind: str) -> Outcome:
    item = show_taste_profile(call.user_id, profiles=call.services.profiles)
    time_range = call.query.time_range
    items = [
        top
        for top in item.top_items
        if top.kind == kind and time_range in (None, top.time_range)
    ]
    shown = [top_item_reply(top) for top in items[: call.query.limit]]
    return Outcome(TopItemsReply(call.user_id, time_range, shown))
