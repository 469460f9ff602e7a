"""What holds for everybody while everybody does everything at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from backend.http_api.api import HttpApi
from tests.contracts.crowd import Crowd
from tests.contracts.crowd_deeds import (
    LOOKS,
    choose_at_random,
    leave_amid_everything,
    look_around,
    mingle_at_random,
    turn_amid_a_wave,
)

PEOPLE = 6


@dataclass(frozen=True)
class Premises:
    """Where a crowd meets.

    Args:
        api: Over stores that are empty at first.
        follow: Brings indexes up to date with one person.
        kept: Returns every stored byte, names of files and all.
        turns: How many things each of two threads a person does.
    """

    api: HttpApi
    follow: Callable[[str], None]
    kept: Callable[[], bytes]
    turns: int


class CrowdContract:
    """Subclass it and override ``premises``."""

    @pytest.fixture
    def premises(self) -> Premises:
        """Return a place of this test's own."""
        raise NotImplementedError("a store's test must say where the crowd meets")

    def test_nobody_is_shown_who_must_not_be(self, premises: Premises) -> None:
        """Not in any answer that began after they hid, blocked or left.

        An anonymous name is told only while both wave, and in the end nothing is kept
        of whoever was erased.
        """
        crowd = Crowd(premises.api, premises.follow)
        crowd.fill(PEOPLE)
        with ThreadPoolExecutor(2 * PEOPLE) as threads:
            going = [
                threads.submit(acting, crowd, place, premises.turns, f"{place}")
                for acting in (choose_at_random, mingle_at_random)
                for place in range(PEOPLE)
            ]
            for one in going:
                one.result()
        for viewer in crowd.members:
            for name in LOOKS:
                look_around(crowd, viewer, crowd.members[0], name)
            for other in crowd.members:
                look_around(crowd, viewer, other, "compare_users")
        assert crowd.wrong == []
        assert next(crowd.asked) > 2 * PEOPLE * premises.turns
        assert crowd.erased
        assert_nothing_of(crowd, premises)

    def test_nothing_comes_back_of_whoever_leaves(self, premises: Premises) -> None:
        """Whatever they do, and others with them, at that moment."""
        crowd = Crowd(premises.api, premises.follow)
        crowd.fill(1)
        with ThreadPoolExecutor(11) as together:
            for _ in range(premises.turns // 5):
                leave_amid_everything(crowd, together)
        assert crowd.wrong == []
        assert_nothing_of(crowd, premises)

    def test_no_wave_at_a_name_outlives_the_name(self, premises: Premises) -> None:
        """Else it would tell whose the alias is; nor does one outlive a block."""
        crowd = Crowd(premises.api, premises.follow)
        crowd.fill(1)
        with ThreadPoolExecutor(2) as together:
            for _ in range(premises.turns // 5):
                turn_amid_a_wave(crowd, together)
        assert crowd.wrong == []


def assert_nothing_of(crowd: Crowd, premises: Premises) -> None:
    """Assert that nothing is kept by which one of the erased is known."""
    kept = premises.kept()
    for member in crowd.erased:
        for text in (member.user_id, member.name, member.artist):
            assert kept.find(text.encode()) < 0, text
