"""ListenBrainz's answers: pure, and patient with what may be missing.

A row that names nothing is left out and the rest is kept; what is no list at all is
a broken answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from backend.sources._plain_values import (
    mapping,
    read_mbid,
    shown_name,
    whole_number,
)
from backend.sources.listenbrainz._rows import SOURCE, read_row
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import ItemKind, TimeRange
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)

Entity = Literal["artists", "recordings"]
ENTITIES: Mapping[ItemKind, Entity] = {"artist": "artists", "track": "recordings"}

MAX_GENRES_READ = 10
MAX_GENRE_LENGTH = 60
_FIRST_YEAR, _LAST_YEAR = 1860, 2099


def read_token_owner(answer: object) -> str:
    """Read the answer of ``GET /1/validate-token``: whose token it is.

    Raises:
        SourceSignInExpiredError: The token is not, or no longer, anybody's.
        SourceAccountUnknownError: It is valid, and the name is missing.
        SourceUnavailableError: It is no such answer.
    """
    if not isinstance(answer, Mapping) or not isinstance(answer.get("valid"), bool):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    if not answer["valid"]:
        raise SourceSignInExpiredError(SOURCE)
    name = answer.get("user_name")
    if not isinstance(name, str) or not name:
        raise SourceAccountUnknownError(SOURCE)
    return name


def read_page(answer: object, kind: ItemKind) -> list[Any]:
    """Return the rows of one page of a top list, as they came.

    Raises:
        SourceUnavailableError: It is no page of this kind.
    """
    rows = _payload(answer).get(ENTITIES[kind])
    if not isinstance(rows, list):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    return rows


def read_listen_count(answer: object) -> int:
    """Read the answer of ``GET /1/user/…/listen-count``.

    Raises:
        SourceUnavailableError: It tells no count.
    """
    count = whole_number(_payload(answer).get("count"))
    if count is None:
        raise SourceUnavailableError(SOURCE, "broken_answer")
    return count


def read_top_items(
    rows: Sequence[object], *, kind: ItemKind, time_range: TimeRange, fetched_at: str
) -> tuple[TopItem, ...]:
    """Return the rows of a whole list as top items, in the list's order.

    A row's rank is its place in the list, whatever is left out before it.
    """
    found = (
        read_row(row, kind, time_range, rank, fetched_at)
        for rank, row in enumerate(rows, start=1)
        if isinstance(row, Mapping)
    )
    return tuple(item for item in found if item is not None)


def read_genres(answer: object) -> dict[str, dict[str, float]]:
    """Read the answer of ``GET /1/metadata/artist/`` with ``inc=tag``.

    Tags are whatever people type; those with a ``genre_mbid`` are genres that
    MusicBrainz's editors agreed on, and only they are taken.

    Returns:
        Artist MBID to genre to how many people say so, above 0; at most
        ``MAX_GENRES_READ`` genres of an artist, most agreed first.

    Raises:
        SourceUnavailableError: It is no list.
    """
    if not isinstance(answer, list):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    found: dict[str, dict[str, float]] = {}
    for row in answer:
        mbid = read_mbid(mapping(row).get("artist_mbid"))
        if mbid is not None:
            found[mbid] = _genres(mapping(mapping(row).get("tag")).get("artist"))
    return found


def read_release_years(answer: object) -> dict[str, str]:
    """Read the answer of ``POST /1/metadata/recording/`` with ``inc`` ``release``.

    Returns:
        Recording MBID to the year of its release, where there is one.

    Raises:
        SourceUnavailableError: It is no object.
    """
    if not isinstance(answer, Mapping):
        raise SourceUnavailableError(SOURCE, "broken_answer")
    found: dict[str, str] = {}
    for key, row in answer.items():
        mbid = read_mbid(key)
        year = whole_number(mapping(mapping(row).get("release")).get("year"))
        if mbid and year is not None and _FIRST_YEAR <= year <= _LAST_YEAR:
            found[mbid] = str(year)
    return found


def _genres(tags: object) -> dict[str, float]:
    counts: dict[str, float] = {}
    for tag in tags if isinstance(tags, list) else []:
        name = shown_name(mapping(tag).get("tag"))
        count = whole_number(mapping(tag).get("count"))
        is_genre = read_mbid(mapping(tag).get("genre_mbid")) is not None
        if is_genre and count and 0 < len(name) <= MAX_GENRE_LENGTH:
            counts[name] = max(float(count), counts.get(name, 0.0))
    best = sorted(counts.items(), key=lambda genre: (-genre[1], genre[0]))
    return dict(best[:MAX_GENRES_READ])


def _payload(answer: object) -> Mapping[str, Any]:
    return mapping(mapping(answer).get("payload"))
