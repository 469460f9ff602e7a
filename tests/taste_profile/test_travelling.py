"""Profiles and errors go from one process to another, and are copied."""

from __future__ import annotations

import copy
import pickle

import pytest

from backend.taste_profile import (
    SoulmateError,
    TooManyTopItemsError,
    build_statistics,
    build_taste_profile,
)
from backend.taste_profile.errors import InvalidTopItemError

TASTE = {"artists": [{"name": "Low", "genres": ["slowcore"]}], "tracks": []}


def test_profiles_and_statistics_can_be_pickled_and_copied() -> None:
    """They are the same afterwards."""
    ana = build_taste_profile("ana", TASTE)
    statistics = build_statistics([ana])
    for one in (ana, statistics):
        assert pickle.loads(pickle.dumps(one)) == one
        assert copy.deepcopy(one) == one


@pytest.mark.parametrize(
    "error", [InvalidTopItemError("artists[3]", "no name"), TooManyTopItemsError(9, 8)]
)
def test_errors_can_be_pickled(error: SoulmateError) -> None:
    """With all that they tell."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.__dict__) == (str(error), error.__dict__)
