"""Invitations: two people who know each other compare, whoever else is here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backend.use_cases.accounts.record_store import Record, RecordStore
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
        shows_name: Whether whoever opens it, and compares, sees the maker's name.
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
    """Somebody whom a person compares with by invitation.

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
        self.people.put(place, _INVITATION, record)
        # Last: an erasure that finds it finds all of the invitation.
        self.people.put(user_id, place, record)
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
        """Compare with whoever made an invitation, from now on, on both sides.

        Raises:
            InvitationNotFoundError: It is unknown, used, revoked or expired.
            OwnInvitationError: It is the caller's own.
        """
        invitation = self.opened(code, now)
        if invitation.by == user_id:
            raise OwnInvitationError
        place = f"{_INVITATION}#{invitation.invitation_id}"
        if not invitation.is_reusable and not self.people.remove(place, _INVITATION):
            raise InvitationNotFoundError
        self._pair(user_id, invitation.by, invitation.shows_name, now)
        self._pair(invitation.by, user_id, shows_name, now)
        if not invitation.is_reusable:
            self.people.remove(invitation.by, place)
        return invitation

    def revoke(self, user_id: str, invitation_id: str) -> None:
        """Make a code useless; whoever has accepted it stays.

        Raises:
            InvitationNotFoundError: The person has no such invitation.
        """
        place = f"{_INVITATION}#{invitation_id}"
        is_id = _ID.fullmatch(invitation_id) is not None
        if not is_id or self.people.get(user_id, place) is None:
            raise InvitationNotFoundError
        # The code first: until it is useless, its maker can try again.
        self.people.remove(place, _INVITATION)
        self.people.remove(user_id, place)

    def companions(self, user_id: str) -> dict[str, Companion]:
        """Return whom a person compares with, by ``user_id``, the newest first."""
        return companions_among(self.people.records(user_id, _PAIR))

    def part(self, user_id: str, other_id: str) -> bool:
        """End a comparison for both; tell whether there was one."""
        self.people.remove(other_id, f"{_PAIR}#{user_id}")
        return self.people.remove(user_id, f"{_PAIR}#{other_id}")

    def forget(self, user_id: str) -> None:
        """Remove a person's invitations and pairs, on both sides."""
        for place in self.people.records(user_id, _INVITATION):
            self.people.remove(place, _INVITATION)
            self.people.remove(user_id, place)
        for other_id in self.companions(user_id):
            self.part(user_id, other_id)

    def _standing(self, place: str, now: datetime) -> Record | None:
        record = self.people.get(place, _INVITATION)
        if record is None or int(record["expires_at"]) <= now.timestamp():
            return None
        return record

    def _pair(
        self, user_id: str, other_id: str, shows_name: bool, now: datetime
    ) -> None:
        record: Record = {"shows_name": shows_name, "at": _text(now)}
        self.people.put(user_id, f"{_PAIR}#{other_id}", record)


def companions_among(records: Mapping[str, Record]) -> dict[str, Companion]:
    """Return the companions among a person's records, the newest first."""
    found = [
        Companion(kind.partition("#")[2], bool(r["shows_name"]), str(r["at"]))
        for kind, r in records.items()
        if kind.startswith(f"{_PAIR}#")
    ]
    found.sort(key=lambda companion: companion.at, reverse=True)
    return {companion.other_id: companion for companion in found}


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
