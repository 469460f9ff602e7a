"""Recorded answers and documents that are not part of this project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "SOULMATE_SHARED_DATA"


def is_shared(name: str) -> bool:
    """Whether the shared data is there and has a file or folder of this name."""
    folder = os.environ.get(VARIABLE)
    return bool(folder) and (Path(str(folder)) / name).exists()


def shared_data(name: str) -> Path:
    """Return a file or folder of the shared data, or skip the test by name."""
    if not is_shared(name):
        pytest.skip(f"{VARIABLE} names no folder with {name}")
    return Path(os.environ[VARIABLE]) / name
