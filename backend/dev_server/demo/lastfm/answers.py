"""Last.fm's answers: JSON made from XML, with numbers as texts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote_plus

from backend.dev_server.demo.listening import plays_at
from backend.taste_profile import TopItem

Answer = dict[str, Any]

_NAMESPACE = uuid.UUID("3c1f2a52-3e0b-4ac2-9f4e-6f0a5a5c7d11")
_IMAGE = "https://lastfm.freetls.fastly.net/i/u/{}/2a96cbd8b46e442fc41c2b86b821562f.png"
_SIZES = {"small": "34s", "medium": "64s", "large": "174s", "extralarge": "300x300"}
_FOLK_TAGS = (("seen live", 41), ("favourites", 12), ("90s", 7), ("Awesome", 2))
_FIRST_TAG, _TAG_FALL = 100, 0.7


def top_list(
    user_name: str, items: Sequence[TopItem], *, kind: str, page: int, limit: int
) -> Answer:
    """Return an answer of ``user.getTopArtists`` or ``user.getTopTracks``."""
    shown = items[(page - 1) * limit : page * limit]
    return {
        f"top{kind}s": {
            kind: [artist(item) if kind == "artist" else track(item) for item in shown],
            "@attr": {
                "user": user_name,
                "totalPages": str(-(-len(items) // limit)),
                "page": str(page),
                "perPage": str(limit),
                "total": str(len(items)),
            },
        }
    }


def artist(item: TopItem) -> Answer:
    """Return a row of the top artists."""
    return {
        "streamable": "0",
        "image": _images(),
        "mbid": _mbid("artist", item.name),
        "url": artist_url(item.name),
        "playcount": _plays(item),
        "@attr": {"rank": str(item.rank)},
        "name": item.name,
    }


def track(item: TopItem) -> Answer:
    """Return a row of the top tracks; Last.fm knows one artist, and often no MBID."""
    name = item.artists[0]
    return {
        "streamable": {"fulltrack": "0", "#text": "0"},
        "mbid": _mbid("track", name, item.name) if (item.rank or 0) % 3 else "",
        "name": item.name,
        "image": _images(),
        "artist": {
            "url": artist_url(name),
            "name": name,
            "mbid": _mbid("artist", name),
        },
        "url": f"{artist_url(name)}/_/{quote_plus(item.name)}",
        "duration": "0",
        "@attr": {"rank": str(item.rank)},
        "playcount": _plays(item),
    }


def top_tags(name: str, genres: Sequence[str]) -> Answer:
    """Return an answer of ``artist.getTopTags``: genres among what else people write.

    Counts fall from 100, and are numbers here.
    """
    counts = [
        (genre, round(_FIRST_TAG * _TAG_FALL**place))
        for place, genre in enumerate(genres)
    ]
    counts = sorted([*counts, *_FOLK_TAGS, (name, 1)], key=lambda tag: -tag[1])
    tags = [
        {"count": count, "name": tag, "url": _page("tag", tag)} for tag, count in counts
    ]
    return {"toptags": {"tag": tags, "@attr": {"artist": name}}}


def session(user_name: str, key: str) -> Answer:
    """Return an answer of ``auth.getSession``."""
    return {"session": {"subscriber": 0, "name": user_name, "key": key}}


def artist_url(name: str) -> str:
    """Return the address of an artist's page."""
    return _page("music", name)


def _page(kind: str, name: str) -> str:
    return f"https://www.last.fm/{kind}/{quote_plus(name)}"


def _plays(item: TopItem) -> str:
    return str(item.plays or plays_at(item.rank or 1, item.time_range))


def _mbid(*names: str) -> str:
    """Return an MBID that nobody has, the same for the same names."""
    return str(uuid.uuid5(_NAMESPACE, "\0".join(names)))


def _images() -> list[dict[str, str]]:
    return [
        {"size": size, "#text": _IMAGE.format(path)} for size, path in _SIZES.items()
    ]
