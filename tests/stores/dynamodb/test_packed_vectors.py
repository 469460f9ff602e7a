"""A packed vector gives the one scorer the vectorizer's numbers, to the last bit."""

from __future__ import annotations

import pytest

from backend.stores.dynamodb._packed_vectors import (
    DamagedVectorError,
    hash_text,
    pack,
    unpack,
)
from backend.stores.dynamodb._posting_keys import key_of, place_of, read_place
from backend.taste_profile import Posting
from tests.contracts.candidate_index_contract import listeners


def test_vectors_come_back_exactly() -> None:
    """With their keys, where those are known."""
    for profile, vector in zip(listeners().profiles, listeners().vectors, strict=True):
        packed = pack(
            profile.weights, vector.local_scale, listeners().statistics.frequency
        )
        keys = {hash_text(k): k for block in profile.weights.values() for k in block}
        found = unpack(packed).vector(profile.user_id, keys, listeners().statistics)
        assert found == vector


def test_two_hundred_features_fit_a_read_unit() -> None:
    """4 KB are read at the price of one byte."""
    weights = {f"a1|artist{number}": (number + 1) / 100_000 for number in range(205)}
    assert len(pack({"artist": weights}, 1.0, lambda key: 1_000_000)) < 3_000


def test_weights_that_are_no_millionths_are_refused() -> None:
    """They would come back as others."""
    with pytest.raises(ValueError, match="millionths"):
        pack({"artist": {"a1|low": 1 / 3}}, 1.0, listeners().statistics.frequency)


@pytest.mark.parametrize("damaged", [b"", b"nothing", pack({}, 1.0, len)[:-2]])
def test_damage_is_noticed(damaged: bytes) -> None:
    """What cannot be read is nobody's taste."""
    with pytest.raises(DamagedVectorError):
        unpack(damaged)


def test_the_heaviest_come_first_in_the_order_of_keys() -> None:
    """And a weight comes back within 5 %."""
    weights = [3.9, 1.0, 0.4, 0.09, 0.002]
    places = [
        key_of("v1", place_of(Posting("a1|low", weight)), "ana")["place"]["S"]
        for weight in weights
    ]
    assert places == sorted(places)
    for place, weight in zip(places, weights, strict=True):
        user_id, read = read_place(place)
        assert user_id == "ana"
        assert read == pytest.approx(weight, rel=0.05)


def test_a_page_of_fifty_takes_half_a_read_unit() -> None:
    """So names and keys must stay short."""
    place = place_of(Posting("a1|low", 0.1))
    key = key_of("0123456789abcdef", place, listeners().profiles[0].user_id)
    size = sum(len(name) + len(value["S"]) for name, value in key.items())
    assert 50 * size <= 4_096
