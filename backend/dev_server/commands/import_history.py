"""``flask import-history``: the user's own history files, read on this machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.audit_text import audit_text
from backend.dev_server.wiring import Wired
from backend.http_api.access import Access
from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import History, HistoryFile, read_history
from backend.taste_profile import SoulmateError
from backend.taste_profile.visibility import VISIBILITIES
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.save import Choices, Saving, save_taste_profile


@click.command("import-history")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--visibility", type=click.Choice(sorted(VISIBILITIES)))
@click.option("--display-name", help="The name that others see.")
@click.option(
    "--session",
    "session_token",
    envvar="SOULMATE_SESSION",
    help="Your session token, if you are here already: adds to what other sources said,"
    " in place of an earlier history; better kept in SOULMATE_SESSION.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would be saved.")
@click.option(
    "--json",
    "is_json",
    is_flag=True,
    help="With --dry-run, print what would be saved, and nothing else.",
)
@with_appcontext
def import_history(
    files: tuple[Path, ...],
    visibility: Any,
    display_name: str | None,
    session_token: str | None,
    dry_run: bool,
    is_json: bool,
) -> None:
    """Read your own listening history, save it, and print a session token.

    FILE is a download of Spotify (account data or extended streaming history), an
    export of ListenBrainz or Last.fm, or a CSV with artist, track and played_at; zips
    or what is in them, any number, all of one person. Only top lists are kept.
    """
    if is_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run")
    choices = Choices(visibility=visibility, display_name=display_name)
    user_id = None if dry_run else _who_saves(choices, session_token)
    history = _read(files)
    click.echo(audit_text(history.audit), err=True)
    if is_json:
        click.echo(history.aggregate.to_json(), nl=False)
    elif dry_run:
        click.echo("Nothing was saved.", err=True)
    else:
        _save(history, choices, user_id)


def _who_saves(choices: Choices, session_token: str | None) -> str | None:
    """Return who adds to what is kept; ask for what else a first save needs.

    It asks before it spends minutes on reading.
    """
    if session_token:
        api = _wired().api
        services = api.services
        try:
            user_id = Access(services, api.signer).session(session_token).user_id
            services.profiles.head(user_id)
        except ProfileNotFoundError:
            raise click.ClickException(
                "nothing is kept of this session's person: leave out --session"
            ) from None
        except SoulmateError as error:
            raise click.ClickException(str(error)) from None
        return user_id
    if choices.visibility is None:
        raise click.UsageError("add --visibility open, anonymous or hidden")
    if choices.visibility == "open" and not choices.display_name:
        raise click.UsageError("add --display-name NAME, which others will see")
    return None


def _read(paths: tuple[Path, ...]) -> History:
    with click.progressbar(length=1, label="Reading", file=sys.stderr) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        try:
            return read_history(map(HistoryFile.at, paths), progress)
        except NothingLeftError as error:
            nothing = error
        except OSError as error:
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None
    click.echo(audit_text(nothing.audit), err=True)
    raise click.ClickException(f"nothing to save: {nothing}")


def _save(history: History, choices: Choices, user_id: str | None) -> None:
    wired = _wired()
    services = wired.api.services
    saving = Saving(
        top_items=history.aggregate.top_items(),
        choices=choices,
        is_added=user_id is not None,
    )
    try:
        item = save_taste_profile(
            saving,
            user_id,
            profiles=services.profiles,
            now=services.now(),
            new_id=services.new_id,
        ).item
    except SoulmateError as error:
        raise click.ClickException(str(error)) from None
    name = item.display_name or "nameless"
    sources = ", ".join(source.source for source in item.sources)
    click.echo(f"{name}, {item.visibility}, user_id {item.user_id}", err=True)
    click.echo(f"kept from: {sources}", err=True)
    click.echo(wired.api.signer.issue(item.user_id, services.now()))


def _wired() -> Wired:
    wired: Wired = current_app.extensions["soulmate"]
    return wired
