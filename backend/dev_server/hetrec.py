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


def read_listeners(folder: Path) -> tuple[list[Listener], list[BadRow]]:
    """Read all listeners, in the order of their numbers.

    Returns:
        The listeners, and the rows that were left out.

    Raises:
        HetrecError: A file is missing or has other columns.
    """
    bad: list[BadRow] = []
    names = {artist: name for artist, name in _artists(folder, bad) if clean_name(name)}
    genres = _genres(folder, bad)
    plays: dict[int, list[TopItem]] = defaultdict(list)
    rows = _rows(folder, "user_artists.dat", ("userID", "artistID", "weight"), bad)
    for number, (user, artist, count) in rows:
        try:
            item = TopItem(
                kind="artist",
                name=names[int(artist)],
                plays=int(count),
                genres=genres.get(int(artist), {}),
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


def _genres(folder: Path, bad: list[BadRow]) -> Mapping[int, Mapping[str, float]]:
    """Count taggers per artist and tag; keep each artist's most agreed tags."""
    tags: dict[str, str] = {}
    for _, (tag, value, *_rest) in _rows(
        folder, "tags.dat", ("tagID", "tagValue"), bad
    ):
        tags[tag] = clean_name(value)
    taggers: dict[int, Counter[str]] = defaultdict(Counter)
    columns = ("userID", "artistID", "tagID")
    for number, row in _rows(folder, "user_taggedartists.dat", columns, bad):
        _, artist, tag, *_rest = row
        name = tags.get(tag)
        if not name or not artist.isdecimal():
            bad.append(BadRow("user_taggedartists.dat", number, f"no tag {tag}"))
            continue
        taggers[int(artist)][name] += 1
    return {
        artist: dict(_agreed(counts)[:MAX_GENRES_OF_ARTIST])
        for artist, counts in taggers.items()
    }


def _agreed(counts: Counter[str]) -> list[tuple[str, int]]:
    agreed = [item for item in counts.items() if item[1] >= MIN_TAGGERS]
    return sorted(agreed, key=lambda item: (-item[1], item[0]))


def _rows(
    folder: Path, file: str, columns: tuple[str, ...], bad: list[BadRow]
) -> Iterator[tuple[int, list[str]]]:
    """Yield numbered rows that have at least the columns asked for."""
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
