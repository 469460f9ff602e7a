"""Two people who do all that there is to do, and what must not be found after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.contracts.api_client import Answer, ApiClient, Person
from tests.contracts.invented_accounts import ana_at
from tests.contracts.invented_people import BEN
from tests.dev_server.open_music import OpenMusic

NAME = "Zenobia Unverwechselbar"
ARTIST = "Known To Zenobia Alone"
LINK = "https://example.org/of-zenobia-alone"


class Traveller(ApiClient):
    """A caller who remembers what was asked, and every secret that was told.

    Args:
        url: The door's base URL.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.asked: set[str] = set()
        self.secrets: set[str] = set()

    def call(self, name: str, *path: str, **how: Any) -> Answer:
        """Call an operation, which has to succeed; a refresh comes too soon here."""
        answer = super().call(name, *path, **how)
        is_early = answer.code == "refresh_too_soon"
        assert answer.status < 300 or is_early, (name, answer.body)
        self.asked.add(name)
        told = {answer.session, *self._texts(answer), *self._texts(how.get("body"))}
        # Of a session the signature alone lets somebody in, of a key its secret.
        parts = {part for text in told for part in re.split(r"[._](?=[^._]*$)", text)}
        self.secrets |= {part for part in told | parts if len(part) >= 16}
        return answer

    def _texts(self, told: Answer | object) -> Iterator[str]:
        content = told.json if isinstance(told, Answer) else told
        for name in ("key", "code", "recovery_code", "token"):
            if isinstance(content, dict) and isinstance(content.get(name), str):
                text = content[name]
                yield from (text, text.replace("-", ""))


@dataclass(frozen=True)
class Travelled:
    """Two people who have met, with keys and codes that are good.

    Args:
        session: Of the one who is going to leave.
        other: The other one.
        traces: What tells of the one: ids, a name, an artist and a link.
    """

    session: str
    other: Person
    traces: tuple[str, ...]


def travel(api: Traveller, music: OpenMusic) -> Travelled:
    """Do everything but leaving, as two people."""
    by_token = ana_at("listenbrainz").by_token(music, display_name=NAME)
    one = api.call("save_taste_profile", body=by_token)
    me, session = one.json["user_id"], one.session
    items = {
        "source": "top_items",
        "is_added": True,
        "artists": [{"name": ARTIST, "links": {"site": LINK}}, "Low", "Codeine"],
    }
    api.call("save_taste_profile", body=items, session=session)
    lastfm = ana_at("lastfm").by_name(is_refreshed=True, is_added=True)
    api.call("save_taste_profile", body=lastfm, session=session)
    api.call("refresh_taste_profile", session=session)
    _account(api, me, session)
    other = api.call("save_taste_profile", body=BEN)
    they, theirs = other.json["user_id"], other.session
    alias = _meet(api, me, session, they, theirs)
    api.call("remove_source", "lastfm", session=session)
    session = api.call("end_all_sessions", session=session).session
    code = api.call("make_recovery_code", session=session).json
    session = api.call("recover", body=code).session
    api.call("end_session")
    traces = (me, NAME, ARTIST, LINK, alias)
    return Travelled(session, Person(they, theirs), traces)


def leave(api: Traveller, travelled: Travelled) -> None:
    """Erase the one; the other looks once more, and forgets their taste."""
    api.call("erase_me", session=travelled.session)
    they, theirs = travelled.other.user_id, travelled.other.session
    for name in ("list_waves", "list_companions", "list_blocks", "export"):
        api.call(name, session=theirs)
    api.call("find_matches", they, session=theirs)
    api.call("delete_taste_profile", session=theirs)


def _account(api: Traveller, me: str, session: str) -> None:
    for name in ("health", "sources", "openapi"):
        api.call(name)
    for name in ("me", "show_taste_profile", "top_artists", "top_tracks", "export"):
        api.call(name, session=session)
    key = {"name": NAME, "scopes": ["profile:read"]}
    made = api.call("make_api_key", session=session, body=key).json
    bearer = {"authorization": f"Bearer {made['key']}"}
    assert api.send("GET", "/me", bearer).json["user_id"] == me
    api.call("list_api_keys", session=session)
    api.call("revoke_api_key", made["api_key"]["key_id"], session=session)
    made = api.call("make_api_key", session=session, body=key).json
    bearer = {"authorization": f"Bearer {made['key']}"}
    assert api.send("GET", "/me", bearer).json["user_id"] == me
    muted = {"muted": {"artists": [ARTIST]}, "visibility": "anonymous"}
    api.call("change_choices", session=session, body=muted)
    api.call("change_choices", session=session, body={"visibility": "open"})


def _meet(api: Traveller, me: str, session: str, they: str, theirs: str) -> str:
    """Wave, compare, part and block; return the alias that the other knew."""
    api.call("find_matches", me, session=session)
    api.call("compare_users", me, they, session=session)
    api.call("wave", they, session=session)
    api.call("wave", me, session=theirs)
    api.call("list_waves", session=session)
    for shows_name in (True, False):
        made = api.call("invite", session=session, body={"shows_name": shows_name})
        opening = {"code": made.json["code"]}
        api.call("open_invitation", body=opening)
        accepting = {**opening, "shows_name": True}
        companion = api.call("accept_invitation", session=theirs, body=accepting)
    api.call("list_companions", session=session)
    api.call("end_comparison", they, session=session)
    left = api.call("invite", session=session, body={}).json["invitation"]
    api.call("list_invitations", session=session)
    api.call("revoke_invitation", left["invitation_id"], session=session)
    api.call("invite", session=session, body={"is_reusable": True})
    api.call("take_wave_back", me, session=theirs)
    for sender, blocked in ((theirs, me), (session, they)):
        api.call("block", session=sender, body={"user_id": blocked})
        [block] = api.call("list_blocks", session=sender).json["blocks"]
        api.call("lift_block", block["block_id"], session=sender)
    api.call("block", session=session, body={"user_id": they})
    return str(companion.json["user_id"])
