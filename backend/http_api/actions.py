"""What each operation does: a checked call in, a use case, an outcome out."""

from __future__ import annotations

from backend.http_api import presenters, replies, requests
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call, readable_by_name
from backend.taste_profile import (
    ALGORITHM,
    InvalidTasteError,
    TasteProfile,
    build_taste_profile,
)
from backend.use_cases.accounts.audit_log import consent_events
from backend.use_cases.listening.errors import SOURCE_NAMES
from backend.use_cases.listening.refresh_mine import refresh_taste_profile
from backend.use_cases.listening.save_from_source import save_from_source
from backend.use_cases.matching.compare_users import compare_users
from backend.use_cases.matching.find_matches import find_matches
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


def health(call: Call) -> Outcome:
    """Tell that the service answers."""
    contact = call.rooms.contact or None
    return Outcome(replies.HealthReply("ok", ALGORITHM, contact))


def sources(call: Call) -> Outcome:
    """List the music sources that people can come from."""
    offered = [
        replies.SourceReply(
            source=source,
            name=way.name,
            takes=list(way.takes),
            authorize_url=way.authorize_url,
            client_id=way.client_id,
            scope=way.scope,
            is_invented=way.is_invented,
        )
        for source, way in call.rooms.ways_in().items()
    ]
    return Outcome(replies.SourcesReply(offered))


def save(call: Call) -> Outcome:
    """Save what the caller listens to.

    A new person gets a session, and so does one who proved to be somebody else than
    the caller.
    """
    body: requests.SaveTasteProfile = call.body
    if call.is_program:
        _check_program(body)
    before = _head(call, call.caller)
    item = (
        _saved_top_items(call, body)
        if isinstance(body, requests.SaveItems)
        else _saved_from_source(call, body)
    )
    note_consent(call, before, item)
    reply = presenters.saved_reply(item, taste_of(item))
    status = 201 if item.revision == 1 else 200
    if item.user_id == call.caller:
        return Outcome(reply, status)
    return Outcome(reply, status, starts_session_of=item.user_id)


def note_consent(call: Call, before: ProfileHead | None, after: ProfileHead) -> None:
    """Note what somebody allows otherwise now."""
    rooms = call.rooms
    for event in consent_events(before, after):
        rooms.audit_log.note(after.user_id, event, rooms.now())


def show(call: Call) -> Outcome:
    """Show all that is kept about the caller's taste."""
    item = show_taste_profile(call.user_id, store=call.rooms.store)
    return Outcome(presenters.taste_profile_reply(item, taste_of(item)))


def remove_one_source(call: Call) -> Outcome:
    """Forget what only one source told about the caller."""
    rooms = call.rooms
    before = _head(call, call.user_id)
    item = remove_source(
        call.user_id, call.path["source"], store=rooms.store, now=rooms.now()
    )
    note_consent(call, before, item)
    return Outcome(presenters.saved_reply(item, taste_of(item)))


def refresh(call: Call) -> Outcome:
    """Read the caller's listening again."""
    item = refresh_taste_profile(
        call.user_id,
        sources=readable_by_name(call.rooms.ways_in()),
        store=call.rooms.store,
        now=call.rooms.now(),
    )
    return Outcome(presenters.saved_reply(item, taste_of(item)))


def delete(call: Call) -> Outcome:
    """Forget the caller's taste."""
    delete_taste_profile(call.user_id, store=call.rooms.store)
    return Outcome(replies.DeletedReply(call.user_id, is_deleted=True))


def top_artists(call: Call) -> Outcome:
    """List the caller's top artists."""
    return _top_items(call, "artist")


def top_tracks(call: Call) -> Outcome:
    """List the caller's top tracks."""
    return _top_items(call, "track")


def matches(call: Call) -> Outcome:
    """Rank the caller's soulmates."""
    page = find_matches(
        call.user_id,
        call.path["user_id"],
        n=call.query.limit,
        cursor=call.query.cursor,
        people=call.query.people,
        viewing=call.rooms.viewing,
    )
    return Outcome(presenters.matches_reply(page))


def pair(call: Call) -> Outcome:
    """Compare the caller with one person."""
    pair = compare_users(
        call.user_id,
        call.path["user_id"],
        call.path["other_id"],
        viewing=call.rooms.viewing,
    )
    return Outcome(presenters.pair_reply(pair))


def _check_program(body: requests.SaveTasteProfile) -> None:
    """A key brings listening; whose account this is, and who sees it, it cannot say."""
    if not isinstance(body, requests.SaveItems) or body.choices() != Choices():
        raise HttpApiError(
            "scope_required",
            "a key may save lists only, and no choices: sign in with a session",
        )


def _head(call: Call, user_id: str | None) -> ProfileHead | None:
    try:
        return call.rooms.store.head(user_id) if user_id else None
    except ProfileNotFoundError:
        return None


def _saved_top_items(call: Call, body: requests.SaveItems) -> ProfileItem:
    now = call.rooms.now()
    return save_taste_profile(
        Saving(
            top_items=body.top_items(time_text(now)),
            choices=body.choices(),
            is_added=body.is_added,
        ),
        call.caller,
        store=call.rooms.store,
        now=now,
        new_id=call.rooms.new_id,
    )


def _saved_from_source(call: Call, body: requests.SaveFromSource) -> ProfileItem:
    source = str(body.__struct_config__.tag)
    way = call.rooms.ways_in().get(source)
    if way is None or body.proof_kind not in way.takes:
        name = SOURCE_NAMES[source]
        raise HttpApiError(
            "source_not_offered", f"{name} is not offered like this: see GET /sources"
        )
    return save_from_source(
        way.source,
        body.proof(),
        body.choices(),
        call.caller,
        is_refreshed=body.is_refreshed,
        is_added=body.is_added,
        links=call.rooms.links,
        blocks=call.rooms.viewing.acquaintances.blocks,
        store=call.rooms.store,
        now=call.rooms.now(),
        new_id=call.rooms.new_id,
    )


def _top_items(call: Call, kind: str) -> Outcome:
    item = show_taste_profile(call.user_id, store=call.rooms.store)
    time_range = call.query.time_range
    items = [
        top
        for top in item.top_items
        if top.kind == kind and time_range in (None, top.time_range)
    ]
    shown = [presenters.top_item_reply(top) for top in items[: call.query.limit]]
    return Outcome(replies.TopItemsReply(call.user_id, time_range, shown))


def taste_of(item: ProfileItem) -> TasteProfile:
    """Return what counts of somebody's taste; empty where all of it is muted."""
    try:
        return build_taste_profile(item.user_id, item.counted_items)
    except InvalidTasteError:
        return TasteProfile(item.user_id, (), {})
