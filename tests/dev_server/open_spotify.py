"""A running stand-in for Spotify with three invented people, and a way to sign in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import requests
from flask import request

from backend.dev_server.demo.running import run_service
from backend.dev_server.demo.spotify import RegisteredApp, create_stand_in
from backend.sources.spotify.sign_in import authorize_url, code_challenge
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES
from backend.use_cases.listening.music_source import AuthorizationCode

CLIENT_ID = "0123456789abcdef0123456789abcdef"
REDIRECT_URI = "http://127.0.0.1:5000/"
VERIFIER = "verifier-that-nobody-may-see-in-any-log-0123"
SECRET_MARK = "s3cret"
EVERY_SCOPE = (
    "user-top-read user-read-recently-played playlist-read-private"
    " playlist-modify-public playlist-modify-private"
)


@dataclass(frozen=True)
class HandMadePerson:
    """Somebody made up for a test."""

    person_id: str
    name: str
    top_items: tuple[TopItem, ...] = ()


def liked(*artists: str, genre: str = "dream pop", year: str = "1993") -> list[TopItem]:
    """The same artists, and a song of each, in every time range."""
    items = []
    for time_range in TIME_RANGES:
        for rank, artist in enumerate(artists, start=1):
            items.append(
                TopItem(
                    kind="artist",
                    name=artist,
                    time_range=time_range,
                    rank=rank,
                    genres={genre: 1.0},
                )
            )
            items.append(
                TopItem(
                    kind="track",
                    name=f"Song of {artist}",
                    artists=(artist,),
                    time_range=time_range,
                    rank=rank,
                    release_date=year,
                )
            )
    return items


MANY = tuple(f"Band {number}" for number in range(70))
ANA = HandMadePerson(
    "ana", "Ana", tuple(liked("Slowdive", "Low", "Björk", "Sigur Rós"))
)
BEN = HandMadePerson(
    "ben", "Ben <b>", tuple(liked(*MANY, genre="rock", year="2001-05"))
)
NEW = HandMadePerson("new", "Newcomer")
PEOPLE = (ANA, BEN, NEW)


class AlbumTrack(NamedTuple):
    """A recording made up for a test."""

    title: str
    artists: tuple[str, ...]
    album: str
    year: int


RECORDINGS = (
    AlbumTrack("Unheard One", ("Slowdive",), "Unheard Album", 1995),
    AlbumTrack("Unheard Two", ("Slowdive", "Low"), "Unheard Album", 1995),
)


@dataclass
class OpenSpotify:
    """Where the stand-in runs, and the clock that it lives by."""

    url: str
    now: datetime = datetime(2026, 11, 20, 12, tzinfo=UTC)
    secrets: Iterator[int] = field(default_factory=itertools.count)
    gates: dict[str, Barrier] = field(default_factory=dict)

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def switch(self, trouble: str, **where: object) -> None:
        answer = requests.post(
            f"{self.url}/switches", json={"trouble": trouble, **where}, timeout=120
        )
        assert answer.status_code == 201, answer.text

    def switch_all_off(self) -> None:
        requests.delete(f"{self.url}/switches", timeout=120)

    @contextmanager
    def answering_together(self, n: int, path: str) -> Iterator[None]:
        """Answer requests below a path only when so many of them have come."""
        self.gates[path] = Barrier(n)
        yield
        del self.gates[path]

    def pass_gate(self) -> None:
        """Let a request wait for those that are answered together with it."""
        for path, gate in self.gates.items():
            if request.path.startswith(path):
                gate.wait(timeout=120)

    def agree(self, person_id: str, **changes: str) -> requests.Response:
        """Answer on the page as a browser does; the redirect is not followed."""
        form = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "redirect_uri": REDIRECT_URI,
            "scope": "user-top-read",
            "state": "xyz",
            "code_challenge_method": "S256",
            "code_challenge": code_challenge(VERIFIER),
            "person_id": person_id,
        }
        return requests.post(
            f"{self.url}/authorize",
            data={**form, **changes},
            allow_redirects=False,
            timeout=120,
        )

    def returned(self, person_id: str, **changes: str) -> str:
        """Sign in and return the address that the browser is sent to."""
        answer = self.agree(person_id, **changes)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def proof(self, person_id: str, **changes: str) -> AuthorizationCode:
        """Sign in and return what is to be exchanged."""
        query = parse_qs(urlsplit(self.returned(person_id, **changes)).query)
        return AuthorizationCode(
            code=query["code"][0],
            code_verifier=VERIFIER,
            redirect_uri=changes.get("redirect_uri", REDIRECT_URI),
        )

    def exchange(self, **form: str) -> requests.Response:
        """Ask the token endpoint as any program would."""
        given = {"client_id": CLIENT_ID, "grant_type": "authorization_code", **form}
        return requests.post(f"{self.url}/api/token", data=given, timeout=120)

    def tokens(self, person_id: str, **changes: str) -> dict[str, str]:
        """Sign in and return the answer of the token endpoint."""
        proof = self.proof(person_id, **{"scope": EVERY_SCOPE, **changes})
        answer = self.exchange(
            code=proof.code,
            code_verifier=proof.code_verifier,
            redirect_uri=proof.redirect_uri,
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found

    def page_url(self, **changes: str) -> str:
        """The address of the page on which people agree."""
        asked = {"redirect_uri": REDIRECT_URI, "client_id": CLIENT_ID, **changes}
        return authorize_url(
            state="xyz", code_verifier=VERIFIER, accounts_url=self.url, **asked
        )


@contextmanager
def open_spotify() -> Iterator[OpenSpotify]:
    """Run a stand-in with the three people for as long as the block runs."""
    opened: OpenSpotify
    flask_app = create_stand_in(
        RegisteredApp(CLIENT_ID, ("http://127.0.0.1/", "https://soulmate.example/")),
        PEOPLE,
        recordings=RECORDINGS,
        now=lambda: opened.now,
        new_secret=lambda: f"{SECRET_MARK}-{next(opened.secrets):06d}",
    )
    flask_app.before_request(lambda: opened.pass_gate())
    with run_service(flask_app) as url:
        opened = OpenSpotify(url)
        yield opened
