"""The stand-in's accounts service: the page, the codes, the tokens."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.dev_server.open_spotify import (
    REDIRECT_URI,
    VERIFIER,
    OpenSpotify,
    open_spotify,
)


@pytest.fixture(scope="module")
def running() -> Iterator[OpenSpotify]:
    with open_spotify() as opened:
        yield opened


@pytest.fixture
def spotify(running: OpenSpotify) -> Iterator[OpenSpotify]:
    yield running
    running.switch_all_off()


def get(url: str) -> requests.Response:
    return requests.get(url, timeout=120)


class Buttons(HTMLParser):
    """The names that a screen reader gives the page's buttons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "button":
            self.names.append(dict(attrs).get("aria-label") or "")


def test_the_page_offers_everybody_as_text(spotify: OpenSpotify) -> None:
    """A name that looks like markup stays a name."""
    page = get(spotify.page_url())
    assert page.status_code == 200
    assert "<b>" not in page.text
    assert Buttons(page.text).names[1:4] == [
        "Continue as Ana",
        "Continue as Ben <b>",
        "Continue as Newcomer",
    ]


def test_the_page_runs_no_script_and_may_return(spotify: OpenSpotify) -> None:
    """Browsers hold the redirect after the form to form-action as well."""
    page = get(spotify.page_url())
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; base-uri 'none';"
        " form-action 'self' http://127.0.0.1:5000; frame-ancestors 'none'"
    )
    assert page.headers["Cache-Control"] == "no-store"
    assert "<script" not in page.text
    assert "style=" not in page.text


def test_people_are_found_by_what_they_love(spotify: OpenSpotify) -> None:
    """Nobody reads through five thousand names."""
    page = get(f"{spotify.page_url()}&search=slowdive")
    assert Buttons(page.text).names[1:] == ["Continue as Ana", ""]
    assert "Nobody fits" in get(f"{spotify.page_url()}&search=zzz").text


def test_agreeing_sends_code_and_state_back(spotify: OpenSpotify) -> None:
    """To the very address that was asked for."""
    url = spotify.returned("ana", state="a b&c")
    assert url.startswith(f"{REDIRECT_URI}?")
    query = parse_qs(urlsplit(url).query)
    assert query["state"] == ["a b&c"]
    assert query["code"]


@pytest.mark.parametrize("nobody", ["", "unknown"])
def test_cancelling_sends_access_denied_back(spotify: OpenSpotify, nobody: str) -> None:
    """With the state, so that the site can believe it."""
    query = parse_qs(urlsplit(spotify.returned(nobody)).query)
    assert query == {"error": ["access_denied"], "state": ["xyz"]}


@pytest.mark.parametrize(
    "uri",
    [
        "http://127.0.0.1:8888/",
        "http://127.0.0.1/",
        "https://soulmate.example/",
    ],
)
def test_registered_addresses_are_returned_to(spotify: OpenSpotify, uri: str) -> None:
    """A loopback one that was registered without a port stands for every port."""
    assert spotify.agree("ana", redirect_uri=uri).status_code == 302


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "http://localhost:5000/",
        "http://127.0.0.1:5000/other",
        "http://127.0.0.1:5000",
        "http://127.0.0.1:port/",
        "https://127.0.0.1:5000/",
        "http://127.0.0.1@evil.example/",
        "http://soulmate.example/",
        "https://soulmate.example:8443/",
        "https://soulmate.example/?a=1",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_never_returned_to(spotify: OpenSpotify, uri: str) -> None:
    """Whoever follows a forged link stays on the page."""
    answer = spotify.agree("ana", redirect_uri=uri)
    assert answer.status_code == 400
    assert answer.text == "INVALID_CLIENT: Invalid redirect URI"
    assert get(spotify.page_url(redirect_uri=uri)).status_code == 400


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "another"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
    ],
)
def test_a_sign_in_without_pkce_is_refused(
    spotify: OpenSpotify, change: dict[str, str]
) -> None:
    """So is an unknown app, and the grant that is no longer given."""
    assert spotify.agree("ana", **change).status_code == 400


