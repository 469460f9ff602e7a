"""What every profile store promises; an adapter's test inherits the class."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from backend.taste_profile import TopItem, feature_names, feature_weights
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    ProfileTooLargeError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import (
    MAX_ITEM_BYTES,
    ProfileHead,
    Refresh,
    SavedSource,
)
from backend.use_cases.profiles.record import to_record
from backend.use_cases.profiles.store import ProfileStore
from tests.contracts.stored_items import (
    NOBODYS_IDS,
    item_of_size,
    new_user_id,
    profile_item,
)

KIB = 1024


class ProfileStoreContract:
    """Subclass it and override ``open_store``."""

    @pytest.fixture
    def open_store(self) -> Callable[[], ProfileStore]:
        """Return what opens one more store on this test's own, empty place."""
        raise NotImplementedError("an adapter's test must say how to open its store")

    @pytest.fixture
    def store(self, open_store: Callable[[], ProfileStore]) -> ProfileStore:
        """One store on an empty place."""
        return open_store()

    def test_keeps_nobody_at_first(self, store: ProfileStore) -> None:
        """An empty place is a place without users, not an error."""
        assert dict(store.revisions()) == {}
        assert list(store.scan()) == []

    def test_an_unknown_user_is_an_error(self, store: ProfileStore) -> None:
        """Never ``None``: the error names whom it could not find."""
        user_id = new_user_id()
        with pytest.raises(ProfileNotFoundError) as caught:
            store.get(user_id)
        assert caught.value.user_id == user_id

    def test_gives_back_what_it_was_given(self, store: ProfileStore) -> None:
        """Every field, and in the order of the source."""
        item = profile_item(
            top_items=(
                TopItem(
                    kind="track",
                    name="Cloudbusting",
                    artists=("Kate Bush", "Somebody Else"),
                    time_range="short_term",
                    rank=7,
                    plays=1_000_000_000,
                    genres={"art pop": 0.25, "baroque pop": 12.5},
                    release_date="1985-10-14",
                    links={"spotify": "https://open.spotify.com/track/x", "mbid": ""},
                    source="listening_history",
                    fetched_at="2026-11-20T11:59:00Z",
                ),
                TopItem(kind="artist", name="Low", rank=1),
            ),
            visibility="anonymous",
            display_name="Ana",
            named_artists=("Low", "Kate Bush"),
            is_verified=True,
        )
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item
        assert list(store.scan()) == [item]

    def test_an_appearance_is_the_item_without_its_taste(
        self, store: ProfileStore
    ) -> None:
        """Who is shown by the dozen is not read whole."""
        items = (
            profile_item(),
            profile_item(display_name="Ana", named_artists=("Low", "Björk")),
            profile_item(visibility="hidden", is_verified=True),
        )
        for item in items:
            store.put(item, expected_revision=None)
            shown = store.head(item.user_id)
            for field in fields(ProfileHead):
                assert getattr(shown, field.name) == getattr(item, field.name)

    def test_an_outline_has_the_same_taste(self, store: ProfileStore) -> None:
        """Whatever of the top items counts is read, in their order."""
        item = profile_item(visibility="anonymous", named_artists=("Low",))
        store.put(item, expected_revision=None)
        outline = store.outline(item.user_id)
        for field in fields(ProfileHead):
            assert getattr(outline, field.name) == getattr(item, field.name)
        assert feature_weights(outline.listed_items) == feature_weights(item.top_items)
        assert feature_names(outline.listed_items) == feature_names(item.top_items)
        store.delete(item.user_id)
        with pytest.raises(ProfileNotFoundError):
            store.outline(item.user_id)

    def test_a_head_is_that_of_the_newest_save(
        self, open_store: Callable[[], ProfileStore]
    ) -> None:
        """Also where another store has saved since it was read here."""
        ours, theirs = open_store(), open_store()
        item = profile_item(visibility="open")
        ours.put(item, expected_revision=None)
        assert ours.heads([item.user_id])[item.user_id].visibility == "open"
        hidden = replace(item, visibility="hidden", revision=2)
        theirs.put(hidden, expected_revision=1)
        assert ours.heads([item.user_id])[item.user_id].visibility == "hidden"
        theirs.delete(item.user_id)
        assert not ours.heads([item.user_id])

    def test_heads_are_of_those_who_are_there(self, store: ProfileStore) -> None:
        """Each as it is alone, whoever is asked for twice, unknown or no id at all."""
        items = [profile_item(), profile_item(display_name="Ben")]
        for item in items:
            store.put(item, expected_revision=None)
        ids = [item.user_id for item in items]
        heads = store.heads([*ids, ids[0], new_user_id(), "no id", ""])
        assert heads == {user_id: store.head(user_id) for user_id in ids}
        store.delete(ids[0])
        assert store.heads(ids).keys() == {ids[1]}
        assert store.heads([]) == {}

    def test_nobody_has_no_head(self, store: ProfileStore) -> None:
        """Nor has what is no id, nor who has left."""
        item = profile_item()
        store.put(item, expected_revision=None)
        store.delete(item.user_id)
        for user_id in (item.user_id, *NOBODYS_IDS):
            with pytest.raises(ProfileNotFoundError):
                store.head(user_id)

    def test_whoever_waits_longest_is_refreshed_first(
        self, store: ProfileStore
    ) -> None:
        """Only who agreed, of that source, and tried before the time."""
        times = {"c": 3, "a": 1, "d": 4, "b": 2}
        users = {}
        for name, day in times.items():
            tried_at = f"2026-11-0{day}T12:00:00.000000+00:00"
            refresh = Refresh(source="lastfm", user_name=name, tried_at=tried_at)
            item = profile_item(refreshes=(refresh,))
            store.put(item, expected_revision=None)
            users[name] = item.user_id
        other = Refresh(source="listenbrainz", user_name="x", tried_at="2026-01-01")
        store.put(profile_item(refreshes=(other,)), expected_revision=None)
        store.put(profile_item(), expected_revision=None)
        before = "2026-11-04T12:00:00.000000+00:00"
        waiting = [users[name] for name in "abc"]
        assert store.stalest("lastfm", before, 9) == waiting
        assert store.stalest("lastfm", before, 2) == waiting[:2]
        assert store.stalest("spotify", before, 9) == []

    def test_whoever_agrees_no_more_is_not_refreshed(self, store: ProfileStore) -> None:
        """Nor is who has left."""
        refresh = Refresh(source="lastfm", user_name="a", tried_at="2026-01-01")
        first, second = (
            profile_item(refreshes=(refresh,)),
            profile_item(refreshes=(refresh,)),
        )
        for item in (first, second):
            store.put(item, expected_revision=None)
        store.put(replace(first, refreshes=(), revision=2), expected_revision=1)
        store.delete(second.user_id)
        assert store.stalest("lastfm", "2027", 9) == []

    def test_whoever_agreed_twice_waits_where_their_first_turn_is(
        self, store: ProfileStore
    ) -> None:
        """In one line at a time; nothing of either agreement is lost."""
        first = Refresh(source="lastfm", user_name="a", tried_at="2026-01", misses=2)
        later = Refresh(source="listenbrainz", user_name="b", tried_at="2026-02")
        item = profile_item(refreshes=(first, later))
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item
        assert store.head(item.user_id).refreshes == (first, later)
        assert store.stalest("lastfm", "2027", 9) == [item.user_id]
        assert store.stalest("listenbrainz", "2027", 9) == []
        moved = replace(first, tried_at="2026-03")
        item = replace(item, refreshes=(later, moved), revision=2)
        store.put(item, expected_revision=1)
        assert store.stalest("lastfm", "2027", 9) == []
        assert store.stalest("listenbrainz", "2027", 9) == [item.user_id]

    def test_whoever_expired_longest_ago_comes_first(self, store: ProfileStore) -> None:
        """By the first of their sources that expires; for ever is not listed."""
        users = {}
        for name, days in {
            "b": (12, 5),
            "a": (3,),
            "later": (20,),
            "never": (),
        }.items():
            expiring = [
                SavedSource(
                    source=f"source{day}",
                    is_verified=True,
                    saved_at=f"2026-10-{day:02}",
                    expires_at=f"2026-11-{day:02}",
                )
                for day in days
            ]
            lasting = SavedSource(
                source="own", is_verified=False, saved_at="2026-10-01"
            )
            item = profile_item(sources=(lasting, *expiring))
            store.put(item, expected_revision=None)
            assert store.get(item.user_id) == item
            users[name] = item.user_id
        assert store.expired("2026-11-12", 9) == [users["a"], users["b"]]
        assert store.expired("2026-11-12", 1) == [users["a"]]
        store.delete(users["a"])
        assert store.expired("2026-11-12", 9) == [users["b"]]

    def test_only_the_expected_revision_is_removed(self, store: ProfileStore) -> None:
        """What was saved meanwhile stays; what is not there is gone already."""
        item = profile_item()
        store.put(item, expected_revision=None)
        with pytest.raises(RevisionConflictError):
            store.delete(item.user_id, expected_revision=item.revision + 1)
        assert store.get(item.user_id) == item
        for _ in range(2):
            store.delete(item.user_id, expected_revision=item.revision)
        with pytest.raises(ProfileNotFoundError):
            store.head(item.user_id)

    def test_needs_no_optional_field(self, store: ProfileStore) -> None:
        """An item may say nothing but who it is."""
        item = profile_item(top_items=(), visibility="hidden")
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item

    def test_an_empty_text_is_not_a_missing_one(self, store: ProfileStore) -> None:
        """An empty display name comes back as one."""
        item = profile_item(display_name="")
        store.put(item, expected_revision=None)
        assert store.get(item.user_id).display_name == ""

    @pytest.mark.parametrize(
        "text",
        [
            "Sigur Rós",
            "坂本龍一",
            "Мумий Тролль",
            "فيروز",
            "🎧 👩‍🎤",
            'a "quoted" \\ name',
            "!!!",
        ],
    )
    def test_keeps_every_script(self, store: ProfileStore, text: str) -> None:
        """Names, genres and links in any script come back as they were."""
        top = TopItem(kind="artist", name=text, genres={text: 1.5}, links={text: text})
        item = profile_item(top_items=(top,), display_name=text, named_artists=(text,))
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item

    @pytest.mark.parametrize(
        "weight",
        [0.1 + 0.2, 1e-7, 123456789.125, 1 / 3, 3.0, 2.0**29, 1e9, 1e-9],
    )
    def test_keeps_every_bit_of_a_weight(
        self, store: ProfileStore, weight: float
    ) -> None:
        """A float comes back as the same float, whole ones and large ones too."""
        top = TopItem(kind="artist", name="Low", genres={"slowcore": weight})
        item = profile_item(top_items=(top,))
        store.put(item, expected_revision=None)
        found = store.get(item.user_id).top_items[0].genres["slowcore"]
        assert repr(found) == repr(weight)

    def test_whole_numbers_and_truths_keep_their_type(
        self, store: ProfileStore
    ) -> None:
        """A rank is an ``int`` and a flag a ``bool``, before and after."""
        top = TopItem(kind="artist", name="Low", rank=1, plays=123)
        item = profile_item(top_items=(top,), is_verified=True)
        store.put(item, expected_revision=None)
        kept = store.get(item.user_id)
        values = (kept.top_items[0].rank, kept.top_items[0].plays, kept.revision)
        assert [type(value) for value in values] == [int, int, int]
        assert kept.is_verified is True

    @pytest.mark.parametrize("user_id", NOBODYS_IDS)
    def test_what_is_no_canonical_id_is_nobodys(
        self, store: ProfileStore, user_id: str
    ) -> None:
        """Ids from outside are harmless: not found, and nothing to delete."""
        with pytest.raises(ProfileNotFoundError):
            store.get(user_id)
        store.delete(user_id)

    @pytest.mark.parametrize("user_id", NOBODYS_IDS[1:])
    def test_refuses_to_keep_what_it_would_not_find(
        self, store: ProfileStore, user_id: str
    ) -> None:
        """Saving under such an id is a mistake of the program."""
        with pytest.raises(ValueError, match="canonical"):
            store.put(profile_item(user_id), expected_revision=None)
        assert list(store.scan()) == []

    def test_a_second_save_replaces_the_first(self, store: ProfileStore) -> None:
        """There is one item per user, the newest."""
        first = profile_item(display_name="Ana", named_artists=("Low",))
        second = profile_item(first.user_id, revision=2)
        store.put(first, expected_revision=None)
        store.put(second, expected_revision=1)
        assert store.get(first.user_id) == second
        assert list(store.scan()) == [second]

    @pytest.mark.parametrize("expected", [None, 1, 3])
    def test_a_save_on_another_revision_is_a_conflict(
        self, store: ProfileStore, expected: int | None
    ) -> None:
        """None, an older or a newer revision expected: the kept item stays."""
        kept = profile_item(revision=2)
        store.put(kept, expected_revision=None)
        with pytest.raises(RevisionConflictError) as caught:
            store.put(
                profile_item(kept.user_id, revision=9), expected_revision=expected
            )
        assert caught.value.user_id == kept.user_id
        assert caught.value.expected == expected
        assert store.get(kept.user_id) == kept

    def test_a_save_on_nothing_is_a_conflict(self, store: ProfileStore) -> None:
        """Somebody was deleted in between: a late save brings nobody back."""
        item = profile_item(revision=2)
        with pytest.raises(RevisionConflictError):
            store.put(item, expected_revision=1)
        assert list(store.scan()) == []

    def test_deleting_twice_is_the_same_as_once(self, store: ProfileStore) -> None:
        """The item is gone, the others stay, and a second time is no error."""
        gone, other = profile_item(), profile_item()
        store.put(gone, expected_revision=None)
        store.put(other, expected_revision=None)
        store.delete(gone.user_id)
        store.delete(gone.user_id)
        with pytest.raises(ProfileNotFoundError):
            store.get(gone.user_id)
        assert list(store.scan()) == [other]

    def test_a_deleted_user_may_start_anew(self, store: ProfileStore) -> None:
        """After a deletion the first save is a first save again."""
        item = profile_item()
        store.put(item, expected_revision=None)
        store.delete(item.user_id)
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item

    def test_keeps_up_to_the_limit_and_no_byte_more(self, store: ProfileStore) -> None:
        """The compact JSON record decides, in every store alike."""
        item = profile_item(display_name="")
        room = MAX_ITEM_BYTES - _compact_size(to_record(item))
        # Two bytes each in UTF-8: what counts is bytes, not characters.
        largest = profile_item(
            item.user_id, display_name="é" * (room // 2) + "e" * (room % 2)
        )
        store.put(largest, expected_revision=None)
        assert store.get(item.user_id) == largest
        larger = profile_item(
            item.user_id, display_name=f"{largest.display_name}e", revision=2
        )
        with pytest.raises(ProfileTooLargeError) as caught:
            store.put(larger, expected_revision=1)
        assert caught.value.size == MAX_ITEM_BYTES + 1
        assert caught.value.limit == MAX_ITEM_BYTES
        assert store.get(item.user_id) == largest

    def test_a_full_list_of_short_entries_is_kept(self, store: ProfileStore) -> None:
        """Near the limit, many small values count no more than one long text."""
        short = TopItem(kind="artist", name="x", rank=999_999_999, plays=999_999_999)
        item = profile_item(top_items=(short,) * 3_200)
        assert _compact_size(to_record(item)) > 0.9 * MAX_ITEM_BYTES
        store.put(item, expected_revision=None)
        assert store.get(item.user_id) == item

    def test_yields_everybody_once_over_many_pages(self, store: ProfileStore) -> None:
        """1.6 MB of items: more than a page of any store."""
        made = [item_of_size(40 * KIB) for _ in range(40)]
        items = {item.user_id: item for item in made}
        for item in made:
            store.put(item, expected_revision=None)
        found = list(store.scan())
        assert len(found) == 40
        assert {item.user_id: item for item in found} == items
        assert store.revisions().keys() == items.keys()

    def test_a_scan_survives_deletions_meanwhile(self, store: ProfileStore) -> None:
        """Who is deleted during a scan may be yielded or not; the others all are."""
        items = [profile_item() for _ in range(10)]
        for item in items:
            store.put(item, expected_revision=None)
        scan = store.scan()
        first = next(scan)
        gone = next(item for item in items if item != first)
        store.delete(gone.user_id)
        ids = [item.user_id for item in (first, *scan)]
        assert len(ids) == len(set(ids))
        assert {item.user_id for item in items} - set(ids) <= {gone.user_id}

    def test_every_save_changes_the_stamp(self, store: ProfileStore) -> None:
        """Also saves of the same size that follow each other at once."""
        item = profile_item()
        store.put(item, expected_revision=None)
        stamps = [store.revisions()[item.user_id]]
        assert store.revisions()[item.user_id] == stamps[0]
        for revision in range(2, 7):
            newer = profile_item(item.user_id, revision=revision)
            store.put(newer, expected_revision=revision - 1)
            stamps.append(store.revisions()[item.user_id])
        assert len(set(stamps)) == 6

    def test_a_deleted_user_has_no_stamp(self, store: ProfileStore) -> None:
        """Stamps are of kept items only."""
        gone, kept = profile_item(), profile_item()
        store.put(gone, expected_revision=None)
        store.put(kept, expected_revision=None)
        assert store.revisions().keys() == {gone.user_id, kept.user_id}
        store.delete(gone.user_id)
        assert store.revisions().keys() == {kept.user_id}

    def test_a_stamp_list_does_not_change_later(self, store: ProfileStore) -> None:
        """What was handed out can be compared with what comes next."""
        first = profile_item()
        store.put(first, expected_revision=None)
        before = store.revisions()
        store.put(profile_item(), expected_revision=None)
        store.delete(first.user_id)
        assert before.keys() == {first.user_id}

    def test_two_stores_on_one_place_see_each_other(
        self, open_store: Callable[[], ProfileStore]
    ) -> None:
        """Saves, stamps and deletions of one are the other's at once."""
        one, other = open_store(), open_store()
        item = profile_item()
        assert dict(other.revisions()) == {}
        one.put(item, expected_revision=None)
        assert other.get(item.user_id) == item
        stamp = other.revisions()[item.user_id]
        other.put(profile_item(item.user_id, revision=2), expected_revision=1)
        assert one.get(item.user_id).revision == 2
        assert one.revisions()[item.user_id] != stamp
        one.delete(item.user_id)
        assert dict(other.revisions()) == {}
        assert list(other.scan()) == []


def _compact_size(record: Mapping[str, Any]) -> int:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode())
