"""The steps from a routed request to a reply."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.http_api.api import MAX_BODY_BYTES, MAX_MESSAGE_LENGTH, HttpApi
from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpReply, HttpRequest, Outcome
from backend.http_api.operation import (
    Call,
    Operation,
    Services,
)
from backend.http_api.service.messages import HealthReply
from backend.http_api.sessions import LIFETIME
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.records import JsonRecordStore
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.stores.memory_counters import MemoryCounters
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.api_keys import ApiKeys
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.rate_limits import Limit, Limiter
from backend.use_cases.accounts.session_keys import SessionKey
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.community.in_memory import InMemoryCommunities
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.people.aliases import Aliases
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.people.wave_records import Waves
from backend.use_cases.profiles.stored_profiles import StoredProfiles
from tests.contracts.api_client import BY_NAME
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import signer_of
from tests.use_cases.community.everybody import Everybody

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ANA_ID = "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11"
JSON = {"content-type": "application/json"}


@pytest.fixture
def api(tmp_path: Path) -> HttpApi:
    """An API over an empty folder, at one moment, where every new person is Ana."""
    store = JsonProfileStore(tmp_path)
    population = InMemoryCommunities(store, JsonStatisticsStore(tmp_path), Everybody)
    people = JsonRecordStore(tmp_path)
    links = SourceLinks(people, b"key")
    relationships = Relationships(
        Waves(people),
        Blocks(people, links, b"key", lambda: ANA_ID),
        Invitations(people, lambda: "s" * 43),
    )
    uses = KeyUses(JsonRecordStore(tmp_path, "key_uses"))
    services = Services(
        profiles=StoredProfiles(store),
        viewing=Viewing(store, population, Aliases(b"key"), relationships),
        links=links,
        accounts=Accounts(people, JsonRecordStore(tmp_path, "erasures"), b"key"),
        api_keys=ApiKeys(people, uses, lambda: "s" * 43),
        audit_log=AuditLog(people),
        limiter=Limiter(MemoryCounters(), b"key", {"join": Limit(2, 60)}),
        source_options=dict,
        now=lambda: NOW,
        new_id=lambda: ANA_ID,
    )
    keys = JsonSessionKeyStore(tmp_path)
    keys.begin(SessionKey("1", "k" * 32))
    return HttpApi(services, signer_of(keys.current(), keys))


def running(run: Callable[[Call], Outcome], **changes: Any) -> Operation:
    """Return an operation of the table that runs something else."""
    return replace(BY_NAME["health"], run=run, **changes)


def code_of(reply: HttpReply) -> str:
    """Return the code of an error."""
    return str(json.loads(reply.body)["error"]["code"])


def save(api: HttpApi, **changes: Any) -> HttpReply:
    """Save Ana's taste, with changes to the request."""
    request = HttpRequest(headers=JSON, body=json.dumps(ANA).encode())
    return api.handle(BY_NAME["save_taste_profile"], replace(request, **changes))


def test_a_save_takes_time_and_id_from_outside(api: HttpApi) -> None:
    """No clock and no randomness in between."""
    saved = json.loads(save(api).body)
    assert saved["user_id"] == ANA_ID
    assert datetime.fromisoformat(saved["updated_at"]) == NOW


def test_a_new_session_is_a_cookie_that_demands_https(api: HttpApi) -> None:
    """But on a loopback server, where it would be lost."""
    [cookie] = save(api).cookies
    attributes = cookie.split("; ")[1:]
    assert {"HttpOnly", "SameSite=Strict", "Secure", "Path=/"} <= set(attributes)
    assert f"Max-Age={int(LIFETIME.total_seconds())}" in attributes
    api.services.profiles.delete(ANA_ID)
    [cookie] = save(replace(api, has_https=False)).cookies
    assert "Secure" not in cookie


def test_a_body_that_the_door_cut_off_is_too_large(api: HttpApi) -> None:
    """As is one that is longer than allowed, and none that is as long."""
    body = json.dumps(ANA).encode()
    assert code_of(save(api, body=None)) == "body_too_large"
    assert code_of(save(api, body=body.ljust(MAX_BODY_BYTES + 1))) == "body_too_large"
    assert save(api, body=body.ljust(MAX_BODY_BYTES)).status == 201


def test_a_media_type_may_have_parameters_and_any_case(api: HttpApi) -> None:
    """The type alone counts."""
    headers = {"content-type": "Application/JSON ; charset=utf-8"}
    assert save(api, headers=headers).status == 201


