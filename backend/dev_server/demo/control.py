"""The switches of a stand-in over HTTP, for tests; no real service has any of this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from backend.dev_server.demo.switches import Switch, Switches


class UnknownSwitchError(ValueError):
    """What was sent is no switch of this service."""


def control(switches: Switches, troubles: Sequence[str], path: str) -> Blueprint:
    """Return ``GET``, ``POST`` and ``DELETE /switches``.

    A switch is ``{"trouble", "path"?, "times"?, "seconds"?}``.

    Args:
        switches: Of the stand-in.
        troubles: What can go wrong there.
        path: Where a switch strikes that names no path.
    """
    blueprint = Blueprint("control", __name__)

    @blueprint.get("/switches")
    def show() -> dict[str, Any]:
        are_on = [asdict(switch) for switch in switches.are_on()]
        return {"switches": are_on, "troubles": list(troubles)}

    @blueprint.post("/switches")
    def turn_on() -> ResponseReturnValue:
        # A page of another site cannot send this type without asking first.
        if not request.is_json:
            return jsonify({"error": "Send application/json"}), 415
        try:
            switch = _switch(request.get_json(silent=True), troubles, path)
        except UnknownSwitchError as error:
            return jsonify({"error": str(error)}), 400
        switches.turn_on(switch)
        return asdict(switch), 201

    @blueprint.delete("/switches")
    def turn_all_off() -> ResponseReturnValue:
        switches.turn_all_off()
        return "", 204

    return blueprint


def _switch(given: Any, troubles: Sequence[str], usual_path: str) -> Switch:
    if not isinstance(given, dict) or given.get("trouble") not in troubles:
        raise UnknownSwitchError(f"trouble must be one of {', '.join(troubles)}")
    path, times = given.get("path", usual_path), given.get("times")
    seconds = given.get("seconds", 30)
    is_whole = times is None or (isinstance(times, int) and times > 0)
    is_time = isinstance(seconds, int | float) and 0 <= seconds <= 86_400
    if not (is_whole and is_time and isinstance(path, str)):
        raise UnknownSwitchError("path is a text, times above 0, seconds up to 86400")
    return Switch(given["trouble"], path, times, seconds)
