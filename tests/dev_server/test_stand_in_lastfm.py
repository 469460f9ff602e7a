"""The stand-in for Last.fm: its web service and its sign-in page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.lastfm.answers import top_list
from backend.dev_server.demo.world import invented_people
from backend.sources.lastfm._client import signature
from tests.dev_server.open_lastfm import (
    API_KEY,
    CALLBACK,
    SECRET,
    OpenLastfm,
    open_lastfm,
)


@pytest.fixture(scope="module")
def running() -> Iterator[OpenLastfm]:
    with open_lastfm() as opened:
        yield opened


@pytest.fixture
def lastfm(running: OpenLastfm) -> Iterator[OpenLastfm]:
    yield running
    running.switch_all_off()


def said(answer: requests.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_top_artists_look_like_last_fms(lastfm: OpenLastfm) -> None:
    """The fields that its documentation shows, and numbers as texts."""
    listed = said(lastfm.ask("user.getTopArtists", user="ana_99"))["topartists"]
    assert listed["@attr"] == {
        "user": "Ana_99",
        "totalPages": "1",
        "page": "1",
        "perPage": "50",
        "total": "5",
    }
    first = listed["artist"][0]
    assert set(first) == {
        *("streamable", "image", "mbid", "url", "playcount", "@attr", "name"),
    }
    assert first["name"] == "Slowdive"
    assert first["@attr"] == {"rank": "1"}
    assert first["url"] == "https://www.last.fm/music/Slowdive"
    assert first["playcount"].isdecimal()


def test_top_tracks_look_like_last_fms(lastfm: OpenLastfm) -> None:
    """One artist each, and sometimes no MBID."""
    answer = lastfm.ask("user.getTopTracks", user="Ben", limit="3", period="6month")
    listed = said(answer)["toptracks"]
    assert [row["artist"]["name"] for row in listed["track"]] == [
        "Band 0",
        "Band 1",
        "Band 2",
    ]
    assert [bool(row["mbid"]) for row in listed["track"]] == [True, True, False]
    assert listed["track"][0]["url"].endswith("/music/Band+0/_/Song+of+Band+0")
    assert listed["@attr"]["totalPages"] == "40"


def test_longer_periods_have_more_plays(lastfm: OpenLastfm) -> None:
    """As in anybody's history."""
    plays = [
        int(
            said(lastfm.ask("user.getTopArtists", user="Ben", period=period))[
                "topartists"
            ]["artist"][0]["playcount"]
        )
        for period in ("1month", "6month", "overall")
    ]
    assert plays[0] < plays[1] < plays[2]


def test_pages_follow_one_another(lastfm: OpenLastfm) -> None:
    """By number, not by address."""
    answer = lastfm.ask("user.getTopArtists", user="Ben", limit="50", page="3")
    rows = said(answer)["topartists"]["artist"]
    assert [rows[0]["name"], len(rows)] == ["Band 100", 20]


def test_reads_are_answered_to_get_as_well(lastfm: OpenLastfm) -> None:
    """Most programs ask this way, and methods have no case."""
    asked = {"method": "USER.gettopartists", "user": "Ana_99", "format": "json"}
    answer = requests.get(
        lastfm.api_url, params={**asked, "api_key": API_KEY}, timeout=120
    )
    assert said(answer)["topartists"]["artist"]


def test_tags_are_genres_among_other_words(lastfm: OpenLastfm) -> None:
    """Counts are numbers, and the highest comes first."""
    answer = lastfm.ask("artist.getTopTags", artist="slowdive", autocorrect="1")
    toptags = said(answer)["toptags"]
    assert toptags["@attr"] == {"artist": "Slowdive"}
    assert [(tag["name"], tag["count"]) for tag in toptags["tag"]] == [
        ("Shoegaze", 100),
        ("dream pop", 70),
        ("Electronica", 49),
        ("seen live", 41),
        ("favourites", 12),
        ("90s", 7),
        ("Awesome", 2),
        ("Slowdive", 1),
    ]


def test_an_unknown_artist_is_an_error_with_200(lastfm: OpenLastfm) -> None:
    """Last.fm does just this."""
    error = said(lastfm.ask("artist.getTopTags", artist="Nobody Knows"), 200)
    assert error["error"] == 6


@pytest.mark.parametrize(
    ("method", "form", "status", "code"),
    [
        ("user.getTopArtists", {"user": "nobody"}, 404, 6),
        ("user.getTopArtists", {}, 400, 6),
        ("user.getTopArtists", {"user": "Ben", "period": "ever"}, 400, 6),
        ("user.getTopArtists", {"user": "Ben", "limit": "0"}, 400, 6),
        ("user.getTopArtists", {"user": "Ben", "page": "x"}, 400, 6),
        ("user.getTopArtists", {"user": "Ben", "api_key": "other"}, 403, 10),
        ("user.getTopArtists", {"user": "Ben", "format": "xml"}, 400, 5),
        ("user.getRecentTracks", {"user": "Ben"}, 400, 3),
        ("auth.getSession", {"token": "made-up", "api_sig": "0" * 32}, 403, 13),
        ("auth.getSession", {"token": "made-up"}, 403, 13),
    ],
)
def test_refusals_are_codes_in_json(
    lastfm: OpenLastfm, method: str, form: dict[str, str], status: int, code: int
) -> None:
    """Those of the documentation, with its words."""
    error = said(lastfm.ask(method, **form), status)
    assert error["error"] == code
    assert error["message"]


