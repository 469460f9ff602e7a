"""Spotify through spotipy, over HTTP against the stand-in."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.sources.spotify import Patience, SpotifySource
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    Listening,
)
from tests.contracts.music_source_contract import (
    FETCHED_AT,
    IMPATIENT,
    RETRY_AFTER_SECONDS,
    UNHURRIED,
    MusicSourceContract,
    ServiceTrouble,
    SignInContract,
    patience_with,
)
from tests.dev_server.open_spotify import (
    CLIENT_ID,
    SECRET_MARK,
    VERIFIER,
    OpenSpotify,
    open_spotify,
)
from tests.sources.raw_answers import answering, http

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def running() -> Iterator[OpenSpotify]:
    with open_spotify() as opened:
        yield opened


@pytest.fixture
def spotify(running: OpenSpotify) -> Iterator[OpenSpotify]:
    yield running
    running.switch_all_off()


def source_at(
    url: str, patience: Patience = UNHURRIED, **settings: bool
) -> SpotifySource:
    return SpotifySource(
        CLIENT_ID,
        accounts_url=url,
        api_url=f"{url}/v1",
        patience=patience,
        **settings,
    )


def fetch(
    spotify: OpenSpotify, proof: AuthorizationCode, patience: Patience = UNHURRIED
) -> Listening:
    source = source_at(spotify.url, patience)
    return source.fetch_listening(proof, fetched_at=FETCHED_AT)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class TestSpotifySource(MusicSourceContract, SignInContract):
    """Signs the contracts of every source that people sign in at."""

    @pytest.fixture(autouse=True)
    def _opened(self, spotify: OpenSpotify) -> None:
        self.spotify = spotify

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        proof = self.spotify.proof("ana")
        if trouble == "unreachable":
            nowhere = source_at(f"http://127.0.0.1:{free_port()}")
            return nowhere.fetch_listening(proof, fetched_at=FETCHED_AT)
        if trouble == "rate_limit":
            self.spotify.switch("rate_limit", seconds=RETRY_AFTER_SECONDS)
        elif trouble == "expired_sign_in":
            self.spotify.switch("expired_token")
        elif trouble is not None:
            self.spotify.switch(trouble, seconds=60)
        return fetch(self.spotify, proof, patience_with(trouble))

    def secrets(self) -> tuple[str, ...]:
        return (SECRET_MARK, VERIFIER)


def test_gives_six_lists_in_spotifys_order(spotify: OpenSpotify) -> None:
    """Artists and tracks over three time ranges, fifty of each at most."""
    listening = fetch(spotify, spotify.proof("ben"))
    lists: dict[tuple[str, str], list[str]] = {}
    for item in listening.top_items:
        lists.setdefault((item.kind, item.time_range), []).append(item.name)
    assert len(lists) == 6
    assert lists["artist", "short_term"] == [f"Band {n}" for n in range(50)]
    assert {len(names) for names in lists.values()} == {50}


def test_keeps_names_links_and_dates(spotify: OpenSpotify) -> None:
    """What a match is shown with later."""
    listening = fetch(spotify, spotify.proof("ben"))
    track = next(item for item in listening.top_items if item.kind == "track")
    assert (track.name, track.artists) == ("Song of Band 0", ("Band 0",))
    assert track.release_date == "2001-05"
    assert track.links["spotify"].startswith("https://open.spotify.com/track/")
    assert track.links["spotify_uri"].startswith("spotify:track:")
    assert listening.display_name == "Ben <b>"


def test_the_account_is_account_id_and_stays_the_same(spotify: OpenSpotify) -> None:
    """Two sign-ins of one person lead to one account, two people to two."""
    accounts = [
        fetch(spotify, spotify.proof(person)).account
        for person in ("ana", "ana", "ben")
    ]
    assert accounts[0] == accounts[1] != accounts[2]


def test_without_an_account_id_nobody_is_linked(spotify: OpenSpotify) -> None:
    """``id`` may change, so it is no substitute, and no list is fetched."""
    with pytest.raises(SourceAccountUnknownError):
        fetch(spotify, spotify.proof("ana", trouble="no_account_id"))


def test_a_missing_display_name_is_none(spotify: OpenSpotify) -> None:
    """The field is nullable."""
    proof = spotify.proof("ana", trouble="no_display_name")
    assert fetch(spotify, proof).display_name is None


def test_no_genres_at_all_are_no_obstacle(spotify: OpenSpotify) -> None:
    """They may be empty, null or not there."""
    listening = fetch(spotify, spotify.proof("ben", trouble="no_genres"))
    assert len(listening.top_items) == 300
    assert not any(item.genres for item in listening.top_items)


def test_the_quota_is_told_apart_from_the_rate_limit(spotify: OpenSpotify) -> None:
    """One passes in seconds, the other tomorrow."""
    proof = spotify.proof("ana")
    spotify.switch("quota", seconds=48_925)
    with pytest.raises(SourceRateLimitedError, match="in 14 hours") as caught:
        fetch(spotify, proof)
    assert caught.value.is_quota
    assert caught.value.retry_after_seconds == 48_925


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/v1/me/top/tracks", "rate_limit"),
        ("/v1/me/top/artists", "quota"),
        ("/api/token", "rate_limit"),
    ],
)
def test_one_limited_call_of_seven_is_enough(
    spotify: OpenSpotify, path: str, trouble: str
) -> None:
    """Nothing of the other lists is given instead of all of it."""
    proof = spotify.proof("ana")
    spotify.switch(trouble, path=path, seconds=9, times=1)
    with pytest.raises(SourceRateLimitedError) as caught:
        fetch(spotify, proof)
    assert caught.value.retry_after_seconds == 9


@pytest.mark.parametrize(
    "cause",
    ["not_allow_listed", "owner_without_premium", "removed_endpoint", "missing_scope"],
)
def test_the_causes_of_a_403_are_told_apart(spotify: OpenSpotify, cause: str) -> None:
    """Each asks something else of somebody else."""
    with pytest.raises(SourceNotPermittedError) as caught:
        fetch(spotify, spotify.proof("ana", trouble=cause))
    assert caught.value.cause == cause


def test_a_consent_without_the_scope_is_noticed_at_once(spotify: OpenSpotify) -> None:
    """The person may take a tick away; the token says so."""
    with pytest.raises(SourceNotPermittedError) as caught:
        fetch(spotify, spotify.proof("ana", scope="user-read-recently-played"))
    assert caught.value.cause == "missing_scope"


def test_a_revoked_consent_asks_to_reconnect(spotify: OpenSpotify) -> None:
    """Revoking happens at Spotify, behind our back."""
    with pytest.raises(SourceSignInExpiredError):
        fetch(spotify, spotify.proof("ana", trouble="revoked_access"))


def test_a_code_works_once(spotify: OpenSpotify) -> None:
    """Replaying what a log or a history caught leads nowhere."""
    proof = spotify.proof("ana")
    fetch(spotify, proof)
    with pytest.raises(SourceRefusedError) as caught:
        fetch(spotify, proof)
    assert caught.value.cause == "bad_code"


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"code": "another"}, "bad_code"),
        ({"code": ""}, "bad_code"),
        ({"code": "with\nnewline"}, "bad_code"),
        ({"code_verifier": "x" * 43}, "bad_verifier"),
        ({"code_verifier": ""}, "bad_verifier"),
        ({"redirect_uri": "https://soulmate.example/"}, "bad_redirect"),
        ({"redirect_uri": ""}, "bad_code"),
    ],
)
def test_a_sign_in_that_does_not_fit_is_refused(
    spotify: OpenSpotify, change: dict[str, str], cause: str
) -> None:
    """Nobody is asked on the terminal, no browser opens, and the cause is told."""
    proof = spotify.proof("ana")
    fields = {
        "code": proof.code,
        "code_verifier": proof.code_verifier,
        "redirect_uri": proof.redirect_uri,
    }
    with pytest.raises(SourceRefusedError) as caught:
        fetch(spotify, AuthorizationCode(**{**fields, **change}))
    assert caught.value.cause == cause


def test_a_code_that_is_too_old_is_refused(spotify: OpenSpotify) -> None:
    """People leave tabs open."""
    proof = spotify.proof("ana")
    spotify.wait(minutes=11)
    with pytest.raises(SourceRefusedError, match="sign in again"):
        fetch(spotify, proof)


def test_an_unknown_client_id_is_the_operators_mistake(spotify: OpenSpotify) -> None:
    """It is told apart from what the person did."""
    source = SpotifySource(
        "another", accounts_url=spotify.url, api_url=f"{spotify.url}/v1"
    )
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(spotify.proof("ana"), fetched_at=FETCHED_AT)
    assert caught.value.cause == "bad_client"


def test_no_client_id_is_refused_at_the_start() -> None:
    """Spotipy would look for one in the environment."""
    with pytest.raises(ValueError, match="client id"):
        SpotifySource("")


def test_a_bare_token_is_refused_unless_allowed(spotify: OpenSpotify) -> None:
    """It may have been issued to another app."""
    token = AccessToken(token=spotify.tokens("ana")["access_token"])
    with pytest.raises(SourceRefusedError) as caught:
        source_at(spotify.url).fetch_listening(token, fetched_at=FETCHED_AT)
    assert caught.value.cause == "tokens_not_accepted"

    allowed = source_at(spotify.url, accepts_access_tokens=True)
    listening = allowed.fetch_listening(token, fetched_at=FETCHED_AT)
    assert listening.display_name == "Ana"


def test_a_token_expires_after_an_hour(spotify: OpenSpotify) -> None:
    """By the service's clock."""
    token = AccessToken(token=spotify.tokens("ana")["access_token"])
    spotify.wait(seconds=3_601)
    source = source_at(spotify.url, accepts_access_tokens=True)
    with pytest.raises(SourceSignInExpiredError):
        source.fetch_listening(token, fetched_at=FETCHED_AT)


