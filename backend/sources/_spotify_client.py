"""The calls to Spotify, through spotipy, without its traps.

A session of our own keeps spotipy from mounting retries: with them, a 429 would sleep
through the whole ``Retry-After``, a 5xx would come out as a 429 and a POST could be
sent four times. Managers get a cache in memory, or they would write ``.cache`` into
the working directory. Both get time-outs, because the managers' default is none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import requests

from backend.sources._bounded_session import BoundedSession
from backend.sources._bounded_time import Deadline
from backend.sources._spotify_failures import failure_of
from backend.sources._spotify_rows import SOURCE
from backend.taste_profile.top_items import ItemKind, TimeRange
from backend.use_cases.ports import AuthorizationCode
from backend.use_cases.source_errors import (
    SourceNotPermittedError,
    SourceRefusedError,
)

SCOPE = "user-top-read"
MAX_ITEMS = 50
"""What one call gives at most; what lies beyond it is not reliable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait: for a connection, for the next byte, for everything."""

    connect_seconds: float = 3.05
    read_seconds: float = 5.0
    total_seconds: float = 10.0


class SpotifyClient:
    """The three kinds of call that a fetch makes, each on a connection of its own.

    spotipy promises nothing about threads and closes the session that it is given,
    so no two calls share one.
    """

    def __init__(
        self, accounts_url: str, api_url: str, patience: Patience, deadline: Deadline
    ) -> None:
        self._accounts_url = accounts_url
        self._api_url = api_url
        self._patience = patience
        self._deadline = deadline

    def exchange(self, client_id: str, proof: AuthorizationCode) -> str:
        """Exchange a code for an access token.

        Raises:
            SourceError: There is no token, or it may not read top lists.
        """
        from spotipy import MemoryCacheHandler, SpotifyPKCE  # type: ignore[import-untyped]  # spotipy has no types

        cache = MemoryCacheHandler()

        def call(session: BoundedSession) -> object:
            manager = SpotifyPKCE(
                client_id=client_id,
                redirect_uri=proof.redirect_uri,
                requests_session=session,
                requests_timeout=self._timeout(),
                open_browser=False,
                cache_handler=cache,
            )
            manager.OAUTH_TOKEN_URL = f"{self._accounts_url}/api/token"
            manager.code_verifier = proof.code_verifier
            # Only its presence is asked for: without it, a new verifier is made up.
            manager.code_challenge = "S256"
            token: object = manager.get_access_token(proof.code, check_cache=False)
            return token

        token = self._answer(call, is_exchange=True)
        granted = cache.get_cached_token().get("scope")
        if isinstance(granted, str) and SCOPE not in granted.split():
            raise SourceNotPermittedError(SOURCE, "missing_scope")
        if not isinstance(token, str):
            raise SourceRefusedError(SOURCE, "bad_code")
        return token
