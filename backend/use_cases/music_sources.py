"""The one list of music sources: whatever has to know them all reads it here.

A source is a folder in ``backend/sources`` whose module ``offer`` says how it is set
up. Its stand-in, if it has one, is the folder of the same name in the demo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ProofKind = Literal["code", "user_name", "pasted_token", "returned_token"]
"""What a source takes: a code of its sign-in page (OAuth 2 with PKCE), a public name,
a token that the user copies from their settings, or one that its page sends back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What is true of a source wherever it is offered.

    Args:
        name: How it writes itself.
        proofs: All that it takes, the first of a kind first.
        token_note: For a source that takes a public name or a token: where the token
            comes from, and what it proves.
        is_weak: Whether its sign-in page sends the proof to whatever address a link to
            it names. Another page can lure it out of a user, so it is not enough to
            become a user who has a stronger one.
    """

    name: str
    proofs: tuple[ProofKind, ...]
    token_note: str = ""
    is_weak: bool = False


MUSIC_SOURCES: Mapping[str, SourceFacts] = {
    "spotify": SourceFacts(name="Spotify", proofs=("code",)),
    "listenbrainz": SourceFacts(
        name="ListenBrainz",
        proofs=("user_name", "pasted_token"),
        token_note="Your own user ``token`` proves who you are; it is used once and"
        " kept nowhere.",
    ),
    "lastfm": SourceFacts(
        name="Last.fm",
        proofs=("returned_token", "user_name"),
        token_note="``token`` is what Last.fm's own page sent back; it is used once and"
        " kept nowhere.",
        is_weak=True,
    ),
}
"""By key, in the order in which to offer them."""

WEAK_SOURCES = frozenset(key for key, facts in MUSIC_SOURCES.items() if facts.is_weak)


def source_name(source: str) -> str:
    """Return how a source writes itself; one not listed goes by its key."""
    facts = MUSIC_SOURCES.get(source)
    return source if facts is None else facts.name
