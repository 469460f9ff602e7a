"""All plays of all files as columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from backend.sources.history.audit import Kind

KINDS: Sequence[Kind] = get_args(Kind)

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PlayColumns:
    """Plays in the order read; times in seconds, ms -1 if unknown.

    ``titles`` numbers the tracks' names, whichever artist plays them; ``kinds`` are
    places in ``KINDS``. ``is_private`` marks plays that never count, but that show
    which others are repetitions.
    """

    tracks: Numbers
    titles: Numbers
    times: Numbers
    ms: Numbers
    kinds: Numbers
    is_private: Mask

    def are(self, kind: Kind) -> Mask:
        """Return which plays are of a kind."""
        return np.equal(self.kinds, KINDS.index(kind))
