"""A running stand-in for Last.fm with invented people, and a way to sign in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import requests

from backend.dev_server.demo.lastfm import ApiAccount, create_lastfm
from backend.dev_server.demo.running import run_service
from backend.sources.lastfm import sign_in_url
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import TIME_RANGES

SECRET_MARK = "s3cret"
API_KEY = f"{SECRET_MARK}-api-key"
SECRET = f"{SECRET_MARK}-of-the-account"
CALLBACK = "http://127.0.0.1:5000/?from=lastfm"


@dataclass(frozen=True)
class HandMadePerson:
    """Somebody made up for a test."""

    user_name: str
    name: str
    top_items: tuple[TopItem, ...] = ()


def liked(*artists: str) -> tuple[TopItem, ...]:
    """The same artists, and a song of each, in every time range."""
    return tuple(
        TopItem(
            kind=kind,
            name=artist if kind == "artist" else f"Song of {artist}",
            artists=() if kind == "artist" else (artist,),
            time_range=time_range,
            rank=rank,
        )
        for time_range in TIME_RANGES
        for rank, artist in enumerate(artists, start=1)
        for kind in ("artist", "track")
    )


MANY = tuple(f"Band {number}" for number in range(120))
ENDLESS = tuple(f"{number:03d} " + "坂" * 480 for number in range(100))
ANA = HandMadePerson(
    "Ana_99", "Ana", liked("Slowdive", "[unknown]", "Low", "Various Artists", "Björk")
)
BEN = HandMadePerson("Ben", "Ben <b>", liked(*MANY))
LONG = HandMadePerson("LongNames", "Long", liked(*ENDLESS))
NEW = HandMadePerson("newcomer", "Newcomer")
PEOPLE = (ANA, BEN, LONG, NEW)
GENRES = {
    "Slowdive": ("Shoegaze", "dream pop", "Electronica"),
    "Low": ("slowcore",),
    **dict.fromkeys(MANY, ("rock",)),
    **dict.fromkeys(ENDLESS, ("alternative rock", "hip-hop", "uk garage")),
}


@dataclass
class OpenLastfm:
    """Where the stand-in runs, and the clock that it lives by."""

    url: str
    now: datetime = datetime(2026, 11, 20, 12, tzinfo=UTC)
    secrets: Iterator[int] = field(default_factory=itertools.count)

    @property
    def api_url(self) -> str:
        return f"{self.url}/2.0/"

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def switch(self, trouble: str, method: str = "", **where: object) -> None:
        """Turn a trouble on for one method in lower case, or for all."""
        given = {"trouble": trouble, "path": f"/2.0/{method}", **where}
        answer = requests.post(f"{self.url}/switches", json=given, timeout=120)
        assert answer.status_code == 201, answer.text

    def switch_all_off(self) -> None:
        requests.delete(f"{self.url}/switches", timeout=120)

    def switches_on(self) -> list[dict[str, object]]:
        answer = requests.get(f"{self.url}/switches", timeout=120)
        found: list[dict[str, object]] = answer.json()["switches"]
        return found

    def page_url(self, **changes: str) -> str:
        """The address of the page on which people agree."""
        asked = {"api_key": API_KEY, "callback_url": CALLBACK, **changes}
        return sign_in_url(**asked, page_url=f"{self.url}/api/auth/")

    def agree(self, user_name: str, **changes: str) -> requests.Response:
        """Answer on the page as a browser does; the redirect is not followed."""
        form = {"api_key": API_KEY, "cb": CALLBACK, "user_name": user_name, **changes}
        return requests.post(
            f"{self.url}/api/auth/", data=form, allow_redirects=False, timeout=120
        )

    def token(self, user_name: str) -> str:
        """Sign in and return the token that the browser brings back."""
        answer = self.agree(user_name)
        assert answer.status_code == 302, answer.text
        return parse_qs(urlsplit(answer.headers["Location"]).query)["token"][0]

    def ask(self, method: str, **form: str) -> requests.Response:
        """Call the web service as any program would."""
        given = {"method": method, "api_key": API_KEY, "format": "json", **form}
        return requests.post(self.api_url, data=given, timeout=120)


@contextmanager
def open_lastfm() -> Iterator[OpenLastfm]:
    """Run a stand-in with the people for as long as the block runs."""
    opened: OpenLastfm
    flask_app = create_lastfm(
        PEOPLE,
        account=ApiAccount(API_KEY, SECRET),
        genres=GENRES,
        now=lambda: opened.now,
        new_secret=lambda: f"{SECRET_MARK}-{next(opened.secrets):06d}",
    )
    with run_service(flask_app) as url:
        opened = OpenLastfm(url)
        yield opened
