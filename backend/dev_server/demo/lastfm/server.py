"""The stand-in as a Flask app."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from backend.dev_server.demo.control import control
from backend.dev_server.demo.lastfm.people import ApiAccount, InventedPerson
from backend.dev_server.demo.lastfm.refusals import RefusalError
from backend.dev_server.demo.lastfm.sign_in_page import sign_in_page
from backend.dev_server.demo.lastfm.state import StandIn
from backend.dev_server.demo.lastfm.troubles import TROUBLES
from backend.dev_server.demo.lastfm.web_service import API_PATH, web_service
from backend.dev_server.demo.switches import spoil

# The pages of all stand-ins look alike.
_STYLES = Path(__file__).parents[1] / "spotify" / "static"


def create_lastfm(
    people: Iterable[InventedPerson],
    *,
    account: ApiAccount,
    genres: Mapping[str, Sequence[str]],
    now: Callable[[], datetime],
    new_secret: Callable[[], str],
) -> Flask:
    """Make the web service, the sign-in page and their switches as one app.

    Args:
        people: Whose listening everybody may see, and who can sign in.
        account: The one API account; no other may ask.
        genres: Of artists by name, most telling first; Last.fm knows artists, so
            they do not depend on who listens. An artist not named here is unknown.
        now: The time, in UTC; tokens live by it.
        new_secret: Makes tokens and session keys, unguessable ones.
    """
    flask_app = Flask(__name__, static_folder=_STYLES)
    flask_app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default
    stand_in = StandIn(account, people, genres, now=now, new_secret=new_secret)

    @flask_app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        switch = g.get("switch")
        return response if switch is None else spoil(switch, response)

    @flask_app.errorhandler(RefusalError)
    def refused(error: RefusalError) -> Response:
        return error.response()

    @flask_app.errorhandler(HTTPException)
    def unanswered(error: HTTPException) -> Response | HTTPException:
        if error.code is None or error.code < 400:
            return error
        response = jsonify({"error": error.code, "message": error.description})
        response.status_code = error.code
        return response

    flask_app.register_blueprint(web_service(stand_in))
    flask_app.register_blueprint(sign_in_page(stand_in))
    flask_app.register_blueprint(control(stand_in.switches, TROUBLES, API_PATH))
    return flask_app
