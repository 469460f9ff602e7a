"""The demo world's people, read through each stand-in as a service shows them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import requests

from backend.dev_server.demo import services
from backend.dev_server.demo.lastfm.service import API_KEY, SECRET
from backend.dev_server.demo.marker import Demo
from backend.dev_server.demo.running import run_service
from backend.dev_server.demo.spotify.service import CLIENT_ID
from backend.dev_server.demo.world import InventedPerson
from backend.sources.lastfm import LastfmSource
from backend.sources.listenbrainz import ListenBrainzSource
from backend.sources.spotify import SpotifySource
from backend.sources.spotify.sign_in import code_challenge
from backend.taste_profile import TasteProfile, build_taste_profile
from backend.use_cases.listening.music_source import (
    AuthorizationCode,
    Listening,
    PublicName,
)
from backend.use_cases.listening.refresh_mine import Sources

BEGIN = datetime(2026, 11, 20, 12, tzinfo=UTC)
FETCHED_AT = BEGIN.isoformat()
REDIRECT_URI, VERIFIER = "http://127.0.0.1:5000/", "v" * 43


@dataclass(frozen=True)
class DemoSources:
    """Every source, led to the stand-in of one demo world."""

    spotify_url: str
    spotify: SpotifySource
    listenbrainz: ListenBrainzSource
    lastfm: LastfmSource

    def read(self, source: str, person: InventedPerson) -> TasteProfile:
        """Return what somebody's listening is worth, as somebody new."""
        if source == "spotify":
            listening = self._from_spotify(person)
        else:
            by_name: Sources = {
                "listenbrainz": self.listenbrainz,
                "lastfm": self.lastfm,
            }
            listening = by_name[source].fetch_listening(
                PublicName(user_name=person.user_name), fetched_at=FETCHED_AT
            )
        assert {item.source for item in listening.top_items} == {source}
        new_id = f"{person.user_name} at {source}"
        return build_taste_profile(new_id, listening.top_items)

    def _from_spotify(self, person: InventedPerson) -> Listening:
        form = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "redirect_uri": REDIRECT_URI,
            "scope": "user-top-read",
            "state": "x",
            "code_challenge_method": "S256",
            "code_challenge": code_challenge(VERIFIER),
            "person_id": person.person_id,
        }
        url = f"{self.spotify_url}/authorize"
        agreed = requests.post(url, data=form, allow_redirects=False, timeout=120)
        code = parse_qs(urlsplit(agreed.headers["Location"]).query)["code"][0]
        proof = AuthorizationCode(
            code=code, code_verifier=VERIFIER, redirect_uri=REDIRECT_URI
        )
        return self.spotify.fetch_listening(proof, fetched_at=FETCHED_AT)


@contextmanager
def demo_sources(people: int) -> Iterator[DemoSources]:
    """Run the stand-ins of a demo world for as long as the block runs."""
    demo, seconds = Demo(people), itertools.count()

    def now() -> datetime:
        # So slowly that nobody is ever asked to wait.
        return BEGIN + timedelta(seconds=next(seconds))

    with (
        run_service(services.STAND_INS["spotify"](demo, now)) as spotify_url,
        run_service(services.STAND_INS["listenbrainz"](demo, now)) as listenbrainz_url,
        run_service(services.STAND_INS["lastfm"](demo, now)) as lastfm_url,
    ):
        yield DemoSources(
            spotify_url,
            SpotifySource(
                CLIENT_ID,
                accounts_url=spotify_url,
                api_url=f"{spotify_url}/v1",
            ),
            ListenBrainzSource(api_url=listenbrainz_url),
            LastfmSource(
                API_KEY,
                secret=SECRET,
                api_url=f"{lastfm_url}/2.0/",
                is_paced=False,
            ),
        )
