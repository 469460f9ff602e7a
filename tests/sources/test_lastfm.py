"""Last.fm over HTTP, against the stand-in."""

from __future__ import annotations

import logging
import socket
import traceback
from collections.abc import Iterator
from functools import partial

import msgspec
import pytest

from backend.sources._pacer import Pacer
from backend.sources.lastfm import (
    LASTFM_API_URL,
    LASTFM_SIGN_IN_URL,
    LastfmSource,
    Patience,
    addresses,
    sign_in_url,
)
from backend.taste_profile import TopItem
from backend.use_cases.listening.errors import (
    SourceError,
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
from backend.use_cases.profiles.profile import (
    MAX_ITEM_BYTES,
    ProfileItem,
)
from backend.use_cases.profiles.record import to_record
from backend.use_cases.profiles.size_limits import trim_to_limits
from tests.contracts.music_source_contract import (
    FETCHED_AT,
    RETRY_AFTER_SECONDS,
    UNHURRIED,
    MusicSourceContract,
    ServiceTrouble,
    SignInContract,
    patience_with,
)
from tests.dev_server.open_lastfm import (
    ANA,
    API_KEY,
    SECRET,
    SECRET_MARK,
    OpenLastfm,
    open_lastfm,
)
from tests.sources.raw_answers import answering, http

HALF_PATIENT = Patience(connect_seconds=120, read_seconds=2.5, total_seconds=3)
"""Enough for what answers at once, too little for what waits for a minute."""


@pytest.fixture(scope="module")
def running() -> Iterator[OpenLastfm]:
    with open_lastfm() as opened:
        yield opened


@pytest.fixture
def lastfm(running: OpenLastfm) -> Iterator[OpenLastfm]:
    yield running
    running.switch_all_off()


def source_at(
    api_url: str,
    *,
    api_key: str = API_KEY,
    secret: str = SECRET,
    patience: Patience = UNHURRIED,
) -> LastfmSource:
    return LastfmSource(api_key, secret=secret, api_url=api_url, patience=patience)


def fetch(
    lastfm: OpenLastfm, user_name: str = "ana_99", patience: Patience = UNHURRIED
) -> Listening:
    source = source_at(lastfm.api_url, patience=patience)
    return source.fetch_listening(
        PublicName(user_name=user_name), fetched_at=FETCHED_AT
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def switch_on(lastfm: OpenLastfm, trouble: ServiceTrouble | None) -> None:
    assert trouble is not None
    if trouble == "rate_limit":
        lastfm.switch("rate_limit", seconds=RETRY_AFTER_SECONDS)
    else:
        lastfm.switch(trouble, seconds=60)


class TestLastfmByName(MusicSourceContract):
    """Signs the contract of every source, by a name that anybody can type."""

    @pytest.fixture(autouse=True)
    def _opened(self, lastfm: OpenLastfm) -> None:
        self.lastfm = lastfm

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        url, name = self.lastfm.api_url, PublicName(user_name="Ana_99")
        if trouble == "unreachable":
            url = f"http://127.0.0.1:{free_port()}/2.0/"
        elif trouble not in (None, "expired_sign_in"):
            # A name is no sign-in, so it never ends.
            switch_on(self.lastfm, trouble)
        source = source_at(url, patience=patience_with(trouble))
        return source.fetch_listening(name, fetched_at=FETCHED_AT)

    def secrets(self) -> tuple[str, ...]:
        return (SECRET_MARK,)


class TestLastfmSignIn(MusicSourceContract, SignInContract):
    """Signs both contracts, by the token that the sign-in page sends back."""

    @pytest.fixture(autouse=True)
    def _opened(self, lastfm: OpenLastfm) -> None:
        self.lastfm = lastfm

    def fetch(self, trouble: ServiceTrouble | None = None) -> Listening:
        url, token = self.lastfm.api_url, self.lastfm.token("ana_99")
        if trouble == "unreachable":
            url = f"http://127.0.0.1:{free_port()}/2.0/"
        elif trouble == "expired_sign_in":
            self.lastfm.wait(minutes=61)
        elif trouble is not None:
            switch_on(self.lastfm, trouble)
        source = source_at(url, patience=patience_with(trouble))
        return source.fetch_listening(AccessToken(token=token), fetched_at=FETCHED_AT)

    def secrets(self) -> tuple[str, ...]:
        return (SECRET_MARK,)


def lists_of(listening: Listening) -> dict[tuple[str, str], list[TopItem]]:
    lists: dict[tuple[str, str], list[TopItem]] = {}
    for item in listening.top_items:
        lists.setdefault((item.kind, item.time_range), []).append(item)
    return lists


def test_gives_six_lists_with_ranks_and_plays(lastfm: OpenLastfm) -> None:
    """A hundred at most of artists and tracks over three time ranges."""
    lists = lists_of(fetch(lastfm, "ben"))
    assert len(lists) == 6
    assert {len(items) for items in lists.values()} == {100}
    for items in lists.values():
        assert [item.rank for item in items] == list(range(1, 101))
        plays = [item.plays or 0 for item in items]
        assert plays == sorted(plays, reverse=True)
        assert plays[-1] >= 1
    firsts = [
        lists["artist", time_range][0].plays or 0
        for time_range in ("short_term", "medium_term", "long_term")
    ]
    assert firsts == sorted(set(firsts))


def test_a_name_proves_nothing(lastfm: OpenLastfm) -> None:
    """And is given back as Last.fm writes it."""
    listening = fetch(lastfm, " aNA_99 ")
    assert (listening.account, listening.is_verified) == (None, False)
    assert (listening.public_name, listening.display_name) == ("Ana_99", "Ana_99")


def test_a_sign_in_proves_the_account(lastfm: OpenLastfm) -> None:
    """By its name in lower case: Last.fm knows no other id."""
    token = AccessToken(token=lastfm.token("ANA_99"))
    listening = source_at(lastfm.api_url).fetch_listening(token, fetched_at=FETCHED_AT)
    assert listening.is_verified
    assert (listening.account, listening.public_name) == ("ana_99", "Ana_99")


def test_nobody_is_left_out_and_ranks_stay(lastfm: OpenLastfm) -> None:
    """Second and fourth in the list are no artists."""
    artists = lists_of(fetch(lastfm))["artist", "short_term"]
    assert [(item.name, item.rank) for item in artists] == [
        ("Slowdive", 1),
        ("Low", 3),
        ("Björk", 5),
    ]


def test_links_lead_to_last_fm_and_musicbrainz(lastfm: OpenLastfm) -> None:
    """Attribution with links is what the terms ask for."""
    artist, *_ = fetch(lastfm).top_items
    assert artist.links["lastfm"] == "https://www.last.fm/music/Slowdive"
    assert len(artist.links["mbid"]) == 36


def test_tags_become_genres_in_every_time_range(lastfm: OpenLastfm) -> None:
    """Folk noise goes, aliases meet, an artist without tags stays as it is."""
    genres = {
        (item.name, item.time_range): dict(item.genres)
        for item in fetch(lastfm).top_items
        if item.kind == "artist"
    }
    for time_range in ("short_term", "medium_term", "long_term"):
        assert genres["Slowdive", time_range] == {
            "shoegaze": 100.0,
            "dream pop": 70.0,
            "electronic": 49.0,
        }
        assert genres["Low", time_range] == {"slowcore": 100.0}
        assert genres["Björk", time_range] == {}


def test_the_forty_most_played_artists_get_genres(lastfm: OpenLastfm) -> None:
    """A bounded number of calls, whatever somebody listens to."""
    artists = lists_of(fetch(lastfm, "Ben"))["artist", "long_term"]
    tagged = [item.rank for item in artists if item.genres]
    assert tagged == list(range(1, 41))


def test_nobody_asks_for_the_same_tags_twice(lastfm: OpenLastfm) -> None:
    """Not within a day, whoever listens."""
    source = source_at(lastfm.api_url)
    name = PublicName(user_name="Ana_99")
    first = source.fetch_listening(name, fetched_at=FETCHED_AT)
    lastfm.switch("server_error", "artist.gettoptags")
    assert source.fetch_listening(name, fetched_at=FETCHED_AT) == first


@pytest.mark.parametrize(
    "trouble", ["rate_limit", "offline", "bad_gateway", "broken_json", "suspended_key"]
)
def test_trouble_with_tags_does_not_sink_the_save(
    lastfm: OpenLastfm, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    """The listening is saved without genres, and the log says so of nobody."""
    lastfm.switch(trouble, "artist.gettoptags")
    listening = fetch(lastfm)
    assert len(listening.top_items) == 18
    assert not any(item.genres for item in listening.top_items)
    assert "Not all artists got genres" in caplog.text
    assert "ana" not in caplog.text.lower()
    assert "slowdive" not in caplog.text.lower()


def test_tags_that_take_too_long_are_not_waited_for(lastfm: OpenLastfm) -> None:
    """The deadline is one for everything."""
    lastfm.switch("slow", "artist.gettoptags", seconds=60)
    listening = fetch(lastfm, patience=HALF_PATIENT)
    assert len(listening.top_items) == 18
    assert not any(item.genres for item in listening.top_items)


def test_after_the_first_refusal_no_more_tags_are_asked_for(
    lastfm: OpenLastfm,
) -> None:
    """Whoever is told to stop and goes on may lose the key."""
    lastfm.switch("rate_limit", "artist.gettoptags", times=30)
    fetch(lastfm, "Ben")
    # As many as were under way at once, each of which may have had one answer more.
    [switch] = lastfm.switches_on()
    assert isinstance(switch["times"], int)
    assert 30 - 8 <= switch["times"] < 30


def test_a_session_key_is_never_asked_about_again(lastfm: OpenLastfm) -> None:
    """A token works once."""
    source, token = source_at(lastfm.api_url), AccessToken(token=lastfm.token("Ben"))
    source.fetch_listening(token, fetched_at=FETCHED_AT)
    with pytest.raises(SourceSignInExpiredError):
        source.fetch_listening(token, fetched_at=FETCHED_AT)


@pytest.mark.parametrize("trouble", ["unauthorized_token"])
def test_a_token_that_nobody_agreed_to_is_refused(
    lastfm: OpenLastfm, trouble: str
) -> None:
    """Error 14, which only the exchange can get."""
    lastfm.switch(trouble, "auth.getsession")
    with pytest.raises(SourceSignInExpiredError):
        source_at(lastfm.api_url).fetch_listening(
            AccessToken(token=lastfm.token("Ben")), fetched_at=FETCHED_AT
        )


@pytest.mark.parametrize(
    ("token", "secret", "cause"),
    [
        ("made-up", "", "tokens_not_accepted"),
        ("", SECRET, "bad_token"),
        ("two words", SECRET, "bad_token"),
        ("line\n", SECRET, "bad_token"),
        ("naïve", SECRET, "bad_token"),
        ("x" * 201, SECRET, "bad_token"),
        ("made-up", "another secret", "bad_client"),
    ],
)
def test_a_sign_in_that_does_not_fit_is_refused(
    lastfm: OpenLastfm, token: str, secret: str, cause: str
) -> None:
    """And each cause is told."""
    source = source_at(lastfm.api_url, secret=secret)
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(AccessToken(token=token), fetched_at=FETCHED_AT)
    assert caught.value.cause == cause


@pytest.mark.parametrize(
    ("user_name", "cause"),
    [
        ("nobody-by-this-name", "unknown_user"),
        ("", "bad_user_name"),
        ("two words", "bad_user_name"),
        ("line\nbreak", "bad_user_name"),
        ("\x00", "bad_user_name"),
        ("\ud800", "bad_user_name"),
        ("x" * 65, "bad_user_name"),
        ("a&user=ben", "unknown_user"),
        ("../ben?x=1#%00", "unknown_user"),
    ],
)
def test_a_name_that_is_none_is_told(
    lastfm: OpenLastfm, user_name: str, cause: str
) -> None:
    """What cannot be a name is not even asked for; the rest cannot break out."""
    with pytest.raises(SourceRefusedError) as caught:
        fetch(lastfm, user_name)
    assert caught.value.cause == cause


def test_a_private_person_is_told_so(lastfm: OpenLastfm) -> None:
    """They can change it at Last.fm, or sign in."""
    lastfm.switch("private_user", "user.gettopartists")
    with pytest.raises(SourceNotPermittedError) as caught:
        fetch(lastfm)
    assert caught.value.cause == "private_user"


def test_another_users_data_are_never_saved(lastfm: OpenLastfm) -> None:
    """One mixed-up list of six is enough."""
    lastfm.switch("another_user", "user.gettoptracks", times=1)
    with pytest.raises(SourceUnavailableError) as caught:
        fetch(lastfm)
    assert caught.value.reason == "broken_answer"


def test_lists_of_one_are_understood(lastfm: OpenLastfm) -> None:
    """They come without a list around them."""
    lastfm.switch("single_rows")
    lists = lists_of(fetch(lastfm))
    assert {len(items) for items in lists.values()} == {1}
    assert dict(lists["artist", "long_term"][0].genres) == {"shoegaze": 100.0}


@pytest.mark.parametrize("trouble", ["offline", "temporary_error"])
def test_an_error_within_http_200_is_an_error(lastfm: OpenLastfm, trouble: str) -> None:
    """Else a wrong name would be somebody who listens to nothing."""
    lastfm.switch(trouble, "user.gettoptracks", times=1)
    with pytest.raises(SourceUnavailableError) as caught:
        fetch(lastfm)
    assert caught.value.reason == "server_error"


def test_an_unknown_api_key_is_the_operators_fault(
    lastfm: OpenLastfm, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says it as an error, without the key."""
    source = source_at(lastfm.api_url, api_key=f"{SECRET_MARK}-other")
    with pytest.raises(SourceRefusedError) as caught:
        source.fetch_listening(PublicName(user_name="Ben"), fetched_at=FETCHED_AT)
    assert caught.value.cause == "bad_client"
    assert {r.message for r in caplog.records if r.levelno == logging.ERROR} == {
        "Last.fm refuses this deployment: it does not know the API key"
    }


def test_a_suspended_api_key_is_no_fault_of_the_person(lastfm: OpenLastfm) -> None:
    """Last.fm forbids, and the log says why."""
    lastfm.switch("suspended_key")
    with pytest.raises(SourceNotPermittedError) as caught:
        fetch(lastfm)
    assert caught.value.cause == "unknown"


def test_no_api_key_is_refused_at_the_start() -> None:
    """Nothing works without one."""
    with pytest.raises(ValueError, match="API key"):
        LastfmSource("")


@pytest.mark.parametrize(
    "trouble", [None, "rate_limit", "private_user", "slow", "truncated"]
)
def test_no_user_name_shows_in_a_log_or_an_error(
    lastfm: OpenLastfm, caplog: pytest.LogCaptureFixture, trouble: str | None
) -> None:
    """Not even at DEBUG: nothing about anybody is in a URL."""
    if trouble is not None:
        lastfm.switch(trouble, seconds=60)
    shown = ""
    with caplog.at_level(logging.DEBUG):
        for name in list(logging.root.manager.loggerDict):
            caplog.set_level(logging.DEBUG, logger=name)
        try:
            fetch(lastfm, ANA.user_name, patience_with(trouble))
        except SourceError as error:
            shown = "".join(traceback.format_exception(error))
    log = "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("werkzeug")
    )
    assert "POST /2.0/ HTTP" in log or trouble is not None
    for text in (shown, log):
        assert "ana_99" not in text.lower()
        assert "slowdive" not in text.lower()


def test_endless_names_still_fit_into_a_kept_item(lastfm: OpenLastfm) -> None:
    """Six hundred names of five hundred letters would not."""
    listening = fetch(lastfm, "LongNames")
    item = ProfileItem(
        user_id="0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
        top_items=trim_to_limits(listening.top_items),
        visibility="hidden",
        updated_at=FETCHED_AT,
    )
    size = len(msgspec.json.encode(to_record(item)))
    assert MAX_ITEM_BYTES / 2 < size < MAX_ITEM_BYTES


def test_a_usual_listening_takes_half_of_a_kept_item(lastfm: OpenLastfm) -> None:
    """Nothing of it is cut."""
    listening = fetch(lastfm, "Ben")
    item = ProfileItem(
        user_id="0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
        top_items=listening.top_items,
        visibility="hidden",
        updated_at=FETCHED_AT,
    )
    assert len(msgspec.json.encode(to_record(item))) < MAX_ITEM_BYTES * 0.6


def test_the_sign_in_page_is_told_where_to_return_to() -> None:
    """An address of ours, whatever is in its query."""
    url = sign_in_url("key", "https://soulmate.example/?from=lastfm&state=x y")
    assert url == (
        "https://www.last.fm/api/auth/?api_key=key"
        "&cb=https%3A%2F%2Fsoulmate.example%2F%3Ffrom%3Dlastfm%26state%3Dx+y"
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:7", "http://127.0.0.1:7/"])
def test_a_slash_at_the_end_of_an_address_means_nothing(url: str) -> None:
    """Whoever sets ``LASTFM_URL`` may or may not write one."""
    assert addresses(url) == ("http://127.0.0.1:7/2.0/", "http://127.0.0.1:7/api/auth/")
    assert addresses("") == (LASTFM_API_URL, LASTFM_SIGN_IN_URL)


def test_many_listenings_of_one_source_keep_the_pace(
    lastfm: OpenLastfm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 69 calls, 60 may be made at once; a stand-in on this machine has no pace."""
    waited: list[float] = []
    paced = partial(Pacer, now=lambda: sum(waited), sleep=waited.append)
    monkeypatch.setattr("backend.sources.lastfm.source.Pacer", paced)
    name = PublicName(user_name="Ana_99")
    stand_in = LastfmSource.at(lastfm.url, API_KEY, secret="", user_agent="Ours/2")
    for source, seconds in ((stand_in, 0), (source_at(lastfm.api_url), 2.25)):
        for _ in range(11):
            source.fetch_listening(name, fetched_at=FETCHED_AT)
        assert sum(waited) == pytest.approx(seconds)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
        http("200 OK", ""),
        http("200 OK", "null"),
        http("200 OK", "[]"),
        http("200 OK", "{}"),
        http("200 OK", "[" * 90_000),
        http("200 OK", '{"error": "text"}'),
        http("200 OK", '{"topartists": {"artist": []}}'),
        http("200 OK", "{}", "Content-Encoding: gzip"),
        http("204 No Content", ""),
        http("302 Found", "", "Location: https://elsewhere.invalid/"),
        http("404 Not Found", "<html>"),
        http("503 Service Unavailable", "<html>"),
        http("200 OK", " " * 9_000_000),
    ],
)
def test_no_answer_is_too_odd(answer: bytes) -> None:
    """Whatever a proxy in between may say, the person hears one of our errors."""
    with answering(answer) as (url, _), pytest.raises(SourceUnavailableError):
        source_at(url).fetch_listening(
            PublicName(user_name="Ben"), fetched_at=FETCHED_AT
        )


def test_a_limit_without_a_header_is_one_in_http_200_too() -> None:
    """Then nobody knows how long to wait."""
    limited = http("200 OK", '{"error": 29, "message": "Rate Limit Exceeded"}')
    with (
        answering(limited) as (url, _),
        pytest.raises(SourceRateLimitedError, match="in a minute") as caught,
    ):
        source_at(url).fetch_listening(
            PublicName(user_name="Ben"), fetched_at=FETCHED_AT
        )
    assert caught.value.retry_after_seconds is None


def test_says_who_it_is_and_nothing_else_in_the_address() -> None:
    """Last.fm asks for an identifiable User-Agent; proxies log addresses."""
    with answering(http("503 Service Unavailable", "")) as (url, asked):
        source = LastfmSource(API_KEY, api_url=f"{url}/2.0/", user_agent="Ours/2")
        with pytest.raises(SourceUnavailableError):
            source.fetch_listening(PublicName(user_name="Ben"), fetched_at=FETCHED_AT)
    head = asked[0].partition(b"\r\n\r\n")[0]
    assert head.startswith(b"POST /2.0/ HTTP/1.1\r\n")
    assert b"User-Agent: Ours/2" in head
    assert API_KEY.encode() not in head
