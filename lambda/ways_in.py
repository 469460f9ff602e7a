"""The music sources that a stack offers; each is imported when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from backend.http_api.operation import WayIn
from backend.http_api.requests import ProofKind

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


@dataclass(frozen=True)
class CloudWaysIn:
    """Gives the ways in: ListenBrainz always, the others where the stack names them.

    Args:
        secrets: A ready client.
        spotify_client_id: Of an app at Spotify; empty offers none.
        lastfm_secret_id: Of a secret with ``{"api_key", "secret"}`` of an API account
            at Last.fm; empty offers none.
        listenbrainz_url: Of ListenBrainz; empty for the public one.
        lastfm_url: Of a service that speaks as Last.fm does; empty for Last.fm.
    """

    secrets: SecretsManagerClient
    spotify_client_id: str
    lastfm_secret_id: str
    listenbrainz_url: str
    lastfm_url: str

    def __call__(self) -> Mapping[str, WayIn]:
        """Return the ways in, by the name of the source."""
        return self._ways

    @cached_property
    def _ways(self) -> Mapping[str, WayIn]:
        ways = {}
        if self.spotify_client_id:
            ways["spotify"] = self._spotify()
        ways["listenbrainz"] = self._listenbrainz()
        if self.lastfm_secret_id:
            ways["lastfm"] = self._lastfm()
        return ways

    def _spotify(self) -> WayIn:
        from backend.sources.spotify import SpotifySource
        from backend.sources.spotify.sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

        client_id = self.spotify_client_id
        address = f"{SPOTIFY_ACCOUNTS_URL}/authorize"
        source = SpotifySource(client_id)
        return WayIn("Spotify", source, ("code",), address, client_id, SCOPE)

    def _listenbrainz(self) -> WayIn:
        from backend.sources.listenbrainz import (
            LISTENBRAINZ_API_URL,
            ListenBrainzSource,
        )

        source = ListenBrainzSource(
            api_url=self.listenbrainz_url or LISTENBRAINZ_API_URL
        )
        return WayIn("ListenBrainz", source, ("user_name", "pasted_token"))

    def _lastfm(self) -> WayIn:
        from backend.sources.lastfm import (
            LASTFM_API_URL,
            LASTFM_SIGN_IN_URL,
            LastfmSource,
        )

        answer = self.secrets.get_secret_value(SecretId=self.lastfm_secret_id)
        account = json.loads(answer["SecretString"])
        key, secret = account["api_key"], account.get("secret", "")
        url = self.lastfm_url
        api_url = f"{url}/2.0/" if url else LASTFM_API_URL
        source = LastfmSource(key, secret=secret, api_url=api_url)
        if not secret:
            return WayIn("Last.fm", source, ("user_name",))
        address = f"{url}/api/auth/" if url else LASTFM_SIGN_IN_URL
        takes: tuple[ProofKind, ...] = ("returned_token", "user_name")
        return WayIn("Last.fm", source, takes, address, key)
