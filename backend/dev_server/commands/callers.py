"""Who saves at a terminal, and how they want to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from backend.dev_server.wiring import Wired
from backend.http_api.access import Access
from backend.taste_profile import SoulmateError
from backend.taste_profile.visibility import VISIBILITIES
from backend.use_cases.profiles.choices import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """What the options of ``choosing`` say, but for the sign-in.

    Args:
        choices: How they want to be seen.
        user_id: Who they are here; ``None`` for a new user.
        is_added: Whether what they bring is added to what other sources said.
    """

    choices: Choices
    user_id: str | None
    is_added: bool


def caller_of(
    wired: Wired,
    *,
    visibility: Any,
    display_name: str | None,
    session: str | None,
    is_added: bool,
) -> Caller:
    """Return who saves.

    Raises:
        ClickException: The session is not, or no longer, a good one.
    """
    user_id = None
    if session:
        try:
            user_id = (
                Access(wired.api.services, wired.api.signer).session(session).user_id
            )
        except SoulmateError as error:
            raise click.ClickException(str(error)) from None
    choices = Choices(visibility=visibility, display_name=display_name)
    return Caller(choices=choices, user_id=user_id, is_added=is_added)


def choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Add options: who saves, what they choose, and how they sign in."""
    for option in (
        click.option("--visibility", type=click.Choice(sorted(VISIBILITIES))),
        click.option("--display-name", help="The name that others see."),
        click.option(
            "--session",
            envvar="SOULMATE_SESSION",
            help="Who you are here already; better kept in SOULMATE_SESSION.",
        ),
        click.option(
            "--add",
            "is_added",
            is_flag=True,
            help="Add it to what other sources said, instead of replacing that.",
        ),
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
