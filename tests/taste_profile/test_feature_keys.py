"""Feature keys: hard names meet or stay apart as the golden file says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backend.taste_profile.errors import BlankNameError
from backend.taste_profile.feature_keys import (
    artist_key,
    clean_name,
    era_key,
    genre_key,
    kind_of,
    track_key,
)

GOLDEN_FILE = Path(__file__).with_name("golden_feature_keys.tsv")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\([tn])")


def _unescape(cell: str) -> str:
    def character(found: re.Match[str]) -> str:
        if found[3]:
            return "\t" if found[3] == "t" else "\n"
        return chr(int(found[1] or found[2], 16))

    return ESCAPE.sub(character, cell)


def _golden_rows() -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in GOLDEN_FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, key, *names = line.split("\t")
            rows.append((kind, _unescape(key), [_unescape(name) for name in names]))
    return rows


def _key(kind: str, name: str) -> str | None:
    if kind == "track":
        artist, title = name.split(" :: ")
        return track_key(artist, title)
    makers: dict[str, Callable[[str], str | None]] = {
        "artist": artist_key,
        "genre": genre_key,
        "era": era_key,
    }
    return makers[kind](name)


GOLDEN_ROWS = _golden_rows()
CHARACTERS = st.characters(exclude_categories=())
HARD_PIECES = st.sampled_from(
    [
        *("the ", "The", ", the", " (the)", "&", " and ", " n ", "'n'", "+", "$", "!"),
        *(" feat. ", "ft ", "(with ", "(feat. x)", ")", "[", "]", " - ", "remaster"),
        *(
            "2011",
            " - live",
            "(mono)",
            "pt. ii",
            "#",
            "|",
            "\u0301",
            "\u200d",
            "\ufe0f",
        ),
        *("\u2122", "\u00b4", "\u00f8", "\u0130", "\u0131", "\u00df", "\u03c2", "x"),
        *("\u0451", "\u0439", "\u304b\u3099", "\uff76\uff9e", "\u1100", "\u1161"),
        *("\u0345", "\u0915\u094d", "\u0649\u0654", "\u2764", "\u3164", "\ud83d", " "),
    ]
)
NAMES = st.one_of(
    st.text(CHARACTERS),
    st.lists(st.one_of(HARD_PIECES, st.text(CHARACTERS, max_size=3)), max_size=12).map(
        "".join
    ),
)
SHOWN_NAMES = NAMES.filter(clean_name)
LONG_NAMES = st.builds(
    lambda text, times: text * times, SHOWN_NAMES, st.integers(20, 200)
)


@pytest.mark.parametrize(
    ("kind", "key", "names"), GOLDEN_ROWS, ids=[row[1] for row in GOLDEN_ROWS]
)
def test_spellings_of_one_thing_meet_in_one_key(
    kind: str, key: str, names: list[str]
) -> None:
    """Every name of a golden row has the row's key, and the key its kind."""
    assert {name: _key(kind, name) for name in names} == dict.fromkeys(names, key)
    assert kind_of(key) == kind


def test_different_things_stay_apart() -> None:
    """No two golden rows share a key, and there are a few hundred."""
    keys = [key for _, key, _ in GOLDEN_ROWS]
    assert len(keys) > 300
    assert sorted(keys) == sorted(set(keys))


@given(SHOWN_NAMES)
@example("\u2122\ufe0f")
@example("- feat. x")
@example("\u202e\u0645\u200c\u0646")
def test_every_name_that_shows_has_a_bounded_printable_key(name: str) -> None:
    """A key is never empty, at most 200 bytes, in NFC, with one separator a part."""
    for key, separators in (
        (artist_key(name), 1),
        (genre_key(name), 1),
        (track_key(name, name), 2),
    ):
        assert key.count("|") == separators
        assert all(key.split("|"))
        assert len(key.encode()) <= 200
        assert unicodedata.is_normalized("NFC", key)
        assert not any(c.isspace() for c in key)
        assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl") for c in key)


@given(SHOWN_NAMES | LONG_NAMES)
def test_a_cleaned_name_has_the_key_of_the_name(name: str) -> None:
    """Cleaning for display never changes the key."""
    cleaned = clean_name(name)
    assert artist_key(cleaned) == artist_key(name)
    assert genre_key(cleaned) == genre_key(name)
    assert track_key(cleaned, cleaned) == track_key(name, name)


@given(SHOWN_NAMES | LONG_NAMES)
@example("00\u01fe")
@example("\xae" * 50)
@example("\u2034\ufe58")
@example("\u0451\u0300\u0301x")
@example("Foo (Remastered) feat. Bar - Live - feat. Baz")
def test_the_name_part_of_a_key_has_the_same_key(name: str) -> None:
    """Folding a folded name changes nothing, hashed ones included."""
    for maker in (artist_key, genre_key):
        key = maker(name)
        assert maker(key.split("|")[1]) == key
    key = track_key(name, name)
    _, artist, title = key.split("|")
    assert track_key(artist, title) == key


