"""The stand-in as a Flask app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from backend.dev_server.demo.control import control
from backend.dev_server.demo.listenbrainz.allowance import CALLS, Allowance
from backend.dev_server.demo.listenbrainz.metadata_api import KnownMusic, metadata_api
from backend.dev_server.demo.listenbrainz.people import InventedPerson, KnownArtist
from backend.dev_server.demo.listenbrainz.refusals import RefusalError, too_many
from backend.dev_server.demo.listenbrainz.statistics_api import statistics_api
from backend.dev_server.demo.listenbrainz.troubles import TROUBLES, refuse
from backend.dev_server.demo.switches import Switches, spoil

API_PREFIX = "/1/"


def create_listenbrainz(
    people: Iterable[InventedPerson],
    *,
    artists: Iterable[KnownArtist],
    now: Callable[[], datetime],
    calls_in_window: int = CALLS,
) -> Flask:
    """Make the API and its switches as one app.

    Args:
        people: Who listens.
        artists: Whom MusicBrainz knows, with genres and recordings.
        now: The time, timezone-aware.
        calls_in_window: Requests in 10 seconds; beyond them it refuses.
    """
    flask_app = Flask(__name__)
    by_name = {person.user_name.casefold(): person for person in people}
    music, switches = KnownMusic(artists), Switches()
    allowance = Allowance(calls_in_window, now)

    @flask_app.before_request
    def begin() -> None:
        if not request.path.startswith(API_PREFIX):
            return
        g.spent = allowance.spend()
        g.switch = switches.strike(_struck_path())
        if g.spent.is_over:
            raise too_many()
        if g.switch is not None:
            refuse(g.switch)

    flask_app.after_request(_finished)
    flask_app.register_error_handler(RefusalError, lambda error: error.response())
    flask_app.register_error_handler(HTTPException, _unanswered)
    flask_app.register_blueprint(statistics_api(by_name, music.albums, now))
    flask_app.register_blueprint(metadata_api(music))
    flask_app.register_blueprint(control(switches, TROUBLES, API_PREFIX))
    return flask_app


def _struck_path() -> str:
    """Return where a switch strikes: of statistics, at one range."""
    stats_range = request.args.get("range", "")
    return f"{request.path}?range={stats_range}" if stats_range else request.path


def _finished(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    if "spent" in g:
        g.spent.write(response)
    switch = g.get("switch")
    if switch is None:
        return response
    if switch.trouble == "rate_limit":
        response.headers["X-RateLimit-Remaining"] = "0"
        response.headers["X-RateLimit-Reset-In"] = str(round(switch.seconds))
    return spoil(switch, response)


def _unanswered(error: HTTPException) -> Response | HTTPException:
    if error.code in (404, 405) and request.path.startswith(API_PREFIX):
        return RefusalError(error.code, error.description or "").response()
    return error
