"""Statistics as records: nothing is lost on the way through JSON."""

from __future__ import annotations

import json

import pytest

from backend.taste_profile import (
    Statistics,
    TasteVectorizer,
    rank_vectors,
    statistics_from_record,
    statistics_to_record,
)
from tests.taste_profile.community import community


@pytest.mark.parametrize("has_only_names", [False, True])
def test_grown_statistics_survive_json_to_the_last_bit(has_only_names: bool) -> None:
    """Every count and every float comes back as it was."""
    statistics = community(has_only_names=has_only_names).statistics
    text = json.dumps(statistics_to_record(statistics), allow_nan=False)
    assert statistics_from_record(json.loads(text)) == statistics


def test_empty_statistics_survive_json() -> None:
    """Before anybody was counted there is a record too."""
    text = json.dumps(statistics_to_record(Statistics()))
    assert statistics_from_record(json.loads(text)) == Statistics()


def test_a_store_may_sort_what_it_keeps() -> None:
    """Rankings do not hang on the order of keys in a file."""
    people = community()
    text = json.dumps(statistics_to_record(people.statistics), sort_keys=True)
    statistics = statistics_from_record(json.loads(text))
    vectorizer = TasteVectorizer(statistics)
    vectors = [vectorizer.vector(u, p.weights) for u, p in people.profiles.items()]
    assert vectors == list(people.vectors.values())
    for viewer in vectors[:6]:
        there = rank_vectors(viewer, vectors, statistics, 20)
        assert there == rank_vectors(viewer, vectors, people.statistics, 20)


def test_a_missing_part_is_named() -> None:
    """Half a record is no record."""
    record = statistics_to_record(Statistics())
    del record["panel_mean"]
    with pytest.raises(KeyError, match="panel_mean"):
        statistics_from_record(record)
