"""Last.fm's answers as top items: pure, and patient with what may be missing.

Its JSON is made from XML: numbers are texts, a list of one is no list, and an empty
element may be a blank text. Rows that name nothing are left out, the rest is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from backend.sources._plain_values import mapping
from backend.sources.lastfm._rows import SOURCE, read_row, rows_of
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import ItemKind, TimeRange
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceUnavailableError,
)

MAX_ITEMS = 100
MAX_USER_NAME_LENGTH = 64
"""Last.fm gives out names of 2 to 15 characters; older ones may be longer."""


@dataclass(frozen=True, slots=True)
class TopList:
    """Whose list it is, as Last.fm writes the name, and what is in it, best first."""

    user_name: str
    top_items: tuple[TopItem, ...]


def is_user_name(text: str) -> bool:
    """Return whether a text may be a user name: 1 to 64 visible characters."""
    is_visible = text.isprintable() and not any(map(str.isspace, text))
    return is_visible and 0 < len(text) <= MAX_USER_NAME_LENGTH


def read_session(answer: object) -> str:
    """Return whose session an answer of ``auth.getSession`` is.

    Its key, which would be good for ever, is not even looked at.

    Raises:
        SourceAccountUnknownError: It names nobody.
    """
    name = mapping(mapping(answer).get("session")).get("name")
    if not isinstance(name, str) or not is_user_name(name):
        raise SourceAccountUnknownError(SOURCE)
    return name


def read_top_list(
    answer: object,
    *,
    user_name: str,
    kind: ItemKind,
    time_range: TimeRange,
    fetched_at: str,
) -> TopList:
    """Read an answer of ``user.getTopArtists`` or ``user.getTopTracks``.

    A row's rank is its place in the list, whatever is left out before it.

    Raises:
        SourceUnavailableError: It is no such list, or, as it happens at Last.fm,
            another user's than ``user_name``, in whatever case.
    """
    listed = mapping(mapping(answer).get(f"top{kind}s"))
    # An empty list has been seen with its attributes among its elements.
    attributes = mapping(listed.get("@attr")) or listed
    owner = attributes.get("user")
    if not isinstance(owner, str) or owner.casefold() != user_name.casefold():
        raise SourceUnavailableError(SOURCE, "broken_answer")
    rows = rows_of(listed.get(kind))[:MAX_ITEMS]
    found = (
        read_row(row, kind, time_range, rank, fetched_at)
        for rank, row in enumerate(rows, start=1)
    )
    return TopList(owner, tuple(item for item in found if item is not None))
