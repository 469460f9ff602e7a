"""What a user allows others, and us: each change of it is noted for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from backend.taste_profile import Visibility
from backend.use_cases.profiles.profile import ProfileHead

ConsentEvent = Literal[
    "chose_hidden",
    "chose_anonymous",
    "chose_open",
    "chose_named_artists",
    "agreed_to_refresh",
    "ended_refresh",
]

VISIBILITY_EVENTS: Mapping[Visibility, ConsentEvent] = {
    "hidden": "chose_hidden",
    "anonymous": "chose_anonymous",
    "open": "chose_open",
}


def consent_events(
    before: ProfileHead | None, after: ProfileHead
) -> Iterator[ConsentEvent]:
    """Yield what a user now allows, or no longer allows.

    Args:
        before: What was kept; ``None`` at the first save.
        after: What is kept now.
    """
    if before is None or before.visibility != after.visibility:
        yield VISIBILITY_EVENTS[after.visibility]
    if after.named_artists != (before.named_artists if before else ()):
        yield "chose_named_artists"
    agreed_before = _agreed(before) if before else set()
    if _agreed(after) - agreed_before:
        yield "agreed_to_refresh"
    if agreed_before - _agreed(after):
        yield "ended_refresh"


def _agreed(head: ProfileHead) -> set[tuple[str, str]]:
    return {(refresh.source, refresh.user_name) for refresh in head.refreshes}
