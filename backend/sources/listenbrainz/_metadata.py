"""What ListenBrainz knows about music rather than people: genres and years, kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from backend.sources._bounded_time import side_by_side
from backend.sources._kept_answers import KeptAnswers
from backend.sources.listenbrainz._client import ListenBrainzClient
from backend.sources.listenbrainz.reader import read_genres, read_release_years
from backend.taste_profile import TopItem
from backend.use_cases.listening.errors import SourceError

_log = logging.getLogger(__name__)

ARTISTS_PER_CALL = 100
"""Their MBIDs make an address of 4,000 characters; servers take twice that."""
RECORDINGS_PER_CALL = 1_000
_DAY = 86_400.0
_MAX_KEPT = 10_000

Genres = Mapping[str, float]
_NO_GENRES: Genres = MappingProxyType({})
_NO_YEAR = ""


class ListenBrainzMetadata:
    """Genres of artists and years of recordings, by MBID, remembered for a day.

    That an artist has no genres is remembered as well. What cannot be learnt now is
    left out: no failure here sinks a save.
    """

    def __init__(self) -> None:
        self._genres = KeptAnswers[str, Genres](_MAX_KEPT, _DAY)
        self._years = KeptAnswers[str, str](_MAX_KEPT, _DAY)

    def complete(
        self, top_items: Iterable[TopItem], client: ListenBrainzClient
    ) -> tuple[TopItem, ...]:
        """Return the items with genres and dates, in at most 4 calls side by side."""
        items = tuple(top_items)
        artists = _mbids(item for item in items if item.kind == "artist")
        recordings = _mbids(item for item in items if item.kind == "track")
        genres = {mbid: self._genres.get(mbid) for mbid in artists}
        years = {mbid: self._years.get(mbid) for mbid in recordings}
        calls: list[Callable[[], None]] = [
            *(
                partial(self._learn_genres, client, part, genres)
                for part in _parts(_unknown(genres), ARTISTS_PER_CALL)
            ),
            *(
                partial(self._learn_years, client, part, years)
                for part in _parts(_unknown(years), RECORDINGS_PER_CALL)
            ),
        ]
        try:
            side_by_side(calls, client.deadline)
        except TimeoutError:
            _log.warning("ListenBrainz did not give all genres and years in time")
        # A late thread may still be writing into the others.
        genres, years = dict(genres), dict(years)
        return tuple(_completed(item, genres, years) for item in items)

    def _learn_genres(
        self,
        client: ListenBrainzClient,
        mbids: Sequence[str],
        into: dict[str, Genres | None],
    ) -> None:
        try:
            found: Mapping[str, Genres] = read_genres(client.artists(mbids))
        except SourceError as error:
            _log.warning("Saved without some genres: %s", error.code)
            return
        for mbid in mbids:
            told = into[mbid] = found.get(mbid, _NO_GENRES)
            self._genres.put(mbid, told)

    def _learn_years(
        self,
        client: ListenBrainzClient,
        mbids: Sequence[str],
        into: dict[str, str | None],
    ) -> None:
        try:
            found = read_release_years(client.recordings(mbids))
        except SourceError as error:
            _log.warning("Saved without some years: %s", error.code)
            return
        for mbid in mbids:
            told = into[mbid] = found.get(mbid, _NO_YEAR)
            self._years.put(mbid, told)


def _completed(
    item: TopItem,
    genres: Mapping[str, Genres | None],
    years: Mapping[str, str | None],
) -> TopItem:
    mbid = item.links.get("mbid", "")
    if item.kind == "artist":
        return replace(item, genres=genres.get(mbid) or _NO_GENRES)
    return replace(item, release_date=years.get(mbid) or None)


def _mbids(items: Iterable[TopItem]) -> list[str]:
    found = (item.links.get("mbid") for item in items)
    return list(dict.fromkeys(mbid for mbid in found if mbid))


def _unknown(answers: Mapping[str, object | None]) -> list[str]:
    return [mbid for mbid, answer in answers.items() if answer is None]


def _parts(mbids: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (mbids[at : at + size] for at in range(0, len(mbids), size))
