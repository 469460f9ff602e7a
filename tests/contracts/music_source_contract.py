"""What every music source promises; a source's test inherits the classes that fit."""

from __future__ import annotations

import itertools
import logging
import time
import traceback
from typing import Literal, get_args

import pytest

from backend.sources._bounded_time import Patience
from backend.taste_profile.item_lists import item_key
from backend.use_cases.listening.errors import (
    SourceEmptyError,
    SourceError,
    SourceRateLimitedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)
from backend.use_cases.listening.music_source import Listening
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.record import from_record, to_record

FETCHED_AT = "2026-11-20T12:00:00.000000Z"
RETRY_AFTER_SECONDS = 4_711
IMPATIENT = Patience(connect_seconds=0.5, read_seconds=0.6, total_seconds=1.5)
UNHURRIED = Patience(connect_seconds=120, read_seconds=120, total_seconds=120)

ServiceTrouble = Literal[
    "empty_account",
    "rate_limit",
    "server_error",
    "bad_gateway",
    "slow",
    "dripping",
    "broken_json",
    "truncated",
    "unreachable",
    "expired_sign_in",
]
SERVICE_TROUBLES: tuple[ServiceTrouble, ...] = get_args(ServiceTrouble)


def patience_with(trouble: str | None) -> Patience:
    """Return little patience with what takes too long, and much with all else."""
    return IMPATIENT if trouble in ("slow", "dripping") else UNHURRIED


class MusicSourceContract:
    """Subclass it and override ``fetch`` and ``secrets``."""

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        """Fetch at ``FETCHED_AT`` from a service that has the trouble.

        The person listens to artists and tracks. ``rate_limit`` asks to wait
        ``RETRY_AFTER_SECONDS``; ``slow`` and ``dripping`` take a minute.
        """
        raise NotImplementedError("a source's test must say how to fetch")

    def secrets(self) -> tuple[str, ...]:
        """Texts that occur in every token, code and verifier."""
        raise NotImplementedError("a source's test must name its secrets")

    def test_every_item_says_where_and_when_it_came_from(self) -> None:
        """Kept items are told apart by both."""
        listening = self.fetch()
        assert {item.source for item in listening.top_items} == {listening.source}
        assert {item.fetched_at for item in listening.top_items} == {FETCHED_AT}

    def test_gives_artists_and_tracks_that_all_have_keys(self) -> None:
        """An item without a key would sink the whole profile later."""
        items = self.fetch().top_items
        assert {item.kind for item in items} == {"artist", "track"}
        assert all(item_key(item) for item in items)

    def test_every_list_is_ranked_from_the_top(self) -> None:
        """Order is the only weight that some sources give."""
        lists: dict[tuple[str, str], list[int]] = {}
        for item in self.fetch().top_items:
            assert item.rank is not None or item.plays is not None
            if item.rank is not None:
                lists.setdefault((item.kind, item.time_range), []).append(item.rank)
        for ranks in lists.values():
            assert ranks[0] >= 1
            assert all(a < b for a, b in itertools.pairwise(ranks))

    def test_what_it_gives_can_be_kept(self) -> None:
        """The record of a profile takes it and gives it back."""
        listening = self.fetch()
        item = ProfileItem(
            user_id="0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
            top_items=listening.top_items,
            visibility="hidden",
            updated_at=FETCHED_AT,
        )
        assert from_record(to_record(item)) == item

    def test_the_same_listening_comes_out_the_same(self) -> None:
        """Nothing depends on which answer arrives first."""
        assert self.fetch() == self.fetch()

    def test_nobody_is_verified_without_an_account(self) -> None:
        """A proof proves somebody."""
        listening = self.fetch()
        assert listening.account or not listening.is_verified

    def test_an_empty_account_is_told_so(self) -> None:
        """A new account is no failure of anybody's."""
        with pytest.raises(SourceEmptyError):
            self.fetch("empty_account")

    def test_a_rate_limit_is_passed_on_without_sleeping(self) -> None:
        """The caller decides whether to wait, and knows how long."""
        started = time.monotonic()
        with pytest.raises(SourceRateLimitedError) as caught:
            self.fetch("rate_limit")
        assert time.monotonic() - started < RETRY_AFTER_SECONDS
        assert caught.value.retry_after_seconds == RETRY_AFTER_SECONDS
        assert not caught.value.is_quota

    @pytest.mark.parametrize(
        ("trouble", "reasons"),
        [
            ("server_error", {"server_error"}),
            ("bad_gateway", {"server_error"}),
            ("slow", {"timeout"}),
            ("dripping", {"timeout"}),
            ("broken_json", {"broken_answer"}),
            ("truncated", {"broken_answer", "unreachable"}),
            ("unreachable", {"unreachable"}),
        ],
    )
    def test_trouble_of_the_service_ends_in_bounded_time(
        self, trouble: ServiceTrouble, reasons: set[str]
    ) -> None:
        """All or nothing: no half of the lists comes back.

        Whoever waited until a slow service has answered would get them all.
        """
        with pytest.raises(SourceUnavailableError) as caught:
            self.fetch(trouble)
        assert caught.value.reason in reasons

    @pytest.mark.parametrize("trouble", [None, *SERVICE_TROUBLES])
    def test_no_secret_shows_in_a_log_or_an_error(
        self, trouble: ServiceTrouble | None, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Not even at DEBUG, and not in what an error was made from."""
        shown = ""
        # Loggers of libraries may have been set apart: all of them are opened up.
        with caplog.at_level(logging.DEBUG):
            for name in list(logging.root.manager.loggerDict):
                caplog.set_level(logging.DEBUG, logger=name)
            try:
                shown = repr(self.fetch(trouble))
            except SourceError as error:
                shown = "".join(traceback.format_exception(error)) + repr(error)
                shown += repr(error.__dict__) + repr(error.__context__)
        for secret in self.secrets():
            assert secret not in shown
            assert secret not in caplog.text


class SignInContract:
    """For sources that people sign in at; subclass it and override ``fetch``."""

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        """As in ``MusicSourceContract``."""
        raise NotImplementedError("a source's test must say how to fetch")

    def test_a_sign_in_proves_who_it_is(self) -> None:
        """The account is what a user is linked to."""
        listening = self.fetch()
        assert listening.is_verified
        assert listening.account

    def test_an_expired_sign_in_asks_to_reconnect(self) -> None:
        """A normal state, not a failure: the person can mend it."""
        with pytest.raises(SourceSignInExpiredError, match="reconnect"):
            self.fetch("expired_sign_in")
