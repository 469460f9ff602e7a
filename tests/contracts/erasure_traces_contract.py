"""Part of ``HttpApiContract``: what is kept and logged, once all has been done."""

from __future__ import annotations

import logging
from base64 import b64encode
from datetime import UTC, datetime

import pytest

from backend.use_cases.people.aliases import Aliases
from tests.contracts.api_client import BY_NAME
from tests.contracts.journey import Traveller, leave, travel
from tests.contracts.open_door import OpenDoor
from tests.dev_server.open_music import OpenMusic


class ErasureTracesContract:
    """No secret of anybody, and nothing of whoever was erased."""

    def test_nothing_remains_that_lets_in_or_tells_of_the_erased(
        self, door: OpenDoor, music: OpenMusic, caplog: pytest.LogCaptureFixture
    ) -> None:
        """In no file, no table and no line of a log, after every operation."""
        caplog.set_level(logging.INFO)
        api = Traveller(door.url)
        travelled = travel(api, music)
        signing = door.signer.keys.current(datetime.now(UTC)).secret
        key = Aliases.from_secret(door.pseudonym_key).key
        coded = [door.pseudonym_key, key.hex(), b64encode(key).decode()]
        assert len(api.secrets) > 10
        # While keys and codes are good, what they are known by is kept.
        self._assert_none(door, caplog, [*api.secrets, signing, *coded])
        assert travelled.traces[0].encode() in door.kept()
        leave(api, travelled)
        assert api.asked == BY_NAME.keys()
        self._assert_none(door, caplog, [*api.secrets, *travelled.traces])

    def _assert_none(
        self, door: OpenDoor, caplog: pytest.LogCaptureFixture, texts: list[str]
    ) -> None:
        kept, logged = door.kept(), (caplog.text + door.logged()).encode()
        for text in texts:
            assert kept.find(text.encode()) < 0, text
            assert logged.find(text.encode()) < 0, text
