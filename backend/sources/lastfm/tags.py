"""Tags of Last.fm as genres: an allow-list, and other words for what stands in it.

Everybody may tag anything, so the tags of an artist are genres, moods, decades,
countries, names, jokes and "seen live" in one. Only what is listed counts. Folding
names is the business of feature keys: "Hip-Hop" and "hip hop" need no alias.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from backend.sources._plain_values import mapping, whole_number
from backend.sources.lastfm._rows import rows_of
from backend.taste_profile.errors import BlankNameError
from backend.taste_profile.feature_keys import genre_key

MAX_GENRES = 8
"""Of one artist; what comes behind has a few per cent of the first one's count."""

MAX_COUNT = 100
_FILE = Path(__file__).with_name("genres.txt")

ALIASES: Mapping[str, str] = {
    "atmospheric dnb": "atmospheric drum and bass",
    "black death metal": "blackened death metal",
    "bossa": "bossa nova",
    "brutal death": "brutal death metal",
    "classical music": "classical",
    "conscious rap": "conscious hip hop",
    "dirty south": "southern hip hop",
    "dsbm": "depressive black metal",
    "east coast rap": "east coast hip hop",
    "electronic body music": "ebm",
    "electronica": "electronic",
    "elektro": "electro",
    "emocore": "emo",
    "experimental rap": "experimental hip hop",
    "film music": "film score",
    "film scores": "film score",
    "french rap": "french hip hop",
    "german rap": "german hip hop",
    "goth rock": "gothic rock",
    "hip hop rap": "hip hop",
    "japanese pop": "j-pop",
    "japanese rock": "j-rock",
    "korean pop": "k-pop",
    "liquid dnb": "liquid drum and bass",
    "liquid funk": "liquid drum and bass",
    "melodeath": "melodic death metal",
    "melodic death": "melodic death metal",
    "musicals": "musical theatre",
    "música popular brasileira": "mpb",
    "ndw": "neue deutsche welle",
    "nwobhm": "new wave of british heavy metal",
    "original soundtrack": "soundtrack",
    "ost": "soundtrack",
    "psychedelia": "psychedelic",
    "rap": "hip hop",
    "rap hip hop": "hip hop",
    "rembetika": "rebetiko",
    "rock in spanish": "rock en español",
    "sevdalinka": "sevdah",
    "skramz": "screamo",
    "soundtracks": "soundtrack",
    "technical death": "technical death metal",
    "uk rap": "uk hip hop",
    "underground rap": "underground hip hop",
    "west coast rap": "west coast hip hop",
}
"""Another word for a genre, to the genre as the list writes it."""


def genre_of(tag: str) -> str | None:
    """Return the genre that a tag stands for, as we write it, or ``None``.

    Examples:
        >>> genre_of("Hip-Hop"), genre_of("Rap"), genre_of("seen live")
        ('hip hop', 'hip hop', None)
    """
    try:
        return _genres().get(genre_key(tag))
    except BlankNameError:
        return None


def read_genres(answer: object) -> dict[str, float]:
    """Read an answer of ``artist.getTopTags``.

    Returns:
        Genre to weight, strongest first, at most ``MAX_GENRES``. A weight is the
        tag's count, 1 to 100 relative to the artist's first tag; of several tags for
        one genre the highest. Empty for whatever else the answer may be.
    """
    weights: dict[str, float] = {}
    for row in rows_of(mapping(mapping(answer).get("toptags")).get("tag")):
        name, count = mapping(row).get("name"), whole_number(mapping(row).get("count"))
        genre = genre_of(name) if isinstance(name, str) else None
        if genre is not None and count:
            weights[genre] = max(weights.get(genre, 0.0), float(min(count, MAX_COUNT)))
    strongest = sorted(weights.items(), key=lambda weighed: -weighed[1])
    return dict(strongest[:MAX_GENRES])


def listed_genres() -> list[str]:
    """Return the allow-list as it is written."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _genres() -> Mapping[str, str]:
    """Return the genre for every feature key that leads to one."""
    known = {genre_key(genre): genre for genre in listed_genres()}
    aliases = {genre_key(word): genre for word, genre in ALIASES.items()}
    return aliases | known
