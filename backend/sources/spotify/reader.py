"""Spotify's answers as top items: pure, and patient with what may be missing.

Only names are needed. Anything else may be absent, null, empty or of another shape
than documented; a row that names nothing is left out and the rest is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.sources._plain_values import shown_name
from backend.sources.spotify._rows import SOURCE, read_row
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import MAX_COUNT, ItemKind, TimeRange
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceUnavailableError,
)

_MAX_ACCOUNT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in: the lasting ``account_id``, and the name if one is shown."""

    account: str
    display_name: str | None


def read_identity(answer: object) -> Identity:
    """Read the answer of ``GET /me``.

    ``id`` is not taken for ``account_id``: Spotify asks to link accounts by the
    latter, and the former may change.

    Raises:
        SourceUnavailableError: It is no object.
        SourceAccountUnknownError: It has no ``account_id``.
    """
    if not isinstance(answer, Mapping):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    account = answer.get("account_id")
    if not isinstance(account, str) or not 0 < len(account) <= _MAX_ACCOUNT_LENGTH:
        raise SourceAccountUnknownError(SOURCE)
    return Identity(account, shown_name(answer.get("display_name")) or None)


def read_top_items(
    answer: object, *, kind: ItemKind, time_range: TimeRange, fetched_at: str
) -> tuple[TopItem, ...]:
    """Read one list: a page, one inside its kind (``tracks``), bare rows or one row.

    Rows may be objects or hold one (``track`` or ``item``, as in playlists and
    histories). Other kinds (episodes) are left out. A row's rank is its place in the
    list, counted from the page's offset, whatever is left out before it.

    Returns:
        Top items in the list's order; empty when the list is.

    Raises:
        SourceUnavailableError: It is no list of any of these shapes.
    """
    rows, offset = _page(answer, kind)
    found = (
        read_row(_object(row), kind, time_range, offset + place, fetched_at)
        for place, row in enumerate(rows, start=1)
    )
    return tuple(item for item in found if item is not None)


def _page(answer: object, kind: ItemKind) -> tuple[list[Any], int]:
    page = answer.get(f"{kind}s", answer) if isinstance(answer, Mapping) else answer
    offset: object = 0
    # A playlist holds its page under the name of the page's own rows.
    while isinstance(page, Mapping) and "items" in page:
        offset, page = page.get("offset"), page["items"]
    if isinstance(page, Mapping) and {"name", "item", "track"} & page.keys():
        page = [page]
    if not isinstance(page, list):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    if not isinstance(offset, int) or not 0 <= offset < MAX_COUNT - len(page):
        offset = 0
    return page, offset


def _object(row: object) -> Mapping[str, Any]:
    """Unwrap a row of a playlist or history; what is no object becomes an empty one."""
    if not isinstance(row, Mapping):
        return {}
    for wrapper in ("item", "track"):
        if wrapper in row and "name" not in row:
            wrapped = row[wrapper]
            return wrapped if isinstance(wrapped, Mapping) else {}
    return row
