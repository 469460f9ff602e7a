"""The calls to Spotify, through spotipy, without its traps.

A session of our own keeps spotipy from mounting retries: with them, a 429 would sleep
through the whole ``Retry-After``, a 5xx would come out as a 429 and a POST could be
sent four times. Managers get a cache in memory, or they would write ``.cache`` into
the working directory. Both get time-outs, because the managers' default is none.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import requests

from backend.sources._bounded_session import BoundedSession
from backend.sources._bounded_time import Deadline, Patience, time_out
from backend.sources.spotify._failures import failure_of
from backend.sources.spotify._rows import SOURCE
from backend.sources.spotify.sign_in import SCOPE
from backend.taste_profile.top_items import ItemKind, TimeRange
from backend.use_cases.listening.errors import SourceNotPermittedError
from backend.use_cases.listening.music_source import AuthorizationCode

_log = logging.getLogger(__name__)

MAX_ITEMS = 50
"""What one call gives at most; what lies beyond it is not reliable."""


# At DEBUG they log tokens, codes and whole answers, at ERROR what was sent.
for _name in ("spotipy.client", "spotipy.oauth2"):
    logging.getLogger(_name).addFilter(lambda record: False)


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
        from spotipy import MemoryCacheHandler, SpotifyPKCE

        cache = MemoryCacheHandler()

        def call(session: BoundedSession) -> object:
            manager = SpotifyPKCE(
                client_id=client_id,
                redirect_uri=proof.redirect_uri,
                requests_session=session,
                requests_timeout=time_out(self._patience, self._deadline),
                open_browser=False,
                cache_handler=cache,
            )
            manager.OAUTH_TOKEN_URL = f"{self._accounts_url}/api/token"
            manager.code_verifier = proof.code_verifier
            # Only its presence counts: without it, spotipy makes up a new verifier.
            manager.code_challenge = "S256"
            token: object = manager.get_access_token(proof.code, check_cache=False)
            return token

        token = self._answer(call, "code exchange", is_exchange=True)
        granted = cache.get_cached_token().get("scope")
        if isinstance(granted, str) and SCOPE not in granted.split():
            raise SourceNotPermittedError(SOURCE, "missing_scope")
        return str(token)

    def current_user(self, token: str) -> object:
        """Ask who the token's owner is; the raw answer of ``GET /me``."""
        return self._answer(lambda session: self._api(token, session).me(), "profile")

    def top_list(self, token: str, kind: ItemKind, time_range: TimeRange) -> object:
        """Ask for one top list; the raw answer of ``GET /me/top/{kind}s``."""

        def call(session: BoundedSession) -> object:
            api = self._api(token, session)
            ask = {
                "artist": api.current_user_top_artists,
                "track": api.current_user_top_tracks,
            }[kind]
            answer: object = ask(limit=MAX_ITEMS, time_range=time_range)
            return answer

        return self._answer(call, f"top {kind}s")

    def _api(self, token: str, session: BoundedSession) -> Any:
        from spotipy import Spotify

        api = Spotify(
            auth=token,
            requests_session=session,
            requests_timeout=time_out(self._patience, self._deadline),
        )
        api.prefix = f"{self._api_url}/"
        return api

    def _answer(
        self,
        call: Callable[[BoundedSession], object],
        what: str,
        *,
        is_exchange: bool = False,
    ) -> object:
        from spotipy import SpotifyBaseException

        # An answer of an unforeseen shape ends inside spotipy in one of the others.
        failures = (
            SpotifyBaseException,
            requests.RequestException,
            AttributeError,
            KeyError,
            RecursionError,
            TypeError,
            ValueError,
        )
        with BoundedSession(self._deadline) as session:
            try:
                return call(session)
            except failures as error:
                failure = failure_of(session.answered, error, is_exchange=is_exchange)
        _log.warning("Spotify gave no %s: %s", what, failure.code)
        # Out here, so that no text of a library is chained to it.
        raise failure
