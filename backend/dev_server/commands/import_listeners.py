"""``flask import-listeners``: real listeners from a HetRec 2011 Last.fm folder."""

from __future__ import annotations

import uuid
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.statistics import told
from backend.dev_server.hetrec import BadRow, HetrecError, Listener, read_listeners
from backend.dev_server.wiring import Wired
from backend.taste_profile import InvalidTasteError
from backend.use_cases.community.count_statistics import make_statistics
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.save import Choices, Saving, save_taste_profile
from backend.use_cases.profiles.stored_profiles import StoredProfiles

_NAMESPACE = uuid.UUID("6f7dd2a8-95c8-4f0a-9a52-2f6a1d6d3c11")
_SHOWN_BAD_ROWS = 10


@click.command("import-listeners")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def import_listeners(path: Path) -> None:
    """Import the listeners of PATH, a HetRec 2011 Last.fm 2K folder.

    Play counts become top items, artists' tags become genres. Everybody is open, named
    "Listener 2" and so on. Started again, it goes on where it stopped.
    """
    wired: Wired = current_app.extensions["soulmate"]
    try:
        listeners, bad_rows = read_listeners(path)
    except HetrecError as error:
        raise click.ClickException(str(error)) from None
    added = kept = 0
    with click.progressbar(listeners, label="Importing listeners") as bar:
        for listener in bar:
            if _is_kept(wired, listener):
                kept += 1
                continue
            try:
                _save(wired, listener)
                added += 1
            except InvalidTasteError as error:
                bad_rows.append(BadRow("listener", listener.number, str(error)))
    click.echo(f"{added} listeners imported, {kept} were here already.")
    _report(bad_rows)
    if added or wired.statistics_store.current() is None:
        click.echo("Counting everybody …", err=True)
        click.echo(told(make_statistics(wired.store, wired.statistics_store)))
    click.echo("Making the index …", err=True)
    wired.population.community()
    if listeners:
        click.echo(f'Try: flask matches "{_name(listeners[0])}"')


def _name(listener: Listener) -> str:
    return f"Listener {listener.number}"


def _user_id(listener: Listener) -> str:
    """Derive the id, so that starting again finds whom it has imported already."""
    return str(uuid.uuid5(_NAMESPACE, f"hetrec2011-lastfm-2k/{listener.number}"))


def _is_kept(wired: Wired, listener: Listener) -> bool:
    try:
        wired.store.get(_user_id(listener))
    except ProfileNotFoundError:
        return False
    return True


def _save(wired: Wired, listener: Listener) -> None:
    saving = Saving(
        top_items=listener.top_items,
        choices=Choices(visibility="open", display_name=_name(listener)),
        is_verified=True,
    )
    save_taste_profile(
        saving,
        _user_id(listener),
        profiles=StoredProfiles(wired.store),
        now=wired.api.services.now(),
        new_id=wired.api.services.new_id,
    )


def _report(bad_rows: list[BadRow]) -> None:
    if not bad_rows:
        return
    click.echo(f"{len(bad_rows)} bad rows were left out:", err=True)
    for row in bad_rows[:_SHOWN_BAD_ROWS]:
        click.echo(f"  {row.file}, row {row.number}: {row.reason}", err=True)
    if len(bad_rows) > _SHOWN_BAD_ROWS:
        click.echo(f"  … and {len(bad_rows) - _SHOWN_BAD_ROWS} more", err=True)
