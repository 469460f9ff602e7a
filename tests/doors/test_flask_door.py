"""The Flask door keeps the HTTP contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.http_api_contract import HttpApiContract
from tests.contracts.open_door import OpenDoor
from tests.dev_server.open_music import OpenMusic
from tests.doors.flask_server import flask_door


class TestFlaskDoor(HttpApiContract):
    """The dev server over JSON files signs the contract."""

    @pytest.fixture
    def door(self, tmp_path: Path, music: OpenMusic) -> Iterator[OpenDoor]:
        """A server on an empty data folder."""
        music.switch_all_off()
        with flask_door(tmp_path, music) as door:
            yield door
