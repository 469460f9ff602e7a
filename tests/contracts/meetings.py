"""Two people who stand with each other in one of the ways there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.contracts.access_matrix import OtherKind
from tests.contracts.api_client import Answer, ApiClient, Person
from tests.contracts.invented_people import ANA, BEN
from tests.contracts.meeting_contract import accepted, block, invited, wave
from tests.contracts.visibility_contract import pair_of

NAME = "Benedikta Unverwechselbar"


@dataclass(frozen=True)
class Meeting:
    """Somebody who asks, and somebody who is asked for.

    Args:
        caller: Who asks; open.
        other: Whom they ask for.
        asked_by: The id under which they do.
        alias: The id by which the caller knows or knew the other; empty for none.
        code: Of an invitation that the other made.
    """

    caller: Person
    other: Person
    asked_by: str
    alias: str
    code: str

    def shown_in(self, answer: Answer) -> str:
        """Return how an answer shows the other person; empty when it does not."""
        ways = {
            "named": (self.other.user_id, NAME),
            "aliased": (self.alias,),
        }
        shown = [
            how
            for how, texts in ways.items()
            if any(text and text.encode() in answer.body for text in texts)
        ]
        return " and ".join(shown)


def met(api: ApiClient, kind: OtherKind) -> Meeting:
    """Let two new people meet.

    Whoever hides, blocks, is blocked or is erased was revealed before, and compared by
    invitation unless they hide: what was open has to close.
    """
    caller = api.join(ANA)
    if kind in ("stranger", "stranger's own"):
        other = _joined(api, "open")
        return Meeting(caller, other, other.user_id, "", invited(api, other))
    if kind.startswith("companion"):
        return _compared(api, caller, kind)
    if kind.startswith(("anonymous", "revealed")):
        return _anonymous(api, caller, kind)
    other = _joined(api, "open")
    wave(api, caller, other.user_id)
    assert wave(api, other, caller.user_id).json["wave"] == "mutual"
    if kind != "hidden":
        assert accepted(api, caller, invited(api, other)).status == 200
    assert pair_of(api, caller, other.user_id).status == 200
    code = invited(api, other)
    if kind == "hidden":
        body: dict[str, Any] = {"visibility": "hidden"}
        api.call("change_choices", session=other.session, body=body)
    elif kind == "blocked them":
        block(api, other, caller.user_id)
    elif kind == "blocked by them":
        block(api, caller, other.user_id)
    else:
        api.call("erase_me", session=other.session)
    return Meeting(caller, other, other.user_id, "", code)


def _joined(api: ApiClient, visibility: str) -> Person:
    shown = {"display_name": NAME, "named_artists": ["Low"]}
    return api.join({**BEN, "visibility": visibility, **shown})


def _compared(api: ApiClient, caller: Person, kind: OtherKind) -> Meeting:
    other = _joined(api, "hidden")
    is_named = kind == "companion"
    code = invited(api, other, shows_name=is_named, is_reusable=True)
    shown_id = str(accepted(api, caller, code).json["user_id"])
    asked_by = other.user_id if kind.endswith("by id") else shown_id
    return Meeting(caller, other, asked_by, "" if is_named else shown_id, code)


def _anonymous(api: ApiClient, caller: Person, kind: OtherKind) -> Meeting:
    other = _joined(api, "anonymous")
    code = invited(api, other, shows_name=False)
    wave(api, other, caller.user_id)
    [received] = api.call("list_waves", session=caller.session).json["waves"]
    alias = str(received["person"]["user_id"])
    if kind.startswith("revealed"):
        assert wave(api, caller, alias).json["wave"] == "mutual"
    else:
        api.call("take_wave_back", caller.user_id, session=other.session)
    is_by_id = kind in ("revealed", "anonymous, by id")
    return Meeting(caller, other, other.user_id if is_by_id else alias, alias, code)
