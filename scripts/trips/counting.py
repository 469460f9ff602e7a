"""Counting what of our own code runs during a block."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

Function = tuple[str, str]
"""The file, from the root of the checkout; the qualified name and line within it."""


@dataclass
class Trip:
    """What ran.

    A reader of the code goes from one named function to the next. So comprehensions,
    generator expressions and lambdas are no functions of their own here, but part of
    the function that they stand in.

    Args:
        functions: What has a name.
        nameless: Comprehensions, generator expressions and lambdas.
    """

    functions: set[Function] = field(default_factory=set)
    nameless: set[Function] = field(default_factory=set)

    @property
    def files(self) -> set[str]:
        """The files of the functions."""
        return {file for file, _ in self.functions | self.nameless}


class Counter:
    """Notes the functions below some folders that are called.

    Threads that are started after ``watch_threads`` are looked at as well.

    Args:
        root: The checkout.
        folders: Of our own code, relative to the root.
        left_out: Folders or files among them that are not part of the product.
    """

    def __init__(
        self, root: Path, folders: tuple[str, ...], left_out: tuple[str, ...] = ()
    ) -> None:
        self._root = f"{root}/"
        self._folders = folders
        self._left_out = left_out
        self._known: dict[CodeType, Function | None] = {}
        self._trip: Trip | None = None

    def watch_threads(self) -> None:
        """Look at the threads that are started from now on."""
        threading.setprofile(self._note)

    @contextmanager
    def counting(self) -> Iterator[Trip]:
        """Count for as long as the block runs."""
        trip = self._trip = Trip()
        sys.setprofile(self._note)
        try:
            yield trip
        finally:
            sys.setprofile(None)
            self._trip = None

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        trip = self._trip
        if trip is None or event != "call":
            return
        code = frame.f_code
        if code not in self._known:
            self._known[code] = self._function(code)
        function = self._known[code]
        if function is None:
            return
        # In angle brackets stands what has no name: <listcomp>, <lambda>.
        found = trip.nameless if code.co_name.startswith("<") else trip.functions
        found.add(function)

    def _function(self, code: CodeType) -> Function | None:
        file = code.co_filename.removeprefix(self._root)
        is_ours = file.startswith(self._folders)
        if not is_ours or file.startswith(self._left_out):
            return None
        # What a module runs while it is loaded is once per process.
        if code.co_name == "<module>":
            return None
        return (file, f"{code.co_qualname}:{code.co_firstlineno}")
