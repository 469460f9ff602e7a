"""People who do everything at once, and what each of them must never be shown."""

from __future__ import annotations

import itertools
import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from backend.http_api.api import HttpApi
from backend.http_api.messages import HttpReply, HttpRequest
from tests.contracts.api_client import BY_NAME

Claim = tuple[str, ...]
"""``hidden x``, ``anonymous x``, ``erased x``, ``blocked x y``, ``no wave x y``."""

LOOKS = ("compare_users", "find_matches", "list_waves", "list_companions", "export")
SHARED = [f"Everybody's Artist {n}" for n in range(6)]


class Claims:
    """What is certain at this moment, whichever requests are under way.

    A claim is made when the answer has come that makes it true, and withdrawn before
    anything is asked that may end it.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._made: dict[Claim, int] = {}
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

    def now(self) -> dict[Claim, int]:
        """Return what is claimed, with the number of each time it was."""
        with self._turn:
            return dict(self._made)

    def since(self, before: dict[Claim, int]) -> set[Claim]:
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
        rooms = self.api.rooms
        limiter = replace(rooms.limiter, limits={})
        self.api = replace(self.api, rooms=replace(rooms, limiter=limiter))

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
        aliases = self.api.rooms.viewing.aliases
        return aliases.alias_id(viewer.user_id, other.user_id)

    def _forbidden(
        self, viewer: Member, other: Member, name: str, certain: set[Claim]
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
    """Return the body of somebody who is open."""
    choices = {"visibility": "open", "display_name": name}
    return {"source": "top_items", "artists": artists, **choices}


def choose_at_random(crowd: Crowd, place: int, turns: int, seed: str) -> None:
    """Hide, open, block, lift blocks and leave, as the person at a place, in turn."""
    rng = random.Random(seed)
    claims = crowd.claims
    for _ in range(turns):
        one = crowd.members[place]
        me = one.user_id
        what = rng.choices(
            ["hidden", "anonymous", "open", "block", "lift", "erase"],
            [5, 5, 6, 3, 3, 1],
        )[0]
        if what in ("hidden", "anonymous", "open"):
            claims.withdraw("hidden", me)
            claims.withdraw("anonymous", me)
            body: dict[str, Any] = {"visibility": what}
            reply = crowd.ask(one, "change_choices", body=body)
            crowd.follow(me)
            if reply.status == 200 and what != "open":
                claims.make(what, me)
        elif what == "block":
            other = other_than(crowd, place, rng)
            for shown_id in (other.user_id, crowd.alias(one, other)):
                reply = crowd.ask(one, "block", body={"user_id": shown_id})
                if reply.status == 200:
                    claims.make("blocked", me, other.user_id)
        elif what == "lift":
            claims.withdraw("blocked", me)
            listed = json.loads(crowd.ask(one, "list_blocks").body)
            for block in listed["blocks"]:
                crowd.ask(one, "lift_block", block["block_id"])
        else:
            assert crowd.ask(one, "erase_me").status == 200
            claims.make("erased", me)
            crowd.follow(me)
            crowd.erased.append(one)
            crowd.members[place] = crowd.join()
            crowd.claim_no_waves(crowd.members[place])


def mingle_at_random(crowd: Crowd, place: int, turns: int, seed: str) -> None:
    """Save, wave, invite, part and look around, while the same person chooses."""
    rng = random.Random(seed)
    for _ in range(turns):
        one, other = crowd.members[place], other_than(crowd, place, rng)
        me, they = one.user_id, other.user_id
        ids = (they, crowd.alias(one, other))
        what = rng.choices(
            ["save", "wave", "back", "invite", "part", "look"], [3, 4, 4, 2, 1, 8]
        )[0]
        if what == "save":
            artists = [*rng.sample(SHARED, 4), one.artist]
            body: dict[str, Any] = {"source": "top_items", "artists": artists}
            crowd.ask(one, "save_taste_profile", body=body)
            crowd.follow(me)
        elif what == "wave":
            had_none = ("no wave", me, they) in crowd.claims.now()
            crowd.claims.withdraw("no wave", me, they)
            replies = [crowd.look(one, "wave", shown_id) for shown_id in ids]
            if had_none and 200 not in [reply.status for reply in replies]:
                crowd.claims.make("no wave", me, they)
        elif what == "back":
            replies = [crowd.ask(one, "take_wave_back", shown_id) for shown_id in ids]
            if 200 in [reply.status for reply in replies]:
                crowd.claims.make("no wave", me, they)
        elif what == "invite":
            made = crowd.ask(one, "invite", body={"shows_name": rng.random() < 0.5})
            if made.status == 201:
                code = json.loads(made.body)["code"]
                body = {"code": code, "shows_name": rng.random() < 0.5}
                crowd.ask(other, "accept_invitation", body=body)
        elif what == "part":
            for shown_id in ids:
                crowd.ask(one, "end_comparison", shown_id)
        else:
            look_around(crowd, one, other, rng.choice(LOOKS))


def look_around(crowd: Crowd, viewer: Member, other: Member, name: str) -> None:
    """Ask for others in one of the ways there are."""
    if name == "compare_users":
        for shown_id in (other.user_id, crowd.alias(viewer, other)):
            crowd.look(viewer, name, viewer.user_id, shown_id)
    elif name == "find_matches":
        crowd.look(viewer, name, viewer.user_id)
    else:
        crowd.look(viewer, name)


def other_than(crowd: Crowd, place: int, rng: random.Random) -> Member:
    """Return another of those who are there."""
    return rng.choice([m for n, m in enumerate(crowd.members) if n != place])


def leave_amid_everything(crowd: Crowd, together: ThreadPoolExecutor) -> None:
    """Erase somebody new at the moment at which they do all that leaves something."""
    one, other = crowd.join(), crowd.members[0]
    code = json.loads(crowd.ask(other, "invite", body={}).body)["code"]
    key = {"name": one.name, "scopes": ["profile:read"]}
    doing: list[tuple[str, tuple[str, ...], object]] = [
        ("make_api_key", (), key),
        ("make_recovery_code", (), None),
        ("invite", (), {}),
        ("accept_invitation", (), {"code": code, "shows_name": True}),
        ("wave", (other.user_id,), None),
        ("export", (), None),
        ("erase_me", (), None),
        ("change_choices", (), {"visibility": "anonymous"}),
        ("save_taste_profile", (), taste_of(one.name, [one.artist])),
        ("block", (), {"user_id": other.user_id}),
    ]
    begin = threading.Barrier(len(doing) + 1)

    def do(name: str, path: tuple[str, ...], body: object) -> int:
        begin.wait()
        return crowd.ask(one, name, *path, body=body).status

    def wave_back() -> int:
        begin.wait()
        return crowd.ask(other, "wave", one.user_id).status

    going = [together.submit(do, *what) for what in doing]
    going.append(together.submit(wave_back))
    assert {future.result() for future in going} <= {200, 201, 401, 404, 409, 410}
    crowd.follow(one.user_id)
    crowd.erased.append(one)


def turn_amid_a_wave(crowd: Crowd, together: ThreadPoolExecutor) -> None:
    """Wave at the name of somebody who takes an alias, or blocks, at that moment."""
    other = crowd.members[0]
    begin = threading.Barrier(2)

    def do(who: Member, name: str, *path: str, body: object = None) -> None:
        begin.wait()
        crowd.ask(who, name, *path, body=body)

    for name, body in (
        ("change_choices", {"visibility": "anonymous"}),
        ("block", {"user_id": other.user_id}),
    ):
        one = crowd.join()
        going = [
            together.submit(do, one, name, body=body),
            together.submit(do, other, "wave", one.user_id),
        ]
        for future in going:
            future.result()
        for block in json.loads(crowd.ask(one, "list_blocks").body)["blocks"]:
            crowd.ask(one, "lift_block", block["block_id"])
        shown = crowd.ask(other, "list_waves").body
        for text in (one.user_id, crowd.alias(other, one)):
            if text.encode() in shown:
                crowd.wrong.append(f"a wave outlived {name}: {text}")
