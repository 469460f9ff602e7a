"""People who do everything at once, and what each of them must never be shown."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from backend.http_api.api import HttpApi
from backend.http_api.messages import HttpReply, HttpRequest
from tests.contracts.api_client import BY_NAME

PendingChange = tuple[str, ...]
"""``hidden x``, ``anonymous x``, ``erased x``, ``blocked x y``, ``no wave x y``."""

SHARED = [f"Everybody's Artist {n}" for n in range(6)]


class Claims:
    """What is certain at this moment, whichever requests are under way.

    A claim is made when the answer has come that makes it true, and withdrawn before
    anything is asked that may end it.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._made: dict[PendingChange, int] = {}
        self._numbers = itertools.count()

    def make(self, *claim: str) -> None:
        """Claim something from now on."""
        with self._turn:
            self._made[claim] = next(self._numbers)

    def withdraw(self, *claim: str) -> None:
        """Claim it no more; what it begins with is enough."""
        with self._turn:
            for made in [m for m in self._made if m[: len(claim)] == claim]:
                del self._made[made]

    def now(self) -> dict[PendingChange, int]:
        """Return what is claimed, with the number of each time it was."""
        with self._turn:
            return dict(self._made)

    def since(self, before: dict[PendingChange, int]) -> set[PendingChange]:
        """Return what was claimed before, and without a break until now."""
        with self._turn:
            return {c for c, number in before.items() if self._made.get(c) == number}


@dataclass(frozen=True)
class Member:
    """Somebody of the crowd, with a name and an artist of nobody else's."""

    user_id: str
    name: str
    artist: str


@dataclass
class Crowd:
    """The people at one API.

    Args:
        api: Without limits, which a crowd would meet.
        follow: Told who has changed, as the stream of a table tells.
    """

    api: HttpApi
    follow: Callable[[str], None]
    claims: Claims = field(default_factory=Claims)
    members: list[Member] = field(default_factory=list)
    erased: list[Member] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: Iterator[int] = field(default_factory=itertools.count)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        services = self.api.services
        limiter = replace(services.limiter, limits={})
        self.api = replace(self.api, services=replace(services, limiter=limiter))

    def ask(
        self, member: Member | None, name: str, *path: str, body: object = None
    ) -> HttpReply:
        """Ask an operation as somebody; nothing may fail."""
        next(self.asked)
        operation = BY_NAME[name]
        headers = {"content-type": "application/json"}
        if member is not None:
            token = self.api.signer.issue(member.user_id, datetime.now(UTC))
            headers["authorization"] = f"Bearer {token}"
        places = [s.strip("{}") for s in operation.path.split("/") if s[:1] == "{"]
        content = b"" if body is None else json.dumps(body).encode()
        request = HttpRequest(
            path=dict(zip(places, path, strict=True)), headers=headers, body=content
        )
        reply = self.api.handle(operation, request)
        if reply.status >= 500:
            self.wrong.append(f"{name}: {reply.status} {reply.body!r}")
        return reply

    def join(self) -> Member:
        """Let somebody new come, openly."""
        number = next(self._numbers)
        name, artist = f"Person {number:05}", f"Known To {number:05} Alone"
        body = taste_of(name, [*SHARED, artist])
        reply = self.ask(None, "save_taste_profile", body=body)
        assert reply.status == 201, reply.body
        member = Member(json.loads(reply.body)["user_id"], name, artist)
        self.follow(member.user_id)
        return member

    def fill(self, n: int) -> None:
        """Let n people come, of whom nobody has waved at anybody."""
        self.members.extend(self.join() for _ in range(n))
        for member in self.members:
            self.claim_no_waves(member)

    def claim_no_waves(self, new: Member) -> None:
        """Claim that somebody who has just come has waved at nobody."""
        for other in self.members:
            self.claims.make("no wave", new.user_id, other.user_id)

    def look(self, viewer: Member, name: str, *path: str) -> HttpReply:
        """Ask, and note whoever is shown although that is certainly not allowed."""
        before = self.claims.now()
        reply = self.ask(viewer, name, *path)
        certain = self.claims.since(before)
        for other in (*self.members, *self.erased):
            if other.user_id == viewer.user_id:
                continue
            for text in self._forbidden(viewer, other, name, certain):
                if text.encode() in reply.body:
                    self.wrong.append(f"{name} shows {text} to {viewer.name}")
        return reply

    def alias(self, viewer: Member, other: Member) -> str:
        """Return by which id the viewer knows the other, when anonymous."""
        aliases = self.api.services.viewing.aliases
        return aliases.alias_id(viewer.user_id, other.user_id)

    def _forbidden(
        self, viewer: Member, other: Member, name: str, certain: set[PendingChange]
    ) -> tuple[str, ...]:
        you, they = viewer.user_id, other.user_id
        named = (they, other.name)
        never = {("erased", they), ("blocked", you, they), ("blocked", they, you)}
        # Whom one compares with by invitation, one sees although they hide.
        by_rankings = name in ("find_matches", "list_waves")
        if by_rankings:
            never.add(("hidden", they))
        if certain & never:
            return (*named, self.alias(viewer, other))
        unwaved = {("no wave", you, they), ("no wave", they, you)}
        if by_rankings and ("anonymous", they) in certain and certain & unwaved:
            return named
        return ()


def taste_of(name: str, artists: list[str]) -> dict[str, Any]:
    """Return the body of somebody who is open, and can be found when anonymous."""
    choices = {"visibility": "open", "display_name": name, "named_artists": SHARED[:3]}
    return {"source": "top_items", "artists": artists, **choices}
