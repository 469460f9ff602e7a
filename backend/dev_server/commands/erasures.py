"""``flask replay-erasures``: after profiles were put back from a copy."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired
from backend.http_api.accounts.personal_data import erasures_of


@click.command("replay-erasures")
@with_appcontext
def replay() -> None:
    """Erase again everybody whom a restored copy of the profiles brought back."""
    wired: Wired = current_app.extensions["soulmate"]
    services = wired.api.services
    returned = erasures_of(services).replay(services.now())
    click.echo(f"{returned} had come back, and are erased again")
