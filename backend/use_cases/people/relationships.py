"""How people stand with each other: waves, blocks, and comparisons by invitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from backend.taste_profile import Visibility
from backend.use_cases.people.block_records import BlockedUsers, Blocks
from backend.use_cases.people.invitation_records import (
    Companion,
    Invitations,
    companions_among,
    pair_ended,
)
from backend.use_cases.people.wave_records import Wave, Waves, wave_ended, waves_among
from backend.use_cases.profiles.profile import ProfileHead

WaveState = Literal["none", "sent", "received", "mutual"]


@dataclass(frozen=True, slots=True)
class UserRelationships:
    """How one person stands with everybody, as one request sees it.

    Args:
        blocked: Who must not meet the person.
        waves: The person's waves, sent and received.
        companions: Whom the person compares with by invitation, by ``user_id``.
    """

    blocked: BlockedUsers
    waves: tuple[Wave, ...]
    companions: Mapping[str, Companion]

    def visibility(self, shown: ProfileHead) -> Visibility:
        """Return how the person sees another, whom a wave may have revealed."""
        if shown.user_id in self.blocked:
            return "hidden"
        if shown.visibility == "anonymous" and self.wave(shown.user_id) == "mutual":
            return "open"
        return shown.visibility

    def wave(self, other_id: str) -> WaveState:
        """Return which waves there are between the person and another."""
        for wave in self.waves:
            if wave.other_id == other_id:
                if wave.is_mutual:
                    return "mutual"
                return "sent" if wave.is_sent else "received"
        return "none"

    def others(self) -> list[str]:
        """Return everybody whom the person can know from elsewhere than a ranking."""
        known = [*self.companions, *(wave.other_id for wave in self.waves)]
        return list(dict.fromkeys(known))


@dataclass(frozen=True, slots=True)
class Relationships:
    """Everything that binds people to each other, or keeps them apart."""

    waves: Waves
    blocks: Blocks
    invitations: Invitations

    def of_user(self, user_id: str) -> UserRelationships:
        """Return how a person stands with everybody."""
        # Every ranking asks this: a person's own records are read once for all.
        own = self.waves.people.records(user_id)
        return UserRelationships(
            blocked=self.blocks.blocked_users(user_id, own),
            waves=waves_among(own),
            companions=companions_among(own),
        )

    def block(self, blocker: str, blocked: str, now: datetime) -> None:
        """Block a person; waves and a comparison between both end with it."""
        ends = (
            *wave_ended(blocker, blocked),
            *wave_ended(blocked, blocker),
            *pair_ended(blocker, blocked),
        )
        self.blocks.block(blocker, blocked, now, ends=ends)
