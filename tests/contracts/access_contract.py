"""Part of ``HttpApiContract``: each operation, asked by everybody about everybody."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from tests.contracts.access_matrix import (
    CALLERS,
    MATRIX,
    OTHERS,
    REFUSED,
    CallerKind,
    OtherKind,
)
from tests.contracts.api_client import (
    Answer,
    ApiClient,
    cookie_headers,
)
from tests.contracts.asked import about, about_nobody, headers_of, own_thing
from tests.contracts.invented_people import ANA
from tests.contracts.meetings import met
from tests.contracts.open_door import OpenDoor

READING = [operation for operation in OPERATIONS if operation.method == "GET"]
CHANGING = [operation for operation in OPERATIONS if operation.method != "GET"]


class AccessContract:
    """Every cell of the matrix is asked, over HTTP."""

    def test_every_operation_has_its_row(self) -> None:
        """A new one fails here until somebody has said who may ask it."""
        assert MATRIX.keys() == {operation.name for operation in OPERATIONS}
        for name, row in MATRIX.items():
            assert set(row.callers) == set(CALLERS), name
            assert set(row.others) == set(OTHERS), name

    @pytest.mark.parametrize("kind", CALLERS)
    def test_an_operation_answers_who_calls(
        self, api: ApiClient, door: OpenDoor, kind: CallerKind
    ) -> None:
        """With a session, a key, something forged, ended or erased, or nothing."""
        is_refused = kind in REFUSED or kind == "nobody"
        wrong = []
        groups = [OPERATIONS] if is_refused else [READING, *([o] for o in CHANGING)]
        for operations in groups:
            person = api.join(ANA)
            # Before anything is ended or erased, for what may be asked with it.
            asked = [
                own_thing(api, person, o, is_program="key" in kind)
                for o in sampled(operations, door, CALLERS.index(kind))
            ]
            headers = headers_of(kind, api, person, door)
            kept = list(door.store.scan())
            for asking in asked:
                answer = asking.by(api, headers)
                name = asking.operation.name
                wrong += difference(name, MATRIX[name].callers[kind], outcome(answer))
            if is_refused:
                assert [i for i in door.store.scan() if i in kept] == kept
        assert wrong == []

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", OTHERS)
    def test_an_operation_shows_others_as_they_allow(
        self, api: ApiClient, door: OpenDoor, kind: OtherKind
    ) -> None:
        """Whoever is not to be seen is told in the same bytes as nobody at all."""
        wrong = []
        for operations in (READING, *([o] for o in CHANGING)):
            chosen = sampled(operations, door, OTHERS.index(kind))
            if not chosen:
                continue
            meeting = met(api, kind)
            headers = cookie_headers(meeting.caller.session)
            for operation in chosen:
                asking = about(api, meeting, operation, kind)
                nowhere = about_nobody(meeting, asking)
                unknown = nowhere.by(api, headers) if nowhere != asking else None
                answer = asking.by(api, headers)
                told = f"{outcome(answer)} {meeting.shown_in(answer)}".strip()
                wanted = MATRIX[operation.name].others[kind]
                wrong += difference(operation.name, wanted, told)
                if answer.status >= 400 and unknown is not None:
                    assert lasting(answer) == lasting(unknown), operation.name
        assert wrong == []


def sampled(
    operations: Iterable[Operation], door: OpenDoor, place: int
) -> list[Operation]:
    """Return all, or of a slow door every twelfth, others for each kind of caller."""
    step = 12 if door.is_behind_gateway else 1
    return [o for o in operations if (OPERATIONS.index(o) + place) % step == 0]


def outcome(answer: Answer) -> str:
    """Return the status, and the code of a refusal."""
    return f"{answer.status} {answer.code}".strip()


def difference(name: str, wanted: str, told: str) -> list[str]:
    """Return what is wrong with an answer, in words, if anything is."""
    return [] if wanted == told else [f"{name}: {told}, not {wanted}"]


def lasting(answer: Answer) -> tuple[int, bytes, dict[str, str]]:
    """Return all of an answer but when, and under which id, it was given."""
    passing = ("date", "apigw-requestid", "x-request-id")
    headers = {n: v for n, v in answer.headers.items() if n not in passing}
    return answer.status, answer.body, headers
