"""What no door lets in, asked of every operation of the table."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from tests.contracts.api_client import ApiClient, Person, check_refusal
from tests.contracts.hostile_bodies import hostile_bodies
from tests.contracts.hostile_requests import (
    NOBODY,
    Hostile,
    hostile_paths,
    hostile_queries,
    hostile_sessions,
    sample,
)
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor

# What these do is done once, or is noted each time.
ONCE = (
    "erase_me",
    "end_all_sessions",
    "revoke_api_key",
    "export",
    "make_recovery_code",
)
BODILESS = [o for o in OPERATIONS if o.body is None and o.name not in ONCE]
WITH_CALLER = [o for o in OPERATIONS if o.caller != "anyone"]
WITH_BODY = [o for o in OPERATIONS if o.body is not None]
WITH_PATH = [o for o in OPERATIONS if "{" in o.path]
STRANGE_TARGETS = (
    "/nope", "/api/nope", "/matches", "/matches/", "/matches//x", "/matches/a/b/c",
    "/taste-profile/", "/me/", "/ME", "/%6de/", "/%00", "/..%2fpyproject.toml",
    "/%2e%2e/template.yaml", "//example.org", "/health;x", "/openapi.json/", "/me%2f",
    "/data/local/pseudonym_key", "/data/local/session_keys.json", "/%ff",
    "/" + "x" * 8_000,
)  # fmt: skip
STRANGE_METHODS = ("PUT", "PATCH", "TRACE", "OPTIONS", "BREW", "CONNECT")


def by_name(operation: Operation) -> str:
    """Name a test after its operation."""
    return operation.name


def find_failures(
    api: ApiClient, door: OpenDoor, operation: Operation, requests: Iterable[Hostile]
) -> list[str]:
    """Send the requests and say which answers are not the ones expected."""
    failures = []
    for hostile in sample(requests, operation) if door.is_behind_gateway else requests:
        answer = api.send(hostile.method, hostile.target, hostile.headers, hostile.body)
        try:
            api.check(operation, answer)
            assert answer.status >= 400
            assert answer.code in hostile.codes
        except Exception as error:
            said = f"{answer.status} {answer.body[:120]!r}"
            failures.append(f"{hostile.what}: {said} ({error})"[:400])
    return failures


class RefusalsContract:
    """Part of ``HttpApiContract``: clear errors, never a 5xx and never a page."""

    @pytest.fixture
    def ana(self, api: ApiClient) -> Person:
        """Somebody who is there already."""
        return api.join(ANA)

    @pytest.mark.slow
    def test_no_forged_session_lets_anybody_in(
        self, api: ApiClient, door: OpenDoor, ana: Person
    ) -> None:
        """Expired, forged, of another audience, key or algorithm, or none."""
        for operation in WITH_CALLER:
            hostile = list(hostile_sessions(operation, ana.user_id, door.signer))
            failures = find_failures(api, door, operation, hostile)
            assert failures == [], operation.name
        assert [item.user_id for item in door.store.scan()] == [ana.user_id]

    def test_no_strange_query_is_guessed_at(
        self, api: ApiClient, door: OpenDoor, ana: Person
    ) -> None:
        """Unknown, repeated, undecodable or out of bounds."""
        for operation in OPERATIONS:
            hostile = list(hostile_queries(operation, ana.user_id, ana.session))
            failures = find_failures(api, door, operation, hostile)
            assert failures == [], operation.name

    @pytest.mark.parametrize("operation", WITH_PATH, ids=by_name)
    def test_no_strange_id_leads_anywhere(
        self, api: ApiClient, door: OpenDoor, ana: Person, operation: Operation
    ) -> None:
        """Somebody else's, nobody's, path tricks, control characters, 8 KB."""
        hostile = list(hostile_paths(operation, ana.user_id, ana.session))
        assert find_failures(api, door, operation, hostile) == []

    @pytest.mark.parametrize("operation", WITH_BODY, ids=by_name)
    def test_no_strange_body_is_saved(
        self, api: ApiClient, door: OpenDoor, operation: Operation
    ) -> None:
        """Missing, malformed, oversized, nested, without end, of another type."""
        session = door.signer.issue(NOBODY, datetime.now(UTC))
        hostile = list(hostile_bodies(operation, session))
        assert find_failures(api, door, operation, hostile) == []
        assert list(door.store.scan()) == []

    def test_a_body_that_nobody_asked_for_changes_nothing(
        self, api: ApiClient, ana: Person
    ) -> None:
        """GET and DELETE take none, so whatever it is, it is not read."""
        for operation in BODILESS:
            name = operation.name
            path = [ana.user_id] * operation.path.count("{")
            asked = api.call(name, *path, session=ana.session, body="[" * 300_000)
            plain = api.call(name, *path, session=ana.session)
            assert asked.body == plain.body, name

    def test_what_has_no_route_is_not_found_in_json(
        self, api: ApiClient, door: OpenDoor, ana: Person
    ) -> None:
        """Behind API Gateway the refusal is the gateway's own."""
        headers = {"cookie": f"session={ana.session}"}
        for target in STRANGE_TARGETS:
            answer = api.send("GET", target, headers)
            assert answer.status == 404, target
            if door.is_behind_gateway:
                assert answer.json == {"message": "Not Found"}, target
            else:
                check_refusal(answer)
                assert answer.code == "not_found", target

    def test_no_operation_answers_to_another_method(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """API Gateway knows no 405: there is nothing under that method."""
        known = {(operation.method, operation.path) for operation in OPERATIONS}
        for method in STRANGE_METHODS:
            for operation in OPERATIONS:
                if (method, operation.path) in known:
                    continue
                answer = api.send(method, operation.path, {}, b"")
                if door.is_behind_gateway:
                    assert (answer.status, answer.json) == (
                        404,
                        {"message": "Not Found"},
                    )
                else:
                    check_refusal(answer)
                    assert answer.code == "method_not_allowed", (method, operation.path)

    def test_an_answer_tells_by_which_id_its_request_is_logged(
        self, api: ApiClient, door: OpenDoor, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Another one each time, whatever the caller calls it."""
        caplog.set_level(logging.INFO)
        said = {"x-request-id": "mine"}
        ids = [
            api.send("GET", "/health", said).headers["x-request-id"] for _ in range(2)
        ]
        assert len({*ids, "mine"}) == 3
        if door.is_behind_gateway:
            assert all(request_id in door.logged() for request_id in ids)

    def test_strange_names_are_made_safe_to_show(self, api: ApiClient) -> None:
        """Control and bidirectional characters go; the client looks at every text."""
        strange = ["a\x00b", "\u202egnihton", "x\u2066y\u2069", "tab\there", "\ufeffz"]
        named = [
            {"name": name, "genres": [name], "links": {"mbid": "m"}} for name in strange
        ]
        tracks = [{"name": name, "artist": name} for name in strange]
        body = {
            **ANA,
            "artists": named,
            "tracks": tracks,
            "display_name": "\u202eAna\x1b",
        }
        person = api.join({**body, "named_artists": strange})
        other = api.join({**body, "artists": strange})
        kept = api.call("show_taste_profile", session=person.session).json
        assert kept["display_name"] == "Ana"
        assert [item["name"] for item in kept["top_items"]][:2] == ["a b", "gnihton"]
        pair = (person.user_id, other.user_id)
        assert api.call("compare_users", *pair, session=person.session).status == 200
        assert api.call("find_matches", pair[0], session=person.session).json["matches"]
