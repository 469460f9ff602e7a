"""Names folded so that the spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata

from backend.taste_profile._name_cleaning import without_joiners

_MET_SIGNS = str.maketrans(
    dict.fromkeys(
        "`\xb4\u02b9\u02bb\u02bc\u02bd\u02c8\u0384\u05f3\u1fbd\u1fbf\u1fef"
        "\u1ffd\u1ffe\u2018\u2019\u201a\u201b\u2032\ua78b\ua78c",
        "'",
    )
    | dict.fromkeys("\u05f4\u201c\u201d\u201e\u201f\u2033\xab\xbb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\u3010": "[", "\u3011": "]"}
)
_TRADE_MARKS = str.maketrans(dict.fromkeys("\u2117\u2120\u2122\xa9\xae", " "))
# Letters that Unicode does not take apart, though most sources write them plainly:
# Latin ones, Russian yo, and the Arabic forms that Persian keyboards write otherwise.
_PLAIN_LETTERS = str.maketrans(
    dict(zip("\xf8\u0111\xf0\u0142\u0127\u0131\u0167", "oddlhit", strict=True))
    | {"\xe6": "ae", "\u0153": "oe", "\xfe": "th", "\u0451": "\u0435"}
    | {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"}
)
_ACCENTS = re.compile(
    "([a-z\xdf-\u024f\u0250-\u02af\u0370-\u03ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+"
)
_CONSONANTS = "[b-df-hj-np-tv-z]+"
_CRIED_I = re.compile(rf"\b({_CONSONANTS})!({_CONSONANTS})\b")
_DOLLAR_S = re.compile(r"(?<=[a-z])\$+|\$+(?=[a-z])")
_AND_N = re.compile(r"(?<=[^\W\d_]{2})[\s'`-]+n[\s'`-]+(?=\w)")
_AND_PLUS = re.compile(r"(?<=[\w.!?'\")])\s*\+\s*(?=[\w'\"(])")
_PLUS_NUMBER = re.compile(r"\+(?=\d)")
_ARTICLE_BEHIND = re.compile(r"(?:, the| \(the\))$")
_CACHED_LETTERS = 8_192


class _LettersAndDigits(dict[int, int | None]):
    """A translation table that keeps letters, digits and marks, and drops the rest."""

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        kept = code if category[0] in "LN" or category in ("Mn", "Mc") else None
        if len(self) < _CACHED_LETTERS:
            self[code] = kept
        return kept


# Unicode counts apostrophe-like modifiers and the Arabic stretch as letters.
_NOT_LETTERS = (*range(0x02B9, 0x02C0), 0x0640)
_letters_and_digits = _LettersAndDigits(dict.fromkeys(_NOT_LETTERS))


def fold_name(name: str) -> str:
    """Return a clean name without case and compatibility forms, words still apart."""
    if name.isascii():
        return name.lower()
    name = without_joiners(name)
    # A name of nothing but a trade mark sign must not vanish.
    return _without_case(name.translate(_TRADE_MARKS)) or _without_case(name)


def meet_spellings(name: str) -> str:
    """Return a folded name with articles, "&", "n", "+", "$" and "!" written one way.

    Names of symbols alone come back as they are.
    """
    if not _has_letter_or_digit(name):
        return name
    if name.startswith("the ") or name.endswith((", the", " (the)")):
        name = _without_article(name)
    if not name.isalnum():
        name = name.replace("&", " and ")
        name = _AND_N.sub(" and ", name)
        if "+" in name:
            name = _PLUS_NUMBER.sub("plus", _AND_PLUS.sub(" and ", name))
        if "$" in name:
            name = _DOLLAR_S.sub(lambda found: "s" * len(found[0]), name)
        if "!" in name:
            name = _CRIED_I.sub(r"\1i\2", name)
    return name


def compact_name(name: str) -> str:
    """Return letters and digits only, unaccented; of symbols alone, the symbols."""
    letters = name.translate(_letters_and_digits)
    if not _has_letter_or_digit(letters):
        symbols = name.replace(" ", "").replace("|", "\xa6")
        return unicodedata.normalize("NFC", symbols)
    return letters if letters.isascii() else _without_accents(letters)


def _without_case(name: str) -> str:
    # First, because an acute accent used as an apostrophe would unfold to a mark.
    folded = unicodedata.normalize("NFKC", name.translate(_MET_SIGNS)).casefold()
    # Again, because compatibility forms such as small dashes unfold to others.
    spelled = unicodedata.normalize("NFKC", folded).translate(_MET_SIGNS)
    return " ".join(spelled.split())


def _without_article(name: str) -> str:
    turned, behind = _ARTICLE_BEHIND.subn("", name)
    rest = turned if behind else name[len("the ") :]
    is_plural = len(rest) >= 5 and rest.endswith("s")
    return rest if " " in rest or is_plural else f"the {rest}"


def _without_accents(name: str) -> str:
    """Take the accents off Latin and Greek letters; other scripts need theirs.

    Names of one or two letters keep them: Ø is not O, nor MØ M.O.
    """
    composed = unicodedata.normalize("NFC", name)
    if len(composed) <= 2:
        return composed
    apart = _ACCENTS.sub(r"\1", unicodedata.normalize("NFD", composed))
    plain = unicodedata.normalize("NFC", apart).translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", plain)


def _has_letter_or_digit(name: str) -> bool:
    return name.isalnum() or any(map(str.isalnum, name))
