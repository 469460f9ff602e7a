"""Remarks in titles: which name an edition, and which another recording.

An edition (a remaster, a single version, a clean one) is the same recording to a
listener. Only remarks made of known words go; an unknown word keeps its remark, so
"(Live)", "(Acoustic)", "Demo" and "X Remix" keep their recordings apart.
"""

from __future__ import annotations

import re

from backend.taste_profile._credits import is_credit, without_featured_artists

_EDITION_WORDS = """
remaster remastered remasterizado remasterizada remasterizzato
remasterisé remasterisée remastering リマスター リマスタリング reissue reissued
explicit clean mono stereo deluxe edition edición edição bonus
hidden original single album lp ep radio edit studio video audio
lyric lyrics visualizer visualiser official hd hq uncensored
censored 7inch
"""
_WORDS_AROUND = """
version versión versão versione mix track tracks recording release
the digital digitally new newly anniversary expanded special limited
collector collectors legacy standard super international full length
main music clip disc in
"""
_EDITIONS = frozenset(_EDITION_WORDS.split())
_EDITIONS_AND_AROUND = _EDITIONS.union(_WORDS_AROUND.split())
_YEAR_OR_ORDINAL = re.compile(r"(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)")
_JAPANESE_REMASTER = re.compile(r"(?:(?:19|20)\d\d)?年?リマスター.*")
_FROM_SOUNDTRACK = re.compile(
    r"(?:\w+ )?from (?:the )?[\"'].*"
    r"|(?!.*\blive\b)(?:.* )?(?:from|original) (?:.* )?"
    r"(?:soundtrack|motion picture|film|movie|series|musical)(?: version)?"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_REMARKS = re.compile(r"[;/,|]|\s-\s")
_BARE_REMASTER = re.compile(
    r"(?<=[^\s-])(?: (?:19|20)\d\d)?(?: digital)? re-?master(?:ed)?"
    r"(?: version)?(?: (?:19|20)\d\d)?$"
)
_PART = re.compile(r"\b(?:pt|part)\b\.?\s*(\d+|[ivx]{1,4})\b")
_VOLUME = re.compile(r"\bvol\b\.?\s*(?=\d|[ivx]+\b)")
_SHARP = re.compile(r"\b([a-g])[#\u266f](?!\w)")
_FLAT = re.compile(r"\b([a-g])\u266d")
_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1
    )
}


def without_editions(title: str) -> str:
    """Return a folded title without remarks on its edition and featured artists."""
    if "(" in title or "[" in title:
        # Twice, because a remark may stand inside another.
        title = _BRACKETS.sub(_keep_other_recordings, title)
        title = _BRACKETS.sub(_keep_other_recordings, title)
    title = without_featured_artists(title)
    if " - " in title:
        title = _without_dashed_editions(title)
    if "master" in title:
        title = _BARE_REMASTER.sub("", title)
    return title.strip()


def number_parts(title: str) -> str:
    """Return a title with "Pt. II" as "part 2", "Vol." as "volume", "C#" as "c sharp".

    Examples:
        >>> number_parts("another brick in the wall, pt. ii")
        'another brick in the wall, part 2'
    """
    if "pt" in title or "part" in title:
        title = _PART.sub(lambda found: f"part {_ROMAN.get(found[1], found[1])}", title)
    if "vol" in title:
        title = _VOLUME.sub("volume ", title)
    if "#" in title or "\u266f" in title:
        title = _SHARP.sub(r"\1 sharp", title)
    return _FLAT.sub(r"\1 flat", title) if "\u266d" in title else title


def _keep_other_recordings(group: re.Match[str]) -> str:
    # Brackets that open a title are its beginning: "(Original) Sin".
    if not group.start():
        return group[0]
    remark = group[1].strip()
    if not remark:
        return group[0]
    kept = _without_edition_remarks(remark)
    return group[0] if kept == remark else f" ({kept}) " if kept else " "


def _without_dashed_editions(title: str) -> str:
    first, *remarks = title.split(" - ")
    kept = [first]
    for remark in remarks:
        rest = _without_edition_remarks(remark.strip(" -"))
        if rest:
            kept.append(rest)
        elif len(kept) > 1 and _YEAR_OR_ORDINAL.fullmatch(kept[-1]):
            # "Outside the Wall - 2011 - Remaster": the year is part of the remark.
            kept.pop()
    return " - ".join(kept)


def _without_edition_remarks(remark: str) -> str:
    if is_credit(remark) or _FROM_SOUNDTRACK.fullmatch(remark):
        return ""
    parts = [part.strip() for part in _REMARKS.split(remark)]
    kept = [part for part in parts if part and not _is_edition(part)]
    rest = remark if len(kept) == len(parts) else ", ".join(kept)
    # "(Live Version)" is "(Live)".
    return rest.removesuffix(" version")


def _is_edition(remark: str) -> bool:
    if _JAPANESE_REMASTER.fullmatch(remark):
        return True
    spelled = (
        remark.replace("re-master", "remaster").replace("'", "").replace('7"', "7inch")
    )
    words = spelled.replace("-", " ").replace(".", " ").split()
    return any(word in _EDITIONS for word in words) and all(
        word in _EDITIONS_AND_AROUND or _YEAR_OR_ORDINAL.fullmatch(word)
        for word in words
    )