@pytest.mark.parametrize("token", ["", "two words", "line\n", "naïve", "x" * 5_000])
def test_a_token_that_is_none_is_not_sent(spotify: OpenSpotify, token: str) -> None:
    """A library would quote it in its complaint about the header."""
    source = source_at(spotify.url, accepts_access_tokens=True)
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(AccessToken(token=token), fetched_at=FETCHED_AT)
    assert caught.value.cause == "bad_token"


@pytest.mark.parametrize("trouble", ["slow", "dripping", "server_error", "broken_json"])
def test_the_accounts_service_may_fail_as_well(
    spotify: OpenSpotify, trouble: str
) -> None:
    """In the same bounded time, with the same error."""
    proof = spotify.proof("ana")
    spotify.switch(trouble, path="/api/token", seconds=60)
    with pytest.raises(SourceUnavailableError):
        fetch(spotify, proof, patience_with(trouble))


def test_one_slow_list_is_not_waited_for(spotify: OpenSpotify) -> None:
    """The other five are no substitute for all six."""
    proof = spotify.proof("ana")
    spotify.switch("slow", path="/v1/me/top/tracks", times=1, seconds=60)
    with pytest.raises(SourceUnavailableError) as caught:
        fetch(spotify, proof, IMPATIENT)
    assert caught.value.reason == "timeout"


