"""The switches over HTTP, for tests and demonstrations; Last.fm has none of this."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, request

from backend.dev_server.demo.lastfm.state import StandIn
from backend.dev_server.demo.lastfm.troubles import TROUBLES
from backend.dev_server.demo.lastfm.web_service import API_PATH
from backend.dev_server.demo.switches import Switch


def control(stand_in: StandIn) -> Blueprint:
    """Return ``GET``, ``POST`` and ``DELETE /switches``.

    A switch is ``{"trouble", "path"?, "times"?, "seconds"?}``.
    """
    blueprint = Blueprint("control", __name__)

    @blueprint.get("/switches")
    def show() -> dict[str, Any]:
        switches = [asdict(switch) for switch in stand_in.switches.are_on()]
        return {"switches": switches, "troubles": list(TROUBLES)}

    @blueprint.post("/switches")
    def turn_on() -> tuple[dict[str, Any], int]:
        # A page of another site cannot send this type without asking first.
        if not request.is_json:
            abort(415, "Send application/json")
        switch = _switch(request.get_json(silent=True))
        stand_in.switches.turn_on(switch)
        return asdict(switch), 201

    @blueprint.delete("/switches")
    def turn_all_off() -> tuple[str, int]:
        stand_in.switches.turn_all_off()
        return "", 204

    return blueprint


def _switch(given: Any) -> Switch:
    if not isinstance(given, dict) or given.get("trouble") not in TROUBLES:
        abort(400, f"trouble must be one of {', '.join(TROUBLES)}")
    path, times = given.get("path", API_PATH), given.get("times")
    seconds = given.get("seconds", 30)
    is_whole = times is None or (isinstance(times, int) and times > 0)
    is_time = isinstance(seconds, int | float) and 0 <= seconds <= 86_400
    if not (is_whole and is_time and isinstance(path, str)):
        abort(400, "path is a text, times above 0, seconds up to 86400")
    return Switch(given["trouble"], path, times, seconds)
