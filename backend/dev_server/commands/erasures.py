"""``flask replay-erasures``: after profiles were put back from a copy."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired
from backend.use_cases.erasure import replay_erasures


@click.command("replay-erasures")
@with_appcontext
def replay() -> None:
    """Erase again whoever a restored copy of the profiles brought back."""
    wired: Wired = current_app.extensions["soulmate"]
    rooms = wired.api.rooms
    returned = replay_erasures(
        store=rooms.store,
        accounts=rooms.accounts,
        links=rooms.links,
        acquaintances=rooms.viewing.acquaintances,
        now=rooms.now(),
    )
    click.echo(f"{returned} had come back, and are erased again")
