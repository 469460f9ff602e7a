"""``flask login`` and ``save-taste-profile``: music sources without our own site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click
import msgspec
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.callers import Caller, caller_of, choosing
from backend.dev_server.commands.proofs import Proof, code_of, proof_of
from backend.dev_server.wiring import Wired
from backend.sources.offers import offer_of
from backend.taste_profile import SoulmateError
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.source_option import SourceOption
from backend.use_cases.music_sources import MUSIC_SOURCES, source_name
from backend.use_cases.profiles.errors import (
    DisplayNameRequiredError,
    VisibilityRequiredError,
)
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.record import to_record

_HINTS: dict[type[SoulmateError], str] = {
    VisibilityRequiredError: "add --visibility open, anonymous or hidden",
    DisplayNameRequiredError: "add --display-name NAME",
}


@click.command()
@choosing
@with_appcontext
def login(*, no_browser: bool, port: int, seconds: int, **options: Any) -> None:
    """Sign in at Spotify, save what you listen to, and print a session token.

    Spotify must know http://127.0.0.1/ as an address to come back to. Without
    SPOTIFY_CLIENT_ID, it is the stand-in of the demo world.
    """
    wired: Wired = current_app.extensions["soulmate"]
    option, caller = _source_option(wired, "spotify"), caller_of(wired, **options)
    proof = code_of(option, no_browser=no_browser, port=port, seconds=seconds)
    item = _saved(wired, option, proof, caller)
    click.echo(_session(wired, item))


@click.command("save-taste-profile")
@choosing
@click.option(
    "--source",
    type=click.Choice(list(MUSIC_SOURCES)),
    default="spotify",
    show_default=True,
)
@click.option(
    "--user", "user_name", help="Your public name at ListenBrainz or Last.fm."
)
@click.option(
    "--user-token",
    envvar="LISTENBRAINZ_TOKEN",
    help="In place of --user, proves that you are it at ListenBrainz; better kept in"
    " LISTENBRAINZ_TOKEN.",
)
@click.option(
    "--access-token",
    envvar="SPOTIFY_ACCESS_TOKEN",
    help="In place of signing in at Spotify; better kept in SPOTIFY_ACCESS_TOKEN.",
)
@click.option(
    "--refresh",
    "is_refreshed",
    is_flag=True,
    default=None,
    help="Keep the public name, so that flask refresh-taste-profiles reads it again.",
)
@click.option(
    "--output",
    default="-",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    help="File for the item that was saved; - prints it.",
)
@with_appcontext
def save_taste_profile(
    source: str,
    is_refreshed: bool | None,
    output: str,
    *,
    visibility: Any,
    display_name: str | None,
    session: str | None,
    is_added: bool,
    **told: Any,
) -> None:
    """Fetch your top items from a source, save them, and print the kept item as JSON.

    Spotify asks you to sign in. ListenBrainz and Last.fm take your public name, which
    proves nothing: the profile is marked as not verified. The session token on standard
    error makes you the same user the next time, here and at the API.
    """
    if output != "-" and not Path(output).absolute().parent.is_dir():
        raise click.BadParameter("its folder does not exist", param_hint="--output")
    wired: Wired = current_app.extensions["soulmate"]
    option = _source_option(wired, source)
    if is_refreshed and "user_name" not in option.takes:
        raise click.UsageError(
            f"{source_name(source)} needs you each time: leave out --refresh"
        )
    caller = caller_of(
        wired,
        visibility=visibility,
        display_name=display_name,
        session=session,
        is_added=is_added,
    )
    proof = proof_of(option, source, **told)
    item = _saved(wired, option, proof, caller, is_refreshed=is_refreshed)
    click.echo(f"session {_session(wired, item)}", err=True)
    _write(item, output)


def _write(item: ProfileItem, output: str) -> None:
    text = msgspec.json.format(msgspec.json.encode(to_record(item)), indent=2).decode()
    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=True) as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise click.ClickException(
            f"it is saved, but {output} cannot be written: {error.strerror}"
        ) from None


def _source_option(wired: Wired, source: str) -> SourceOption:
    # A stand-in serves in this process; its requests are not for this terminal.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    option = wired.api.services.source_options().get(source)
    if option is None:
        variable = offer_of(source).settings[0]
        raise click.ClickException(
            f"no {source_name(source)} here: set {variable}, or run flask seed-demo"
        )
    return option


def _saved(
    wired: Wired,
    option: SourceOption,
    proof: Proof,
    caller: Caller,
    *,
    is_refreshed: bool | None = None,
) -> ProfileItem:
    services = wired.api.services
    try:
        saved = services.source_saver.save(
            option.source,
            proof,
            caller.choices,
            caller.user_id,
            is_refreshed=is_refreshed,
            is_added=caller.is_added,
        )
    except SoulmateError as error:
        raise click.ClickException(_told(error)) from None
    item = saved.item
    name = item.display_name or "nameless"
    click.echo(f"{name}, {item.visibility}, user_id {item.user_id}", err=True)
    return item


def _session(wired: Wired, item: ProfileItem) -> str:
    return wired.api.signer.issue(item.user_id, wired.api.services.now())


def _told(error: SoulmateError) -> str:
    hint = _HINTS.get(type(error))
    if isinstance(error, SourceRefusedError) and error.cause == "tokens_not_accepted":
        from backend.sources.spotify.offer import ACCEPTS_TOKENS

        hint = f"or set {ACCEPTS_TOKENS}=1 on your own machine"
    return f"{error}; {hint}" if hint else str(error)
