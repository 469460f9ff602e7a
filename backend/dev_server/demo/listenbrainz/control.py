"""The switches over HTTP, for tests and demonstrations; ListenBrainz has none."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, request

from backend.dev_server.demo.listenbrainz.refusals import RefusalError, bad_request
from backend.dev_server.demo.listenbrainz.troubles import TROUBLES
from backend.dev_server.demo.switches import Switch, Switches

API_PREFIX = "/1/"


def control(switches: Switches) -> Blueprint:
    """Return ``GET``, ``POST`` and ``DELETE /switches``.

    A switch is ``{"trouble", "path"?, "times"?, "seconds"?}``; the path of statistics
    goes on with ``?range=`` and the range that was asked for.
    """
    blueprint = Blueprint("control", __name__)

    @blueprint.get("/switches")
    def show() -> dict[str, Any]:
        return {
            "switches": [asdict(switch) for switch in switches.are_on()],
            "troubles": list(TROUBLES),
        }

    @blueprint.post("/switches")
    def turn_on() -> tuple[dict[str, Any], int]:
        # A page of another site cannot send this type without asking first.
        if not request.is_json:
            raise RefusalError(415, "Send application/json")
        switch = _switch(request.get_json(silent=True))
        switches.turn_on(switch)
        return asdict(switch), 201

    @blueprint.delete("/switches")
    def turn_all_off() -> tuple[str, int]:
        switches.turn_all_off()
        return "", 204

    return blueprint


def _switch(given: Any) -> Switch:
    if not isinstance(given, dict) or given.get("trouble") not in TROUBLES:
        raise bad_request(f"trouble must be one of {', '.join(TROUBLES)}")
    path, times = given.get("path", API_PREFIX), given.get("times")
    seconds = given.get("seconds", 30)
    is_whole = times is None or (isinstance(times, int) and times > 0)
    is_time = isinstance(seconds, int | float) and 0 <= seconds <= 86_400
    if not (is_whole and is_time and isinstance(path, str)):
        raise bad_request("path is a text, times above 0, seconds up to 86400")
    return Switch(given["trouble"], path, times, seconds)
