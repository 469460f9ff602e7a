"""``flask serve``: the site and the API by several processes."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired

MOST_WORKERS = 64


@click.command("serve")
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", default=5000, type=click.IntRange(1, 65_535))
@click.option("--workers", default=2, type=click.IntRange(1, MOST_WORKERS))
@with_appcontext
def serve(host: str, port: int, workers: int) -> None:
    """Serve by several processes, on as many processors; `flask run` is one.

    A process that dies is replaced. Ctrl+C ends all of them.
    """
    # Not needed by any other command.
    from backend.dev_server.workers import serve_with_workers

    wired: Wired = current_app.extensions["soulmate"]
    serve_with_workers(wired, host, port, workers)