@given(NAMES)
@example("\u2adc\u200d\u2764")
@example("\u0628\u200c\u200c\u0628")
@example("\u200c\ufe00")
@example("\ufe0f\u200d\u2764")
def test_a_cleaned_name_is_safe_and_clean_already(name: str) -> None:
    """Nothing in it can break a line, hide, or turn the direction of its neighbours."""
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    cleaned.encode()
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in cleaned)
    assert not set(cleaned) & set(
        "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\xad"
    )


@given(SHOWN_NAMES, SHOWN_NAMES)
def test_an_artist_keeps_its_name_part_in_every_track(artist: str, title: str) -> None:
    """The artist of a track key is the artist key's, whatever the title holds."""
    key = track_key(artist, title)
    assert key.startswith(f"t1|{artist_key(artist)[3:]}|")
    assert kind_of(key) == "track"


@pytest.mark.parametrize(
    "blank", ["", " \t\n", "\u200b\u202e", "\u200c\ufe0f", "\ud800", "\u3164"]
)
def test_a_name_that_shows_nothing_has_no_key(blank: str) -> None:
    """A blank name is an error that carries the name, never an empty key."""
    assert clean_name(blank) == ""
    for make in (artist_key, genre_key, lambda name: track_key("Low", name)):
        with pytest.raises(BlankNameError) as caught:
            make(blank)
        assert caught.value.name == blank
        assert caught.value.code == "blank_name"
    with pytest.raises(BlankNameError):
        track_key(blank, "Creep")


@pytest.mark.parametrize(
    "letter", ["a", "\u0436", "\u6f22", "\U0001f5a4", "\u0915\u093f"]
)
def test_long_names_are_hashed_and_stay_apart(letter: str) -> None:
    """A name of 500 letters keeps a readable beginning and differs by its last one."""
    name = letter * 500
    key = artist_key(name)
    assert re.fullmatch(r"a1\|[^#|]+#[0-9a-f]{32}", key)
    assert key[3:].startswith(letter)
    assert 98 - 3 <= len(key[3:].encode()) <= 98
    assert artist_key(name + "b" if letter == "a" else name + letter) != key
    assert len(track_key(name, name).encode()) <= 200


def test_a_very_long_name_takes_no_rules_and_little_time() -> None:
    """A hundred thousand brackets are one name, and a further one another."""
    name = "(feat. x" * 12_500
    assert track_key(name, name) == track_key(name.upper(), name.upper())
    assert track_key(name, name) != track_key(name, name + "y")


def test_the_hash_of_a_long_name_is_fixed_for_ever() -> None:
    """Kept profiles hold such keys, so neither cut nor digest may change."""
    assert artist_key("Radiohead " * 50) == (
        "a1|radioheadradioheadradioheadradioheadradioheadradioheadradioheadra#e0562257cc9bf38a01f9b62d62668c63"
    )


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("  Sigur\u00a0Ro\u0301s\t", "Sigur R\u00f3s"),
        ("a\x00b\u2028c\u2029d\r\ne", "a b c d e"),
        ("\u202eLow\u202c\u2066\u2069\u200e", "Low"),
        ("bro\u200bken\ufeff so\u00adft", "broken soft"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        (
            "\u0646\u06cc\u0645\u200c\u0631\u062e",
            "\u0646\u06cc\u0645\u200c\u0631\u062e",
        ),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("pay\u200dpal", "paypal"),
        ("\u2764\ufe0f\ufe0f\ufe0f", "\u2764\ufe0f"),
        ("flag \U0001f3f4\U000e0067\U000e007f", "flag \U0001f3f4"),
        ("cut \ud83d off", "cut off"),
        ("\uff21\uff2b\uff22", "\uff21\uff2b\uff22"),
    ],
)
def test_a_display_name_loses_what_hides_and_keeps_what_shows(
    given_name: str, shown: str
) -> None:
    """Joiners that shape a word or an emoji stay, full-width letters too."""
    assert clean_name(given_name) == shown


@pytest.mark.parametrize(
    "no_date",
    [
        *("", "0000", "1859", "2100", "9999", "97", "19970", "1997-5", "1997/05"),
        *("May 1997", "1997-05-21x", "-1997", "\u0661\u0669\u0669\u0667", "unknown"),
    ],
)
def test_a_text_that_is_no_plausible_date_has_no_era(no_date: str) -> None:
    """An unknown date is no decade."""
    assert era_key(no_date) is None


def test_the_time_of_a_date_may_be_of_any_length() -> None:
    """Also where it is too long to be remembered."""
    assert era_key("1997-05-21T" + 300 * "0") == "e1|1990s"


@pytest.mark.parametrize("no_key", ["", "a1", "a1|", "a2|low", "x1|low", "low", "|low"])
def test_a_text_that_is_no_key_has_no_kind(no_key: str) -> None:
    """Keys of another version or kind are refused, not guessed."""
    with pytest.raises(ValueError, match="no feature key"):
        kind_of(no_key)
