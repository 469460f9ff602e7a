"""The Flask door keeps the HTTP contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.http_api_contract import HttpApiContract
from tests.contracts.open_door import OpenDoor
from tests.dev_server.open_music import OpenMusic
from tests.doors.flask_server import FlaskServer, flask_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskServer]:
    """A server for all of these tests."""
    with flask_server(tmp_path_factory.mktemp("unused")) as server:
        yield server


class TestFlaskDoor(HttpApiContract):
    """The dev server over JSON files signs the contract."""

    @pytest.fixture
    def door(self, server: FlaskServer, tmp_path: Path, music: OpenMusic) -> OpenDoor:
        """The server on an empty data folder."""
        music.switch_all_off()
        return server.open_door(tmp_path, music)
