"""Door A: the Flask dev server over JSON files, and its commands."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from backend.dev_server.commands import register_commands
from backend.dev_server.door import register_api
from backend.dev_server.logs import tell_requests_apart
from backend.dev_server.site import register_site
from backend.dev_server.unreadable_requests import refuse_in_json
from backend.dev_server.wiring import Sharing, wire

__all__ = ["create_app"]


def create_app(
    data_folder: str | Path | None = None, sharing: Sharing | None = None
) -> Flask:
    """Make the dev server: the API at the root and under ``/api``, and the site.

    Args:
        data_folder: Where profiles, statistics and keys are kept; from the
            environment, or ``data/local``, when not given.
        sharing: What several processes share that serve it; ``None`` for one alone.

    Raises:
        WeakKeyError: A key is too short to be safe.
    """
    app = Flask(__name__, static_folder=None)
    wired = wire(data_folder, sharing)
    app.extensions["soulmate"] = wired
    tell_requests_apart(app, wired.api.services.new_id)
    register_api(app, wired.api)
    register_site(app)
    refuse_in_json()
    register_commands(app)
    return app
