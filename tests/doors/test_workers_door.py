"""Two workers keep the part of the HTTP contract in which they could differ."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.dev_server.keys import local_keys
from backend.http_api.operations import OPERATIONS
from backend.http_api.sessions import SessionSigner
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.use_cases.accounts.session_keys import SessionKeys
from tests.contracts.api_client import ApiClient
from tests.contracts.erasure_traces_contract import ErasureTracesContract
from tests.contracts.invented_people import ANA
from tests.contracts.limits_contract import LimitsContract
from tests.contracts.open_door import OpenDoor, signer_of
from tests.contracts.refusals_contract import RefusalsContract
from tests.contracts.saving_contract import SavingContract
from tests.contracts.session_key_store_contract import new_key, rotated_twice
from tests.dev_server.open_music import OpenMusic
from tests.doors.flask_server import KEYS, bytes_below, settings
from tests.doors.workers_server import Serving, workers_serving

pytestmark = pytest.mark.slow

SAVE = next(o for o in OPERATIONS if o.name == "save_taste_profile")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def door_of_all(
    folder: Path, music: OpenMusic, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenDoor]:
    """One server for all."""
    pseudonym_key, session_keys = local_keys(folder, new_key)
    replaced_key = rotated_twice(session_keys)
    log = tmp_path_factory.mktemp("log") / "log"

    def opened(serving: Serving) -> OpenDoor:
        return OpenDoor(
            url=serving.url,
            store=JsonProfileStore(folder),
            statistics_store=JsonStatisticsStore(folder),
            signer=SessionSigner(SessionKeys(session_keys.current(), session_keys)),
            replaced=signer_of(replaced_key, session_keys),
            pseudonym_key=pseudonym_key,
            kept=lambda: bytes_below(folder),
            logged=lambda: lines_of_the_app(log),
        )

    with workers_serving(folder, log, **settings(music)) as serving:
        yield opened(serving)


def lines_of_the_app(log: Path) -> str:
    """What is logged but for a line per request, which has its path."""
    lines = log.read_text().splitlines()
    return "\n".join(line for line in lines if " - - [" not in line)


class TestWorkersDoor(SavingContract, LimitsContract, ErasureTracesContract):
    """``flask serve`` over JSON files, emptied under it before each test."""

    @pytest.fixture
    def door(self, door_of_all: OpenDoor, folder: Path, music: OpenMusic) -> OpenDoor:
        """The server, with nobody in its data folder."""
        music.switch_all_off()
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in KEYS and not path.name.startswith("counters."):
                path.unlink()
        return door_of_all

    @pytest.fixture
    def api(self, door: OpenDoor) -> ApiClient:
        """A caller at the door."""
        return ApiClient(door.url)

    def test_refusals_are_the_same(
        self, api: ApiClient, door: OpenDoor, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Where the server below the door could read a request in another way."""
        refusals = RefusalsContract()
        refusals.test_no_strange_body_is_saved(api, door, SAVE)
        ana = api.join(ANA)
        refusals.test_no_strange_query_is_guessed_at(api, door, ana)
        refusals.test_what_has_no_route_is_not_found_in_json(api, door, ana)
        refusals.test_a_body_that_nobody_asked_for_changes_nothing(api, ana)
        refusals.test_no_operation_answers_to_another_method(api, door)
        refusals.test_an_answer_tells_by_which_id_its_request_is_logged(
            api, door, caplog
        )
