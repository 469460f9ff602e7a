"""What can go wrong at ListenBrainz, on demand."""

from __future__ import annotations

from typing import Literal, get_args

from backend.dev_server.demo.listenbrainz.refusals import (
    BareTextRefusalError,
    RefusalError,
    no_content,
    too_many,
)
from backend.dev_server.demo.switches import Switch

Trouble = Literal[
    "rate_limit",
    "not_computed",
    "forbidden",
    "server_error",
    "bad_gateway",
    "slow",
    "dripping",
    "broken_json",
    "truncated",
]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)


def refuse(switch: Switch) -> None:
    """Raise the refusal that the trouble stands for, if it is one.

    Raises:
        RefusalError: As ListenBrainz words it.
    """
    match switch.trouble:
        case "rate_limit":
            raise too_many()
        case "not_computed":
            raise no_content()
        case "forbidden":
            raise RefusalError(403, "You are not permitted to do this.")
        case "server_error":
            raise RefusalError(500, "An unknown error occured.")
        case "bad_gateway":
            raise BareTextRefusalError(502, "<html><h1>502 Bad Gateway</h1></html>")
