"""Reading side by side, no more than was allowed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TypeVar

from backend.use_cases.errors import StoreUnavailableError

T = TypeVar("T")
R = TypeVar("R")
Read = tuple[R, float, bool]
"""What was read, its read units, and whether all of it was."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much one nomination reads at most.

    Args:
        pages: Of posting lists: one of each, then further ones where that promises
            most.
        people: On a page; 50 postings take no more than half a read unit.
        candidates: Vectors; up to 4 KB each, half a read unit.
        units: Read units, beyond which nothing more is read.
        at_once: Requests side by side.
    """

    pages: int = 96
    people: int = 50
    candidates: int = 384
    units: float = 300.0
    at_once: int = 16


class LimitedReading:
    """One nomination's requests.

    Args:
        executor: Runs the requests side by side.
        limits: How much to read.

    Attributes:
        units: Read units so far.
        is_complete: Whether everything came that was requested.
    """

    def __init__(self, executor: Executor, limits: ReadLimits) -> None:
        self._executor = executor
        self.limits = limits
        self.units = 0.0
        self.is_complete = True

    def side_by_side(
        self, read: Callable[[T], Read[R]], asked: Sequence[T]
    ) -> list[R | None]:
        """Read in portions while there are units.

        Returns:
            One for each request; ``None`` where nothing came.

        Raises:
            StoreUnavailableError: Nothing came at all.
        """
        came: list[R | None] = []
        refusals: list[StoreUnavailableError] = []
        for start in range(0, len(asked), self.limits.at_once):
            if self.units >= self.limits.units:
                break
            portion = asked[start : start + self.limits.at_once]
            for future in [self._executor.submit(read, one) for one in portion]:
                try:
                    result, units, is_all = future.result()
                except StoreUnavailableError as error:
                    refusals.append(error)
                    came.append(None)
                else:
                    came.append(result)
                    self.units += units
                    self.is_complete &= is_all
        if refusals and len(refusals) == len(came):
            raise refusals[0]
        if refusals or len(came) < len(asked):
            self.is_complete = False
        return came + [None] * (len(asked) - len(came))
