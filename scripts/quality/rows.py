"""Rows of results: plain data, one per method and task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scripts.quality.measures import Figures, mean, standard_error

Row = dict[str, object]

OURS = "soulmate"
EVERYBODY = "all"


def row_of(figures: Figures, **said: object) -> Row:
    """Return means and standard errors over the people who have the figures."""
    row: Row = dict(said)
    for name, values in figures.items():
        row[name] = round(mean(values), 5)
    for name, values in figures.items():
        row[f"{name}_se"] = round(standard_error(values), 5)
    return row


def row_of_splits(splits: Sequence[Figures], **said: object) -> Row:
    """Return the mean over several splits, and the range of their means.

    The standard error is that of one split: the people are the same in all.
    """
    row: Row = dict(said)
    means = {name: [mean(s[name]) for s in splits] for name in splits[0]}
    for name, values in means.items():
        row[name] = round(float(np.mean(values)), 5)
    for name, values in means.items():
        row[f"{name}_of_splits"] = [round(value, 5) for value in values]
    for name in means:
        errors = [standard_error(split[name]) for split in splits]
        row[f"{name}_se"] = round(float(np.mean(errors)), 5)
    return row


def lead(ours: Figures, theirs: Figures) -> Row:
    """Return how far we are ahead, person by person.

    Returns:
        Per measure the mean difference, and that in its standard errors; the two
        rankings are of the same people, so the difference is paired.
    """
    row: Row = {}
    for name, values in ours.items():
        difference = values - theirs[name]
        error = standard_error(difference)
        row[f"{name}_lead"] = round(mean(difference), 5)
        ratio = mean(difference) / error if error > 0 else 0.0
        row[f"{name}_lead_in_se"] = round(ratio, 2)
    return row


def of_people(figures: Figures, chosen: NDArray[np.bool_]) -> Figures:
    """Return the figures of some of the people."""
    return {name: values[chosen] for name, values in figures.items()}


def halves(figures: Figures, tuned: NDArray[np.bool_]) -> Mapping[str, Figures]:
    """Return the figures of the half used for tuning, and of the other half."""
    return {"tuned": of_people(figures, tuned), "held-out": of_people(figures, ~tuned)}
