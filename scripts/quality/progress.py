"""What is being done and how far it is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")


class Progress:
    """One line per step, rewritten on a terminal."""

    def __init__(self, stream: TextIO = sys.stderr, is_quiet: bool = False) -> None:
        self._stream = stream
        self._is_quiet = is_quiet
        self._started = time.monotonic()

    def say(self, text: str) -> None:
        """Write a line with the seconds since the start."""
        if not self._is_quiet:
            seconds = time.monotonic() - self._started
            print(f"[{seconds:5.0f} s] {text}", file=self._stream, flush=True)

    def along(self, items: Iterable[T], count: int, what: str) -> Iterator[T]:
        """Yield the items and tell how far they are."""
        self.say(f"{what} …")
        rewrites = self._stream.isatty() and not self._is_quiet
        for done, item in enumerate(items, 1):
            yield item
            if rewrites and (done % 20 == 0 or done == count):
                end = "\n" if done == count else "\r"
                print(f"          {done} of {count}", end=end, file=self._stream)
                self._stream.flush()
