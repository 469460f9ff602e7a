"""What operations on one's own taste profile do."""

from __future__ import annotations

from backend.http_api.errors import HttpApiError
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.http_api.profiles.messages import DeletedReply, TopItemsReply
from backend.http_api.profiles.presenters import (
    saved_reply,
    taste_of,
    taste_profile_reply,
    top_item_reply,
)
from backend.http_api.profiles.save_request import (
    SaveFromSource,
    SaveItems,
    SaveTasteProfile,
)
from backend.http_api.source_options import readable_by_name
from backend.use_cases.accounts.audit_log import consent_events
from backend.use_cases.listening.errors import SOURCE_NAMES
from backend.use_cases.listening.refresh_mine import refresh_taste_profile
from backend.use_cases.listening.save_from_source import save_from_source
from backend.use_cases.profiles.choices import Choices
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.save import (
    Saving,
    delete_taste_profile,
    save_taste_profile,
    show_taste_profile,
)
from backend.use_cases.profiles.sources import remove_source
from backend.use_cases.timestamps import time_text


def save(call: Call) -> Outcome:
    """Save what the caller listens to.

    A new person gets a session, and so does one who proved to be somebody else than
    the caller.
    """
    body: SaveTasteProfile = call.body
    if call.is_program:
        _check_program(body)
    before = _head(call, call.caller)
    item = (
        _saved_top_items(call, body)
        if isinstance(body, SaveItems)
        else _saved_from_source(call, body)
    )
    note_consent(call, before, item)
    reply = saved_reply(item, taste_of(item))
    status = 201 if item.revision == 1 else 200
    if item.user_id == call.caller:
        return Outcome(reply, status)
    return Outcome(reply, status, starts_session_of=item.user_id)


def note_consent(call: Call, before: ProfileHead | None, after: ProfileHead) -> None:
    """Note what somebody allows otherwise now."""
    services = call.services
    for event in consent_events(before, after):
        services.audit_log.note(after.user_id, event, services.now())


def show(call: Call) -> Outcome:
    """Show all that is kept about the caller's taste."""
    item = show_taste_profile(call.user_id, store=call.services.store)
    return Outcome(taste_profile_reply(item, taste_of(item)))


def remove_one_source(call: Call) -> Outcome:
    """Forget what only one source told about the caller."""
    services = call.services
    before = _head(call, call.user_id)
    item = remove_source(
        call.user_id, call.path["source"], store=services.store, now=services.now()
    )
    note_consent(call, before, item)
    return Outcome(saved_reply(item, taste_of(item)))


def refresh(call: Call) -> Outcome:
    """Read the caller's listening again."""
    item = refresh_taste_profile(
        call.user_id,
        sources=readable_by_name(call.services.source_options()),
        store=call.services.store,
        now=call.services.now(),
    )
    return Outcome(saved_reply(item, taste_of(item)))


def delete(call: Call) -> Outcome:
    """Forget the caller's taste."""
    delete_taste_profile(call.user_id, store=call.services.store)
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


def _head(call: Call, user_id: str | None) -> ProfileHead | None:
    try:
        return call.services.store.head(user_id) if user_id else None
    except ProfileNotFoundError:
        return None


def _saved_top_items(call: Call, body: SaveItems) -> ProfileItem:
    now = call.services.now()
    return save_taste_profile(
        Saving(
            top_items=body.top_items(time_text(now)),
            choices=body.choices(),
            is_added=body.is_added,
        ),
        call.caller,
        store=call.services.store,
        now=now,
        new_id=call.services.new_id,
    )


def _saved_from_source(call: Call, body: SaveFromSource) -> ProfileItem:
    source = str(body.__struct_config__.tag)
    option = call.services.source_options().get(source)
    if option is None or body.proof_kind not in option.takes:
        name = SOURCE_NAMES[source]
        raise HttpApiError(
            "source_not_offered", f"{name} is not offered like this: see GET /sources"
        )
    return save_from_source(
        option.source,
        body.proof(),
        body.choices(),
        call.caller,
        is_refreshed=body.is_refreshed,
        is_added=body.is_added,
        links=call.services.links,
        blocks=call.services.viewing.relationships.blocks,
        store=call.services.store,
        now=call.services.now(),
        new_id=call.services.new_id,
    )


def _top_items(call: Call, kind: str) -> Outcome:
    item = show_taste_profile(call.user_id, store=call.services.store)
    time_range = call.query.time_range
    items = [
        top
        for top in item.top_items
        if top.kind == kind and time_range in (None, top.time_range)
    ]
    shown = [top_item_reply(top) for top in items[: call.query.limit]]
    return Outcome(TopItemsReply(call.user_id, time_range, shown))
