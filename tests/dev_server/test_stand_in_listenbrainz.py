"""The stand-in for ListenBrainz answers as the server's source says it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
import requests

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.listenbrainz import create_listenbrainz, user_token
from backend.dev_server.demo.listenbrainz.ids import is_mapped, mbid
from backend.dev_server.demo.running import run_service
from backend.dev_server.demo.world import invented_people
from backend.sources.listenbrainz import ListenBrainzSource
from backend.use_cases.listening.music_source import AccessToken
from tests.dev_server.open_listenbrainz import (
    BEN,
    OpenListenBrainz,
    open_listenbrainz,
)

ANA_ARTISTS = "/1/stats/user/ana/artists"


@pytest.fixture(scope="module")
def running() -> Iterator[OpenListenBrainz]:
    with open_listenbrainz() as opened:
        yield opened


@pytest.fixture
def listenbrainz(running: OpenListenBrainz) -> Iterator[OpenListenBrainz]:
    yield running
    running.switch_all_off()


def payload(answer: requests.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["payload"]
    return found


def test_a_list_repeats_what_was_asked(listenbrainz: OpenListenBrainz) -> None:
    """Its name as typed, its range, its place; 25 rows unless asked for more."""
    path = f"/1/stats/user/{quote(BEN.user_name, safe='')}/artists"
    found = payload(listenbrainz.ask(path))
    assert found["user_id"] == BEN.user_name
    assert (found["range"], found["offset"], found["count"]) == ("all_time", 0, 25)
    assert found["total_artist_count"] == 130
    assert found["from_ts"] < found["to_ts"] == found["last_updated"]
    beyond = payload(listenbrainz.ask(f"{path}?offset=129&count=5000"))
    assert (beyond["count"], beyond["artists"][0]["artist_name"]) == (1, "Band 129")


def test_an_artist_is_a_name_an_mbid_or_none_and_a_count(
    listenbrainz: OpenListenBrainz,
) -> None:
    """One in sixteen could not be matched."""
    path = f"/1/stats/user/{quote(BEN.user_name, safe='')}/artists"
    rows = payload(listenbrainz.ask(f"{path}?count=1000"))["artists"]
    assert all(
        row.keys() == {"artist_mbid", "artist_name", "listen_count"} for row in rows
    )
    mbids = [row["artist_mbid"] for row in rows]
    assert all(UUID(key) for key in mbids if key)
    assert 0 < mbids.count(None) < 30
    counts = [row["listen_count"] for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_a_recording_has_a_credit_that_reads_as_its_name(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Names and what joins them; without a match there is only the text."""
    rows = payload(listenbrainz.ask("/1/stats/user/Ana/recordings"))["recordings"]
    low = next(row for row in rows if row["track_name"] == "Song of Low")
    assert low["artist_name"] == "Low feat. Guest & Other"
    assert low["release_name"] == "An Album"
    for row in rows:
        if row["recording_mbid"] is None:
            assert (row["artists"], row["artist_mbids"]) == (None, [])
        else:
            joined = "".join(
                f"{c['artist_credit_name']}{c['join_phrase']}" for c in row["artists"]
            )
            assert joined == row["artist_name"]
            assert len(row["artist_mbids"]) == len(row["artists"])


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        (f"{ANA_ARTISTS}?range=ever", 400, "Invalid range: ever"),
        (f"{ANA_ARTISTS}?count=-1", 400, "'count' should be a non-negative integer"),
        (f"{ANA_ARTISTS}?offset=x", 400, "'offset' should be a non-negative integer"),
        ("/1/stats/user/nobody/artists", 404, "Cannot find user: nobody"),
        ("/1/user/nobody/listen-count", 404, "Cannot find user: nobody"),
        ("/1/validate-token", 400, "You need to provide an Authorization token."),
        (
            "/1/metadata/artist/?artist_mbids=low",
            400,
            "artist mbid low is not valid.",
        ),
        ("/1/metadata/artist/", 400, "artist_mbids argument must be present"),
        ("/1/metadata/artist/?artist_mbids=&inc=smell", 400, "invalid inc"),
    ],
)
def test_refusals_are_a_code_and_an_error(
    listenbrainz: OpenListenBrainz, path: str, status: int, message: str
) -> None:
    """The code repeats the status."""
    answer = listenbrainz.ask(path)
    assert answer.status_code == answer.json()["code"] == status
    assert answer.json()["error"].startswith(message)


def test_what_is_not_there_is_a_404_in_json(listenbrainz: OpenListenBrainz) -> None:
    """Paths that only the real service has, and methods that it has not."""
    for path in ("/1/stats/user/Ana/releases", "/1/metadata/recording/"):
        answer = listenbrainz.ask(path)
        assert answer.status_code == answer.json()["code"]
        assert answer.status_code in (404, 405)


