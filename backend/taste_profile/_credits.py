"""Featured artists and producers, as sources write them into names."""

from __future__ import annotations

import re

# "(With You)" and "(with Strings)" belong to a title, "(with Ariana Grande)" does not.
_NO_ARTISTS = (
    "me|you|u|us|him|her|it|them|my|your|our|his|their|a|an|no|love|strings"
    "|orchestra|choir|piano|guitar|drums|vocals|band|commentary|intro|outro|lyrics"
)
_CREDIT = re.compile(
    r"(?:feat(?:uring)?|ft|prod(?:uced)?(?:\.? by)?)(?:\.\s*|\s+)\S.*"
    rf"|(?:with\s|w/)\s*(?!(?:{_NO_ARTISTS})\b)\S.*"
)
_BRACKETS = re.compile(r"[(\[]\s*((?:feat|ft|prod|with\s|w/)[^()\[\]]*)[)\]]")
# Little Feat, "A Feat of Magic", "Six Ft Under" and "20 ft. below" credit nobody.
_OPEN_CREDIT = re.compile(
    r"(?<!\d)(?<!\bsix)(?<!\bten)\s[(\[]?"
    r"(?:(?:feat|ft)\.\s*|featuring\s|(?:feat|ft)\s(?!(?:and|of|in|feat|ft)\b|feat))"
    r"[^\s,&+)\]][^()\[\]]*?(?=\s[(\[]|\s-\s|[)\]]|$)"
)


def is_credit(text: str) -> bool:
    """Return whether the inside of brackets names further artists and nothing else."""
    return _CREDIT.fullmatch(text) is not None


def without_featured_artists(name: str) -> str:
    """Return a folded name without "feat. X", "(with X)" and the like."""
    if "f" not in name and "w" not in name and "prod" not in name:
        return name
    kept = _BRACKETS.sub(_keep_unless_credit, name)
    kept = _OPEN_CREDIT.sub("", kept).strip()
    return kept if kept.strip("- ") else name


def _keep_unless_credit(group: re.Match[str]) -> str:
    # Brackets that open the name are its beginning: "(With You) I'm Born Again".
    return " " if group.start() and is_credit(group[1].strip()) else group[0]
