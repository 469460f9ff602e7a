"""Door A: the Flask dev server over JSON files, and its commands."""

from __future__ import annotations

import gc
from pathlib import Path

from flask import Flask

from backend.dev_server.commands import register_commands
from backend.dev_server.door import register_api
from backend.dev_server.logs import tell_requests_apart
from backend.dev_server.site import register_site
from backend.dev_server.unreadable_requests import refuse_in_json
from backend.dev_server.wiring import Sharing, wire

__all__ = ["create_app"]

_NEW_OBJECTS = 20_000
"""So many are made before the collector looks for cycles: a ranking makes tens of
thousands, none of them in a cycle, and Python's own 700 cost it a tenth of its time."""


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
    gc.set_threshold(_NEW_OBJECTS)
    app = Flask(__name__, static_folder=None)
    wired = wire(data_folder, sharing)
    app.extensions["soulmate"] = wired
    tell_requests_apart(app, wired.api.services.new_id)
    register_api(app, wired.api)
    register_site(app)
    refuse_in_json()
    register_commands(app)
    return app
