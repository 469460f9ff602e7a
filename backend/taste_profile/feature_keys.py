"""Canonical keys of features, so that every source meets in one key.

A key is ``<kind><version>|<name>``, for tracks ``t1|<artist>|<title>``. It is made
from names only, never from ids. Names are folded and written without spaces: "AC/DC",
"ac dc" and "ACDC" are ``a1|acdc``. Two artists of one name share a key.

A name part takes at most 98 bytes of UTF-8, so that a track key takes at most 200.
A longer name keeps a readable beginning, then ``#`` and a BLAKE2b digest of the
whole. A change of any rule changes keys: raise the version with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from backend.taste_profile._name_cleaning import clean_name
from backend.taste_profile._name_parts import (
    artist_name,
    genre_name,
    title_name,
)

__all__ = [
    "FeatureKind",
    "artist_key",
    "clean_name",
    "era_key",
    "genre_key",
    "kind_of",
    "track_key",
]

FeatureKind = Literal["artist", "track", "genre", "era"]

_KINDS: dict[str, FeatureKind] = {
    "a1": "artist",
    "t1": "track",
    "g1": "genre",
    "e1": "era",
}
_DATE = re.compile(r"([0-9]{4})(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ].*)?)?)?")
_FIRST_YEAR, _LAST_YEAR = 1860, 2099


def artist_key(name: str) -> str:
    """Return the key under which every source files one artist.

    Case, accents of Latin and Greek letters, punctuation, spaces, "&", "+" and
    "and", and featured artists make no difference. A leading "The" goes before
    several words and before a plural ("Beatles"), and stays before one other word:
    The Band is not Band, nor The Low Low. A name of symbols keeps its symbols.

    Args:
        name: The name as the source writes it, one artist.

    Returns:
        ``a1|`` and the folded name; at most 101 bytes, no control character.

    Raises:
        BlankNameError: The name shows nothing.

    Examples:
        >>> artist_key("Radiohead"), artist_key("Sigur Rós"), artist_key("!!!")
        ('a1|radiohead', 'a1|sigurros', 'a1|!!!')
        >>> artist_key("Beatles, The") == artist_key("the beatles feat. Billy Preston")
        True
        >>> artist_key("The The")
        'a1|thethe'
    """
    return _cached_artist_key(name) if len(name) <= _CACHED else _artist_key(name)


def track_key(artist: str, title: str) -> str:
    """Return the key of a recording, whatever edition it was listened to in.

    "Remastered", "Radio Edit", "Explicit", "Bonus Track", featured artists and the
    like go. What makes another recording (live, acoustic, remix, demo) stays.

    Args:
        artist: The first credited artist, as for `artist_key`.
        title: The title as the source writes it.

    Returns:
        ``t1|``, the artist's name part, ``|`` and the title; at most 200 bytes.

    Raises:
        BlankNameError: The artist or the title shows nothing.

    Examples:
        >>> track_key("Radiohead", "Creep (Explicit) - 2009 Remaster")
        't1|radiohead|creep'
        >>> track_key("Radiohead", "Creep (Acoustic)")
        't1|radiohead|creepacoustic'
    """
    if len(artist) > _CACHED or len(title) > _CACHED:
        return _track_key(artist, title)
    return _cached_track_key(artist, title)


def genre_key(name: str) -> str:
    """Return the key of a genre or tag.

    Args:
        name: A genre in any spelling. A few well-known abbreviations meet too.

    Returns:
        ``g1|`` and the folded name; at most 101 bytes.

    Raises:
        BlankNameError: The name shows nothing.

    Examples:
        >>> genre_key("Hip-Hop") == genre_key("hip hop") == "g1|hiphop"
        True
        >>> genre_key("R&B"), genre_key("drum n bass")
        ('g1|rnb', 'g1|drumandbass')
    """
    return _cached_genre_key(name) if len(name) <= _CACHED else _genre_key(name)


@lru_cache(maxsize=16_384)
def era_key(release_date: str) -> str | None:
    """Return the decade of a release.

    Args:
        release_date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, optionally with a time.

    Returns:
        ``e1|`` and the decade; None if the text is no such date or its year lies
        outside 1860 (the oldest recordings) to 2099 ("0000" means unknown).

    Examples:
        >>> era_key("1997-05-21"), era_key("2000"), era_key("0000")
        ('e1|1990s', 'e1|2000s', None)
    """
    if len(release_date) > _CACHED:
        return _era_key(release_date)
    return _cached_era_key(release_date)


def _artist_key(name: str) -> str:
    return f"a1|{artist_name(name)}"


def _track_key(artist: str, title: str) -> str:
    name = artist_key(artist).removeprefix("a1|")
    return f"t1|{name}|{title_name(title)}"


def _genre_key(name: str) -> str:
    return f"g1|{genre_name(name)}"


def _era_key(release_date: str) -> str | None:
    date = _DATE.fullmatch(release_date.strip())
    if date is None or not _FIRST_YEAR <= int(date[1]) <= _LAST_YEAR:
        return None
    return f"e1|{date[1][:3]}0s"


# Longer names are folded anew each time, so that they cannot fill the memory.
_CACHED = 200
_cached_artist_key = lru_cache(maxsize=65_536)(_artist_key)
_cached_track_key = lru_cache(maxsize=65_536)(_track_key)
_cached_genre_key = lru_cache(maxsize=4_096)(_genre_key)
_cached_era_key = lru_cache(maxsize=4_096)(_era_key)


def kind_of(key: str) -> FeatureKind:
    """Return the kind of feature that a key stands for.

    Args:
        key: A key of this version, as made by the functions above.

    Raises:
        ValueError: The text is no key of this version.

    Examples:
        >>> kind_of("t1|radiohead|creep")
        'track'
    """
    prefix, _, name = key.partition("|")
    if prefix not in _KINDS or not name:
        raise ValueError(f"{key[:40]!r} is no feature key of version 1")
    return _KINDS[prefix]