def test_nothing_computed_is_a_204_without_a_body(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Who never listened gets it for ever, and a count of none."""
    answer = listenbrainz.ask("/1/stats/user/newcomer/artists")
    assert (answer.status_code, answer.content) == (204, b"")
    assert payload(listenbrainz.ask("/1/user/newcomer/listen-count")) == {"count": 0}
    assert payload(listenbrainz.ask("/1/user/ANA/listen-count"))["count"] > 0


def test_a_token_is_valid_or_not_with_the_same_status(
    listenbrainz: OpenListenBrainz,
) -> None:
    """In the header, or in the query as of old."""
    token = user_token("ANA")
    valid = {"code": 200, "message": "Token valid.", "valid": True, "user_name": "Ana"}
    for answer in (
        listenbrainz.ask("/1/validate-token", auth=f"Token {token}"),
        listenbrainz.ask("/1/validate-token", auth=f"token {token}"),
        listenbrainz.ask(f"/1/validate-token?token={token}"),
    ):
        assert answer.json() == valid
    invalid = listenbrainz.ask("/1/validate-token", auth="Token nobodys")
    assert invalid.status_code == 200
    assert invalid.json() == {"code": 200, "message": "Token invalid.", "valid": False}


def test_tags_are_genres_with_a_genre_mbid_and_noise_without(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Of whom MusicBrainz knows; the others are left out."""
    known, unknown = mbid("artist", "Low"), mbid("artist", "Nobody at all")
    path = f"/1/metadata/artist/?artist_mbids={unknown},{known}"
    [low] = listenbrainz.ask(f"{path}&inc=tag").json()
    assert (low["artist_mbid"], low["name"]) == (known, "Low")
    tags = {tag["tag"]: tag for tag in low["tag"]["artist"]}
    assert tags["shoegaze"]["genre_mbid"] == mbid("genre", "shoegaze")
    assert "genre_mbid" not in tags["seen live"]
    assert "tag" not in listenbrainz.ask(path).json()[0]


def test_recordings_are_asked_for_by_the_thousand(
    listenbrainz: OpenListenBrainz,
) -> None:
    """By POST, and each tells its release when asked."""
    key = mbid("recording", "Low", "Song of Low")

    def ask(body: object) -> requests.Response:
        url = f"{listenbrainz.url}/1/metadata/recording/"
        return requests.post(url, json=body, timeout=120)

    found = ask({"recording_mbids": [key, mbid("no")], "inc": "release"}).json()
    assert found.keys() == {key}
    assert found[key]["release"]["year"] == 1993
    oddities: tuple[object, ...] = (
        {},
        [],
        {"recording_mbids": []},
        {"recording_mbids": [key] * 1_001},
    )
    for odd in oddities:
        assert ask(odd).status_code == 400


def test_every_answer_tells_what_is_left() -> None:
    """Thirty in ten seconds of the clock, then 429 until the window ends."""
    with open_listenbrainz(calls_in_window=3) as listenbrainz:
        left = []
        for _ in range(4):
            answer = listenbrainz.ask(f"{ANA_ARTISTS}?count=1")
            left.append(int(answer.headers["X-RateLimit-Remaining"]))
            assert answer.headers["X-RateLimit-Limit"] == "3"
            assert answer.headers["X-RateLimit-Reset-In"] == "7"
        assert left == [2, 1, 0, 0]
        assert answer.status_code == answer.json()["code"] == 429
        listenbrainz.wait(7)
        assert listenbrainz.ask(ANA_ARTISTS).status_code == 200


@pytest.mark.parametrize(
    ("switch", "status"),
    [
        ({"trouble": "smell"}, 400),
        ({"trouble": "slow", "times": 0}, 400),
        ({"trouble": "slow", "seconds": -1}, 400),
        ([], 400),
    ],
)
def test_a_switch_without_sense_is_refused(
    listenbrainz: OpenListenBrainz, switch: object, status: int
) -> None:
    """And nothing is switched on."""
    url = f"{listenbrainz.url}/switches"
    assert requests.post(url, json=switch, timeout=120).status_code == status
    assert requests.post(url, data="{}", timeout=120).status_code == 415
    assert requests.get(url, timeout=120).json()["switches"] == []


def test_a_trouble_strikes_its_path_as_often_as_it_is_told(
    listenbrainz: OpenListenBrainz,
) -> None:
    """Statistics may be told apart by their range."""
    listenbrainz.switch("server_error", path=f"{ANA_ARTISTS}?range=month", times=1)
    asked = [f"{ANA_ARTISTS}?range={name}" for name in ("week", "month", "month")]
    assert [listenbrainz.ask(path).status_code for path in asked] == [200, 500, 200]


def test_the_invented_world_can_be_read_through_it() -> None:
    """By the adapter that reads the real one, with genres for nearly every artist."""
    person, *others = invented_people(3, 1)
    flask_app = create_listenbrainz(
        [person, *others],
        artists=demo_catalogue().artists,
        now=lambda: datetime(2026, 11, 20, tzinfo=UTC),
    )
    with run_service(flask_app) as url:
        source = ListenBrainzSource(api_url=url)
        proof = AccessToken(token=user_token(person.user_name))
        listening = source.fetch_listening(proof, fetched_at="2026-11-20T12:00:00Z")
    assert listening.account == listening.public_name == person.user_name
    assert len(listening.top_items) == len(person.top_items)
    artists = [item for item in listening.top_items if item.kind == "artist"]
    tracks = [item for item in listening.top_items if item.kind == "track"]
    assert sum(bool(item.genres) for item in artists) > 0.8 * len(artists)
    assert sum(bool(item.release_date) for item in tracks) > 0.8 * len(tracks)


def test_some_artists_of_the_catalogue_are_not_matched() -> None:
    """As everywhere; but few."""
    artists = demo_catalogue().artists
    unmatched = [a for a in artists if not is_mapped("artist", a.name)]
    assert 0.02 < len(unmatched) / len(artists) < 0.12
