"""Recorded answers and documents that are not part of this project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "SOULMATE_SHARED_DATA"


def shared_data(name: str) -> Path:
    """Return a file or folder of the shared data, or skip the test by name."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        pytest.skip(f"{VARIABLE} names no folder with {name}")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"{name} is not in {VARIABLE}")
    return path
