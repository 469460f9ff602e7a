"""The formulas of others against pairs worked out by hand."""

import math

import numpy as np
import pytest

from backend.taste_profile import TopItem
from scripts.quality.amounts import Amounts, amounts
from scripts.quality.listeners import TopItems
from scripts.quality.peers import PEERS


def listens(**plays: int) -> TopItems:
    return tuple(
        TopItem(kind="artist", name=name, plays=count) for name, count in plays.items()
    )


PEOPLE = [listens(low=3, ride=1), listens(low=1, slint=1), listens(slint=2)]


@pytest.fixture(name="people")
def amounts_of_people() -> Amounts:
    [found] = amounts([PEOPLE])
    return found


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("jaccard", 1 / 3),
        ("raw-plays-cosine", 3 / (math.sqrt(10) * math.sqrt(2))),
        ("shared-idf", math.log(1 + 3 / 2)),
        ("min-play-shares", 0.5),
    ],
)
def test_a_formula_gives_the_score_worked_out_by_hand(
    people: Amounts, method: str, expected: float
) -> None:
    """The first two people share one of three artists; two of three people have it."""
    assert PEERS[method](people, people)[0, 1] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("method", PEERS)
def test_a_formula_is_symmetric_and_gives_nothing_for_nothing_shared(
    people: Amounts, method: str
) -> None:
    """The first and the third person have no artist in common."""
    scores = PEERS[method](people, people)
    assert np.allclose(scores, scores.T, atol=1e-6)
    if method != "svd-128":
        assert scores[0, 2] == 0


@pytest.mark.parametrize(
    "method", ["raw-plays-cosine", "log-plays-idf-cosine", "bm25-cosine", "svd-128"]
)
def test_a_cosine_with_oneself_is_one(people: Amounts, method: str) -> None:
    """Whatever the weights."""
    diagonal = np.diagonal(PEERS[method](people, people))
    assert np.allclose(diagonal, 1, atol=1e-5)


def test_the_svd_of_few_people_is_the_cosine_it_approximates(people: Amounts) -> None:
    """Three people have three dimensions at most: nothing is cut off."""
    idf = np.log(3 / np.maximum((people.raw > 0).sum(axis=0), 1)) + 1
    weights = people.rooted * idf
    unit = weights / np.linalg.norm(weights, axis=1, keepdims=True)
    scores = PEERS["svd-128"](people, people)
    assert np.allclose(scores, unit @ unit.T, atol=1e-4)


def test_people_outside_the_population_are_projected_alike() -> None:
    """The same people as viewers, given apart, score as among themselves."""
    viewers, population = amounts([PEOPLE, PEOPLE])
    for formula in PEERS.values():
        among = formula(population, population)
        assert np.allclose(formula(viewers, population), among, atol=1e-4)


def test_ranks_become_damped_amounts() -> None:
    """1 / log2(1 + rank): a first place counts 1, a third one half."""
    ranked = tuple(
        TopItem(kind="artist", name=name, rank=place)
        for place, name in enumerate(["Low", "Ride", "Slint"], 1)
    )
    [found] = amounts([[ranked]])
    assert found.raw[0].tolist() == pytest.approx([1, 1 / math.log2(3), 0.5])
