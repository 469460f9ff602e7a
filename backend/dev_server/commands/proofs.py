"""How a user at a terminal proves, or says, who they are at a music source."""

from __future__ import annotations

import secrets
import webbrowser
from typing import Any

import click

from backend.dev_server.commands.loopback_return import loopback_return
from backend.sources.spotify.sign_in import authorize_url, read_return
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    PublicName,
)
from backend.use_cases.listening.source_option import SourceOption
from backend.use_cases.music_sources import source_name

Proof = AccessToken | AuthorizationCode | PublicName


def proof_of(
    option: SourceOption,
    source: str,
    *,
    user_name: str | None,
    user_token: str | None,
    access_token: str | None,
    **sign_in: Any,
) -> Proof:
    """Return what the options say, or let the person sign in.

    Raises:
        UsageError: They say nothing, too much, or what the source does not take.
        ClickException: The sign-in came to nothing.
    """
    if "code" in option.takes:
        if user_name:
            name = source_name(source)
            raise click.UsageError(f"{name} shows nobody by name: leave out --user")
        if access_token:
            return AccessToken(token=access_token)
        return code_of(option, **sign_in)
    if "pasted_token" not in option.takes:
        user_token = None
    if user_name and user_token:
        raise click.UsageError("the token tells who you are: leave out --user")
    if user_name:
        return PublicName(user_name=user_name)
    if user_token:
        return AccessToken(token=user_token)
    raise click.UsageError(f"add --user NAME, your name at {source_name(source)}")


def code_of(
    option: SourceOption, *, no_browser: bool, port: int, seconds: int
) -> AuthorizationCode:
    """Let a person agree in a browser, and take what comes back to this machine."""
    if option.authorize_url is None or option.client_id is None:
        raise click.ClickException(f"{option.name} has no page to sign in at")
    state, code_verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    try:
        with loopback_return(port) as returning:
            address = authorize_url(
                client_id=option.client_id,
                redirect_uri=returning.redirect_uri,
                state=state,
                code_verifier=code_verifier,
                accounts_url=option.authorize_url.removesuffix("/authorize"),
            )
            click.echo(f"Sign in at {option.name}:\n\n  {address}\n", err=True)
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
