"""Types of arrays, and texts as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Floats: TypeAlias = NDArray[np.float64]
Singles: TypeAlias = NDArray[np.float32]
Places: TypeAlias = NDArray[np.intp]


def pack_texts(texts: Sequence[str]) -> dict[str, Array]:
    """Return texts as one run of UTF-8 and the place where each of them ends."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.cumsum([len(text) for text in encoded], dtype=np.int64)
    return {"text": np.frombuffer(b"".join(encoded), np.uint8), "ends": ends}


def unpack_texts(arrays: Mapping[str, Array]) -> list[str]:
    """Return the texts that ``pack_texts`` packed."""
    run = arrays["text"].tobytes()
    return [
        run[start:end].decode("utf-8", "surrogatepass")
        for start, end in pairwise([0, *arrays["ends"].tolist()])
    ]
