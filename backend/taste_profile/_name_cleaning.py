"""Names made safe to show beside others."""

from __future__ import annotations

import re
import unicodedata

_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2800\u3164\uffa0]+")
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(
        chr(plane + end)
        for plane in range(0x10000, 0x110000, 0x10000)
        for end in (0xFFFE, 0xFFFF)
    )
    + "]+"
)
# A selector picks the look of the sign before it; a second one only hides.
_LOOSE_SELECTORS = re.compile(f"(?<![^\\s\u200c\u200d{_SELECTORS}])[{_SELECTORS}]")
# Joiners shape Arabic and Indic words and hold emoji together; elsewhere they hide.
_SHAPED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1810-\u18af"
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_LOOSE_JOINERS = re.compile(
    f"(?<![{_SHAPED}{_PICTURES}])(?<![{_PICTURES}]\ufe0f)[\u200c\u200d]"
    f"|[\u200c\u200d](?![{_SHAPED}{_PICTURES}])"
)
_JOINERS_AND_SELECTORS = re.compile(f"[\u200c\u200d{_SELECTORS}]+")


def clean_name(name: str) -> str:
    r"""Return a display name that is safe to show beside others.

    Unicode NFC, white space collapsed and trimmed. Controls and line separators turn
    into a space; direction marks, zero-width characters, tag characters, lone
    surrogates and noncharacters go. Joiners stay where they shape a word or an emoji.

    Args:
        name: Any text, also one that is not valid Unicode.

    Returns:
        The name to show; empty if the text shows nothing. Encodes as UTF-8.

    Examples:
        >>> clean_name("  Sigur\u00a0Ro\u0301s\n")
        'Sigur Rós'
        >>> clean_name("\u202eevil\u200b\ud83d")
        'evil'
    """
    if name.isascii() and name.isprintable():
        return " ".join(name.split())
    shown = _INVISIBLE.sub("", _CONTROLS.sub(" ", name))
    shown = unicodedata.normalize("NFC", shown)
    shown = _LOOSE_SELECTORS.sub("", _LOOSE_JOINERS.sub("", shown))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def without_joiners(name: str) -> str:
    """Return a name without joiners and selectors, which only change its look."""
    return _JOINERS_AND_SELECTORS.sub("", name)
