"""What operations on one's own account do: sessions, keys, export, erasure."""

from __future__ import annotations

from dataclasses import asdict

from backend.http_api import presenters, replies, requests
from backend.http_api.actions import note_consent, taste_of
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.use_cases.people.invitations import companions_of
from backend.use_cases.people.waves import waves_of
from backend.use_cases.profiles.choices import choose
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.save import show_taste_profile


def me(call: Call) -> Outcome:
    """Tell who is calling."""
    return Outcome(presenters.me_reply(call.user_id, _item(call)))


def change_choices(call: Call) -> Outcome:
    """Change how the caller is seen, at once."""
    body: requests.ChangeChoices = call.body
    before, after = choose(body.choices(), call.user_id, store=call.rooms.store)
    note_consent(call, before, after)
    return Outcome(presenters.me_reply(call.user_id, after))


def make_recovery_code(call: Call) -> Outcome:
    """Make a code that brings the caller back, in place of any before."""
    code = call.rooms.accounts.make_recovery_code(
        call.user_id, call.rooms.api_keys.new_secret()
    )
    call.rooms.audit_log.note(call.user_id, "recovery_code_made", call.rooms.now())
    return Outcome(replies.RecoveryCodeReply(code), 201)


def recover(call: Call) -> Outcome:
    """Start a session of whoever holds a recovery code."""
    body: requests.Recover = call.body
    user_id = call.rooms.accounts.recovered(body.recovery_code)
    call.rooms.audit_log.note(user_id, "recovered", call.rooms.now())
    reply = replies.RecoveredReply(user_id, is_recovered=True)
    return Outcome(reply, starts_session_of=user_id)


def end_session(call: Call) -> Outcome:
    """Take the session cookie away."""
    return Outcome(replies.SignedOutReply(is_signed_out=True), ends_session=True)


def end_all_sessions(call: Call) -> Outcome:
    """End the caller's sessions everywhere; this one goes on under a new token."""
    now = call.rooms.now()
    call.rooms.accounts.end_sessions(call.user_id, now)
    call.rooms.accounts.forget_recovery(call.user_id)
    call.rooms.audit_log.note(call.user_id, "sessions_ended", now)
    reply = replies.SessionsEndedReply(call.user_id, are_ended=True)
    return Outcome(reply, starts_session_of=call.user_id)


def make_api_key(call: Call) -> Outcome:
    """Make a key for a program."""
    body: requests.MakeApiKey = call.body
    now = call.rooms.now()
    text, key = call.rooms.api_keys.make(call.user_id, body.name, body.scopes, now)
    call.rooms.audit_log.note(call.user_id, "api_key_made", now)
    return Outcome(replies.NewApiKeyReply(text, presenters.api_key_reply(key)), 201)


def list_api_keys(call: Call) -> Outcome:
    """List the caller's keys."""
    keys = call.rooms.api_keys.listed(call.user_id, call.rooms.now())
    return Outcome(replies.ApiKeysReply([presenters.api_key_reply(k) for k in keys]))


def revoke_api_key(call: Call) -> Outcome:
    """Make a key useless."""
    key_id = call.path["key_id"]
    call.rooms.api_keys.revoke(call.user_id, key_id)
    call.rooms.audit_log.note(call.user_id, "api_key_revoked", call.rooms.now())
    return Outcome(replies.RevokedReply(key_id, is_revoked=True))


def export(call: Call) -> Outcome:
    """Give back everything that is kept about the caller."""
    rooms, user_id, now = call.rooms, call.user_id, call.rooms.now()
    rooms.audit_log.note(user_id, "exported", now)
    item = _item(call)
    ties, viewing = rooms.viewing.acquaintances, rooms.viewing
    reply = replies.ExportReply(
        user_id=user_id,
        taste_profile=presenters.taste_profile_reply(item, taste_of(item))
        if item
        else None,
        linked_sources=sorted(rooms.links.sources_of(user_id)),
        api_keys=[
            presenters.api_key_reply(k) for k in rooms.api_keys.listed(user_id, now)
        ],
        waves=[presenters.wave_reply(w) for w in waves_of(user_id, viewing)],
        blocks=[replies.BlockReply(b.block_id, b.at) for b in ties.blocks.of(user_id)],
        invitations=[
            presenters.invitation_reply(i) for i in ties.invitations.of(user_id, now)
        ],
        companions=[
            presenters.companion_reply(c)
            for c in companions_of(user_id, viewing=viewing)
        ],
        audit_log=[
            replies.AuditEntryReply(**asdict(entry))
            for entry in rooms.audit_log.entries(user_id, now)
        ],
    )
    return Outcome(reply)


def erase_me(call: Call) -> Outcome:
    """Erase the caller."""
    rooms = call.rooms
    receipt = rooms.erasures.erase(call.user_id, rooms.now())
    return Outcome(presenters.receipt_reply(receipt), ends_session=True)


def _item(call: Call) -> ProfileItem | None:
    try:
        return show_taste_profile(call.user_id, store=call.rooms.store)
    except ProfileNotFoundError:
        return None