def test_the_lists_are_fetched_side_by_side(spotify: OpenSpotify) -> None:
    """All six are asked for before the first of them is answered."""
    proof = spotify.proof("ana")
    with spotify.answering_together(6, "/v1/me/top/"):
        assert fetch(spotify, proof, UNHURRIED).top_items


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
        http("200 OK", ""),
        http("200 OK", "null"),
        http("200 OK", "[]"),
        http("200 OK", '"text"'),
        http("200 OK", "[" * 90_000),
        http("200 OK", '{"account_id": 7}', "Content-Encoding: gzip"),
        http("204 No Content", ""),
        http("302 Found", "", "Location: https://elsewhere.invalid/"),
        http("400 Bad Request", "[]"),
        http("404 Not Found", '{"error": "text"}'),
        http("418 I'm a teapot", '{"error": {"message": 7, "reason": []}}'),
        http("500 Internal Server Error", '"text"'),
        http("503 Service Unavailable", '{"error": null}', "Retry-After: 3600"),
    ],
)
def test_no_answer_is_too_odd(answer: bytes) -> None:
    """Whatever a proxy in between may say, the person hears one of our errors."""
    with answering(answer) as (url, _):
        source = source_at(url, accepts_access_tokens=True)
        with pytest.raises(SourceUnavailableError):
            source.fetch_listening(AccessToken(token="t"), fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("0", 0), ("soon", None), ("-1", None), ("1.5", None), ("", None)],
)
def test_an_odd_retry_after_is_no_number(header: str, seconds: int | None) -> None:
    """A date or nonsense leaves it open how long to wait."""
    limited = http("429 Too Many Requests", "Too many", f"Retry-After: {header}")
    with answering(limited) as (url, _):
        source = source_at(url, accepts_access_tokens=True)
        with pytest.raises(SourceRateLimitedError, match="try again in") as caught:
            source.fetch_listening(AccessToken(token="t"), fetched_at=FETCHED_AT)
    assert caught.value.retry_after_seconds == seconds
    assert not caught.value.is_quota


def test_an_answer_may_not_be_endless() -> None:
    """More than eight megabytes is no top list."""
    with answering(http("200 OK", " " * 9_000_000)) as (url, _):
        source = source_at(url, accepts_access_tokens=True)
        with pytest.raises(SourceUnavailableError):
            source.fetch_listening(AccessToken(token="t"), fetched_at=FETCHED_AT)


def test_writes_no_file(
    spotify: OpenSpotify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spotipy's managers would leave a token behind for everybody."""
    monkeypatch.chdir(tmp_path)
    fetch(spotify, spotify.proof("ana"))
    assert list(tmp_path.iterdir()) == []


def test_spotipy_is_imported_when_it_is_needed() -> None:
    """It takes half a second, which a cold start without a sign-in need not pay."""
    program = "import sys, backend.sources.spotify; print('spotipy' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert result.stdout.strip() == "False"
