"""``flask matches`` and ``flask compare``: explained rankings in the terminal."""

from __future__ import annotations

import click
import msgspec
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.terminal import pair_text, ranking_text
from backend.dev_server.wiring import Wired
from backend.http_api.matching.presenters import (
    matches_reply,
    pair_reply,
)
from backend.taste_profile import SoulmateError
from backend.use_cases.matching.compare_users import compare_users
from backend.use_cases.matching.find_matches import find_matches
from backend.use_cases.profiles.errors import ProfileNotFoundError


@click.command()
@click.argument("user")
@click.option("--limit", default=10, type=click.IntRange(1, 50), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print what the API replies.")
@with_appcontext
def matches(user: str, limit: int, *, as_json: bool) -> None:
    """Rank the soulmates of USER, a user id or a display name."""
    wired: Wired = current_app.extensions["soulmate"]
    user_id = _user_id(wired, user)
    try:
        page = find_matches(
            user_id, user_id, n=limit, cursor=None, viewing=wired.api.services.viewing
        )
    except SoulmateError as error:
        raise click.ClickException(str(error)) from None
    reply = matches_reply(page)
    click.echo(_json(reply) if as_json else ranking_text(user, reply))


@click.command()
@click.argument("user")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="Print what the API replies.")
@with_appcontext
def compare(user: str, other: str, *, as_json: bool) -> None:
    """Show why USER and OTHER match, down to the last point of the sum."""
    wired: Wired = current_app.extensions["soulmate"]
    user_id, other_id = _user_id(wired, user), _user_id(wired, other)
    if user_id == other_id:
        raise click.ClickException("that is one and the same person")
    try:
        pair = compare_users(
            user_id, user_id, other_id, viewing=wired.api.services.viewing
        )
    except SoulmateError as error:
        raise click.ClickException(str(error)) from None
    reply = pair_reply(pair)
    click.echo(_json(reply) if as_json else pair_text(user, reply))


def _user_id(wired: Wired, user: str) -> str:
    """Find a user by user id or, on this machine only, by display name.

    The whole name counts before its beginning: "Listener 2" is not "Listener 20".
    """
    try:
        return wired.store.get(user).user_id
    except ProfileNotFoundError:
        wanted = user.casefold()
        named = [(i.display_name or "", i.user_id) for i in wired.store.scan()]
    whole = [user_id for name, user_id in named if name.casefold() == wanted]
    begun = [user_id for name, user_id in named if name.casefold().startswith(wanted)]
    found = whole or begun
    if len(found) == 1:
        return found[0]
    if found:
        raise click.ClickException(
            f"{len(found)} people are called {user!r}; use a user id:"
            f" {', '.join(sorted(found)[:5])}"
        )
    raise click.ClickException(f"nobody here is called {user!r} or has that user id")


def _json(reply: object) -> str:
    return msgspec.json.format(msgspec.json.encode(reply), indent=2).decode()
