"""``flask rotate-session-key``: sessions are signed with another key from now on."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired, new_session_key


@click.command("rotate-session-key")
@with_appcontext
def rotate() -> None:
    """Sign sessions with a new key; those under the key before it stay good.

    Rotating twice ends every session older than the first rotation: do that when a key
    may have become known. A running server knows of it after ten minutes at the latest,
    or with the first session under the new key. Links, aliases and blocks hang on
    another key, and stay as they are.
    """
    wired: Wired = current_app.extensions["soulmate"]
    store = wired.session_key_store
    known, new = store.current(), new_session_key()
    if not store.replace(known.key_id, new):
        raise click.ClickException("It was rotated a moment ago: nothing done.")
    click.echo(f"Sessions are signed with {new.key_id}; {known.key_id} is still good.")
