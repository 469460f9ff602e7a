"""An index as named arrays."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from backend.taste_profile.algorithm import BREADTH_PART, BREADTH_SHARE, DEPTH_SLOPE
from backend.taste_profile.exact_index._arrays import Array, pack_texts, unpack_texts
from backend.taste_profile.exact_index._layers import Layers, Shelf, Sizes
from backend.taste_profile.exact_index._rows import Rows, Vocabulary
from backend.taste_profile.exact_index._segment import COMMON, Segment
from backend.taste_profile.statistics import Statistics

_FORMAT = [3, BREADTH_PART, BREADTH_SHARE, DEPTH_SLOPE, *COMMON]
"""What the arrays rest on; the first is raised when their shape or meaning changes."""


def index_arrays(
    statistics: Statistics, vocabulary: Vocabulary, layers: Layers
) -> dict[str, Array]:
    """Return everything as arrays, named ``<part>.<array>``."""
    parts = {"vocabulary": vocabulary.to_arrays()}
    made_for = {"format": np.array(_FORMAT), **pack_texts([statistics.version])}
    parts["statistics"] = made_for
    sizes = layers.sizes
    parts["sizes"] = {
        "tail": np.array([sizes.tail]),
        "growing": np.array(sizes.growing),
    }
    if layers.tail is not None:
        parts["tail"] = layers.tail.to_arrays()
    for name, shelf in _named_shelves(layers):
        parts[name] = {**shelf.segment.to_arrays(), "gone": shelf.gone}
    return {
        f"{part}.{name}": array
        for part, arrays in parts.items()
        for name, array in arrays.items()
    }


def check_version(statistics: Statistics, arrays: Mapping[str, Array]) -> None:
    """Make sure that arrays are of this format and these statistics.

    Raises:
        ValueError: They are not.
    """
    made_for = _part("statistics", arrays)
    if not made_for or made_for["format"].tolist() != _FORMAT:
        raise ValueError("the arrays are of another format of the index")
    (version,) = unpack_texts(made_for)
    if version != statistics.version:
        raise ValueError(f"the arrays were made under statistics {version!r}")


def fill_vocabulary(vocabulary: Vocabulary, arrays: Mapping[str, Array]) -> None:
    """Add the features that were kept, under the numbers that they had."""
    kept = _part("vocabulary", arrays)
    vocabulary.fill(unpack_texts(kept), kept["kinds"])


def layers_from(arrays: Mapping[str, Array]) -> Layers:
    """Rebuild the layers that were kept."""
    tail = _part("tail", arrays)
    sizes = _part("sizes", arrays)
    kept_sizes = Sizes(int(sizes["tail"][0]), tuple(sizes["growing"].tolist()))
    growing = [_shelf(f"growing{i}", arrays) for i in range(len(kept_sizes.growing))]
    full: list[Shelf] = []
    while shelf := _shelf(f"full{len(full)}", arrays):
        full.append(shelf)
    kept_tail = Rows.from_arrays(tail) if tail else None
    return Layers(kept_sizes, tuple(full), tuple(growing), kept_tail)


def _named_shelves(layers: Layers) -> list[tuple[str, Shelf]]:
    full = [(f"full{i}", shelf) for i, shelf in enumerate(layers.full)]
    growing = [
        (f"growing{i}", shelf)
        for i, shelf in enumerate(layers.growing)
        if shelf is not None
    ]
    return full + growing


def _shelf(name: str, arrays: Mapping[str, Array]) -> Shelf | None:
    kept = _part(name, arrays)
    if not kept:
        return None
    return Shelf(Segment.from_arrays(kept), kept["gone"])


def _part(part: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {
        name.partition(".")[2]: array
        for name, array in arrays.items()
        if name.partition(".")[0] == part
    }