def test_tokens_are_what_spotify_gives(spotify: OpenSpotify) -> None:
    """An hour, the granted scopes, and a refresh token."""
    tokens = spotify.tokens("ana", scope="user-top-read")
    assert set(tokens) == {
        "access_token",
        "token_type",
        "expires_in",
        "refresh_token",
        "scope",
    }
    assert tokens["token_type"] == "Bearer"
    assert str(tokens["expires_in"]) == "3600"
    assert tokens["scope"] == "user-top-read"


@pytest.mark.parametrize(
    ("form", "error", "description"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type", "grant_type"),
        ({"client_id": "another"}, "invalid_client", "Invalid client"),
        ({"code": ""}, "invalid_request", "code must be supplied"),
        ({"code": "made-up"}, "invalid_grant", "Invalid authorization code"),
        ({"code_verifier": "x" * 43}, "invalid_grant", "code_verifier was incorrect"),
        ({"redirect_uri": "http://127.0.0.1:1/"}, "invalid_grant", "redirect URI"),
        (
            {"grant_type": "refresh_token", "refresh_token": "made-up"},
            "invalid_grant",
            "Invalid refresh token",
        ),
    ],
)
def test_an_exchange_that_does_not_fit_is_refused(
    spotify: OpenSpotify, form: dict[str, str], error: str, description: str
) -> None:
    """In the shape of OAuth, which differs from the Web API's."""
    proof = spotify.proof("ana")
    given = {
        "code": proof.code,
        "code_verifier": VERIFIER,
        "redirect_uri": proof.redirect_uri,
    }
    answer = spotify.exchange(**{**given, **form})
    assert answer.status_code == 400
    assert answer.json()["error"] == error
    assert description in answer.json()["error_description"]


def test_a_refresh_gives_the_next_pair_once(spotify: OpenSpotify) -> None:
    """The old refresh token is used up."""
    token = spotify.tokens("ana")["refresh_token"]
    first = spotify.exchange(grant_type="refresh_token", refresh_token=token)
    assert first.json()["access_token"]
    again = spotify.exchange(grant_type="refresh_token", refresh_token=token)
    assert again.json()["error"] == "invalid_grant"


def test_a_refresh_does_not_lengthen_the_consent(spotify: OpenSpotify) -> None:
    """Six months after the person agreed, they are asked again."""
    token = spotify.tokens("ana")["refresh_token"]
    spotify.wait(days=180)
    refreshed = spotify.exchange(grant_type="refresh_token", refresh_token=token)
    token = refreshed.json()["refresh_token"]
    spotify.wait(days=3)
    ended = spotify.exchange(grant_type="refresh_token", refresh_token=token)
    assert ended.json()["error_description"] == "Refresh token expired"


def test_a_revoked_consent_cannot_be_refreshed(spotify: OpenSpotify) -> None:
    """As after the person removed the app from their account."""
    token = spotify.tokens("ana", trouble="revoked_access")["refresh_token"]
    answer = spotify.exchange(grant_type="refresh_token", refresh_token=token)
    assert answer.json()["error_description"] == "Refresh token revoked"


def test_a_foreign_host_name_does_not_reach_it(spotify: OpenSpotify) -> None:
    """A page elsewhere could point its own name at this machine."""
    answer = requests.get(
        f"{spotify.url}/switches", headers={"Host": "evil.example"}, timeout=120
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "switch",
    [
        {},
        {"trouble": "boredom"},
        {"trouble": "slow", "seconds": "long"},
        {"trouble": "slow", "times": 0},
        {"trouble": "slow", "path": 7},
    ],
)
def test_a_switch_that_makes_no_sense_is_refused(
    spotify: OpenSpotify, switch: dict[str, object]
) -> None:
    """And nothing is switched on."""
    answer = requests.post(f"{spotify.url}/switches", json=switch, timeout=120)
    assert answer.status_code == 400
    assert get(f"{spotify.url}/switches").json()["switches"] == []


def test_a_form_of_another_site_cannot_switch(spotify: OpenSpotify) -> None:
    """Only what asks first can send this type."""
    answer = requests.post(
        f"{spotify.url}/switches", data='{"trouble": "slow"}', timeout=120
    )
    assert answer.status_code == 415


def test_a_switch_strikes_as_often_as_told(spotify: OpenSpotify) -> None:
    """Then everything works again."""
    spotify.switch("server_error", path="/api/token", times=1)
    statuses = [spotify.exchange(code="x").status_code for _ in range(2)]
    assert statuses == [500, 400]
