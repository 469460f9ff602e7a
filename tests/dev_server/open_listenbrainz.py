"""A running stand-in for ListenBrainz with a few invented people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import requests

from backend.dev_server.demo.catalogue import CatalogueArtist, CatalogueTrack
from backend.dev_server.demo.listenbrainz import create_listenbrainz, user_token
from backend.dev_server.demo.running import run_service
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES

GENRES = ("dream pop", "shoegaze")
YEAR = 1993


@dataclass(frozen=True)
class HandMadePerson:
    """Somebody made up for a test."""

    user_name: str
    top_items: tuple[TopItem, ...] = ()


def song_of(artist: str) -> CatalogueTrack:
    guests = ("Guest", "Other") if artist == "Low" else ()
    return CatalogueTrack(f"Song of {artist}", (artist, *guests), "An Album", YEAR)


def liked(*artists: str) -> tuple[TopItem, ...]:
    """The same artists, and a song of each, in every time range."""
    items = []
    for time_range in TIME_RANGES:
        for rank, name in enumerate(artists, start=1):
            song = song_of(name)
            items.append(
                TopItem(kind="artist", name=name, time_range=time_range, rank=rank)
            )
            items.append(
                TopItem(
                    kind="track",
                    name=song.title,
                    artists=song.artists,
                    time_range=time_range,
                    rank=rank,
                )
            )
    return tuple(items)


MANY = tuple(f"Band {number}" for number in range(130))
FEW = ("Slowdive", "Low", "Björk", "Sigur Rós", "Various Artists")
ANA = HandMadePerson("Ana", liked(*FEW))
BEN = HandMadePerson("ben / b?&%", liked(*MANY))
NEW = HandMadePerson("newcomer")
ARTISTS = tuple(
    CatalogueArtist(name, "XW", 1, ("scene",), GENRES, (song_of(name),))
    for name in (*FEW, *MANY)
)


@dataclass
class OpenListenBrainz:
    """Where the stand-in runs, and the clock that it lives by."""

    url: str
    now: datetime = datetime(2026, 11, 20, 12, 0, 3, tzinfo=UTC)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def switch(self, trouble: str, **where: object) -> None:
        answer = requests.post(
            f"{self.url}/switches", json={"trouble": trouble, **where}, timeout=120
        )
        assert answer.status_code == 201, answer.text

    def switch_all_off(self) -> None:
        requests.delete(f"{self.url}/switches", timeout=120)

    def ask(self, path: str, **options: str) -> requests.Response:
        headers = {"Authorization": options["auth"]} if "auth" in options else {}
        return requests.get(f"{self.url}{path}", headers=headers, timeout=120)

    def token(self, user_name: str) -> str:
        return user_token(user_name)


@contextmanager
def open_listenbrainz(calls_in_window: int = 100_000) -> Iterator[OpenListenBrainz]:
    """Run a stand-in with the three people for as long as the block runs."""
    opened: OpenListenBrainz
    flask_app = create_listenbrainz(
        (ANA, BEN, NEW),
        artists=ARTISTS,
        now=lambda: opened.now,
        calls_in_window=calls_in_window,
    )
    with run_service(flask_app) as url:
        opened = OpenListenBrainz(url)
        yield opened
