"""One person, several sources: added, removed, and never counted twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import TopItem, build_taste_profile, rank_matches
from backend.use_cases.profiles.errors import (
    LastSourceError,
    SourceNotKeptError,
)
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.save import (
    Choices,
    Saving,
    save_taste_profile,
)
from backend.use_cases.profiles.sources import remove_source
from backend.use_cases.profiles.stored_profiles import StoredProfiles
from tests.contracts.stored_items import new_user_id

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def heard(source: str, *names: str) -> tuple[TopItem, ...]:
    """Artists in order, as a source tells them."""
    return tuple(
        TopItem(kind="artist", name=name, rank=rank, source=source)
        for rank, name in enumerate(names, 1)
    )


class Somebody:
    """A person with a store of their own."""

    def __init__(self, folder: Path) -> None:
        self.store = JsonProfileStore(folder)
        self.user_id = new_user_id()

    def save(
        self,
        items: Sequence[TopItem],
        *,
        is_added: bool = True,
        is_verified: bool = False,
        is_refreshed: bool | None = None,
    ) -> ProfileItem:
        """Save what a source told."""
        source = items[0].source
        saving = Saving(
            top_items=items,
            choices=Choices(visibility="anonymous"),
            is_verified=is_verified,
            is_added=is_added,
            public_name=(source, "ana") if source == "lastfm" else None,
            is_refreshed=is_refreshed,
        )
        return save_taste_profile(
            saving,
            self.user_id,
            profiles=StoredProfiles(self.store),
            now=NOW,
            new_id=new_user_id,
        ).item

    def kept(self) -> ProfileItem:
        """Read what is kept."""
        return self.store.get(self.user_id)


@pytest.fixture
def ana(tmp_path: Path) -> Somebody:
    """Somebody who comes from Spotify, proven, and from Last.fm, by name."""
    ana = Somebody(tmp_path)
    ana.save(heard("spotify", "Low", "Ride"), is_verified=True)
    ana.save(heard("lastfm", "Low", "Slint"), is_refreshed=True)
    return ana


def names(item: ProfileItem) -> list[str]:
    """What is kept, in order, with where it came from."""
    return [f"{top.source} {top.name}" for top in item.top_items]


def test_a_source_is_added_beside_the_others(ana: Somebody) -> None:
    """Each top item says where it came from."""
    assert names(ana.kept()) == [
        "spotify Low", "spotify Ride", "lastfm Low", "lastfm Slint",
    ]  # fmt: skip
    assert [s.source for s in ana.kept().sources] == ["spotify", "lastfm"]


def test_a_source_that_comes_again_takes_its_own_place(ana: Somebody) -> None:
    """Not beside what it said before."""
    ana.save(heard("spotify", "Codeine"), is_verified=True)
    assert names(ana.kept()) == ["lastfm Low", "lastfm Slint", "spotify Codeine"]


def test_a_save_that_adds_nothing_replaces_everything(ana: Somebody) -> None:
    """As it always did."""
    ana.save(heard("spotify", "Codeine"), is_added=False, is_verified=True)
    assert names(ana.kept()) == ["spotify Codeine"]
    assert ana.kept().refresh is None


def test_somebody_is_verified_when_every_source_proved_it(ana: Somebody) -> None:
    """A name beside a sign-in could be anybody's."""
    assert not ana.kept().is_verified
    remove_source(ana.user_id, "lastfm", profiles=StoredProfiles(ana.store), now=NOW)
    assert ana.kept().is_verified


def test_a_removed_source_takes_only_its_own_along(ana: Somebody) -> None:
    """What another source heard as well stays; its public name goes."""
    assert ana.kept().refresh is not None
    left = remove_source(
        ana.user_id, "lastfm", profiles=StoredProfiles(ana.store), now=NOW
    ).item
    assert names(left) == ["spotify Low", "spotify Ride"]
    assert left.refresh is None
    assert ana.kept() == left
    weights = build_taste_profile(ana.user_id, left.top_items).weights
    assert "a1|slint" not in weights["artist"]


def test_another_source_leaves_the_refreshed_one_be(ana: Somebody) -> None:
    """What was agreed to for one name holds while its items are there."""
    ana.save(heard("history", "Bedhead"))
    assert ana.kept().refresh is not None


def test_the_last_source_cannot_be_removed(ana: Somebody) -> None:
    """Nothing would be left; and what never was cannot go."""
    with pytest.raises(SourceNotKeptError):
        remove_source(
            ana.user_id, "history", profiles=StoredProfiles(ana.store), now=NOW
        )
    remove_source(ana.user_id, "spotify", profiles=StoredProfiles(ana.store), now=NOW)
    with pytest.raises(LastSourceError):
        remove_source(
            ana.user_id, "lastfm", profiles=StoredProfiles(ana.store), now=NOW
        )
    assert names(ana.kept()) == ["lastfm Low", "lastfm Slint"]


def test_the_same_listening_through_two_sources_is_nearly_oneself() -> None:
    """Ranks here, plays there, and both together: all near 1 to each other."""
    ranked = heard("spotify", *(f"Band {n}" for n in range(50)))
    played = tuple(
        TopItem(kind="artist", name=item.name, plays=1_000 // rank, source="history")
        for rank, item in enumerate(ranked, 1)
    )
    one = build_taste_profile("one", ranked)
    other = build_taste_profile("other", played)
    both = build_taste_profile("both", (*ranked, *played))
    for a, b in ((one, other), (one, both), (other, both)):
        [match] = rank_matches(a, [b])
        assert match.score.points > 9_900
