"""Every error the core raises on purpose.

SoulmateError                     base of all errors of this product
└── InvalidTasteError             the input cannot describe a taste
    ├── InvalidTopItemError       one top item is wrong, and where
    ├── BlankNameError            a name that shows nothing
    ├── TooManyTopItemsError      more top items than a profile keeps
    └── EmptyProfileError         no positive weight, so no direction to compare
"""

from __future__ import annotations

from typing import Any


class SoulmateError(Exception):
    """Base class; ``code`` is public, stable and snake_case."""

    code = "soulmate_error"

    def __reduce__(self) -> Any:
        """Let errors travel between processes, whatever they are made of."""
        return _restored, (type(self), self.args), self.__dict__


class InvalidTasteError(SoulmateError):
    """The input cannot describe a taste."""

    code = "invalid_taste"


class InvalidTopItemError(InvalidTasteError):
    """One top item cannot be kept; ``where`` names it, ``reason`` says why."""

    code = "invalid_top_item"

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class BlankNameError(InvalidTasteError):
    """A name that shows nothing has no key."""

    code = "blank_name"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name[:40]!r} shows nothing, so it names nothing")
        self.name = name


class TooManyTopItemsError(InvalidTasteError):
    """A profile keeps a bounded number of top items."""

    code = "too_many_top_items"

    def __init__(self, given: int, limit: int) -> None:
        super().__init__(f"{given} top items were given; at most {limit} are kept")
        self.given = given
        self.limit = limit


class EmptyProfileError(InvalidTasteError):
    """A profile without any artist or track has no direction to compare."""

    code = "empty_profile"

    def __init__(self, user_id: str) -> None:
        super().__init__("a taste profile needs at least one artist or track")
        self.user_id = user_id


def _restored(kind: type[SoulmateError], args: tuple[object, ...]) -> SoulmateError:
    error = kind.__new__(kind, *args)
    error.args = args
    return error
