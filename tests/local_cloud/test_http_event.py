"""Events look as API Gateway makes them, and replies as it reads them."""

from __future__ import annotations

import base64
import json

import pytest

from scripts.local_cloud.http_event import HttpRequest, event_of, http_reply
from tests.contracts.shared_data import shared_data

JSON_POST = HttpRequest(
    method="POST",
    path="/matches/ö",
    query="limit=1&limit=2&cursor=",
    headers=[
        ("Host", "api.example.org"),
        ("Content-Type", "application/json"),
        ("Cookie", "session=abc; theme=dark"),
        ("X-Twice", "one"),
        ("x-twice", "two"),
    ],
    body='{"name":"坂本龍一"}'.encode(),
    source_ip="192.0.2.1",
)


def test_a_request_becomes_an_event_with_every_documented_field() -> None:
    """The whole event, but for its id and its times."""
    event = event_of(JSON_POST, "POST /matches/{user_id}", {"user_id": "ö"})
    context = event["requestContext"]
    assert isinstance(context.pop("timeEpoch"), int)
    assert context.pop("time").endswith("+0000")
    assert len(context.pop("requestId")) == 36
    assert event == {
        "version": "2.0",
        "routeKey": "POST /matches/{user_id}",
        "rawPath": "/matches/ö",
        "rawQueryString": "limit=1&limit=2&cursor=",
        "cookies": ["session=abc", "theme=dark"],
        "headers": {
            "host": "api.example.org",
            "content-type": "application/json",
            "x-twice": "one,two",
        },
        "queryStringParameters": {"limit": "1,2", "cursor": ""},
        "pathParameters": {"user_id": "ö"},
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": "api.example.org",
            "domainPrefix": "api",
            "http": {
                "method": "POST",
                "path": "/matches/ö",
                "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1",
                "userAgent": "",
            },
            "routeKey": "POST /matches/{user_id}",
            "stage": "$default",
        },
        "body": '{"name":"坂本龍一"}',
        "isBase64Encoded": False,
    }


def test_what_a_request_lacks_is_absent_from_its_event() -> None:
    """No query, parameters, cookies or body: no such keys either."""
    event = event_of(HttpRequest("GET", "/me", "", [], b"", "::1"), "GET /me", {})
    optional = {"cookies", "queryStringParameters", "pathParameters", "body"}
    assert not optional & event.keys()
    assert event["isBase64Encoded"] is False


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/octet-stream", b"plain"),
        ("application/x-www-form-urlencoded", b"a=b"),
        ("application/json", b"\xff\xfe"),
        ("", b"{}"),
    ],
)
def test_a_body_that_is_not_text_comes_in_base64(
    content_type: str, body: bytes
) -> None:
    """By its declared type, and also when it is no UTF-8 after all."""
    headers = [("content-type", content_type)]
    request = HttpRequest("POST", "/taste-profile", "", headers, body, "::1")
    event = event_of(request, "POST /taste-profile", {})
    assert event["isBase64Encoded"] is True
    assert base64.b64decode(event["body"]) == body


def test_a_reply_keeps_status_headers_cookies_and_text() -> None:
    """Cookies become headers, names go to lower case, text is UTF-8."""
    reply = http_reply(
        {
            "statusCode": 201,
            "headers": {"Content-Type": "application/json"},
            "cookies": ["a=1; HttpOnly", "b=2"],
            "body": '"ö"',
        }
    )
    assert reply.status == 201
    assert reply.body == '"ö"'.encode()
    assert reply.headers == [
        ("content-type", "application/json"),
        ("set-cookie", "a=1; HttpOnly"),
        ("set-cookie", "b=2"),
    ]


def test_a_reply_in_base64_is_decoded() -> None:
    """Binary bodies arrive as they were."""
    body = base64.b64encode(b"\x00\xff").decode()
    reply = http_reply({"statusCode": 200, "body": body, "isBase64Encoded": True})
    assert reply.body == b"\x00\xff"


def test_an_answer_without_a_status_is_the_json_of_a_200() -> None:
    """API Gateway guesses so, and so does this."""
    assert http_reply({"status": "ok"}).body == b'{"status": "ok"}'
    assert http_reply({"status": "ok"}).status == 200


@pytest.mark.parametrize(
    "answer",
    [
        {"statusCode": "200"},
        {"statusCode": 200, "body": {"a": 1}},
        {"statusCode": 200, "headers": {"x-count": 3}},
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused(answer: object) -> None:
    """It would be a 500 in the cloud, so it is no reply here."""
    with pytest.raises(ValueError, match=r"not a reply|to be text"):
        http_reply(answer)


def test_recorded_events_have_the_same_fields_and_types() -> None:
    """Whatever AWS put into an event, ours has, but for authorisers and the like."""
    ours = event_of(JSON_POST, "POST /matches/{user_id}", {"user_id": "ö"})
    files = list(shared_data("aws-events").glob("*.json"))
    recorded = [json.loads(file.read_text("utf-8")) for file in files]
    from_http_apis = [
        event
        for event in recorded
        if event.get("version") == "2.0"
        and "http" in event.get("requestContext", {})
        # What an authoriser is asked has a type, and comes to no handler of ours.
        and "type" not in event
    ]
    assert from_http_apis
    for event in from_http_apis:
        _assert_alike(event, ours)


def _assert_alike(recorded: dict[str, object], ours: dict[str, object]) -> None:
    ignored = {"stageVariables", "authorizer", "authentication"}
    free = {"headers", "queryStringParameters", "pathParameters"}
    for key in recorded.keys() - ignored:
        mine, theirs = ours[key], recorded[key]
        if theirs is None:
            continue
        assert type(mine) is type(theirs), key
        if isinstance(theirs, dict) and isinstance(mine, dict) and key not in free:
            _assert_alike(theirs, mine)
