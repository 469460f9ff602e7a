"""The name parts of feature keys: rules applied in order, bounded."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

from backend.taste_profile._credits import without_featured_artists
from backend.taste_profile._name_cleaning import clean_name
from backend.taste_profile._name_folding import (
    compact_name,
    fold_name,
    meet_spellings,
)
from backend.taste_profile._title_editions import number_parts, without_editions
from backend.taste_profile.errors import BlankNameError

_NAME_BYTES = 98
_DIGEST = re.compile(r"[0-9a-f]{32}")
_PREFIX_BYTES = _NAME_BYTES - 1 - 32
# No real name is longer; the rules would be slow on what is.
_RULED_LENGTH = 1_000
_SAME_GENRES = {
    "altcountry": "alternativecountry",
    "altrock": "alternativerock",
    "dandb": "drumandbass",
    "dnb": "drumandbass",
    "drumnbass": "drumandbass",
    "electronicdancemusic": "edm",
    "intelligentdancemusic": "idm",
    "progmetal": "progressivemetal",
    "progrock": "progressiverock",
    "psychrock": "psychedelicrock",
    "randb": "rnb",
    "rhythmandblues": "rnb",
    "rocknroll": "rockandroll",
    "shoegazing": "shoegaze",
}


def artist_name(name: str) -> str:
    """Return the part of a key that stands for an artist."""
    return _make_name(name, without_featured_artists)


def title_name(title: str) -> str:
    """Return the part of a key that stands for a title."""
    return _make_name(title, lambda full: number_parts(without_editions(full)))


def genre_name(name: str) -> str:
    """Return the part of a key that stands for a genre."""
    genre = _make_name(name, str)
    return _SAME_GENRES.get(genre, genre)


def _make_name(name: str, shortened: Callable[[str], str]) -> str:
    """Return the name part: compact, at most 98 bytes, unchanged by a second run."""
    cleaned = clean_name(name)
    if _is_hashed(cleaned):
        return cleaned
    full = fold_name(cleaned)
    if not full:
        raise BlankNameError(name)
    short = full
    if len(full) <= _RULED_LENGTH:
        short = meet_spellings(shortened(full))
    # A title may consist of nothing but "(Remastered)": then that is its name.
    return _bounded(compact_name(short) or compact_name(full))


def _bounded(name: str) -> str:
    octets = name.encode()
    if len(octets) <= _NAME_BYTES:
        return name
    beginning = octets[:_PREFIX_BYTES].decode(errors="ignore")
    return f"{beginning}#{blake2b(octets, digest_size=16).hexdigest()}"


def _is_hashed(name: str) -> bool:
    beginning, hash_sign, digest = name.rpartition("#")
    return (
        bool(hash_sign)
        and _DIGEST.fullmatch(digest) is not None
        and _PREFIX_BYTES - 3 <= len(beginning.encode()) <= _PREFIX_BYTES
        and compact_name(fold_name(beginning)) == beginning
    )
