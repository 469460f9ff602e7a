"""Who may see a user: the words of consent."""

from __future__ import annotations

from typing import Literal, TypeGuard, get_args

Visibility = Literal["hidden", "anonymous", "open"]
"""``hidden``: sees nobody, is seen by nobody. ``anonymous``: an alias, a band, and
only artists that the person allowed. ``open``: a display name and everything."""

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)


def is_visibility(value: object) -> TypeGuard[Visibility]:
    """Return whether the value is one of the three words."""
    return value in VISIBILITIES