def exchange(lastfm: OpenLastfm, token: str) -> requests.Response:
    form = {"method": "auth.getSession", "api_key": API_KEY, "token": token}
    return lastfm.ask(**form, api_sig=signature(form, SECRET))


def test_a_token_is_exchanged_once(lastfm: OpenLastfm) -> None:
    """For a session with the user's name as it is written."""
    token = lastfm.token("ana_99")
    session = said(exchange(lastfm, token))["session"]
    assert session["name"] == "Ana_99"
    assert session["key"] != token
    assert said(exchange(lastfm, token), 403)["error"] == 4


def test_a_token_ends_after_an_hour(lastfm: OpenLastfm) -> None:
    """By the clock that the stand-in was given."""
    token = lastfm.token("Ben")
    lastfm.wait(minutes=61)
    assert said(exchange(lastfm, token), 403)["error"] == 15


def test_a_wrong_signature_does_not_use_the_token_up(lastfm: OpenLastfm) -> None:
    """Whoever caught the token cannot even spoil it."""
    token = lastfm.token("Ben")
    assert lastfm.ask("auth.getSession", token=token).status_code == 403
    assert exchange(lastfm, token).status_code == 200


def test_the_page_shows_people_as_text(lastfm: OpenLastfm) -> None:
    """A name that looks like markup stays a name, and no script runs."""
    page = requests.get(lastfm.page_url(), timeout=120)
    assert page.status_code == 200
    assert "Ben &lt;b&gt;" in page.text
    assert "<b>" not in page.text
    assert "<script" not in page.text
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; base-uri 'none';"
        " form-action 'self' http://127.0.0.1:5000; frame-ancestors 'none'"
    )
    style = requests.get(f"{lastfm.url}/static/authorize.css", timeout=120)
    assert style.status_code == 200


def test_people_are_found_by_name(lastfm: OpenLastfm) -> None:
    """By either of their names."""
    page = requests.get(f"{lastfm.page_url()}&search=ANA_", timeout=120).text
    assert "Allow access as Ana" in page
    assert "Allow access as Ben" not in page


def test_agreeing_adds_the_token_to_the_callbacks_query(lastfm: OpenLastfm) -> None:
    """What was in the query stays, as the specification says."""
    location = lastfm.agree("Ana_99").headers["Location"]
    assert location.startswith(f"{CALLBACK}&token=")
    plain = lastfm.agree("Ana_99", cb="http://127.0.0.1:5000/")
    query = urlsplit(plain.headers["Location"]).query
    assert set(parse_qs(query)) == {"token"}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"api_key": "other"}, 403),
        ({"cb": ""}, 400),
        ({"cb": "https://elsewhere.example/"}, 400),
        ({"cb": "http://127.0.0.1@elsewhere.example/"}, 400),
        ({"cb": "http://127.0.0.1:port/"}, 400),
        ({"cb": "javascript:alert(1)"}, 400),
        ({"user_name": "nobody"}, 400),
    ],
)
def test_a_forged_link_leads_nowhere(
    lastfm: OpenLastfm, change: dict[str, str], status: int
) -> None:
    """Tokens go back to this machine only."""
    given = {"user_name": "Ana_99", **change}
    assert lastfm.agree(**given).status_code == status


@pytest.mark.parametrize("path", ["/", "/2.0", "/1.0/", "/2.0/user", "/api/auth/x"])
def test_other_paths_are_not_there(lastfm: OpenLastfm, path: str) -> None:
    """And say so in JSON."""
    answer = requests.get(f"{lastfm.url}{path}", allow_redirects=False, timeout=120)
    assert answer.status_code in (308, 404)
    if answer.status_code == 404:
        assert answer.json()["error"] == 404


def test_a_switch_strikes_one_method(lastfm: OpenLastfm) -> None:
    """And counts how often."""
    lastfm.switch("rate_limit", "user.gettoptracks", times=1, seconds=7)
    assert lastfm.ask("user.getTopArtists", user="Ben").status_code == 200
    limited = lastfm.ask("user.getTopTracks", user="Ben")
    assert said(limited, 429)["error"] == 29
    assert limited.headers["Retry-After"] == "7"
    assert lastfm.ask("user.getTopTracks", user="Ben").status_code == 200
    assert lastfm.switches_on() == []


def test_an_unknown_trouble_cannot_be_switched_on(lastfm: OpenLastfm) -> None:
    """Nor anything by a page of another site."""
    odd = requests.post(f"{lastfm.url}/switches", json={"trouble": "x"}, timeout=120)
    assert odd.status_code == 400
    form = requests.post(
        f"{lastfm.url}/switches", data={"trouble": "slow"}, timeout=120
    )
    assert form.status_code == 415


def test_the_demo_worlds_people_fit() -> None:
    """Every invented person can be listed, with plays that never rise."""
    for person in invented_people(12, 1):
        for kind in ("artist", "track"):
            items = [
                item
                for item in person.top_items
                if (item.kind, item.time_range) == (kind, "long_term")
            ]
            listed = top_list(person.user_name, items, kind=kind, page=1, limit=100)
            plays = [int(row["playcount"]) for row in listed[f"top{kind}s"][kind]]
            assert plays == sorted(plays, reverse=True)
    assert all(artist.genres for artist in demo_catalogue().artists)
