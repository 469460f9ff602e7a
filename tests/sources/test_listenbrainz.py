"""ListenBrainz over HTTP against the stand-in."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator

import pytest

from backend.sources.listenbrainz import ListenBrainzSource, Patience, _failures
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceEmptyError,
    SourceNotPermittedError,
    SourceRateLimitedError,
    SourceRefusedError,
    SourceSignInExpiredError,
    SourceUnavailableError,
)
from backend.use_cases.listening.music_source import (
    AccessToken,
    Listening,
    PublicName,
)
from tests.contracts.music_source_contract import (
    FETCHED_AT,
    RETRY_AFTER_SECONDS,
    UNHURRIED,
    MusicSourceContract,
    ServiceTrouble,
    SignInContract,
    patience_with,
)
from tests.dev_server.open_listenbrainz import (
    BEN,
    GENRES,
    YEAR,
    OpenListenBrainz,
    open_listenbrainz,
)
from tests.sources.raw_answers import answering, http

HALF_PATIENT = Patience(connect_seconds=120, read_seconds=2.5, total_seconds=3)
"""Enough for what answers at once, too little for what waits for a minute."""

TOKEN_MARK = "5ec2e700"
UNKNOWN_TOKEN = f"{TOKEN_MARK}-0000-4000-8000-000000000000"
ANA_NAME = "Ana"
ARTIST_PATH, RECORDING_PATH = "/1/metadata/artist/", "/1/metadata/recording/"


class StoppedClock:
    """What the source goes by; only a test moves it on."""

    seconds = 1_000.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    stopped = StoppedClock()
    monkeypatch.setattr(_failures, "time", stopped)
    return stopped


@pytest.fixture(scope="module")
def running() -> Iterator[OpenListenBrainz]:
    with open_listenbrainz() as opened:
        yield opened


@pytest.fixture
def listenbrainz(running: OpenListenBrainz) -> Iterator[OpenListenBrainz]:
    yield running
    running.switch_all_off()


def source_at(
    url: str, patience: Patience = UNHURRIED, page_size: int = 100
) -> ListenBrainzSource:
    return ListenBrainzSource(api_url=url, patience=patience, page_size=page_size)


def fetch(
    listenbrainz: OpenListenBrainz,
    user_name: str = ANA_NAME,
    fetched_at: str = FETCHED_AT,
) -> Listening:
    proof = PublicName(user_name=user_name)
    source = source_at(listenbrainz.url)
    return source.fetch_listening(proof, fetched_at=fetched_at)


def fetch_with_token(listenbrainz: OpenListenBrainz, token: str) -> Listening:
    proof = AccessToken(token=token)
    return source_at(listenbrainz.url).fetch_listening(proof, fetched_at=FETCHED_AT)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def names(listening: Listening, kind: str, time_range: str) -> list[str]:
    return [
        item.name
        for item in listening.top_items
        if (item.kind, item.time_range) == (kind, time_range)
    ]


class TestListenBrainzByName(MusicSourceContract):
    """Signs the contract of every source, by a public name."""

    @pytest.fixture(autouse=True)
    def _opened(self, listenbrainz: OpenListenBrainz) -> None:
        self.listenbrainz = listenbrainz

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        return self.fetch_by(PublicName(user_name=ANA_NAME), trouble)

    def fetch_by(
        self, proof: PublicName | AccessToken, trouble: ServiceTrouble | None
    ) -> Listening:
        url, patience = self.listenbrainz.url, patience_with(trouble)
        if trouble == "unreachable":
            url = f"http://127.0.0.1:{free_port()}"
        elif trouble == "rate_limit":
            self.listenbrainz.switch("rate_limit", seconds=RETRY_AFTER_SECONDS)
        elif trouble == "empty_account":
            proof = self.proof_of("newcomer")
        elif trouble == "expired_sign_in":
            proof = AccessToken(token=UNKNOWN_TOKEN)
        elif trouble is not None:
            self.listenbrainz.switch(trouble, seconds=60)
        return source_at(url, patience).fetch_listening(proof, fetched_at=FETCHED_AT)

    def proof_of(self, user_name: str) -> PublicName | AccessToken:
        return PublicName(user_name=user_name)

    def secrets(self) -> tuple[str, ...]:
        return (TOKEN_MARK,)


class TestListenBrainzByToken(TestListenBrainzByName, SignInContract):
    """Signs it by a person's own token, and the contract of signing in."""

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        return self.fetch_by(self.proof_of(ANA_NAME), trouble)

    def proof_of(self, user_name: str) -> PublicName | AccessToken:
        return AccessToken(token=self.listenbrainz.token(user_name))


