"""Listening from Last.fm: what a public name shows, or a sign-in proves."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain

from backend.sources._bounded_session import is_loopback
from backend.sources._bounded_time import Deadline, Patience, in_time
from backend.sources._pacer import Pacer
from backend.sources.lastfm._addresses import LASTFM_API_URL, addresses
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
from backend.use_cases.listening.errors import (
    SourceEmptyError,
    SourceRefusedError,
)
from backend.use_cases.listening.music_source import (
    AccessToken,
    Listening,
    PublicName,
)

__all__ = [
    "LastfmSource",
    "Patience",
]

CALLS_PER_SECOND = 4.0
CALLS_AT_ONCE = 60
"""A save makes 47 at most. With both, 5 minutes see 1,260 calls of 1,500 allowed."""
MOST_AT_ONCE = 300
"""Of all processes together: then 5 minutes see 1,500."""
_KINDS: tuple[ItemKind, ...] = ("artist", "track")
_TOKEN = re.compile(r"[\x21-\x7e]{1,200}")


class LastfmSource:
    """Six top lists with plays: artists and tracks of 1 and 6 months and of all time.

    Each holds at most 100 items; tracks have one artist and no release date. Of the
    40 artists played most, the tags that are genres are added where they come in
    time; they are kept for a day, for everybody.

    Of every save, 6 calls fetch the lists, at most 40 the tags and 1 the session, at
    most 4 at once. Last.fm names no limit; 5 calls a second over 5 minutes was its
    old one, so some 30 saves in 5 minutes while no tags are kept yet. One save may go
    as fast as it can; many together wait for each other, each until its deadline: then
    tags are left out, and a save without its lists is refused as too early. Nothing
    is retried. Hiding recent listening at Last.fm does not hide these lists.

    A name proves nothing. A token of the web sign-in is exchanged for our own API
    key, which proves whose it is, and needs the key's secret. But Last.fm sends it to
    whatever address a link to its page names (``cb``), not only to the registered one:
    a page that makes users follow such a link and agree gets a token that proves them.
    So it is a weak proof (``WEAK_SOURCES``). The session key, which would be good for
    ever, is thrown away. Accounts are known by their name in lower case: Last.fm gives
    them no other lasting id.

    Its terms ask for attribution with links, and allow no commercial use unless
    agreed.

    Args:
        api_key: Of this deployment's API account.
        secret: Of the same account; without it, nobody can sign in.
        api_url: Of the web service, or of a stand-in.
        user_agent: Who asks; Last.fm asks for an identifiable one.
        patience: How long anything may take.
        is_paced: Whether to keep the pace, as Last.fm's terms ask; a stand-in has none.
        sharers: How many processes keep it together.
    """

    def __init__(
        self,
        api_key: str,
        *,
        secret: str = "",
        api_url: str = LASTFM_API_URL,
        user_agent: str = "MusicSoulmateFinder/1",
        patience: Patience | None = None,
        is_paced: bool = True,
        sharers: int = 1,
    ) -> None:
        if not api_key:
            raise ValueError("Last.fm needs an API key")
        self._service = Service(
            api_url,
            api_key,
            secret,
            user_agent,
            patience or Patience(),
            _pacer(sharers) if is_paced else None,
        )
        self._genres = ArtistGenres()

    @classmethod
    def at(
        cls, url: str, api_key: str, *, secret: str, user_agent: str, sharers: int = 1
    ) -> LastfmSource:
        """Return the source at an address, as ``addresses`` takes it.

        A stand-in on this machine need not be spared.
        """
        api_url, _ = addresses(url)
        return cls(
            api_key,
            secret=secret,
            api_url=api_url,
            user_agent=user_agent,
            is_paced=not is_loopback(api_url),
            sharers=sharers,
        )

    def fetch_listening(
        self, proof: PublicName | AccessToken, *, fetched_at: str
    ) -> Listening:
        """Fetch the lists of the named or proved user, then genres."""
        deadline = Deadline(self._service.patience.total_seconds)
        is_verified = isinstance(proof, AccessToken)
        user_name = self._user_name(proof, deadline)
        by_range = in_time(
            SOURCE,
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
            user_name = proof.user_name.strip()
            if not is_user_name(user_name):
                raise SourceRefusedError(SOURCE, "bad_user_name")
            return user_name
        if not self._service.secret:
            raise SourceRefusedError(SOURCE, "tokens_not_accepted")
        if not _TOKEN.fullmatch(proof.token):
            raise SourceRefusedError(SOURCE, "bad_token")
        [name] = in_time(
            SOURCE, [partial(self._exchange, proof.token, deadline)], deadline
        )
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


def _pacer(sharers: int) -> Pacer:
    """Keep the part of the pace that falls to one of so many processes."""
    at_once = min(CALLS_AT_ONCE, MOST_AT_ONCE // sharers)
    return Pacer(SOURCE, CALLS_PER_SECOND / sharers, at_once)
