"""Invitations: two people who know each other compare, at any population size."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from backend.use_cases.accounts.record_store import (
    Change,
    Check,
    Put,
    Record,
    RecordStore,
    Remove,
    change_in_groups,
)
from backend.use_cases.people.errors import (
    InvitationNotFoundError,
    OwnInvitationError,
    TooManyInvitationsError,
)

MAX_INVITATIONS = 50
MAX_DAYS = 30
_INVITATION = "invitation"
_PAIR = "pair"
_CODE = re.compile(r"[A-Za-z0-9_-]{20,64}")
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as its maker sees it; never the code again.

    Args:
        invitation_id: By which it can be revoked.
        by: Who made it.
        shows_name: Whether the person who opens it and compares sees the maker's name.
        is_reusable: Whether more than one may accept it.
        made_at: ISO 8601 in UTC.
        expires_at: ISO 8601 in UTC.
    """

    invitation_id: str
    by: str
    shows_name: bool
    is_reusable: bool
    made_at: str
    expires_at: str


@dataclass(frozen=True, slots=True)
class Companion:
    """A person with whom a user compares by invitation.

    Args:
        other_id: Who.
        shows_name: Whether they let the person see their name.
        at: Since when, ISO 8601 in UTC.
    """

    other_id: str
    shows_name: bool
    at: str


@dataclass(frozen=True, slots=True)
class Invitations:
    """Makes, opens, accepts and revokes invitations, and keeps the pairs they made.

    What is kept is a hash of a code, which has 128 random bits and more.

    Args:
        people: Where the records are kept.
        new_secret: Makes the codes, as URL-safe Base64.
    """

    people: RecordStore
    new_secret: Callable[[], str]

    def make(
        self,
        user_id: str,
        now: datetime,
        *,
        shows_name: bool,
        is_reusable: bool,
        days: int,
    ) -> tuple[str, Invitation]:
        """Return a code, for this one time, and the invitation as it is listed.

        Args:
            user_id: Who invites.
            now: The time.
            shows_name: Whether others see the maker's name.
            is_reusable: Whether more than one may accept.
            days: For how long, 1 to ``MAX_DAYS``.

        Raises:
            TooManyInvitationsError: The person has ``MAX_INVITATIONS`` that stand.
        """
        if len(self.of(user_id, now)) >= MAX_INVITATIONS:
            raise TooManyInvitationsError(MAX_INVITATIONS)
        code = self.new_secret()
        invitation_id = _id_of(code)
        record: Record = {
            "by": user_id,
            "shows_name": shows_name,
            "is_reusable": is_reusable,
            "made_at": _text(now),
            "expires_at": int((now + timedelta(days=days)).timestamp()),
        }
        place = f"{_INVITATION}#{invitation_id}"
        self.people.change_together(
            (Put(place, _INVITATION, record), Put(user_id, place, record))
        )
        return code, _invitation(invitation_id, record)

    def of(self, user_id: str, now: datetime) -> tuple[Invitation, ...]:
        """Return a person's invitations that still stand, the newest first."""
        relations = [
            _invitation(kind.partition("#")[2], record)
            for kind, record in self.people.records(user_id, _INVITATION).items()
            if self._standing(kind, now) is not None
        ]
        return tuple(sorted(relations, key=lambda i: i.made_at, reverse=True))

    def opened(self, code: str, now: datetime) -> Invitation:
        """Return the invitation of a code, without accepting it.

        Raises:
            InvitationNotFoundError: It is unknown, used, revoked or expired.
        """
        place = f"{_INVITATION}#{_id_of(code)}" if _CODE.fullmatch(code) else ""
        record = self._standing(place, now) if place else None
        if record is None:
            raise InvitationNotFoundError
        return _invitation(place.partition("#")[2], record)

    def accept(
        self, code: str, user_id: str, now: datetime, *, shows_name: bool
    ) -> Invitation:
        """Compare with an invitation's maker, from now on, on both sides.

        Raises:
            InvitationNotFoundError: It is unknown, used, revoked or expired.
            OwnInvitationError: It is the caller's own.
        """
        invitation = self.opened(code, now)
        if invitation.by == user_id:
            raise OwnInvitationError
        place = f"{_INVITATION}#{invitation.invitation_id}"
        used: tuple[Change, ...] = (
            Remove(place, _INVITATION, "present"),
            Remove(invitation.by, place),
        )
        if invitation.is_reusable:
            used = (Check(place, _INVITATION, "present"),)
        paired = (
            _paired(user_id, invitation.by, invitation.shows_name, now),
            _paired(invitation.by, user_id, shows_name, now),
        )
        if not self.people.change_together((*used, *paired)):
            raise InvitationNotFoundError
        return invitation

    def revoke(self, user_id: str, invitation_id: str) -> None:
        """Make a code useless; people who have accepted it stay.

        Raises:
            InvitationNotFoundError: The person has no such invitation.
        """
        place = f"{_INVITATION}#{invitation_id}"
        revoked = (Remove(user_id, place, "present"), Remove(place, _INVITATION))
        is_id = _ID.fullmatch(invitation_id) is not None
        if not is_id or not self.people.change_together(revoked):
            raise InvitationNotFoundError

    def companions(self, user_id: str) -> dict[str, Companion]:
        """Return whom a person compares with, by ``user_id``, the newest first."""
        return companions_among(self.people.records(user_id, _PAIR))

    def part(self, user_id: str, other_id: str) -> bool:
        """End a comparison for both; return whether there was one."""
        one, other = pair_ended(user_id, other_id)
        return self.people.change_together((replace(one, when="present"), other))

    def forget(self, user_id: str) -> None:
        """Remove a user's invitations."""
        places = self.people.records(user_id, _INVITATION)
        change_in_groups(
            self.people,
            ((Remove(place, _INVITATION), Remove(user_id, place)) for place in places),
        )

    def forget_companions(self, user_id: str) -> None:
        """End a user's comparisons, for both."""
        others = self.companions(user_id)
        change_in_groups(self.people, (pair_ended(user_id, o) for o in others))

    def _standing(self, place: str, now: datetime) -> Record | None:
        record = self.people.get(place, _INVITATION)
        if record is None or int(record["expires_at"]) <= now.timestamp():
            return None
        return record


def pair_ended(one: str, other: str) -> tuple[Remove, Remove]:
    """Return what ends a comparison for both, if there is one."""
    return Remove(one, f"{_PAIR}#{other}"), Remove(other, f"{_PAIR}#{one}")


def companions_among(records: Mapping[str, Record]) -> dict[str, Companion]:
    """Return the companions among a person's records, the newest first."""
    found = [
        Companion(kind.partition("#")[2], bool(r["shows_name"]), str(r["at"]))
        for kind, r in records.items()
        if kind.startswith(f"{_PAIR}#")
    ]
    found.sort(key=lambda companion: companion.at, reverse=True)
    return {companion.other_id: companion for companion in found}


def _paired(user_id: str, other_id: str, shows_name: bool, now: datetime) -> Put:
    record: Record = {"shows_name": shows_name, "at": _text(now)}
    return Put(user_id, f"{_PAIR}#{other_id}", record)


def _invitation(invitation_id: str, record: Record) -> Invitation:
    expires_at = datetime.fromtimestamp(int(record["expires_at"]), UTC)
    return Invitation(
        invitation_id=invitation_id,
        by=str(record["by"]),
        shows_name=bool(record["shows_name"]),
        is_reusable=bool(record["is_reusable"]),
        made_at=str(record["made_at"]),
        expires_at=_text(expires_at),
    )


def _id_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()[:32]


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")
