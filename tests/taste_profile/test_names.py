"""Names of features, as people write them."""

from __future__ import annotations

import pytest

from backend.taste_profile import FeatureName, TopItem, feature_names
from backend.taste_profile.names import plain_name

WORDS = TopItem(
    kind="track",
    name="Words (Remastered)",
    artists=("Low", "Dirty Three"),
    genres={"Slowcore": 1},
    release_date="1994-02-18",
)


def test_a_track_names_itself_its_artists_genres_and_decade() -> None:
    """Every feature that a track speaks of can be shown."""
    assert feature_names([WORDS]) == {
        "t1|low|words": FeatureName("track", "Words (Remastered)", "Low"),
        "a1|low": FeatureName("artist", "Low"),
        "a1|dirtythree": FeatureName("artist", "Dirty Three"),
        "g1|slowcore": FeatureName("genre", "Slowcore"),
        "e1|1990s": FeatureName("era", "1990s"),
    }


def test_the_first_spelling_stays() -> None:
    """One feature has one name, the one listed first."""
    loud, plain = TopItem(kind="artist", name="LOW"), TopItem(kind="artist", name="Low")
    assert feature_names([loud, plain, WORDS])["a1|low"].name == "LOW"


def test_an_unknown_date_names_no_decade() -> None:
    """Nothing is guessed."""
    track = TopItem(kind="track", name="Words", artists=("Low",), release_date="?")
    assert all(name.kind != "era" for name in feature_names([track]).values())


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("a1|low", FeatureName("artist", "low")),
        ("t1|low|words", FeatureName("track", "words", "low")),
        ("g1|slowcore", FeatureName("genre", "slowcore")),
        ("e1|1990s", FeatureName("era", "1990s")),
    ],
)
def test_a_key_is_a_name_for_want_of_a_better(key: str, name: FeatureName) -> None:
    """Somebody else's feature can be named without their items."""
    assert plain_name(key) == name


def test_names_are_as_many_as_there_are_features() -> None:
    """Counted without asking for each."""
    names = feature_names([WORDS])
    assert len(names) == len(list(names)) > 0
