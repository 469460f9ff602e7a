"""A viewer, and the people they see, as far as each of these allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.taste_profile import Explanation, FeatureName, TasteVector
from backend.use_cases.community.ports import Community
from backend.use_cases.people.relationships import UserRelationships, WaveState
from backend.use_cases.profiles.profile import ProfileItem, ProfileOutline


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, and the community that this one request sees.

    Args:
        own: The viewer's own item, perhaps without what a ranking does not need.
        community: Everybody, under one version of the statistics.
        vector: The viewer's vector in that community.
        names: Names of the viewer's features.
        relations: How the viewer stands with others.
    """

    own: ProfileItem | ProfileOutline
    community: Community
    vector: TasteVector
    names: Mapping[str, FeatureName]
    relations: UserRelationships


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person as one viewer may know them.

    Args:
        real_id: Their ``user_id``, which never leaves the product by this.
        user_id: By which the viewer knows them: an alias when anonymous.
        display_name: An alias when anonymous.
        is_anonymous: Whether it is an alias.
        is_verified: Whether every source proved who listens.
    """

    real_id: str
    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Soulmate:
    """Another person as one viewer may know them, and why they match.

    ``updated_at`` is ``None`` for anonymous people. ``wave`` is ``None`` for a person
    known by invitation whom waves know by another id, or not at all: it would show that
    both ids are the same person's.
    """

    person: ShownPerson
    wave: WaveState | None
    updated_at: str | None
    explanation: Explanation

    @property
    def user_id(self) -> str:
        """The id by which the viewer knows the person."""
        return self.person.user_id