def test_a_public_name_proves_nothing(listenbrainz: OpenListenBrainz) -> None:
    """It is found whatever its case, and given on as it was typed."""
    listening = fetch(listenbrainz, " aNA ")
    assert (listening.account, listening.is_verified) == (None, False)
    assert listening.public_name == listening.display_name == "aNA"


def test_a_token_proves_whose_it_is(listenbrainz: OpenListenBrainz) -> None:
    """The account is the name whatever its case; the name is as written there."""
    listening = fetch_with_token(listenbrainz, listenbrainz.token("ana"))
    assert (listening.account, listening.is_verified) == ("ana", True)
    assert listening.public_name == listening.display_name == "Ana"


def test_a_name_of_any_signs_is_one_part_of_the_path(
    listenbrainz: OpenListenBrainz,
) -> None:
    """MusicBrainz allows spaces, slashes and question marks."""
    assert fetch(listenbrainz, BEN.user_name).public_name == BEN.user_name


def test_lists_hold_a_hundred_with_plays_and_ranks(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Of more, the most played."""
    listening = fetch(listenbrainz, BEN.user_name)
    assert len(listening.top_items) == 600
    assert names(listening, "artist", "long_term") == [f"Band {n}" for n in range(100)]
    best = listening.top_items[0]
    assert (best.rank, best.plays) == (1, 37)


@pytest.mark.parametrize("page_size", [1, 30, 33, 50, 99])
def test_paging_makes_no_difference(
    listenbrainz: OpenListenBrainz, page_size: int
) -> None:
    """Whether or not a page ends where the list does."""
    for user_name in (ANA_NAME, BEN.user_name) if page_size > 1 else (ANA_NAME,):
        proof = PublicName(user_name=user_name)
        paged = source_at(listenbrainz.url, page_size=page_size)
        assert paged.fetch_listening(proof, fetched_at=FETCHED_AT) == fetch(
            listenbrainz, user_name
        )


@pytest.mark.parametrize("page_size", [0, -1, 101])
def test_a_page_size_without_sense_is_refused(page_size: int) -> None:
    """Pages of nothing never end."""
    with pytest.raises(ValueError, match="page_size"):
        ListenBrainzSource(page_size=page_size)


def test_artists_carry_genres_and_recordings_years(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Agreed genres with votes; "seen live" is none."""
    listening = fetch(listenbrainz)
    low = next(item for item in listening.top_items if item.name == "Low")
    assert dict(low.genres) == {GENRES[0]: 12.0, GENRES[1]: 9.0}
    song = next(item for item in listening.top_items if item.name == "Song of Low")
    assert (song.artists, song.release_date) == (("Low", "Guest", "Other"), str(YEAR))
    assert song.links["listenbrainz"].startswith("https://listenbrainz.org/track/")


def test_what_stands_for_nobody_is_no_artist(listenbrainz: OpenListenBrainz) -> None:
    """Compilations are filed under "Various Artists"."""
    listening = fetch(listenbrainz)
    assert "Various Artists" not in {item.name for item in listening.top_items}
    assert len(names(listening, "artist", "short_term")) == 4


def test_an_unknown_name_is_told_so(listenbrainz: OpenListenBrainz) -> None:
    """The person can mend it."""
    with pytest.raises(SourceRefusedError, match="spelling") as caught:
        fetch(listenbrainz, "nobody")
    assert caught.value.cause == "unknown_user"


@pytest.mark.parametrize(
    "user_name",
    [
        "",
        "  ",
        "a\nb",
        "a\x00",
        "\u202eana",
        "\ud800",
        "x" * 65,
        "..",
        ".",
        "a/../b",
        "a/",
    ],
)
def test_what_can_be_no_name_is_not_asked_for(user_name: str) -> None:
    """It would lead to another path, or into a log; nobody is called."""
    source = source_at(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(PublicName(user_name=user_name), fetched_at=FETCHED_AT)
    assert caught.value.cause == "bad_user_name"


@pytest.mark.parametrize("token", ["", "two words", "line\n", "naïve", "x" * 201])
def test_a_token_that_is_none_is_not_sent(token: str) -> None:
    """A library would quote it in its complaint about the header."""
    source = source_at(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(AccessToken(token=token), fetched_at=FETCHED_AT)
    assert caught.value.cause == "bad_token"


def test_what_has_not_the_form_of_a_token_is_no_expired_one(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Reconnecting cannot help who pasted something else."""
    with pytest.raises(SourceRefusedError) as caught:
        fetch_with_token(listenbrainz, "a-password")
    assert caught.value.cause == "bad_token"
    with pytest.raises(SourceSignInExpiredError):
        fetch_with_token(listenbrainz, UNKNOWN_TOKEN)


def test_nothing_computed_yet_is_told_apart_from_nothing_heard(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Both get 204; only the first has listened."""
    listenbrainz.switch("not_computed", path="/1/stats/")
    with pytest.raises(SourceUnavailableError, match="in a day") as caught:
        fetch(listenbrainz)
    assert caught.value.reason == "not_computed"
    with pytest.raises(SourceEmptyError):
        fetch(listenbrainz, "newcomer")


def test_what_is_computed_is_enough(listenbrainz: OpenListenBrainz) -> None:
    """One of six lists is a listening."""
    for path in ("artists?range=", "recordings?range=this_", "recordings?range=month"):
        listenbrainz.switch("not_computed", path=f"/1/stats/user/Ana/{path}")
    listenbrainz.switch(
        "not_computed", path="/1/stats/user/Ana/recordings?range=half_yearly"
    )
    items = fetch(listenbrainz).top_items
    assert {(item.kind, item.time_range) for item in items} == {("track", "long_term")}


@pytest.mark.parametrize(
    ("fetched_at", "missing"),
    [
        ("2026-11-20T12:00:00Z", ("this_month", "this_year")),
        ("2026-11-02T12:00:00Z", ("month", "this_year")),
        ("2026-01-02T12:00:00Z", ("month", "half_yearly")),
    ],
)
def test_a_neighbour_stands_in_for_a_range_that_is_not_there(
    listenbrainz: OpenListenBrainz, fetched_at: str, missing: tuple[str, ...]
) -> None:
    """So nobody's list is empty on the first of a month."""
    whole = fetch(listenbrainz, fetched_at=fetched_at)
    for stats_range in missing:
        for entity in ("artists", "recordings"):
            listenbrainz.switch(
                "not_computed", path=f"/1/stats/user/Ana/{entity}?range={stats_range}"
            )
    assert fetch(listenbrainz, fetched_at=fetched_at) == whole


@pytest.mark.parametrize("path", [ARTIST_PATH, RECORDING_PATH])
@pytest.mark.parametrize(
    "trouble",
    ["rate_limit", "server_error", "bad_gateway", "slow", "broken_json", "truncated"],
)
def test_metadata_may_fail_without_sinking_the_save(
    listenbrainz: OpenListenBrainz,
    path: str,
    trouble: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The listening is what counts; a warning tells that something is missing."""
    listenbrainz.switch(trouble, path=path, seconds=60)
    patience = HALF_PATIENT if trouble == "slow" else UNHURRIED
    source = source_at(listenbrainz.url, patience)
    proof = PublicName(user_name=ANA_NAME)
    listening = source.fetch_listening(proof, fetched_at=FETCHED_AT)
    assert {item.name for item in listening.top_items} == {
        item.name for item in fetch_whole(listenbrainz).top_items
    }
    if path == ARTIST_PATH:
        assert not any(item.genres for item in listening.top_items)
    else:
        assert not any(item.release_date for item in listening.top_items)
    assert "Saved without some" in caplog.text or "not all genres" in caplog.text


def fetch_whole(listenbrainz: OpenListenBrainz) -> Listening:
    listenbrainz.switch_all_off()
    return fetch(listenbrainz)


def test_metadata_is_asked_for_once(listenbrainz: OpenListenBrainz) -> None:
    """Also of artists who have no genres; a failure is not remembered."""
    source = source_at(listenbrainz.url)
    proof = PublicName(user_name=BEN.user_name)
    listenbrainz.switch("server_error", path="/1/metadata/")
    assert not any(
        item.genres or item.release_date
        for item in source.fetch_listening(proof, fetched_at=FETCHED_AT).top_items
    )
    listenbrainz.switch_all_off()
    whole = source.fetch_listening(proof, fetched_at=FETCHED_AT)
    assert any(item.genres for item in whole.top_items)
    listenbrainz.switch("server_error", path="/1/metadata/")
    assert source.fetch_listening(proof, fetched_at=FETCHED_AT) == whole


@pytest.mark.parametrize(
    "path",
    [
        "/1/stats/user/Ana/artists?range=all_time",
        "/1/stats/user/Ana/recordings?range=this_month",
    ],
)
@pytest.mark.parametrize("trouble", ["server_error", "broken_json", "truncated"])
def test_one_failing_list_sinks_all(
    listenbrainz: OpenListenBrainz, path: str, trouble: str
) -> None:
    """Half of somebody's taste is not theirs."""
    listenbrainz.switch(trouble, path=path)
    with pytest.raises(SourceUnavailableError):
        fetch(listenbrainz)


def test_a_refusal_without_a_cause_is_passed_on(listenbrainz: OpenListenBrainz) -> None:
    """ListenBrainz has nothing private today; it may have tomorrow."""
    listenbrainz.switch("forbidden", path="/1/stats/")
    with pytest.raises(SourceNotPermittedError) as caught:
        fetch(listenbrainz)
    assert caught.value.cause == "unknown"


def test_a_save_stays_within_what_one_address_may_ask() -> None:
    """Thirty calls in ten seconds; the largest listening needs a third."""
    with open_listenbrainz(calls_in_window=9) as listenbrainz:
        token = listenbrainz.token(BEN.user_name)
        assert len(fetch_with_token(listenbrainz, token).top_items) == 600


def test_a_save_that_comes_to_the_limit_says_how_long_to_wait() -> None:
    """Until the window of the clock ends; it is no quota of the day."""
    with open_listenbrainz(calls_in_window=4) as listenbrainz:
        with pytest.raises(SourceRateLimitedError) as caught:
            fetch(listenbrainz)
        assert caught.value.retry_after_seconds == 7
        assert not caught.value.is_quota


def test_the_lists_are_kept_when_the_allowance_ends_before_the_genres() -> None:
    """Six calls for six lists, none left for metadata, and none is tried."""
    with open_listenbrainz(calls_in_window=6) as listenbrainz:
        listening = fetch(listenbrainz)
        assert {item.kind for item in listening.top_items} == {"artist", "track"}
        assert not any(item.genres for item in listening.top_items)


def test_no_name_of_anybody_shows_in_a_log_or_an_error(
    listenbrainz: OpenListenBrainz, caplog: pytest.LogCaptureFixture
) -> None:
    """Addresses hold user names, and libraries like to write addresses."""
    with caplog.at_level(logging.DEBUG):
        for name in list(logging.root.manager.loggerDict):
            caplog.set_level(logging.DEBUG, logger=name)
        fetch(listenbrainz)
        listenbrainz.switch("truncated", path="/1/stats/")
        with pytest.raises(SourceUnavailableError) as caught:
            fetch(listenbrainz)
    # The stand-in's own log is not ours.
    ours = [r.getMessage() for r in caplog.records if r.name != "werkzeug"]
    for text in (*ours, str(caught.value), repr(caught.value.__context__)):
        assert ANA_NAME not in text
        assert "Slowdive" not in text


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
        http("200 OK", ""),
        http("200 OK", "null"),
        http("200 OK", "[]"),
        http("200 OK", "[" * 90_000),
        http("200 OK", '{"payload": {"artists": 7}}'),
        http("200 OK", '{"payload": 7}', "Content-Encoding: gzip"),
        http("200 OK", " " * 9_000_000),
        http("204 No Content", ""),
        http("302 Found", "", "Location: https://elsewhere.invalid/"),
        http("400 Bad Request", "[]"),
        http("404 Not Found", "<html>nothing here</html>"),
        http("404 Not Found", '{"code": 404, "error": "Not Found"}'),
        http("404 Not Found", '["Cannot find user: Ana"]'),
        http("401 Unauthorized", "{}"),
        http("418 I'm a teapot", ""),
        http("503 Service Unavailable", "null", "Retry-After: 3600"),
    ],
)
def test_no_answer_is_too_odd(answer: bytes) -> None:
    """Whatever a proxy in between may say, the person hears one of our errors."""
    with answering(answer) as (url, _):
        source = source_at(url)
        proof = PublicName(user_name=ANA_NAME)
        with pytest.raises(SourceUnavailableError):
            source.fetch_listening(proof, fetched_at=FETCHED_AT)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (("X-RateLimit-Reset-In: 7", "Retry-After: 9"), 7),
        (("Retry-After: 9",), 9),
        (("X-RateLimit-Reset-In: soon",), None),
        (("Retry-After: -1",), None),
        ((), None),
    ],
)
def test_a_rate_limit_tells_how_long_in_either_header(
    headers: tuple[str, ...], seconds: int | None, clock: StoppedClock
) -> None:
    """Nonsense leaves it open."""
    with answering(http("429 Too Many Requests", "{}", *headers)) as (url, _):
        proof = PublicName(user_name=ANA_NAME)
        with pytest.raises(SourceRateLimitedError, match="try again in") as caught:
            source_at(url).fetch_listening(proof, fetched_at=FETCHED_AT)
    assert caught.value.retry_after_seconds == seconds


def test_where_none_is_left_no_further_call_is_made(clock: StoppedClock) -> None:
    """The last answer's headers tell; trying would count against everybody here."""
    page = '{"payload": {"artists": [], "recordings": []}}'
    left = ("X-RateLimit-Remaining: 0", "X-RateLimit-Reset-In: 7")
    with answering(http("200 OK", page, *left)) as (url, asked):
        proof = PublicName(user_name=ANA_NAME)
        with pytest.raises(SourceRateLimitedError) as caught:
            source_at(url).fetch_listening(proof, fetched_at=FETCHED_AT)
    assert caught.value.retry_after_seconds == 7
    # Three are under way at once; those of the other lists are never sent.
    assert 1 <= len(asked) <= 3


def test_what_is_left_is_known_to_everybody_who_asks(clock: StoppedClock) -> None:
    """The next person's fetch of the same source makes no call until there is more."""
    page = '{"payload": {"artists": [], "recordings": []}}'
    left = ("X-RateLimit-Remaining: 0", "X-RateLimit-Reset-In: 1")
    with answering(http("200 OK", page, *left)) as (url, asked):
        source = source_at(url)
        for _ in range(3):
            with pytest.raises(SourceRateLimitedError):
                source.fetch_listening(
                    PublicName(user_name=ANA_NAME), fetched_at=FETCHED_AT
                )
        assert 1 <= len(asked) <= 3
        before = len(asked)
        clock.seconds += 1
        with pytest.raises(SourceRateLimitedError):
            source.fetch_listening(PublicName(user_name="Ben"), fetched_at=FETCHED_AT)
        assert len(asked) > before


def test_a_token_without_a_name_links_nobody() -> None:
    """A name of dots would lead elsewhere; both are told in one call."""
    for user_name in ("null", '".."'):
        body = f'{{"valid": true, "user_name": {user_name}}}'
        with answering(http("200 OK", body)) as (url, asked):
            proof = AccessToken(token=UNKNOWN_TOKEN)
            with pytest.raises(SourceAccountUnknownError):
                source_at(url).fetch_listening(proof, fetched_at=FETCHED_AT)
        assert len(asked) == 1


def test_every_call_says_who_asks() -> None:
    """A User-Agent of our own, and the token where there is one."""
    whose = http("200 OK", '{"valid": true, "user_name": "Ana"}')
    broken = http("400 Bad Request", "{}")
    with answering(whose, broken) as (url, asked):
        source = ListenBrainzSource(api_url=url, user_agent="Testing/7 (+mail)")
        proof = AccessToken(token=UNKNOWN_TOKEN)
        with pytest.raises(SourceUnavailableError):
            source.fetch_listening(proof, fetched_at=FETCHED_AT)
        latest = time.monotonic() + 120
        while len(asked) < 4 and time.monotonic() < latest:
            time.sleep(0.01)
    assert len(asked) == 4
    for request in asked:
        assert b"User-Agent: Testing/7 (+mail)\r\n" in request
        assert f"Authorization: Token {UNKNOWN_TOKEN}\r\n".encode() in request


def test_without_a_token_none_is_sent() -> None:
    """A machine's ``.netrc`` is not asked either."""
    nobody = '{"code": 404, "error": "Cannot find user: Ana"}'
    with answering(http("404 Not Found", nobody)) as (url, asked):
        source = ListenBrainzSource(api_url=url)
        with pytest.raises(SourceRefusedError):
            source.fetch_listening(
                PublicName(user_name=ANA_NAME), fetched_at=FETCHED_AT
            )
    assert asked
    assert b"authorization" not in asked[0].lower()
    assert b"User-Agent: MusicSoulmateFinder/1\r\n" in asked[0]
