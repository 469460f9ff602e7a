"""What operations on the caller's account do: sessions, keys, export, erasure."""

from __future__ import annotations

from backend.http_api.accounts.messages import (
    ApiKeysReply,
    MakeApiKey,
    NewApiKeyReply,
    Recover,
    RecoveredReply,
    RecoveryCodeReply,
    RevokedReply,
    SessionsEndedReply,
    SignedOutReply,
)
from backend.http_api.accounts.personal_data import (
    ExportReply,
    erasures_of,
    exported,
)
from backend.http_api.accounts.presenters import api_key_reply, me_reply, receipt_reply
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.http_api.profiles.messages import ChangeChoices
from backend.http_api.profiles.presenters import taste_profile_reply
from backend.use_cases.profiles.choices import choose
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileItem,
)
from backend.use_cases.profiles.save import (
    show_taste_profile,
)
from backend.use_cases.profiles.saved import taste_of


def me(call: Call) -> Outcome:
    """Say who is calling."""
    return Outcome(me_reply(call.user_id, _item(call)))


def change_choices(call: Call) -> Outcome:
    """Change how the caller is seen, at once."""
    body: ChangeChoices = call.body
    item = choose(body.choices(), call.user_id, profiles=call.services.profiles)
    return Outcome(me_reply(call.user_id, item), is_guarded=True)


def make_recovery_code(call: Call) -> Outcome:
    """Make a code that brings the caller back, in place of any before."""
    code = call.services.accounts.make_recovery_code(
        call.user_id, call.services.api_keys.new_secret()
    )
    call.services.audit_log.note(
        call.user_id, "recovery_code_made", call.services.now()
    )
    return Outcome(RecoveryCodeReply(code), 201)


def recover(call: Call) -> Outcome:
    """Start a session for the user whose recovery code it is."""
    body: Recover = call.body
    user_id = call.services.accounts.recovered(body.recovery_code)
    call.services.audit_log.note(user_id, "recovered", call.services.now())
    reply = RecoveredReply(user_id, is_recovered=True)
    return Outcome(reply, starts_session_of=user_id)


def end_session(call: Call) -> Outcome:
    """Take the session cookie away."""
    return Outcome(SignedOutReply(is_signed_out=True), ends_session=True)


def end_all_sessions(call: Call) -> Outcome:
    """End the caller's sessions everywhere; this one goes on under a new token."""
    now = call.services.now()
    call.services.accounts.end_sessions(call.user_id, now)
    call.services.accounts.forget_recovery(call.user_id)
    call.services.audit_log.note(call.user_id, "sessions_ended", now)
    reply = SessionsEndedReply(call.user_id, are_ended=True)
    return Outcome(reply, starts_session_of=call.user_id)


def make_api_key(call: Call) -> Outcome:
    """Make a key for a program."""
    body: MakeApiKey = call.body
    now = call.services.now()
    text, key = call.services.api_keys.make(call.user_id, body.name, body.scopes, now)
    call.services.audit_log.note(call.user_id, "api_key_made", now)
    return Outcome(NewApiKeyReply(text, api_key_reply(key)), 201)


def list_api_keys(call: Call) -> Outcome:
    """List the caller's keys."""
    keys = call.services.api_keys.listed(call.user_id, call.services.now())
    return Outcome(ApiKeysReply([api_key_reply(k) for k in keys]))


def revoke_api_key(call: Call) -> Outcome:
    """Make a key useless."""
    key_id = call.path["key_id"]
    call.services.api_keys.revoke(call.user_id, key_id)
    call.services.audit_log.note(call.user_id, "api_key_revoked", call.services.now())
    return Outcome(RevokedReply(key_id, is_revoked=True))


def export(call: Call) -> Outcome:
    """Give back everything that is kept about the caller."""
    services, user_id, now = call.services, call.user_id, call.services.now()
    services.audit_log.note(user_id, "exported", now)
    item = _item(call)
    reply = ExportReply(
        user_id=user_id,
        taste_profile=taste_profile_reply(item, taste_of(item)) if item else None,
        **exported(services, user_id, now),
    )
    return Outcome(reply)


def erase_me(call: Call) -> Outcome:
    """Erase the caller."""
    services = call.services
    receipt = erasures_of(services).erase(call.user_id, services.now())
    return Outcome(receipt_reply(receipt), ends_session=True)


def _item(call: Call) -> ProfileItem | None:
    try:
        return show_taste_profile(call.user_id, profiles=call.services.profiles)
    except ProfileNotFoundError:
        return None
