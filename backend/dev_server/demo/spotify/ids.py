"""Ids in Spotify's form, made from what they stand for."""

from __future__ import annotations

from hashlib import blake2b

ID_LENGTH = 22
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def spotify_id(*parts: str) -> str:
    """Return 22 base-62 digits, the same for the same parts.

    Examples:
        >>> len(spotify_id("artist", "Low"))
        22
        >>> spotify_id("artist", "Low") == spotify_id("track", "Low")
        False
    """
    number = draw(*parts)
    digits = ""
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        digits += _DIGITS[digit]
    return digits


def draw(*parts: str) -> int:
    """Return a number of 160 bits, the same for the same parts."""
    text = "\0".join(parts).encode()
    return int.from_bytes(blake2b(text, digest_size=20).digest(), "big")


def is_base62(text: str) -> bool:
    """Whether the text could be an id of Spotify's."""
    return len(text) == ID_LENGTH and all(letter in _DIGITS for letter in text)
