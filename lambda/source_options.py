"""The music sources that a stack offers; each is imported when it is asked for."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from backend.http_api.source_options import (
    SourceOption,
    lastfm_option,
    listenbrainz_option,
    spotify_option,
)

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

RETRY_SECONDS = 60.0

_log = logging.getLogger(__name__)


class UnusableSecretError(Exception):
    """A secret does not hold what it should; what it holds is told nowhere."""


@dataclass(slots=True)
class CloudSourceOptions:
    """Gives the sources: ListenBrainz always, the others where the stack names them.

    One whose secret cannot be had is left out, with an error in the log, and closes
    no other; it is tried again after ``RETRY_SECONDS``.

    Args:
        secrets: A ready client.
        spotify_client_id: Of an app at Spotify; empty offers none.
        lastfm_secret_id: Of a secret with ``{"api_key", "secret"}`` of an API account
            at Last.fm; empty offers none.
        listenbrainz_url: Of ListenBrainz; empty for the public one.
        lastfm_url: Of a service that speaks as Last.fm does; empty for Last.fm.
        contact: Whom services may write to; empty tells nobody.
        clock: One that never goes back, in seconds.
    """

    secrets: SecretsManagerClient
    spotify_client_id: str
    lastfm_secret_id: str
    listenbrainz_url: str
    lastfm_url: str
    contact: str
    clock: Callable[[], float] = time.monotonic
    _made: dict[str, SourceOption] = field(default_factory=dict, init=False)
    _retry_at: float = field(default=-math.inf, init=False)

    @property
    def named(self) -> frozenset[str]:
        """The sources that the stack names, also while one of them is left out."""
        named = {
            "spotify": self.spotify_client_id,
            "listenbrainz": True,
            "lastfm": self.lastfm_secret_id,
        }
        return frozenset(source for source, is_named in named.items() if is_named)

    def __call__(self) -> Mapping[str, SourceOption]:
        """Return the sources, by the name of the source."""
        makers = {
            "spotify": self._spotify,
            "listenbrainz": self._listenbrainz,
            "lastfm": self._lastfm,
        }
        for source, make in makers.items():
            if source not in self._made and (option := make()) is not None:
                self._made[source] = option
        return {source: self._made[source] for source in makers if source in self._made}

    def _spotify(self) -> SourceOption | None:
        from backend.sources.spotify import SpotifySource
        from backend.sources.spotify.sign_in import SCOPE, SPOTIFY_ACCOUNTS_URL

        client_id = self.spotify_client_id
        if not client_id:
            return None
        return spotify_option(
            SpotifySource(client_id),
            accounts_url=SPOTIFY_ACCOUNTS_URL,
            client_id=client_id,
            scope=SCOPE,
        )

    def _listenbrainz(self) -> SourceOption:
        from backend.sources.listenbrainz import (
            LISTENBRAINZ_API_URL,
            ListenBrainzSource,
        )
        from backend.sources.user_agent import user_agent

        source = ListenBrainzSource(
            api_url=self.listenbrainz_url or LISTENBRAINZ_API_URL,
            user_agent=user_agent(self.contact),
        )
        return listenbrainz_option(source)

    def _lastfm(self) -> SourceOption | None:
        from backend.sources.lastfm import LastfmSource, addresses
        from backend.sources.user_agent import user_agent

        if not self.lastfm_secret_id or self.clock() < self._retry_at:
            return None
        try:
            key, secret = self._lastfm_account()
        except (BotoCoreError, ClientError, UnusableSecretError) as error:
            self._retry_at = self.clock() + RETRY_SECONDS
            # Its kind alone: a text might quote what the secret holds.
            _log.error("Last.fm is left out: %s", type(error).__name__)
            return None
        url, agent = self.lastfm_url, user_agent(self.contact)
        return lastfm_option(
            LastfmSource.at(url, key, secret=secret, user_agent=agent),
            api_key=key,
            sign_in_url=addresses(url)[1] if secret else None,
        )

    def _lastfm_account(self) -> tuple[str, str]:
        answer = self.secrets.get_secret_value(SecretId=self.lastfm_secret_id)
        try:
            account = json.loads(answer["SecretString"])
            key, secret = account["api_key"], account.get("secret", "")
        except (KeyError, ValueError, TypeError, AttributeError):
            # Chained, a text of the reader would go along.
            key, secret = None, None
        if not isinstance(key, str) or not key or not isinstance(secret, str):
            raise UnusableSecretError
        return key, secret
