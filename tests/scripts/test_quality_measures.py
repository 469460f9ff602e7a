"""The measures against small rankings that can be checked by hand."""

import math

import numpy as np
import pytest

from scripts.quality.measures import (
    first_places,
    friend_finding,
    mean,
    own_half,
    places,
    standard_error,
)
from scripts.quality.rows import lead, row_of, row_of_splits

SCORES = np.array([[9, 3, 2, 1], [3, 9, 1, 2], [2, 1, 9, 3], [1, 2, 3, 9]])


def friends(*pairs: tuple[int, int]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    found = np.zeros((4, 4), dtype=np.bool_)
    for a, b in pairs:
        found[a, b] = found[b, a] = True
    return found


def test_the_highest_score_has_the_first_place() -> None:
    """Places count from 1."""
    assert places(np.array([[5, 7, 6]])).tolist() == [[3, 1, 2]]


def test_equals_stand_in_a_random_order_that_is_always_the_same() -> None:
    """Neither the order of the people nor the run decides between equals."""
    equal = np.zeros((500, 4), dtype=np.int32)
    found = places(equal)
    assert (found == places(equal)).all()
    assert np.sort(found, axis=1).tolist() == [[1, 2, 3, 4]] * 500
    assert abs(float(found[:, 0].mean()) - 2.5) < 0.2


def test_a_friend_in_the_middle_has_the_figures_worked_out_by_hand() -> None:
    """0's list is 1, 2, 3 and the friend is 2: before one of two others."""
    figures = friend_finding(SCORES, friends((0, 2)))
    assert {name: float(values[0]) for name, values in figures.items()} == {
        "auc": 0.5,
        "recall_at_10": 1.0,
        "recall_at_50": 1.0,
        "mrr": 0.5,
    }


def test_people_without_friends_do_not_count() -> None:
    """1 and 3 have none: their figures are no numbers, means leave them out."""
    figures = friend_finding(SCORES, friends((0, 2)))
    assert math.isnan(figures["mrr"][1])
    assert math.isnan(figures["auc"][3])
    assert mean(figures["mrr"]) == 0.5


def test_nobody_stands_in_their_own_list() -> None:
    """The score with oneself is the highest there is, and says nothing."""
    assert first_places(SCORES, 3)[0].tolist() == [1, 2, 3]


def test_recall_counts_only_the_first_ten_places() -> None:
    """The friend in place 11 is found among 50, not among 10."""
    scores = np.zeros((1, 60))
    scores[0] = -np.arange(60)
    is_friend = np.zeros((1, 60), dtype=np.bool_)
    is_friend[0, [1, 11]] = True
    found = friend_finding(scores, is_friend)
    assert (found["recall_at_10"][0], found["recall_at_50"][0]) == (0.5, 1.0)


def test_ones_own_half_is_found_where_it_stands() -> None:
    """Here the second person's own half comes second."""
    found = own_half(np.array([[3, 2, 1], [3, 2, 1], [1, 2, 3]]))
    assert found["mrr"].tolist() == [1.0, 0.5, 1.0]
    assert found["top1"].tolist() == [1.0, 0.0, 1.0]


def test_the_standard_error_is_that_of_a_mean() -> None:
    """Of 1, 2, 3 the deviation is 1, over the root of three."""
    assert standard_error(np.array([1.0, 2.0, 3.0, math.nan])) == pytest.approx(
        1 / math.sqrt(3)
    )


def test_a_lead_is_counted_person_by_person() -> None:
    """Two people ahead by 0.1 and 0.3: 0.2, twice its standard error."""
    row = lead({"mrr": np.array([0.6, 0.9])}, {"mrr": np.array([0.5, 0.6])})
    assert row == {"mrr_lead": 0.2, "mrr_lead_in_se": 2.0}


def test_a_row_says_its_figures_and_their_errors() -> None:
    """What it is about comes first."""
    row = row_of({"mrr": np.array([0.25, 0.75])}, input="plays", method="jaccard")
    assert row == {"input": "plays", "method": "jaccard", "mrr": 0.5, "mrr_se": 0.25}


def test_splits_are_averaged_and_shown() -> None:
    """One draw of the coins may be lucky."""
    splits = [{"mrr": np.array([0.5, 0.5])}, {"mrr": np.array([1.0, 0.5])}]
    row = row_of_splits(splits, task="D")
    assert row["mrr"] == 0.625
    assert row["mrr_of_splits"] == [0.5, 0.75]
