"""Every artist, track and album that the invented people listen to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from backend.dev_server.demo.spotify.ids import draw, spotify_id
from backend.dev_server.demo.spotify.people import Recording
from backend.taste_profile import TopItem

_WORD = re.compile(r"\w+")
_FILTER = re.compile(r'\b(artist|track|album|year|genre|isrc):("[^"]*"|\S+)')


@dataclass(slots=True)
class Artist:
    """An artist and what became of its genres: known, none, or not said at all."""

    artist_id: str
    name: str
    genres: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Album:
    """An album, or a single for a track of which no album is known."""

    album_id: str
    name: str
    artist: Artist
    release_date: str
    is_single: bool
    tracks: list[Track] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Track:
    """A track in its place on its album, counted from 1."""

    track_id: str
    title: str
    artists: tuple[Artist, ...]
    album: Album
    number: int

    @property
    def uri(self) -> str:
        """How playlists name it."""
        return f"spotify:track:{self.track_id}"

    @property
    def isrc(self) -> str:
        """An invented code: no registrant has the prefix ZZ."""
        year = self.album.release_date[2:4]
        return f"ZZDEM{year}{draw(self.track_id) % 100_000:05d}"


class Catalogue:
    """Finds artists, tracks and albums by id and by name.

    It begins with recordings; what people listen to joins them with ``add``. Callers
    see to it that only one thread adds at a time.
    """

    def __init__(self, recordings: Iterable[Recording]) -> None:
        self.artists: dict[str, Artist] = {}
        self.tracks: dict[str, Track] = {}
        self.albums: dict[str, Album] = {}
        for recording in recordings:
            self._add(
                recording.title, recording.artists, str(recording.year), recording.album
            )

    def add(self, top_items: Iterable[TopItem]) -> None:
        """Take in what a person listens to, and the genres that they know."""
        for item in top_items:
            if item.kind == "artist":
                artist = self.artist(item.name)
                artist.genres = artist.genres or list(item.genres)
            else:
                self.track(item)

    def artist(self, name: str) -> Artist:
        """Return the artist of this name, made when new."""
        artist_id = spotify_id("artist", name)
        return self.artists.setdefault(artist_id, Artist(artist_id, name))

    def track(self, item: TopItem) -> Track:
        """Return the track of a top item, made when new."""
        return self._add(item.name, item.artists, item.release_date or "0000", None)

    def albums_of(self, artist_id: str) -> list[Album]:
        """Return the artist's albums, newest first."""
        found = [
            a for a in list(self.albums.values()) if a.artist.artist_id == artist_id
        ]
        return sorted(found, key=lambda album: album.release_date, reverse=True)

    def _add(
        self, title: str, artists: tuple[str, ...], date: str, album_name: str | None
    ) -> Track:
        track_id = spotify_id("track", title, *artists)
        if track_id in self.tracks:
            return self.tracks[track_id]
        credited = tuple(self.artist(name) for name in artists)
        album_id = spotify_id("album", artists[0], album_name or track_id)
        is_single = album_name is None
        album = self.albums.setdefault(
            album_id, Album(album_id, album_name or title, credited[0], date, is_single)
        )
        track = Track(track_id, title, credited, album, len(album.tracks) + 1)
        album.tracks.append(track)
        self.tracks[track_id] = track
        return track

    def find_artists(self, query: str) -> list[Artist]:
        """Return artists whose name holds every word of the query."""
        words, filters = _parsed(query)
        words += _words(filters.pop("artist", ""))
        genre = _folded(filters.pop("genre", ""))
        return [
            artist
            for artist in list(self.artists.values())
            if not filters
            and _holds(artist.name, words)
            and (not genre or genre in map(_folded, artist.genres))
        ]

    def find_albums(self, query: str) -> list[Album]:
        """Return albums whose name and artist hold every word of the query."""
        words, filters = _parsed(query)
        words += _words(filters.pop("album", "")) + _words(filters.pop("artist", ""))
        return [
            album
            for album in list(self.albums.values())
            if not filters and _holds(f"{album.name} {album.artist.name}", words)
        ]

    def find_tracks(self, query: str) -> list[Track]:
        """Return tracks whose title and artists hold every word of the query."""
        words, filters = _parsed(query)
        return [
            track
            for track in list(self.tracks.values())
            if _holds(" ".join(_texts(track)), words)
            and all(_fits(track, name, value) for name, value in filters.items())
        ]


def _texts(track: Track) -> Iterator[str]:
    yield track.title
    yield from (artist.name for artist in track.artists)


def _fits(track: Track, name: str, value: str) -> bool:
    if name in ("track", "album"):
        named = track.title if name == "track" else track.album.name
        return _holds(named, _words(value))
    if name == "artist":
        return any(_holds(artist.name, _words(value)) for artist in track.artists)
    if name == "isrc":
        return value.upper() == track.isrc
    if name == "genre":
        genres = (genre for artist in track.artists for genre in artist.genres)
        return _folded(value) in map(_folded, genres)
    first, _, last = value.partition("-")
    return first <= track.album.release_date[:4] <= (last or first)


def _parsed(query: str) -> tuple[list[str], dict[str, str]]:
    filters = {name: value.strip('"') for name, value in _FILTER.findall(query)}
    return _words(_FILTER.sub(" ", query)), filters


def _holds(text: str, words: list[str]) -> bool:
    held = _words(text)
    return all(any(known.startswith(word) for known in held) for word in words)


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