def test_a_bug_is_an_internal_error_that_tells_nothing(
    api: HttpApi, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has the reason, the caller has not."""

    def broken(call: Call) -> Outcome:
        raise ZeroDivisionError("secret detail")

    reply = api.handle(running(broken), HttpRequest())
    assert (reply.status, code_of(reply)) == (500, "internal_error")
    assert b"secret" not in reply.body
    assert "secret detail" in caplog.text


def test_an_unreachable_store_is_said_so_and_logged(
    api: HttpApi, caplog: pytest.LogCaptureFixture
) -> None:
    """503: the caller may try again."""

    def unreachable(call: Call) -> Outcome:
        raise StoreUnavailableError("disk full")

    with caplog.at_level(logging.ERROR):
        reply = api.handle(running(unreachable), HttpRequest())
    assert (reply.status, code_of(reply)) == (503, "store_unavailable")
    assert b"disk" not in reply.body
    assert "disk full" in caplog.text


def test_a_message_is_short_and_safe_to_show(api: HttpApi) -> None:
    """It may quote the caller, who may have sent anything."""

    def quoting(call: Call) -> Outcome:
        raise HttpApiError("invalid_request", "no \u202e\x00" + "x" * 9_999)

    reply = api.handle(running(quoting), HttpRequest())
    message = json.loads(reply.body)["error"]["message"]
    assert message.startswith("no x")
    assert len(message) <= MAX_MESSAGE_LENGTH


def test_an_error_of_a_source_names_the_source_and_the_cause(api: HttpApi) -> None:
    """So that another language than the message's can be spoken; others name none."""

    def refusing(call: Call) -> Outcome:
        raise SourceRefusedError("lastfm", "unknown_user")

    error = json.loads(api.handle(running(refusing), HttpRequest()).body)["error"]
    assert (error["source"], error["cause"]) == ("lastfm", "unknown_user")
    other = json.loads(save(api, body=None).body)["error"]
    assert other.keys() == {"code", "message"}


def test_anyone_may_call_with_a_bad_session_where_none_is_needed(
    api: HttpApi,
) -> None:
    """Health and the document answer whoever asks."""
    cookies = {"session": "of another time"}
    reply = api.handle(BY_NAME["health"], HttpRequest(cookies=cookies))
    assert reply.status == 200


def test_a_bearer_token_comes_before_a_cookie(api: HttpApi) -> None:
    """What was sent on purpose counts, and a bad one is not overlooked."""
    save(api)
    session = api.signer.issue(ANA_ID, NOW)
    request = HttpRequest(
        headers={"authorization": "Bearer x"}, cookies={"session": session}
    )
    refused = api.handle(BY_NAME["me"], request)
    assert code_of(refused) == "session_invalid"
    assert refused.cookies == ()
    swapped = HttpRequest(
        headers={"authorization": f"bearer {session}"}, cookies={"session": "x"}
    )
    assert api.handle(BY_NAME["me"], swapped).status == 200


def test_a_bad_cookie_is_taken_back(api: HttpApi) -> None:
    """No script of the site could remove it."""
    refused = save(api, cookies={"session": "of another time"})
    assert code_of(refused) == "session_invalid"
    [cookie] = refused.cookies
    assert cookie.startswith("session=; Path=/; Max-Age=0; HttpOnly")


def test_every_reply_forbids_caching_and_sniffing(api: HttpApi) -> None:
    """Successes and refusals alike."""
    fine = running(lambda call: Outcome(HealthReply("ok", "x", None)))
    for reply in (
        api.handle(fine, HttpRequest()),
        api.handle(fine, HttpRequest(query="x=1")),
    ):
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["content-type"] == "application/json"


def test_one_address_does_not_become_person_after_person(api: HttpApi) -> None:
    """Two join, the third waits; who is known, or comes from elsewhere, does not."""

    def join(address: str) -> HttpReply:
        body = json.dumps({**ANA, "visibility": "hidden"}).encode()
        request = HttpRequest(headers=JSON, body=body, address=address)
        return api.handle(BY_NAME["save_taste_profile"], request)

    assert [join("192.0.2.1").status for _ in range(2)] == [201, 200]
    refused = join("192.0.2.1")
    assert (refused.status, code_of(refused)) == (429, "too_many_requests")
    assert refused.headers["retry-after"] == "60"
    assert join("192.0.2.2").status == 200


def test_what_makes_no_sense_is_not_counted(api: HttpApi) -> None:
    """Whoever mistypes is not locked out."""
    for _ in range(5):
        request = HttpRequest(headers=JSON, body=b"{", address="192.0.2.1")
        reply = api.handle(BY_NAME["save_taste_profile"], request)
        assert code_of(reply) == "malformed_json"
