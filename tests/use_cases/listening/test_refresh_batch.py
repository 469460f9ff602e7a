"""Reading listening again: whose turn it is, and who goes before it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import EmptyProfileError, TopItem
from backend.use_cases.listening.errors import (
    RefreshNotPossibleError,
    RefreshTooSoonError,
    SourceEmptyError,
    SourceError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceUnavailableError,
)
from backend.use_cases.listening.refresh_batch import RefreshReport, refresh_stalest
from backend.use_cases.listening.refresh_mine import PAUSE, refresh_taste_profile
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    RevisionConflictError,
)
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
    SavedSource,
)
from backend.use_cases.profiles.store import ProfileStore
from backend.use_cases.profiles.stored_profiles import StoredProfiles
from backend.use_cases.timestamps import time_text
from tests.use_cases.listening.refreshed_people import (
    NOW,
    ToldSource,
    agreed,
    liking,
    loves,
)

WEEK = timedelta(days=7)
BUSY = SourceRateLimitedError("listenbrainz", retry_after_seconds=8, is_quota=False)
DOWN = SourceUnavailableError("listenbrainz", "timeout")
UNKNOWN = SourceRefusedError("listenbrainz", "unknown_user")
ABOUT_THE_PERSON = [
    UNKNOWN,
    SourceRefusedError("lastfm", "bad_user_name"),
    SourceNotPermittedError("lastfm", "private_user"),
]
OUTAGES = [
    DOWN,
    SourceUnavailableError("listenbrainz", "unreachable"),
    SourceUnavailableError("listenbrainz", "server_error"),
    SourceUnavailableError("listenbrainz", "broken_answer"),
]
FAULTS = [
    SourceRefusedError("lastfm", "bad_client"),
    SourceNotPermittedError("lastfm", "unknown"),
    SourceNotPermittedError("listenbrainz", "unknown"),
]
NOTHING_THERE = [
    SourceEmptyError("listenbrainz"),
    SourceUnavailableError("listenbrainz", "not_computed"),
]


@pytest.fixture
def store(tmp_path: Path) -> ProfileStore:
    return JsonProfileStore(tmp_path)


@pytest.fixture
def source() -> ToldSource:
    return ToldSource()


def turn(
    store: ProfileStore, source: ToldSource, n: int = 9, weeks: float = 0
) -> RefreshReport:
    """Run one turn of ListenBrainz's people of more than a week ago.

    ``weeks`` is how long after ``NOW`` it runs.
    """
    return refresh_stalest(
        n,
        older_than=WEEK,
        sources={"listenbrainz": source},
        dropped=["lastfm"],
        profiles=StoredProfiles(store),
        now=lambda: NOW + weeks * WEEK,
    )


def refreshed(store: ProfileStore, source: ToldSource, user_id: str) -> ProfileItem:
    """Refresh one person."""
    sources = {"listenbrainz": source, "lastfm": source}
    return refresh_taste_profile(
        user_id, sources=sources, profiles=StoredProfiles(store), now=NOW
    )


def queue(store: ProfileStore) -> list[str]:
    """Return who waits at ListenBrainz, the longest first."""
    return store.stalest("listenbrainz", "9999", 99)


class TestTurns:
    def test_whoever_waits_longest_comes_first_and_the_rest_wait(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """Within the limit; the next turn goes on, and then nobody is left."""
        for name, days in (("b", 9), ("a", 30), ("d", 3), ("c", 8)):
            agreed(store, name, days=days)
        assert turn(store, source, n=2) == RefreshReport(refreshed=2)
        assert source.asked == ["a", "b"]
        assert turn(store, source, n=2) == RefreshReport(refreshed=1)
        assert source.asked == ["a", "b", "c"]
        assert turn(store, source) == RefreshReport()

    def test_the_taste_is_new_and_everything_else_as_it_was(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """But for the times and the count of saves."""
        user_id = agreed(store, "a", days=9, visibility="anonymous", is_verified=True)
        before = store.get(user_id)
        turn(store, source)
        kept = store.get(user_id)
        assert (loves(before), loves(kept)) == (["Kate Bush"], ["Low"])
        assert kept.refresh is not None
        assert kept.refresh.tried_at == kept.updated_at > before.updated_at
        assert kept == replace(
            before,
            top_items=kept.top_items,
            sources=(
                SavedSource(
                    source="listenbrainz", is_verified=True, saved_at=kept.updated_at
                ),
            ),
            revision=kept.revision,
            updated_at=kept.updated_at,
            refreshes=kept.refreshes,
        )

    @pytest.mark.parametrize("proven", [("listenbrainz",), ("spotify",), ()])
    def test_what_other_sources_told_stays(
        self, store: ProfileStore, source: ToldSource, proven: tuple[str, ...]
    ) -> None:
        """And what each of them proved."""
        sources = tuple(
            SavedSource(source=key, is_verified=key in proven, saved_at="2026-01-01")
            for key in ("listenbrainz", "spotify")
        )
        top_items = (*liking("Kate Bush"), *liking("Ride", source="spotify"))
        user_id = agreed(store, "a", days=9, top_items=top_items, sources=sources)
        turn(store, source)
        kept = store.get(user_id)
        assert loves(kept) == ["Ride", "Low"]
        assert [one.source for one in kept.sources] == ["spotify", "listenbrainz"]
        assert {one.source for one in kept.sources if one.is_verified} == {*proven}
        assert kept.sources[0] == sources[1]

    @pytest.mark.parametrize("error", [*NOTHING_THERE, *OUTAGES], ids=str)
    def test_a_failure_keeps_what_was_there_and_goes_behind_the_others(
        self, store: ProfileStore, source: ToldSource, error: SourceError
    ) -> None:
        """One person's is no outage, and ends no agreement."""
        first, second = agreed(store, "a", days=9), agreed(store, "b", days=8)
        source.answers["a"] = error
        assert turn(store, source) == RefreshReport(refreshed=1, failed=1)
        assert loves(store.get(first)) == ["Kate Bush"]
        assert set(queue(store)) == {first, second}
        assert turn(store, source) == RefreshReport()

    @pytest.mark.parametrize("error", ABOUT_THE_PERSON, ids=str)
    def test_a_name_that_is_gone_three_times_in_a_row_is_forgotten(
        self, store: ProfileStore, source: ToldSource, error: SourceError
    ) -> None:
        """The taste stays, the name goes; until then it may have been a mishap."""
        user_id = agreed(store, "a", days=9)
        for weeks, is_there in enumerate((False, False, True, False, False)):
            source.answers["a"] = liking("Kate Bush") if is_there else error
            told = turn(store, source, weeks=2 * weeks)
            assert told == RefreshReport(refreshed=is_there, failed=not is_there)
        assert turn(store, source, weeks=10) == RefreshReport(ended=1)
        assert (loves(store.get(user_id)), queue(store)) == (["Kate Bush"], [])

    def test_what_is_not_told_this_time_is_kept_from_before(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """Genres and dates of the same items; what is told now counts."""
        low, ride = liking("Low", "Ride")
        song = TopItem(
            kind="track", name="Lullaby", artists=("Low",), source="listenbrainz"
        )
        kept = (
            replace(low, genres={"slowcore": 3.0}),
            replace(ride, genres={"shoegaze": 1.0}),
            replace(song, release_date="1994"),
        )
        user_id = agreed(store, "a", days=9, top_items=kept)
        told = replace(ride, genres={"dream pop": 2.0}, time_range="short_term")
        source.answers["a"] = (replace(low, time_range="long_term"), told, song)
        turn(store, source)
        now = store.get(user_id).top_items
        assert [dict(top.genres) for top in now] == [
            {"slowcore": 3.0}, {"dream pop": 2.0}, {},
        ]  # fmt: skip
        assert [top.release_date for top in now] == [None, None, "1994"]

    def test_an_answer_that_makes_no_profile_stops_nobody_else(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """It counts as a failure."""
        agreed(store, "a", days=9)
        agreed(store, "b", days=8)
        source.answers["a"] = ()
        assert turn(store, source) == RefreshReport(refreshed=1, failed=1)

    def test_time_that_is_up_ends_the_turn(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """Before the next person; the rest keep their places."""
        for name in "abc":
            agreed(store, name, days=9)
        told = refresh_stalest(
            9,
            older_than=WEEK,
            sources={"listenbrainz": source, "lastfm": source},
            dropped=(),
            profiles=StoredProfiles(store),
            now=lambda: NOW,
            may_go_on=lambda: len(source.asked) < 2,
        )
        assert (told.refreshed, len(source.asked)) == (2, 2)
        assert turn(store, source) == RefreshReport(refreshed=1)

    def test_a_source_no_longer_offered_stands_before_no_other(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """Whoever agreed to both is read at the other; what was agreed to stays."""
        long_ago, lately = (time_text(NOW - timedelta(days=n)) for n in (30, 20))
        dropped = Refresh(source="lastfm", user_name="z", tried_at=long_ago)
        offered = Refresh(source="listenbrainz", user_name="a", tried_at=lately)
        both = agreed(store, "a", days=20, refreshes=(dropped, offered))
        agreed(store, "z", days=40, source="lastfm")
        assert turn(store, source, n=1) == RefreshReport()
        assert turn(store, source, n=1) == RefreshReport(refreshed=1)
        assert source.asked == ["a"]
        assert {one.source for one in store.get(both).refreshes} == {
            "lastfm", "listenbrainz",
        }  # fmt: skip
        assert store.stalest("lastfm", time_text(NOW - WEEK), 9) == []


HOUR = 1 / 168
"""In weeks."""


class TestOutages:
    @pytest.mark.parametrize("error", OUTAGES, ids=str)
    def test_three_in_a_row_leave_the_source_alone_and_cost_nobody_a_week(
        self, store: ProfileStore, error: SourceError
    ) -> None:
        """The rest keep their places; an hour later all have their turn."""
        people = [agreed(store, name, days=20 - at) for at, name in enumerate("abcde")]
        down = ToldSource(dict.fromkeys("abcde", error))
        left_alone = RefreshReport(failed=3, waiting=(("listenbrainz", None),))
        assert turn(store, down) == left_alone
        assert down.asked == ["a", "b", "c"]
        assert set(queue(store)) == set(people)
        back = ToldSource()
        assert turn(store, back, weeks=HOUR) == RefreshReport(refreshed=5)
        assert sorted(back.asked) == list("abcde")

    @pytest.mark.parametrize("error", FAULTS, ids=str)
    def test_a_fault_of_the_deployment_asks_nobody_else(
        self, store: ProfileStore, error: SourceError
    ) -> None:
        """It is for somebody here to mend, and is the same for all."""
        people = [agreed(store, name, days=9) for name in "ab"]
        refused = ToldSource(dict.fromkeys("ab", error))
        left_alone = RefreshReport(failed=1, waiting=(("listenbrainz", None),))
        assert turn(store, refused) == left_alone
        assert len(refused.asked) == 1
        assert set(queue(store)) == set(people)
        mended = ToldSource()
        assert turn(store, mended, weeks=HOUR) == RefreshReport(refreshed=2)

    def test_accounts_that_always_fail_hold_nobody_up(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """They go behind whoever is due, and are tried again next time."""
        for at, name in enumerate("abcdef"):
            agreed(store, name, days=20 - at)
        source.answers = dict.fromkeys("abc", DOWN)
        assert turn(store, source).refreshed == 0
        assert turn(store, source, weeks=HOUR).refreshed == 3
        assert source.asked[:6] == list("abcdef")
        assert sorted(source.asked[6:]) == list("abc")

    def test_a_success_in_between_is_no_outage(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """The service answers: it is about those people."""
        for at, name in enumerate("abcde"):
            agreed(store, name, days=20 - at)
        source.answers = dict.fromkeys("abde", DOWN)
        assert turn(store, source) == RefreshReport(refreshed=1, failed=4)

    def test_no_source_uses_up_the_time_of_another(self, store: ProfileStore) -> None:
        """They take turns, a person of each."""
        asked: list[str] = []
        for name in "abcd":
            agreed(store, name, days=9)
        agreed(store, "z", days=8, source="lastfm")
        one, other = ToldSource(asked=asked), ToldSource(asked=asked)
        refresh_stalest(
            9,
            older_than=WEEK,
            sources={"listenbrainz": one, "lastfm": other},
            dropped=(),
            profiles=StoredProfiles(store),
            now=lambda: NOW,
            may_go_on=lambda: len(asked) < 2,
        )
        assert asked[1] == "z"


class TestRateLimits:
    def test_stop_one_source_and_not_the_other(self, store: ProfileStore) -> None:
        """Whoever was not answered keeps their place for the next turn."""
        busy, free = ToldSource({"a": BUSY}), ToldSource()
        first, second = agreed(store, "a", days=9), agreed(store, "b", days=8)
        agreed(store, "c", days=8, source="lastfm")
        told = refresh_stalest(
            9,
            older_than=WEEK,
            sources={"listenbrainz": busy, "lastfm": free},
            dropped=(),
            profiles=StoredProfiles(store),
            now=lambda: NOW,
        )
        assert told == RefreshReport(refreshed=1, waiting=(("listenbrainz", 8),))
        assert (busy.asked, free.asked) == (["a"], ["c"])
        assert queue(store) == [first, second]
        assert loves(store.get(first)) == ["Kate Bush"]

    def test_a_pause_that_is_granted_loses_nobody(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """The same person is asked for once more, then the others."""
        waited: list[int] = []

        def wait(seconds: int) -> bool:
            waited.append(seconds)
            del source.answers["b"]
            return True

        for name, days in (("a", 9), ("b", 8.5), ("c", 8)):
            agreed(store, name, days=days)
        source.answers["b"] = BUSY
        told = refresh_stalest(
            9,
            older_than=WEEK,
            sources={"listenbrainz": source},
            dropped=(),
            profiles=StoredProfiles(store),
            now=lambda: NOW,
            wait=wait,
        )
        assert (told, waited) == (RefreshReport(refreshed=3), [8])
        assert source.asked == ["a", "b", "b", "c"]

    def test_a_source_that_stays_busy_is_left_alone(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """One pause, not one for ever."""
        user_id = agreed(store, "a", days=9)
        source.answers["a"] = BUSY
        told = refresh_stalest(
            9,
            older_than=WEEK,
            sources={"listenbrainz": source},
            dropped=(),
            profiles=StoredProfiles(store),
            now=lambda: NOW,
            wait=lambda seconds: True,
        )
        assert (told.waiting, source.asked) == ((("listenbrainz", 8),), ["a", "a"])
        assert queue(store) == [user_id]


class TestWhoGoesBeforeATurn:
    def test_an_erasure_meanwhile_stays_one(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """Nobody is resurrected."""
        user_id = agreed(store, "a", days=9)
        source.meanwhile = lambda: store.delete(user_id)
        assert turn(store, source) == RefreshReport()
        assert list(store.scan()) == []

    @pytest.mark.parametrize("answer", [liking("Low"), UNKNOWN, BUSY], ids=str)
    @pytest.mark.parametrize("saves", [1, 2, 3])
    def test_an_erasure_and_a_new_beginning_meanwhile_are_not_overwritten(
        self,
        store: ProfileStore,
        source: ToldSource,
        saves: int,
        answer: SourceError,
    ) -> None:
        """Whatever number of saves the new item has come to."""
        user_id = agreed(store, "a", days=9, visibility="open")
        source.answers["a"] = answer
        anew = replace(
            store.get(user_id), visibility="hidden", top_items=liking("Ride")
        )

        def begin_anew() -> None:
            store.delete(user_id)
            for revision in range(1, saves + 1):
                expected = revision - 1 or None
                item = replace(anew, revision=revision, refreshes=())
                store.put(item, expected_revision=expected)

        source.meanwhile = begin_anew
        turn(store, source)
        assert store.get(user_id) == replace(anew, revision=saves, refreshes=())

    @pytest.mark.parametrize("answer", [liking("Low"), UNKNOWN, BUSY, DOWN], ids=str)
    def test_a_save_meanwhile_is_not_overwritten(
        self, store: ProfileStore, source: ToldSource, answer: SourceError
    ) -> None:
        """Nor its choices undone."""
        user_id = agreed(store, "a", days=9)
        source.answers["a"] = answer

        def save() -> None:
            kept = store.get(user_id)
            saved = replace(kept, visibility="hidden", revision=kept.revision + 1)
            store.put(saved, expected_revision=kept.revision)

        source.meanwhile = save
        told = turn(store, source)
        assert (told.refreshed, told.ended) == (0, 0)
        kept = store.get(user_id)
        assert (kept.visibility, loves(kept)) == ("hidden", ["Kate Bush"])
        assert kept.refresh is not None

    def test_whoever_another_turn_read_meanwhile_is_not_read_again(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """The queue was looked at before that."""
        agreed(store, "a", days=9)
        agreed(store, "b", days=8)
        other = ToldSource()

        def run_another() -> None:
            if not other.asked:
                turn(store, other)

        source.meanwhile = run_another
        assert turn(store, source) == RefreshReport(refreshed=1)
        assert (source.asked, other.asked) == (["a"], ["b"])

    def test_two_turns_at_once_do_no_work_twice(self, tmp_path: Path) -> None:
        """From the same queue at the same moment."""
        store = JsonProfileStore(tmp_path)
        people = [agreed(store, f"{n:02}", days=9 + n) for n in range(20)]
        begun = Barrier(2)
        source = ToldSource()

        def run(_: int) -> RefreshReport:
            begun.wait(timeout=120)
            return turn(JsonProfileStore(tmp_path), source, n=99)

        with ThreadPoolExecutor(2) as threads:
            told = list(threads.map(run, range(2)))
        assert sorted(source.asked) == [f"{n:02}" for n in range(20)]
        assert sum(report.refreshed for report in told) == len(people)
        assert all(loves(store.get(user_id)) == ["Low"] for user_id in people)

    def test_who_went_to_another_source_meanwhile_is_left_alone(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """What was agreed to there is not for here."""
        agreed(store, "a", days=9)
        moved = agreed(store, "b", days=8)

        def move() -> None:
            kept = store.get(moved)
            assert kept.refresh is not None
            refresh = replace(kept.refresh, source="spotify")
            item = replace(kept, refreshes=(refresh,), revision=kept.revision + 1)
            store.put(item, expected_revision=kept.revision)

        source.meanwhile = move
        assert turn(store, source) == RefreshReport(refreshed=1)
        assert source.asked == ["a"]


class TestOnesOwn:
    def test_after_the_pause_and_not_a_moment_earlier(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """It says how long to wait; nobody is asked before."""
        pause = PAUSE / timedelta(days=1)
        early = agreed(store, "a", days=pause - 1 / 86_400)
        late = agreed(store, "b", days=pause)
        with pytest.raises(RefreshTooSoonError) as caught:
            refreshed(store, source, early)
        assert caught.value.retry_after_seconds in (1, 2)
        assert loves(refreshed(store, source, late)) == ["Low"]
        assert source.asked == ["b"]
        with pytest.raises(RefreshTooSoonError):
            refreshed(store, source, late)

    def test_only_what_was_agreed_to(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """And only where the source is offered; nobody unknown."""
        ended = agreed(store, "a", days=9)
        item = replace(store.get(ended), refreshes=(), revision=2)
        store.put(item, expected_revision=1)
        elsewhere = agreed(store, "a", days=9, source="spotify")
        for user_id in (ended, elsewhere):
            with pytest.raises(RefreshNotPossibleError):
                refreshed(store, source, user_id)
        with pytest.raises(ProfileNotFoundError):
            refreshed(store, source, "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11")
        assert source.asked == []

    @pytest.mark.parametrize(
        "error", [*NOTHING_THERE, *OUTAGES, *FAULTS, BUSY], ids=str
    )
    def test_a_failure_keeps_taste_and_agreement_and_counts_as_a_try(
        self, store: ProfileStore, source: ToldSource, error: SourceError
    ) -> None:
        """Whoever asks again at once would be one more who asks too often."""
        user_id = agreed(store, "a", days=9)
        source.answers["a"] = error
        with pytest.raises(type(error)):
            refreshed(store, source, user_id)
        assert loves(store.get(user_id)) == ["Kate Bush"]
        with pytest.raises(RefreshTooSoonError):
            refreshed(store, source, user_id)

    @pytest.mark.parametrize("error", ABOUT_THE_PERSON, ids=str)
    def test_a_name_that_is_gone_or_private_ends_it(
        self, store: ProfileStore, source: ToldSource, error: SourceError
    ) -> None:
        """The taste stays."""
        user_id = agreed(store, "a", days=9)
        source.answers["a"] = error
        with pytest.raises(type(error)):
            refreshed(store, source, user_id)
        kept = store.get(user_id)
        assert (loves(kept), kept.refresh) == (["Kate Bush"], None)

    def test_an_answer_without_a_taste_is_refused(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """What was kept stays."""
        user_id = agreed(store, "a", days=9)
        source.answers["a"] = ()
        with pytest.raises(EmptyProfileError):
            refreshed(store, source, user_id)
        assert loves(store.get(user_id)) == ["Kate Bush"]

    def test_a_save_or_an_erasure_meanwhile_wins_and_is_told(
        self, store: ProfileStore, source: ToldSource
    ) -> None:
        """As a conflict, or as nobody there."""
        saved, erased = agreed(store, "a", days=9), agreed(store, "b", days=9)

        def save() -> None:
            kept = store.get(saved)
            item = replace(kept, visibility="hidden", revision=kept.revision + 1)
            store.put(item, expected_revision=kept.revision)

        source.meanwhile = save
        with pytest.raises(RevisionConflictError):
            refreshed(store, source, saved)
        assert store.get(saved).visibility == "hidden"
        source.meanwhile = lambda: store.delete(erased)
        with pytest.raises(ProfileNotFoundError):
            refreshed(store, source, erased)
