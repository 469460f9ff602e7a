"""Other people through one viewer's eyes: who is seen, under which name, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.taste_profile import (
    Explanation,
    FeatureName,
    Match,
    TasteVector,
    explain_match,
    feature_names,
    match_pair,
)
from backend.use_cases.aliases import Aliases, is_alias
from backend.use_cases.errors import (
    HiddenUserError,
    NotPermittedError,
    ProfileNotFoundError,
)
from backend.use_cases.ports import (
    Communities,
    Community,
    Nominations,
    ProfileHead,
    ProfileItem,
    ProfileStore,
)

MAX_RANKING = 200


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, and the community that this one request sees.

    Args:
        item: The viewer's own item.
        community: Everybody, under one version of the statistics.
        vector: The viewer's vector in that community.
        names: Names of the viewer's features.
    """

    item: ProfileItem
    community: Community
    vector: TasteVector
    names: Mapping[str, FeatureName]


@dataclass(frozen=True, slots=True)
class Soulmate:
    """Another person as one viewer may know them.

    ``user_id`` and ``display_name`` are an alias when the person is anonymous; then
    ``updated_at`` is not told either.
    """

    user_id: str
    display_name: str
    is_anonymous: bool
    is_verified: bool
    updated_at: str | None
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Viewing:
    """Looks at the population for one viewer at a time.

    Whoever is shown is read from the store once more first, so that nobody appears
    who has left or hidden since the vectors were made.
    """

    store: ProfileStore
    communities: Communities
    aliases: Aliases

    def viewer(self, caller_id: str, user_id: str) -> Viewer:
        """Return the caller as a viewer of their own matches.

        Raises:
            NotPermittedError: ``user_id`` is not the caller.
            ProfileNotFoundError: The caller has no taste profile.
            HiddenUserError: The caller is hidden.
        """
        if caller_id != user_id:
            raise NotPermittedError
        item = self.store.get(user_id)
        if item.visibility == "hidden":
            raise HiddenUserError
        community = self.communities.community()
        vector = community.vector(item)
        return Viewer(item, community, vector, feature_names(item.top_items))

    def ranking(self, viewer: Viewer, n: int = MAX_RANKING) -> Nominations:
        """Return the first n of the viewer's ranking.

        Args:
            viewer: Who looks.
            n: 1 to ``MAX_RANKING``.
        """
        return viewer.community.nominate(viewer.vector, n)

    def match(self, viewer: Viewer, vector: TasteVector) -> Match:
        """Return somebody as a match of the viewer."""
        return match_pair(viewer.vector, vector, viewer.community.statistics)

    def shown_id(self, viewer: Viewer, user_id: str) -> str:
        """Return the id under which the viewer knows somebody in the population."""
        if viewer.community.visibility(user_id) == "anonymous":
            return self.aliases.alias_id(viewer.item.user_id, user_id)
        return user_id

    def other_item(self, viewer: Viewer, shown_id: str) -> ProfileItem:
        """Return the person whom the viewer knows under an id.

        Raises:
            ProfileNotFoundError: Unknown, hidden, oneself, or an anonymous person by
                another id than their alias: all told alike.
        """
        if is_alias(shown_id):
            item = self._aliased_item(viewer, shown_id)
        else:
            item = self.store.get(shown_id)
            if item.visibility != "open":
                raise ProfileNotFoundError(shown_id)
        if item.visibility == "hidden" or item.user_id == viewer.item.user_id:
            raise ProfileNotFoundError(shown_id)
        return item

    def soulmate(
        self, viewer: Viewer, shown: ProfileHead, match: Match, n: int | None
    ) -> Soulmate:
        """Tell the viewer about a match, as far as the other person allows.

        Args:
            viewer: Who looks.
            shown: The other person, as kept now; not hidden.
            match: The scored pair.
            n: How many contributions to name; ``None`` names all.
        """
        is_anonymous = shown.visibility == "anonymous"
        pair = (viewer.item.user_id, shown.user_id)
        return Soulmate(
            user_id=self.aliases.alias_id(*pair) if is_anonymous else shown.user_id,
            display_name=self.aliases.alias_name(*pair)
            if is_anonymous
            else shown.display_name or "",
            is_anonymous=is_anonymous,
            is_verified=shown.is_verified,
            updated_at=None if is_anonymous else shown.updated_at,
            explanation=explain_match(
                match,
                viewer.names,
                viewer.community.statistics,
                visibility=shown.visibility,
                named_artists=shown.named_artists,
                n=n,
            ),
        )

    def _aliased_item(self, viewer: Viewer, alias_id: str) -> ProfileItem:
        """Find an anonymous person among those whom the viewer's ranking shows."""
        for user_id in self.ranking(viewer).user_ids:
            if self.aliases.alias_id(viewer.item.user_id, user_id) == alias_id:
                item = self.store.get(user_id)
                if item.visibility == "anonymous":
                    return item
        raise ProfileNotFoundError(alias_id)
