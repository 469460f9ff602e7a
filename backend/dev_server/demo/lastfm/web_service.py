"""The web service: one address, and the method as a parameter of GET or POST."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from hashlib import md5
from typing import Any

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from backend.dev_server.demo.lastfm import answers
from backend.dev_server.demo.lastfm.refusals import (
    RefusalError,
    artist_not_found,
)
from backend.dev_server.demo.lastfm.state import StandIn
from backend.dev_server.demo.lastfm.troubles import refuse
from backend.taste_profile import TimeRange

API_PATH = "/2.0/"
_LIKE: Mapping[str, TimeRange] = {
    "7day": "short_term",
    "1month": "short_term",
    "3month": "medium_term",
    "6month": "medium_term",
    "12month": "long_term",
    "overall": "long_term",
}
_MOST_LISTED = 1_000
_UNSIGNED = {"format", "callback", "api_sig"}


def web_service(stand_in: StandIn) -> Blueprint:
    """Return what answers at ``/2.0/``.

    A switch strikes a method by its address and name in lower case, for example
    ``/2.0/user.gettopartists``.
    """
    blueprint = Blueprint("web_service", __name__)
    methods: dict[str, Callable[[StandIn], answers.Answer]] = {
        "user.gettopartists": lambda known: _top_list(known, "artist"),
        "user.gettoptracks": lambda known: _top_list(known, "track"),
        "artist.gettoptags": _top_tags,
        "auth.getsession": _session,
    }

    @blueprint.route(API_PATH, methods=["GET", "POST"])
    def answer() -> ResponseReturnValue:
        method = _asked("method").lower()
        g.switch = stand_in.switches.strike(f"{API_PATH}{method}")
        if request.values.get("format") != "json":
            raise RefusalError(5)
        if _asked("api_key") != stand_in.account.api_key:
            raise RefusalError(10)
        if method not in methods:
            raise RefusalError(3)
        if g.switch is not None:
            refuse(g.switch)
        said = methods[method](stand_in)
        if _trouble() == "single_rows":
            said = _as_from_xml(said)
        return jsonify(said)

    return blueprint


def _top_list(stand_in: StandIn, kind: str) -> answers.Answer:
    person = stand_in.person(_asked("user"))
    period = request.values.get("period") or "overall"
    if period not in _LIKE:
        raise RefusalError(6)
    limit, page = _number("limit", 50), _number("page", 1)
    items = [
        item
        for item in person.top_items
        if item.kind == kind and item.time_range == _LIKE[period]
    ]
    name = person.user_name if _trouble() != "another_user" else "somebody-else"
    if _trouble() == "empty_account":
        items = []
    return answers.top_list(name, items, kind=kind, page=page, limit=limit)


def _top_tags(stand_in: StandIn) -> answers.Answer:
    found = stand_in.genres.get(_asked("artist").casefold())
    if found is None:
        raise artist_not_found()
    return answers.top_tags(*found)


def _session(stand_in: StandIn) -> answers.Answer:
    """Exchange a token; the signature is checked before the token is used up."""
    given = request.values
    signed = sorted(name for name in given if name not in _UNSIGNED)
    text = "".join(name + given[name] for name in signed) + stand_in.account.secret
    expected = md5(text.encode(), usedforsecurity=False).hexdigest()
    if not hmac.compare_digest(expected, given.get("api_sig", "").lower()):
        raise RefusalError(13)
    return answers.session(*stand_in.sign_ins.exchange(_asked("token")))


def _asked(name: str) -> str:
    given = request.values.get(name, "")
    if not given:
        raise RefusalError(6)
    return given


def _number(name: str, usual: int) -> int:
    given = request.values.get(name) or str(usual)
    if not given.isdecimal() or not 1 <= int(given[:9]) <= _MOST_LISTED:
        raise RefusalError(6, f"{name} param out of bounds (1-{_MOST_LISTED})")
    return int(given)


def _trouble() -> str | None:
    return g.switch.trouble if g.switch is not None else None


def _as_from_xml(said: answers.Answer) -> answers.Answer:
    """Shorten every list to its first row and write it without a list, as XML did."""
    [(name, within)] = said.items()
    single: dict[str, Any] = {
        key: value[0] if isinstance(value, list) and value else value
        for key, value in within.items()
    }
    return {name: single}
