"""People who agreed to be read again, and a source that tells what a test says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from backend.taste_profile import TopItem
from backend.use_cases.listening.errors import SourceError
from backend.use_cases.listening.music_source import (
    Listening,
    PublicName,
)
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)
from backend.use_cases.profiles.store import ProfileStore
from backend.use_cases.timestamps import time_text
from tests.contracts.stored_items import profile_item

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def liking(*names: str, source: str = "listenbrainz") -> tuple[TopItem, ...]:
    """Return artists, the most played first."""
    return tuple(
        TopItem(kind="artist", name=name, rank=rank, source=source)
        for rank, name in enumerate(names, start=1)
    )


@dataclass
class ToldSource:
    """A source of public names that answers, or raises, as a test tells it.

    Args:
        answers: By name; who is not in it likes Low.
        asked: The names that it was asked for, in order.
        meanwhile: What happens elsewhere while it is being asked.
    """

    answers: dict[str, tuple[TopItem, ...] | SourceError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def fetch_listening(self, proof: PublicName, *, fetched_at: str) -> Listening:
        """Answer as told."""
        self.asked.append(proof.user_name)
        self.meanwhile()
        answer = self.answers.get(proof.user_name, liking("Low"))
        if isinstance(answer, SourceError):
            raise answer
        return Listening(
            source="listenbrainz",
            account=None,
            display_name=None,
            top_items=answer,
            is_verified=False,
        )


def agreed(store: ProfileStore, name: str, *, days: float, **changes: Any) -> str:
    """Keep somebody last read so many days before ``NOW``; return their user id.

    Each of them loved Kate Bush then.
    """
    tried_at = time_text(NOW - timedelta(days=days))
    source = changes.pop("source", "listenbrainz")
    kept: dict[str, Any] = {
        "top_items": liking("Kate Bush", source=source),
        "updated_at": tried_at,
        "refreshes": (Refresh(source=source, user_name=name, tried_at=tried_at),),
    }
    item = profile_item(**{**kept, **changes})
    store.put(item, expected_revision=None)
    return item.user_id


def loves(item: ProfileItem) -> list[str]:
    """Return the names of what somebody likes."""
    return [top.name for top in item.top_items]
