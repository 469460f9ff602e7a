"""Listening from Last.fm: what a public name shows, or a sign-in proves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import chain
from urllib.parse import urlencode

from backend.sources._bounded_time import Deadline, Patience, ResultT, side_by_side
from backend.sources.lastfm._client import LastfmClient, Service
from backend.sources.lastfm._genres import ArtistGenres
from backend.sources.lastfm._rows import SOURCE
from backend.sources.lastfm.reader import (
    TopList,
    is_user_name,
    read_session,
    read_top_list,
)
from backend.taste_profile.top_items import TIME_RANGES, ItemKind, TimeRange
from backend.use_cases.ports import AccessToken, Listening, PublicName
from backend.use_cases.source_errors import (
    SourceEmptyError,
    SourceRefusedError,
    SourceUnavailableError,
)

__all__ = [
    "LASTFM_API_URL",
    "LASTFM_SIGN_IN_URL",
    "LastfmSource",
    "Patience",
    "sign_in_url",
]

LASTFM_API_URL = "https://ws.audioscrobbler.com/2.0/"
LASTFM_SIGN_IN_URL = "https://www.last.fm/api/auth/"
_KINDS: tuple[ItemKind, ...] = ("artist", "track")
_TOKEN = re.compile(r"[\x21-\x7e]{1,200}")


def sign_in_url(
    api_key: str, callback_url: str, *, page_url: str = LASTFM_SIGN_IN_URL
) -> str:
    """Return the address of the page on which people agree.

    From there they come back to ``callback_url`` with ``token=…`` added to its query.
    Last.fm hands no state back: whoever wants one puts it into that query.
    """
    return f"{page_url}?{urlencode({'api_key': api_key, 'cb': callback_url})}"


class LastfmSource:
    """Six top lists with plays: artists and tracks of 1 and 6 months and of all time.

    Each holds at most 100 items; tracks have one artist and no release date. Of the
    40 artists played most, the tags that are genres are added where they come in
    time; they are kept for a day, for everybody.

    Of every save, 6 calls fetch the lists, at most 40 the tags and 1 the session, at
    most 4 at once. Last.fm names no limit; 5 calls a second over 5 minutes was its
    old one, so some 30 saves in 5 minutes while no tags are kept yet. Nothing is
    retried. Hiding recent listening at Last.fm does not hide these lists.

    A name proves nothing. A token of the web sign-in is exchanged for our own API
    key, which proves whose it is, and needs the key's secret. The session key, which
    would be good for ever, is thrown away. Accounts are known by their name in lower
    case: Last.fm gives them no other lasting id.

    Its terms ask for attribution with links, and allow no commercial use unless
    agreed.

    Args:
        api_key: Of this deployment's API account.
        secret: Of the same account; without it, nobody can sign in.
        api_url: Of the web service, or of a stand-in.
        user_agent: Who asks; Last.fm asks for an identifiable one.
        patience: How long anything may take.
    """

    def __init__(
        self,
        api_key: str,
        *,
        secret: str = "",
        api_url: str = LASTFM_API_URL,
        user_agent: str = "MusicSoulmateFinder/1",
        patience: Patience | None = None,
    ) -> None:
        if not api_key:
            raise ValueError("Last.fm needs an API key")
        self._service = Service(
            api_url, api_key, secret, user_agent, patience or Patience()
        )
        self._genres = ArtistGenres()

    def fetch_listening(
        self, proof: PublicName | AccessToken, *, fetched_at: str
    ) -> Listening:
        """Fetch the lists of whoever is named or proved, then genres."""
        deadline = Deadline(self._service.patience.total_seconds)
        is_verified = isinstance(proof, AccessToken)
        user_name = self._user_name(proof, deadline)
        by_range = _in_time(
            [
                partial(self._lists, user_name, time_range, fetched_at, deadline)
                for time_range in TIME_RANGES
            ],
            deadline,
        )
        # Artists first, then tracks, as other sources give them.
        lists = [*(pair[0] for pair in by_range), *(pair[1] for pair in by_range)]
        top_items = tuple(chain.from_iterable(listed.top_items for listed in lists))
        if not top_items:
            raise SourceEmptyError(SOURCE)
        public_name = lists[0].user_name
        connect = partial(LastfmClient, self._service, deadline)
        return Listening(
            source=SOURCE,
            account=public_name.casefold() if is_verified else None,
            display_name=public_name,
            top_items=self._genres.added_to(top_items, connect, deadline),
            is_verified=is_verified,
            public_name=public_name,
        )

    def _user_name(self, proof: PublicName | AccessToken, deadline: Deadline) -> str:
        if isinstance(proof, PublicName):
            if not is_user_name(proof.user_name):
                raise SourceRefusedError(SOURCE, "bad_user_name")
            return proof.user_name
        if not self._service.secret:
            raise SourceRefusedError(SOURCE, "tokens_not_accepted")
        if not _TOKEN.fullmatch(proof.token):
            raise SourceRefusedError(SOURCE, "bad_token")
        [name] = _in_time([partial(self._exchange, proof.token, deadline)], deadline)
        return name

    def _exchange(self, token: str, deadline: Deadline) -> str:
        with LastfmClient(self._service, deadline) as client:
            return read_session(client.session(token))

    def _lists(
        self, user_name: str, time_range: TimeRange, fetched_at: str, deadline: Deadline
    ) -> list[TopList]:
        with LastfmClient(self._service, deadline) as client:
            return [
                read_top_list(
                    client.top_list(user_name, kind, time_range),
                    user_name=user_name,
                    kind=kind,
                    time_range=time_range,
                    fetched_at=fetched_at,
                )
                for kind in _KINDS
            ]


def _in_time(calls: list[Callable[[], ResultT]], deadline: Deadline) -> list[ResultT]:
    try:
        return side_by_side(calls, deadline)
    except TimeoutError:
        pass
    raise SourceUnavailableError(SOURCE, "timeout")
