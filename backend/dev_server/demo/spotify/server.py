"""The stand-in as a Flask app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from backend.dev_server.demo.control import control
from backend.dev_server.demo.spotify.absent import refusal_of
from backend.dev_server.demo.spotify.accounts import accounts_service
from backend.dev_server.demo.spotify.apps import RegisteredApp
from backend.dev_server.demo.spotify.bearer import API_PREFIX, authenticate
from backend.dev_server.demo.spotify.people import InventedPerson, Recording
from backend.dev_server.demo.spotify.playlist_api import playlist_api
from backend.dev_server.demo.spotify.refusals import RefusalError
from backend.dev_server.demo.spotify.state import StandIn
from backend.dev_server.demo.spotify.troubles import TROUBLES, refuse
from backend.dev_server.demo.spotify.web_api import web_api
from backend.dev_server.demo.switches import spoil


def create_stand_in(
    app: RegisteredApp,
    people: Iterable[InventedPerson],
    *,
    recordings: Iterable[Recording] = (),
    now: Callable[[], datetime],
    new_secret: Callable[[], str],
) -> Flask:
    """Make the accounts service, the Web API and their switches as one app.

    Args:
        app: The one app that is registered; no other may ask.
        people: Who can sign in.
        recordings: What there is to find, beside what the people listen to.
        now: The time, in UTC; tokens live by it.
        new_secret: Makes codes and tokens, unguessable ones.
    """
    flask_app = Flask(__name__)
    # Some clients end paths with a slash, and Spotify does not mind.
    flask_app.url_map.strict_slashes = False
    flask_app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default
    stand_in = StandIn(app, people, recordings, now=now, new_secret=new_secret)

    @flask_app.before_request
    def begin() -> None:
        g.switch = stand_in.switches.strike(request.path)
        if request.path.startswith(API_PREFIX):
            authenticate(stand_in)
        if g.switch is not None:
            refuse(g.switch)

    flask_app.after_request(_finished)
    flask_app.register_error_handler(RefusalError, lambda error: error.response())
    flask_app.register_error_handler(HTTPException, _unanswered)
    flask_app.register_blueprint(accounts_service(stand_in))
    flask_app.register_blueprint(web_api(stand_in))
    flask_app.register_blueprint(playlist_api(stand_in))
    flask_app.register_blueprint(control(stand_in.switches, TROUBLES, API_PREFIX))
    return flask_app


def _finished(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    switch = g.get("switch")
    return response if switch is None else spoil(switch, response)


def _unanswered(error: HTTPException) -> Response | HTTPException:
    if error.code in (404, 405) and request.path.startswith(API_PREFIX):
        return refusal_of(request.method, request.path).response()
    return error
