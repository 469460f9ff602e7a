"""A part of the population with its posting lists; never changed once made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from backend.taste_profile.exact_index._arrays import Array, Singles
from backend.taste_profile.exact_index._rows import Rows

COMMON = (0.3, 0.1, 0.03)
"""Of a segment's people, how many have a feature whose list is read late or never."""


@dataclass(frozen=True, eq=False)
class Segment:
    """Rows, and for each feature the list of the rows that have it.

    A posting holds a row's place and the roots of breadth and depth, rounded up, so
    that sums over postings are never below the similarity (see ``kernels``). Of the
    features of common tiers each row keeps the length of every part: by the inequality
    of Cauchy and Schwarz, that times the length of the viewer's same part bounds what
    unread lists can add.

    Args:
        rows: Sorted by ``kinds``.
        starts: Per feature that was known when this was made: where its list starts;
            and where the last list ends.
        tiers: Per such feature: how many of the shares ``COMMON`` it lies above, so 0
            for rare features.
        postings: List after list, ascending by place.
        common: Per tier from 1 and part: length of what each row has in the features
            of that tier and above; shape (tiers, PARTS, rows).
        roots: Roots of local scales.
        bounds: Where the rows of each set of kinds start, and where the last ends.
    """

    rows: Rows
    starts: Array
    tiers: Array
    postings: Array
    common: Singles
    roots: Singles
    bounds: Array

    @cached_property
    def least_root(self) -> float:
        """The smallest root of a local scale."""
        return float(self.roots.min())

    @cached_property
    def most_common(self) -> Singles:
        """The largest of the lengths in ``common``; shape (tiers, PARTS)."""
        most: Singles = self.common.max(axis=2)
        return most

    def to_arrays(self) -> dict[str, Array]:
        """Return everything as arrays."""
        return self.rows.to_arrays() | {
            f"list_{field.name}": getattr(self, field.name)
            for field in fields(self)
            if field.name != "rows"
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Segment:
        """Rebuild a segment from what ``to_arrays`` made, without copying it."""
        names = [field.name for field in fields(cls)][1:]
        lists = (arrays[f"list_{name}"] for name in names)
        return cls(Rows.from_arrays(arrays), *lists)
