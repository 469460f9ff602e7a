"""``flask login`` and ``save-taste-profile``: music sources without our own site."""

from __future__ import annotations

import logging
import secrets
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.loopback_return import loopback_return
from backend.dev_server.wiring import ACCESS_TOKENS_VARIABLE, Wired
from backend.http_api.operation import WayIn
from backend.sources.spotify.sign_in import authorize_url, read_return
from backend.taste_profile import SoulmateError
from backend.taste_profile.visibility import VISIBILITIES
from backend.use_cases.errors import DisplayNameRequiredError, VisibilityRequiredError
from backend.use_cases.ports import (
    AccessToken,
    AuthorizationCode,
    ProfileItem,
    PublicName,
)
from backend.use_cases.records import to_record
from backend.use_cases.save_from_source import save_from_source
from backend.use_cases.source_errors import SOURCE_NAMES, SourceRefusedError
from backend.use_cases.taste_profiles import Choices

Proof = AccessToken | AuthorizationCode | PublicName

_VARIABLES = {
    "spotify": "SPOTIFY_CLIENT_ID",
    "listenbrainz": "LISTENBRAINZ_URL",
    "lastfm": "LASTFM_API_KEY",
}
_HINTS: dict[type[SoulmateError], str] = {
    VisibilityRequiredError: "add --visibility open, anonymous or hidden",
    DisplayNameRequiredError: "add --display-name NAME",
}


def _choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of both commands: what is chosen, and how one signs in."""
    for option in (
        click.option("--visibility", type=click.Choice(sorted(VISIBILITIES))),
        click.option("--display-name", help="The name that others see."),
        click.option("--no-browser", is_flag=True, help="Only print the address."),
        click.option(
            "--port",
            default=0,
            type=click.IntRange(0, 65_535),
            help="Of the address to come back to; without it, a free one.",
        ),
        click.option(
            "--timeout",
            "seconds",
            default=300,
            type=click.IntRange(1, 3_600),
            show_default=True,
            help="Seconds to wait for the sign-in.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@_choosing
@with_appcontext
def login(visibility: Any, display_name: str | None, **sign_in: Any) -> None:
    """Sign in at Spotify, save what you listen to, and print a session token.

    Spotify must know http://127.0.0.1/ as an address to come back to. Without
    SPOTIFY_CLIENT_ID, it is the stand-in of the demo world.
    """
    wired: Wired = current_app.extensions["soulmate"]
    way = _way_in(wired, "spotify")
    choices = Choices(visibility=visibility, display_name=display_name)
    item = _saved(wired, way, _code(way, **sign_in), choices)
    click.echo(wired.api.signer.issue(item.user_id, wired.api.rooms.now()))


@click.command("save-taste-profile")
@_choosing
@click.option(
    "--source",
    type=click.Choice(list(SOURCE_NAMES)),
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
    visibility: Any,
    display_name: str | None,
    source: str,
    is_refreshed: bool | None,
    output: str,
    **told: Any,
) -> None:
    """Fetch your top items from a source, save them, and print the kept item as JSON.

    Spotify asks you to sign in. ListenBrainz and Last.fm take your public name, which
    proves nothing: what comes of it is marked as not verified.
    """
    if output != "-" and not Path(output).absolute().parent.is_dir():
        raise click.BadParameter("its folder does not exist", param_hint="--output")
    wired: Wired = current_app.extensions["soulmate"]
    way = _way_in(wired, source)
    if is_refreshed and source == "spotify":
        raise click.UsageError("Spotify needs you each time: leave out --refresh")
    proof = _proof(way, source, **told)
    choices = Choices(visibility=visibility, display_name=display_name)
    item = _saved(wired, way, proof, choices, is_refreshed=is_refreshed)
    text = msgspec.json.format(msgspec.json.encode(to_record(item)), indent=2).decode()
    try:
        with click.open_file(output, "w", encoding="utf-8", atomic=True) as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise click.ClickException(
            f"it is saved, but {output} cannot be written: {error.strerror}"
        ) from None


def _way_in(wired: Wired, source: str) -> WayIn:
    # A stand-in serves in this process; its requests are not for this terminal.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    way = wired.api.rooms.ways_in().get(source)
    if way is None:
        variable = _VARIABLES[source]
        raise click.ClickException(
            f"no {SOURCE_NAMES[source]} here: set {variable}, or run flask seed-demo"
        )
    return way


def _proof(
    way: WayIn,
    source: str,
    *,
    user_name: str | None,
    user_token: str | None,
    access_token: str | None,
    **sign_in: Any,
) -> Proof:
    if source == "spotify":
        if user_name:
            raise click.UsageError("Spotify shows nobody by name: leave out --user")
        if access_token:
            return AccessToken(token=access_token)
        return _code(way, **sign_in)
    if user_name:
        return PublicName(user_name=user_name)
    if user_token and "pasted_token" in way.takes:
        return AccessToken(token=user_token)
    raise click.UsageError(f"add --user NAME, your name at {SOURCE_NAMES[source]}")


def _code(
    way: WayIn, *, no_browser: bool, port: int, seconds: int
) -> AuthorizationCode:
    """Let a person agree in a browser, and take what comes back to this machine."""
    if way.authorize_url is None or way.client_id is None:
        raise click.ClickException(f"{way.name} has no page to sign in at")
    state, code_verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    try:
        with loopback_return(port) as returning:
            address = authorize_url(
                client_id=way.client_id,
                redirect_uri=returning.redirect_uri,
                state=state,
                code_verifier=code_verifier,
                accounts_url=way.authorize_url.removesuffix("/authorize"),
            )
            click.echo(f"Sign in at {way.name}:\n\n  {address}\n", err=True)
            if not no_browser:
                webbrowser.open(address)
            returned = returning.wait(seconds)
            return read_return(
                returned,
                state=state,
                code_verifier=code_verifier,
                redirect_uri=returning.redirect_uri,
            )
    except SourceRefusedError as error:
        raise click.ClickException(str(error)) from None
    except TimeoutError:
        raise click.ClickException(
            f"nobody signed in within {seconds} seconds; nothing was saved"
        ) from None
    except OSError as error:
        raise click.ClickException(f"port {port}: {error.strerror}") from None


def _saved(
    wired: Wired,
    way: WayIn,
    proof: Proof,
    choices: Choices,
    *,
    is_refreshed: bool | None = None,
) -> ProfileItem:
    rooms = wired.api.rooms
    try:
        item = save_from_source(
            way.source,
            proof,
            choices,
            None,
            is_refreshed=is_refreshed,
            links=rooms.links,
            store=rooms.store,
            now=rooms.now(),
            new_id=rooms.new_id,
        )
    except SoulmateError as error:
        raise click.ClickException(_told(error)) from None
    name = item.display_name or "nameless"
    click.echo(f"{name}, {item.visibility}, user_id {item.user_id}", err=True)
    return item


def _told(error: SoulmateError) -> str:
    hint = _HINTS.get(type(error))
    if isinstance(error, SourceRefusedError) and error.cause == "tokens_not_accepted":
        hint = f"or set {ACCESS_TOKENS_VARIABLE}=1 for one's own machine"
    return f"{error}; {hint}" if hint else str(error)
