"""The page on which people agree, and the way back from it."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, abort, make_response, redirect, render_template
from flask import request as asked
from werkzeug.wrappers import Response as AnyResponse

from backend.dev_server.demo.lastfm.people import InventedPerson
from backend.dev_server.demo.lastfm.refusals import RefusalError
from backend.dev_server.demo.lastfm.state import StandIn

ResponseT = TypeVar("ResponseT", bound=AnyResponse)

SIGN_IN_PATH = "/api/auth/"
PEOPLE_SHOWN = 24
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def sign_in_page(stand_in: StandIn) -> Blueprint:
    """Return ``/api/auth/``; a person who refuses goes nowhere, as at Last.fm."""
    blueprint = Blueprint("sign_in_page", __name__, template_folder="templates")

    @blueprint.get(SIGN_IN_PATH)
    def show_people() -> Response:
        callback = _callback(stand_in)
        search = asked.args.get("search", "")
        found = [p for p in stand_in.people.values() if _fits(p, search)]
        page = render_template(
            "lastfm_sign_in.html",
            app_name=stand_in.account.name,
            carried={"api_key": asked.args["api_key"], "cb": callback},
            people=found[:PEOPLE_SHOWN],
            n_found=len(found),
            search=search,
        )
        return _guarded(make_response(page), callback)

    @blueprint.post(SIGN_IN_PATH)
    def agree() -> AnyResponse:
        callback = _callback(stand_in)
        try:
            person = stand_in.person(asked.form.get("user_name", ""))
        except RefusalError:
            abort(400, "There is nobody by this name.")
        token = stand_in.sign_ins.grant(person.user_name)
        joint = "&" if urlsplit(callback).query else "?"
        back = f"{callback}{joint}{urlencode({'token': token})}"
        return _guarded(redirect(back, code=302), callback)

    return blueprint


def _callback(stand_in: StandIn) -> str:
    """Return where to go back to; Last.fm takes any address, we this machine's."""
    if asked.values.get("api_key") != stand_in.account.api_key:
        abort(403, "Invalid API key")
    callback = asked.values.get("cb", "")
    try:
        parts = urlsplit(callback)
        _ = parts.port
    except ValueError:
        abort(400, "cb is no address")
    is_here = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not is_here or parts.username or parts.fragment:
        abort(400, "cb must be an http address of this machine")
    return callback


def _fits(person: InventedPerson, search: str) -> bool:
    sought = search.casefold().strip()
    return sought in person.name.casefold() or sought in person.user_name.casefold()


def _guarded(response: ResponseT, callback: str) -> ResponseT:
    # Browsers hold the redirect after a form to `form-action` as well.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none';"
        f" form-action 'self' http://{urlsplit(callback).netloc};"
        " frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
