"""Files as a person gives them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from backend.sources.history.reader import HistoryFile


def given(files: Mapping[str, bytes]) -> list[HistoryFile]:
    """Return files of these names and contents, in this order."""
    return [
        HistoryFile(name, partial(io.BytesIO, content))
        for name, content in files.items()
    ]


def given_folder(folder: Path) -> list[HistoryFile]:
    """Return the files of a folder, in code point order of their names."""
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [*map(HistoryFile.at, paths)]
