"""Reads HetRec 2011 Last.fm 2K: listeners, their play counts, and tags as genres.

Cantador, Brusilovsky & Kuflik (2011), *2nd Workshop on Information Heterogeneity and
Fusion in Recommender Systems (HetRec 2011)*. Non-commercial use; see its readme.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from backend.taste_profile import InvalidTopItemError, TopItem, clean_name

SOURCE = "hetrec2011-lastfm-2k"
MAX_GENRES_OF_ARTIST = 20
MIN_TAGGERS = 2
"""A tag that one person gave to an artist is an opinion, not yet a genre."""


class HetrecError(ValueError):
    """The folder is not a HetRec 2011 Last.fm 2K data set."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, and why."""

    file: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Listener:
    """One listener by their number in the data set."""

    number: int
    top_items: tuple[TopItem, ...]


def read_listeners(
    folder: Path, *, with_own_tags: bool = True
) -> tuple[list[Listener], list[BadRow]]:
    """Read all listeners, in the order of their numbers.

    Args:
        folder: Where the files of the data set lie.
        with_own_tags: Whether the tags that a listener gave count among the genres
            of what that listener hears.

    Returns:
        The listeners, and the rows that were left out.

    Raises:
        HetrecError: A file is missing or has other columns.
    """
    bad: list[BadRow] = []
    names = {artist: name for artist, name in _artists(folder, bad) if clean_name(name)}
    tags = _Tags()
    tags.read(folder, bad)
    plays: dict[int, list[TopItem]] = defaultdict(list)
    rows = _rows(folder, "user_artists.dat", ("userID", "artistID", "weight"), bad)
    for number, (user, artist, count) in rows:
        try:
            item = TopItem(
                kind="artist",
                name=names[int(artist)],
                plays=int(count),
                genres=tags.genres(int(artist), None if with_own_tags else int(user)),
                source=SOURCE,
            )
            plays[int(user)].append(item)
        except KeyError:
            bad.append(BadRow("user_artists.dat", number, f"no artist {artist}"))
        except (ValueError, InvalidTopItemError) as error:
            bad.append(BadRow("user_artists.dat", number, str(error)))
    listeners = [Listener(user, tuple(items)) for user, items in sorted(plays.items())]
    return listeners, bad


def _artists(folder: Path, bad: list[BadRow]) -> Iterator[tuple[int, str]]:
    for number, (artist, name, *_) in _rows(folder, "artists.dat", ("id", "name"), bad):
        try:
            yield int(artist), name
        except ValueError as error:
            bad.append(BadRow("artists.dat", number, str(error)))


class _Tags:
    """Who gave which tag to which artist; genres are what several agree on."""

    def __init__(self) -> None:
        self._taggers: dict[int, Counter[str]] = defaultdict(Counter)
        self._given: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._genres: dict[int, Mapping[str, float]] = {}

    def read(self, folder: Path, bad: list[BadRow]) -> None:
        tags: dict[str, str] = {}
        for _, (tag, value, *_rest) in _rows(
            folder, "tags.dat", ("tagID", "tagValue"), bad
        ):
            tags[tag] = clean_name(value)
        columns = ("userID", "artistID", "tagID")
        file = "user_taggedartists.dat"
        for number, (user, artist, tag, *_rest) in _rows(folder, file, columns, bad):
            name = tags.get(tag)
            if not name or not artist.isdecimal() or not user.isdecimal():
                bad.append(BadRow(file, number, f"no tag {tag}"))
                continue
            self._taggers[int(artist)][name] += 1
            self._given[int(user), int(artist)].append(name)

    def genres(self, artist: int, without: int | None) -> Mapping[str, float]:
        """Return the most agreed tags with their taggers, one person left out."""
        given = self._given.get((without, artist)) if without is not None else None
        if given:
            return _agreed(self._taggers[artist] - Counter(given))
        if artist not in self._genres:
            self._genres[artist] = _agreed(self._taggers[artist])
        return self._genres[artist]


def _agreed(taggers: Counter[str]) -> Mapping[str, float]:
    agreed = [item for item in taggers.items() if item[1] >= MIN_TAGGERS]
    agreed.sort(key=lambda item: (-item[1], item[0]))
    return dict(agreed[:MAX_GENRES_OF_ARTIST])


def read_friends(folder: Path) -> tuple[Mapping[int, frozenset[int]], list[BadRow]]:
    """Read who is friends with whom; every friendship counts for both.

    Returns:
        Each listener's friends, and the rows that were left out.

    Raises:
        HetrecError: The file is missing or has other columns.
    """
    bad: list[BadRow] = []
    friends: dict[int, set[int]] = defaultdict(set)
    file = "user_friends.dat"
    for number, (user, friend, *_) in _rows(folder, file, ("userID", "friendID"), bad):
        if not user.isdecimal() or not friend.isdecimal() or user == friend:
            bad.append(BadRow(file, number, f"no two people: {user}, {friend}"))
            continue
        friends[int(user)].add(int(friend))
        friends[int(friend)].add(int(user))
    return {user: frozenset(others) for user, others in friends.items()}, bad


def _rows(
    folder: Path, file: str, columns: tuple[str, ...], bad: list[BadRow]
) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows that have at least the wanted columns."""
    # All is UTF-8 but the tags.
    encoding = "latin-1" if file == "tags.dat" else "utf-8"
    try:
        text = (folder / file).read_text(encoding=encoding, errors="replace")
    except OSError as error:
        raise HetrecError(f"{file} cannot be read: {error.strerror}") from None
    header, *lines = text.split("\n")
    if tuple(header.rstrip("\r").split("\t")[: len(columns)]) != columns:
        raise HetrecError(f"{file} does not begin with the columns {columns}")
    for number, line in enumerate(lines, 2):
        row = line.rstrip("\r").split("\t")
        if row == [""]:
            continue
        if len(row) < len(columns):
            bad.append(BadRow(file, number, "has too few columns"))
            continue
        yield number, row
