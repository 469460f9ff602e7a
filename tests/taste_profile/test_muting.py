"""What is muted does not count, in whatever spelling, and nothing else is lost."""

from __future__ import annotations

import pytest

from backend.taste_profile import Muted, TopItem, build_taste_profile, unmuted

LOW = TopItem(kind="artist", name="Low", genres={"slowcore": 3.0, "Indie": 1.0})
SIGUR = TopItem(kind="artist", name="Sigur Rós", source="lastfm")
WORDS = TopItem(kind="track", name="Words", artists=("Low",), genres={"indie": 1.0})
DUET = TopItem(kind="track", name="Duet", artists=("Slint", "LOW"))
ALONE = TopItem(kind="track", name="Low", artists=("Slint",))
ITEMS = (LOW, SIGUR, WORDS, DUET, ALONE)


@pytest.mark.parametrize("spelling", ["Low", "LOW", " low "])
def test_an_artist_goes_with_all_its_tracks(spelling: str) -> None:
    """Also where it is a guest; a track of that name by somebody else stays."""
    assert unmuted(ITEMS, Muted(artists=(spelling,))) == (SIGUR, ALONE)


@pytest.mark.parametrize("spelling", ["sigur ros", "Sigur Ro\u0301s"])
def test_accents_do_not_matter(spelling: str) -> None:
    """As everywhere where names are compared."""
    assert SIGUR not in unmuted(ITEMS, Muted(artists=(spelling,)))


def test_a_genre_goes_from_every_item() -> None:
    """The items stay, with what else is known of them."""
    left = unmuted(ITEMS, Muted(genres=("INDIE",)))
    assert [dict(item.genres) for item in left] == [{"slowcore": 3.0}, {}, {}, {}, {}]
    assert [item.name for item in left] == [item.name for item in ITEMS]


def test_a_source_goes_whole() -> None:
    """Only what it alone tells."""
    assert unmuted(ITEMS, Muted(sources=("lastfm",))) == (LOW, WORDS, DUET, ALONE)


def test_nothing_muted_is_nothing_changed() -> None:
    """The very same items."""
    assert unmuted(ITEMS, Muted()) == ITEMS
    assert unmuted(ITEMS, Muted(artists=("nobody",))) == ITEMS


def test_what_is_muted_is_in_no_vector() -> None:
    """Neither the artist nor a genre of it."""
    profile = build_taste_profile("ana", unmuted(ITEMS, Muted(("Low",), ("indie",))))
    keys = {key for block in profile.weights.values() for key in block}
    assert not {key for key in keys if "indie" in key or key.startswith("a1|low")}
    assert keys
