"""Listening from Spotify's Web API, as an app in Development Mode sees it."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from itertools import product

from backend.sources._bounded_time import Deadline, Patience, in_time
from backend.sources.spotify._client import SpotifyClient
from backend.sources.spotify._rows import SOURCE
from backend.sources.spotify.reader import read_identity, read_top_items
from backend.sources.spotify.sign_in import SPOTIFY_ACCOUNTS_URL
from backend.taste_profile.top_items import TIME_RANGES, ItemKind
from backend.use_cases.listening.errors import (
    SourceEmptyError,
    SourceRefusedError,
)
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    Listening,
)

__all__ = ["Patience", "SpotifySource"]

SPOTIFY_API_URL = "https://api.spotify.com/v1"
KEPT_FOR = timedelta(days=30)
"""Spotify's terms let nobody keep its content for ever; a sign-in renews it."""

_KINDS: tuple[ItemKind, ...] = ("artist", "track")
_TOKEN = re.compile(r"[\x21-\x7e]{1,4000}")
_CODE = re.compile(r"[\x21-\x7e]{1,4000}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class SpotifySource:
    """Six top lists: artists and tracks over 4 weeks, 6 months and a year.

    Each holds at most 50 items in order, without plays; genres are sparse or absent.
    Of every save, 7 calls of the app's quota are used (a few hundred a day for all
    of its at most five users), and one exchange at the accounts service. Nothing is
    retried: a rate limit goes to the caller, who knows whether to wait.

    A code is exchanged here, for our own client id, which proves who signed in; PKCE
    needs no client secret. A bare token could have been issued to any other app, which
    would let that app sign in here as its users: ``accepts_access_tokens`` is for a
    machine of your own.

    Needs the scope ``user-top-read``. Accounts are known by ``account_id``.

    Args:
        client_id: Of the app that is registered at Spotify.
        accounts_url: Of the accounts service, or of a stand-in.
        api_url: Of the Web API, version included, or of a stand-in.
        accepts_access_tokens: Whether a bare token proves who the user is.
        patience: How long anything may take.
    """

    def __init__(
        self,
        client_id: str,
        *,
        accounts_url: str = SPOTIFY_ACCOUNTS_URL,
        api_url: str = SPOTIFY_API_URL,
        accepts_access_tokens: bool = False,
        patience: Patience | None = None,
    ) -> None:
        if not client_id:
            # spotipy would take one from the environment instead.
            raise ValueError("Spotify needs a client id")
        self._client_id = client_id
        self._accounts_url = accounts_url.rstrip("/")
        self._api_url = api_url.rstrip("/")
        self._accepts_access_tokens = accepts_access_tokens
        self._patience = patience or Patience()

    def fetch_listening(
        self, proof: AuthorizationCode | AccessToken, *, fetched_at: str
    ) -> Listening:
        """Exchange the code, ask who it is, then fetch the six lists side by side."""
        deadline = Deadline(self._patience.total_seconds)
        client = SpotifyClient(
            self._accounts_url, self._api_url, self._patience, deadline
        )
        token = self._token(client, proof, deadline)
        [profile] = in_time(SOURCE, [partial(client.current_user, token)], deadline)
        # Before the lists: an account that cannot be known costs one call, not seven.
        identity = read_identity(profile)
        lists = list(product(_KINDS, TIME_RANGES))
        answers = in_time(
            SOURCE,
            [partial(client.top_list, token, kind, span) for kind, span in lists],
            deadline,
        )
        top_items = tuple(
            item
            for answer, (kind, span) in zip(answers, lists, strict=True)
            for item in read_top_items(
                answer, kind=kind, time_range=span, fetched_at=fetched_at
            )
        )
        if not top_items:
            raise SourceEmptyError(SOURCE)
        return Listening(
            source=SOURCE,
            account=identity.account,
            display_name=identity.display_name,
            top_items=top_items,
            is_verified=True,
            expires_after=KEPT_FOR,
        )

    def _token(
        self,
        client: SpotifyClient,
        proof: AuthorizationCode | AccessToken,
        deadline: Deadline,
    ) -> str:
        if isinstance(proof, AccessToken):
            if not self._accepts_access_tokens:
                raise SourceRefusedError(SOURCE, "tokens_not_accepted")
            token = proof.token
        else:
            # Without a code, spotipy would open a browser and wait for a user.
            if not _CODE.fullmatch(proof.code) or not proof.redirect_uri:
                raise SourceRefusedError(SOURCE, "bad_code")
            if not _VERIFIER.fullmatch(proof.code_verifier):
                raise SourceRefusedError(SOURCE, "bad_verifier")
            [token] = in_time(
                SOURCE, [partial(client.exchange, self._client_id, proof)], deadline
            )
        # In a header, anything else would be an error that quotes it.
        if not _TOKEN.fullmatch(token):
            raise SourceRefusedError(SOURCE, "bad_token")
        return token
