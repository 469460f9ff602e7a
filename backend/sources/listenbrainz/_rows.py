"""One row of a ListenBrainz list as a top item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from backend.sources._plain_values import read_mbid, shown_name, whole_number
from backend.taste_profile import InvalidTasteError, TopItem
from backend.taste_profile.top_items import MAX_ARTISTS, ItemKind, TimeRange

SOURCE = "listenbrainz"

_PAGES: Mapping[ItemKind, str] = {
    "artist": "https://listenbrainz.org/artist/",
    "track": "https://listenbrainz.org/track/",
}

# MusicBrainz's special purpose artists: what stands where no artist is known.
_NOBODIES = frozenset(
    {
        "89ad4ac3-39f7-470e-963a-56509c546377",  # Various Artists
        "125ec42a-7229-4250-afc5-e057484327fe",  # [unknown]
        "f731ccc4-e22a-43af-a747-64213329e088",  # [anonymous]
        "33cf029c-63b0-41a0-9855-be2a3665fb3b",  # [data]
        "314e1c25-dde7-4e4d-b2f4-0a7b9f7c56dc",  # [dialogue]
        "eec63d3c-3b81-4ad4-b1e4-7c147d4d2b61",  # [no artist]
        "9be7f096-97ec-4615-8957-8d40b5dcbc41",  # [traditional]
    }
)
_NAMES_OF_NOBODIES = frozenset(
    {
        "various artists",
        "unknown artist",
        "[unknown]",
        "[anonymous]",
        "[data]",
        "[dialogue]",
        "[no artist]",
        "[traditional]",
    }
)


def read_row(
    given: Mapping[str, Any],
    kind: ItemKind,
    time_range: TimeRange,
    rank: int,
    fetched_at: str,
) -> TopItem | None:
    """Return the row as a top item without genres and date, which it does not tell.

    A track's artists are those of its credit where it is mapped to MusicBrainz, else
    the credit as one name, as the player wrote it.

    Args:
        given: An object of ``artists`` or ``recordings``.
        kind: Which of the two.
        time_range: Ours.
        rank: The row's place in the list, from 1.
        fetched_at: As ISO 8601 in UTC.

    Returns:
        ``None`` for a row that names nothing or nobody, or was never listened to.
    """
    plays = whole_number(given.get("listen_count"))
    mbid = read_mbid(given.get(f"{'artist' if kind == 'artist' else 'recording'}_mbid"))
    name = shown_name(given.get("artist_name" if kind == "artist" else "track_name"))
    artists = tuple(_artists(given))[:MAX_ARTISTS] if kind == "track" else ()
    if plays == 0 or (kind == "artist" and is_nobody(name, mbid)):
        return None
    links = {"mbid": mbid, "listenbrainz": f"{_PAGES[kind]}{mbid}/"} if mbid else {}
    try:
        return TopItem(
            kind=kind,
            name=name,
            artists=artists,
            time_range=time_range,
            rank=rank,
            plays=plays,
            links=links,
            source=SOURCE,
            fetched_at=fetched_at,
        )
    except InvalidTasteError:
        return None


def is_nobody(name: str, mbid: str | None) -> bool:
    """Return whether a name stands for no artist; an MBID knows better than a name."""
    if mbid is not None:
        return mbid in _NOBODIES
    return name.casefold() in _NAMES_OF_NOBODIES


def _artists(given: Mapping[str, Any]) -> Iterator[str]:
    credits = given.get("artists")
    named = [
        (shown_name(c.get("artist_credit_name")), read_mbid(c.get("artist_mbid")))
        for c in (credits if isinstance(credits, list) else [])
        if isinstance(c, Mapping)
    ]
    if not any(name for name, _ in named):
        named = [(shown_name(given.get("artist_name")), None)]
    return (name for name, mbid in named if name and not is_nobody(name, mbid))
