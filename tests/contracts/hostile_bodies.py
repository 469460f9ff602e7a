"""Hostile bodies for an operation that takes one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from backend.http_api.api import MAX_BODY_BYTES
from backend.http_api.operation import Operation
from tests.contracts.api_client import cookie_headers
from tests.contracts.hostile_requests import NOBODY, Hostile, body_of, good_body


def _with_number(number: str) -> bytes:
    return body_of(artists=[{"name": "Low", "plays": 4711}]).replace(
        b"4711", number.encode()
    )


def _named(source: str, **told: object) -> bytes:
    return json.dumps({"source": source, "visibility": "hidden", **told}).encode()


MALFORMED: dict[str, bytes] = {
    "no body": b"",
    "white space": b" \n\t ",
    "half an object": body_of()[:-3],
    "more after the object": body_of() + b"{}",
    "single quotes": b"{'source':'top_items'}",
    "a byte order mark": b"\xef\xbb\xbf" + body_of(),
    "NaN": _with_number("NaN"),
    "Infinity": _with_number("-Infinity"),
    "a lone surrogate": body_of(artists=["x\ud800y"]),
    "a low surrogate": body_of(artists=["\udc00"]),
    "no UTF-8": body_of().replace(b"Low", b"\xff\xfe"),
    "an overlong NUL": body_of().replace(b"Low", b"\xc0\x80"),
    "a raw control character": body_of().replace(b"Low", b"L\x00w"),
    "20,000 objects": b'{"artists":' * 20_000,
    "100,000 lists for a source": b'{"source":' + b"[" * 100_000,
    "UTF-16": body_of().decode().encode("utf-16"),
}
INVALID: dict[str, bytes] = {
    "null": b"null",
    "a list": b"[]",
    "a text": b'"top_items"',
    "an empty object": b"{}",
    "100,000 lists": b"[" * 100_000,
    "an unknown field": body_of(is_verified=True),
    "somebody's user_id": body_of(user_id=NOBODY),
    "an unknown field of control characters": body_of(**{"\u202e\x00x\n": 1}),
    "an unknown field of 100,000 characters": body_of(**{"x" * 100_000: 1}),
    "no source": body_of().replace(b"source", b"sauce"),
    "another source": body_of(source="carrier_pigeon"),
    "source null": body_of(source=None),
    "artists null": body_of(artists=None),
    "artists as a mapping": body_of(artists={"Low": 1}),
    "an artist that is null": body_of(artists=[None]),
    "an artist that is a number": body_of(artists=[1e308]),
    "a name that is empty": body_of(artists=[""]),
    "a name of 501 characters": body_of(artists=["x" * 501]),
    "a number of 5,000 digits": _with_number("9" * 5_000),
    "a number of 20 digits": _with_number("9" * 20),
    "an exponent beyond floats": _with_number("1e999"),
    "plays below one": _with_number("0"),
    "plays below zero": _with_number("-1"),
    "plays with a fraction": _with_number("1.5"),
    "plays as a text": _with_number('"12"'),
    "plays as true": _with_number("true"),
    "genres without end": body_of(artists=[{"name": "x", "genres": {"a": 1e308}}]),
    "genres next to nothing": body_of(artists=[{"name": "x", "genres": {"a": 5e-324}}]),
    "genres below zero": body_of(artists=[{"name": "x", "genres": {"a": -1}}]),
    "51 genres": body_of(artists=[{"name": "x", "genres": list(map(str, range(51)))}]),
    "links with line breaks": body_of(artists=[{"name": "x", "links": {"a": "b\n"}}]),
    "a track without a name": body_of(tracks=[{"artist": "Low"}]),
    "a release date of words": body_of(
        tracks=[{"name": "x", "artist": "y", "release_date": "\u202eyesterday"}]
    ),
    "visibility unknown": body_of(visibility="public"),
    "visibility as a list": body_of(visibility=["open"]),
    "display_name as a number": body_of(display_name=7),
    "9 named artists": body_of(named_artists=list("abcdefghi")),
    "a user name beside top items": body_of(user_name="Ana"),
    "a source's name and token": _named("listenbrainz", user_name="a", token="b"),
    "a source's name that is empty": _named("listenbrainz", user_name=""),
    "a source's name that is a number": _named("lastfm", user_name=7),
    "a source's name that is a list": _named("lastfm", user_name=["a"]),
    "a source's name of 201 characters": _named("lastfm", user_name="x" * 201),
    "a source without a name or token": _named("listenbrainz"),
    "a source's token that is empty": _named("listenbrainz", token=""),
    "a source's token of 4,001 characters": _named("lastfm", token="x" * 4_001),
    "an agreement that is a text": _named("lastfm", user_name="a", is_refreshed="yes"),
    "an agreement at Spotify": _named("spotify", is_refreshed=True),
    "a user name at Spotify": _named("spotify", user_name="Ana"),
    "top items beside a user name": _named("lastfm", user_name="Ana", artists=["Low"]),
}
UNUSABLE: dict[str, tuple[bytes, str]] = {
    "an artist of spaces": (body_of(artists=["   "]), "invalid_top_item"),
    "an artist that shows nothing": (
        body_of(artists=["\u200b\u202e"]),
        "invalid_top_item",
    ),
    "a track without an artist": (body_of(tracks=[{"name": "x"}]), "invalid_top_item"),
    "a display name of controls": (
        body_of(display_name="\x00\u2066"),
        "invalid_top_item",
    ),
    "a display name of 81": (body_of(display_name="x" * 81), "invalid_top_item"),
    "nothing at all": (body_of(artists=[]), "empty_profile"),
    "2,001 artists": (body_of(artists=["x"] * 2_001), "too_many_top_items"),
    "open without a name": (body_of(visibility="open"), "display_name_required"),
    "no visibility": (body_of(visibility=None), "visibility_required"),
    "a source that is not offered": (
        _named("spotify", access_token="t"),
        "source_not_offered",
    ),
    "a source's name of dots": (
        _named("listenbrainz", user_name="../Ana"),
        "source_refused",
    ),
    "a source's name with a control": (
        _named("lastfm", user_name="A\x00na"),
        "source_refused",
    ),
    "a source's token of line breaks": (
        _named("listenbrainz", token="a\r\nb"),
        "source_refused",
    ),
    "more than is kept": (
        body_of(artists=[f"{n:04d}{'x' * 115}" for n in range(1_900)]),
        "profile_too_large",
    ),
}
TOO_LARGE: dict[str, bytes] = {
    "a byte over 256 KB": b" " * (MAX_BODY_BYTES + 1),
    "5 MB": b"[" * 5_000_000,
}


def hostile_bodies(operation: Operation, session: str) -> Iterator[Hostile]:
    """Bodies with which nothing may begin; a new person's come without a session."""
    caller = cookie_headers(session) if operation.caller == "user" else {}
    is_save = operation.name == "save_taste_profile"

    def post(what: str, body: bytes, content_type: str, *codes: str) -> Hostile:
        headers = {**caller, **({"content-type": content_type} if content_type else {})}
        return Hostile(what, operation.method, operation.path, headers, body, codes)

    good = good_body(operation) or b""
    for what, body, *codes in _bodies(is_save):
        if body != good:
            yield post(what, body, "application/json", *codes)
    for given in ("", "text/plain", "multipart/form-data; boundary=x", "json", "\xff"):
        yield post(f"as {given!r}", good, given, "unsupported_media_type")


def _bodies(is_save: bool) -> Iterator[tuple[Any, ...]]:
    for what, body in MALFORMED.items():
        # A foreign field can be met before the fault.
        yield (what, body, "malformed_json", *([] if is_save else ["invalid_request"]))
    for what, body in INVALID.items():
        yield what, body, "invalid_request"
    for what, (body, code) in UNUSABLE.items() if is_save else ():
        yield what, body, code
    for what, body in TOO_LARGE.items():
        yield what, body, "body_too_large"
