"""What people of a crowd do, at random and at the same moment as others."""

from __future__ import annotations

import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.contracts.crowd import SHARED, Crowd, Member, taste_of

LOOKS = ("compare_users", "find_matches", "list_waves", "list_companions", "export")


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
