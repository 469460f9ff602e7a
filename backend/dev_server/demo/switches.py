"""Troubles of a stand-in service, switched on for one path, for a while or for good."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import Response

SPOILING = frozenset({"slow", "dripping", "broken_json", "truncated"})
"""What any service may suffer: these change how an answer arrives."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One trouble that is switched on.

    Args:
        trouble: What goes wrong: one of ``SPOILING``, or a word of the service's own.
        path: Where: the beginning of the paths that it strikes.
        times: How many requests it strikes; ``None`` for all.
        seconds: How long it asks to wait, or how long the answer takes.
    """

    trouble: str
    path: str
    times: int | None = None
    seconds: float = 30


class Switches:
    """Troubles that are switched on; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Switch] = []

    def turn_on(self, switch: Switch) -> None:
        """Add a trouble; the first that fits a request strikes it."""
        with self._lock:
            self._on.append(switch)

    def turn_all_off(self) -> None:
        """Let everything work again."""
        with self._lock:
            self._on.clear()

    def are_on(self) -> tuple[Switch, ...]:
        """Return what is still switched on."""
        with self._lock:
            return tuple(self._on)

    def strike(self, path: str) -> Switch | None:
        """Return the trouble for one request to a path, and count it."""
        with self._lock:
            for place, switch in enumerate(self._on):
                if path.startswith(switch.path):
                    left = None if switch.times is None else switch.times - 1
                    self._on[place] = replace(switch, times=left)
                    if left == 0:
                        del self._on[place]
                    return switch
        return None


def spoil(switch: Switch, response: Response) -> Response:
    """Return the answer as it arrives when the line or the service is broken."""
    body = response.get_data()
    if switch.trouble == "slow":
        threading.Event().wait(switch.seconds)
    elif switch.trouble == "dripping":
        response.response = _drops(body, switch.seconds)
        response.headers["Content-Length"] = str(len(body))
    elif switch.trouble == "broken_json":
        response.set_data(body[: len(body) // 2])
    elif switch.trouble == "truncated":
        response.response = [body[: len(body) // 2]]
        response.headers["Content-Length"] = str(len(body))
    return response


def _drops(body: bytes, seconds: float) -> Iterator[bytes]:
    """Yield a byte at a time, so that the whole takes this long."""
    pause = seconds / max(1, len(body))
    for byte in body:
        threading.Event().wait(pause)
        yield bytes([byte])
