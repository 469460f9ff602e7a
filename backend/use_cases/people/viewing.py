"""Other people through one viewer's eyes: who is seen, under which name, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.taste_profile import (
    Match,
    TasteVector,
    explain_match,
    feature_names,
    match_pair,
)
from backend.use_cases.community.ports import (
    Communities,
    Nominations,
    RankingFilter,
)
from backend.use_cases.people.aliases import Aliases, is_alias
from backend.use_cases.people.errors import (
    HiddenUserError,
    NotPermittedError,
)
from backend.use_cases.people.invitation_records import Companion
from backend.use_cases.people.relationships import Relationships, UserRelationships
from backend.use_cases.people.revealed import revealed_to, with_revealed
from backend.use_cases.people.shown_people import ShownPerson, Soulmate, Viewer
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
    ProfileOutline,
)
from backend.use_cases.profiles.store import ProfileStore

MAX_RANKING = 200
MAX_LOOKED_UP = 2_000
LOOKED_UP_AT_ONCE = 50
PEOPLE_APART: tuple[RankingFilter, ...] = ("verified", "unverified")


@dataclass(frozen=True, slots=True)
class Viewing:
    """Looks at the population for one viewer at a time.

    People are read from the store once more before they are shown, so that nobody
    appears who has left or hidden since the vectors were made.
    """

    store: ProfileStore
    communities: Communities
    aliases: Aliases
    relationships: Relationships

    def viewer(
        self, caller_id: str, user_id: str, companion_id: str | None = None
    ) -> Viewer:
        """Return the caller as a viewer of their own matches.

        Args:
            caller_id: Who asks.
            user_id: The caller, too.
            companion_id: Under which id the caller asks for one person alone: also the
                hidden see whom they compare with by invitation.

        Raises:
            NotPermittedError: ``user_id`` is not the caller.
            ProfileNotFoundError: The caller has no taste profile.
            HiddenUserError: The caller is hidden.
        """
        if caller_id != user_id:
            raise NotPermittedError
        own = self.store.outline(user_id)
        relations = self.relationships.of_user(user_id)
        may_look = own.visibility != "hidden" or (
            companion_id is not None
            and self.companion(user_id, relations, companion_id) is not None
        )
        if not may_look:
            raise HiddenUserError
        community = self.communities.community()
        if own.muted:
            own = self.whole(own)
        vector = community.vector(own)
        names = feature_names(own.listed_items)
        return Viewer(own, community, vector, names, relations)

    def whole(self, own: ProfileItem | ProfileOutline) -> ProfileItem:
        """Return an item with all of its top items.

        Raises:
            ProfileNotFoundError: It has just gone.
        """
        return own if isinstance(own, ProfileItem) else self.store.get(own.user_id)

    def ranking(
        self, viewer: Viewer, n: int = MAX_RANKING, people: RankingFilter = "all"
    ) -> Nominations:
        """Return the first n of the viewer's ranking.

        Args:
            viewer: Who looks.
            n: 1 to ``MAX_RANKING``.
            people: Whom it is of.
        """
        nominations = viewer.community.nominate(viewer.vector, n, people)
        revealed = revealed_to(viewer, people, self.store)
        if not revealed:
            return nominations

        def points(user_id: str) -> int:
            return viewer.community.points(viewer.vector, user_id)

        return with_revealed(nominations, revealed, points, n)

    def whole_match(self, viewer: Viewer, user_id: str) -> Match:
        """Return a person whom a wave revealed as a match by their whole taste.

        Raises:
            ProfileNotFoundError: They have left.
        """
        return self.match(viewer, viewer.community.vector(self.store.get(user_id)))

    def match(self, viewer: Viewer, vector: TasteVector) -> Match:
        """Return a person as a match of the viewer."""
        return match_pair(viewer.vector, vector, viewer.community.statistics)

    def shown_id(self, viewer: Viewer, user_id: str) -> str:
        """Return the id under which the viewer knows a person of the population."""
        is_revealed = viewer.relations.wave(user_id) == "mutual"
        if viewer.community.visibility(user_id) == "anonymous" and not is_revealed:
            return self.aliases.alias_id(viewer.own.user_id, user_id)
        return user_id

    def heads(self, user_ids: Sequence[str]) -> Iterator[ProfileHead]:
        """Yield the people who are still there, in this order, as far as needed.

        Of very many, the first ``MAX_LOOKED_UP`` alone are.
        """
        for first in range(0, min(len(user_ids), MAX_LOOKED_UP), LOOKED_UP_AT_ONCE):
            portion = user_ids[first : first + LOOKED_UP_AT_ONCE]
            heads = self.store.heads(portion)
            yield from (heads[user_id] for user_id in portion if user_id in heads)

    def other_item(self, viewer: Viewer, shown_id: str) -> ProfileItem:
        """Return the person whom the viewer knows under an id by rankings and waves.

        Raises:
            ProfileNotFoundError: Unknown, hidden, blocked, the viewer, or an anonymous
                person by another id than their alias: one error for all.
        """
        if is_alias(shown_id):
            return self._aliased_item(viewer, shown_id)
        item = self.store.get(shown_id)
        is_open = viewer.relations.visibility(item) == "open"
        if not is_open or item.user_id == viewer.own.user_id:
            raise ProfileNotFoundError(shown_id)
        return item

    def person(
        self,
        user_id: str,
        relations: UserRelationships,
        shown: ProfileHead,
        companion: Companion | None = None,
    ) -> ShownPerson:
        """Return a person as a user may know them, even one who sees no rankings.

        Args:
            user_id: Who looks, perhaps hidden.
            relations: How that person stands with others.
            shown: The other person, as kept now; not hidden from the one who looks.
            companion: How they compare by invitation, where that is looked at.
        """
        pair = (user_id, shown.user_id)
        is_named = relations.visibility(shown) == "open"
        if companion is not None:
            is_named = companion.shows_name
        name = shown.display_name if is_named else None
        return ShownPerson(
            real_id=shown.user_id,
            user_id=shown.user_id if is_named else self.aliases.alias_id(*pair),
            display_name=name or self.aliases.alias_name(*pair),
            is_anonymous=not is_named,
            is_verified=shown.is_verified,
        )

    def soulmate(
        self,
        viewer: Viewer,
        shown: ProfileHead,
        match: Match,
        n: int | None,
        companion: Companion | None = None,
    ) -> Soulmate:
        """Tell the viewer about a match, as far as the other person allows.

        Args:
            viewer: Who looks.
            shown: The other person, as kept now; not hidden from the viewer.
            match: The scored pair.
            n: How many contributions to name; ``None`` names all.
            companion: How they compare by invitation, where that is looked at.
        """
        user_id, relations = viewer.own.user_id, viewer.relations
        visibility = relations.visibility(shown)
        person = self.person(user_id, relations, shown, companion)
        is_met_so = visibility != "hidden"
        if companion is not None:
            usual = self.person(user_id, relations, shown) if is_met_so else None
            is_met_so, visibility = person == usual, "open"
        return Soulmate(
            person=person,
            wave=relations.wave(shown.user_id) if is_met_so else None,
            updated_at=None if visibility == "anonymous" else shown.updated_at,
            explanation=explain_match(
                match,
                viewer.names,
                viewer.community.statistics,
                visibility=visibility,
                named_artists=shown.named_artists,
                n=n,
            ),
        )

    def companion(
        self, user_id: str, relations: UserRelationships, shown_id: str
    ) -> Companion | None:
        """Return the companion whom a user knows under an id."""
        for companion in relations.companions.values():
            if companion.other_id in relations.blocked:
                continue
            if self.companion_id(user_id, companion) == shown_id:
                return companion
        return None

    def companion_id(self, user_id: str, companion: Companion) -> str:
        """Return the id by which a user knows a companion."""
        if companion.shows_name:
            return companion.other_id
        return self.aliases.alias_id(user_id, companion.other_id)

    def _aliased_item(self, viewer: Viewer, alias_id: str) -> ProfileItem:
        """Find an anonymous person among those whom the viewer has been shown."""
        for user_id in self._met_or_ranked(viewer):
            if self.aliases.alias_id(viewer.own.user_id, user_id) == alias_id:
                item = self.store.get(user_id)
                if viewer.relations.visibility(item) == "anonymous":
                    return item
        raise ProfileNotFoundError(alias_id)

    def _met_or_ranked(self, viewer: Viewer) -> Iterator[str]:
        yield from viewer.relations.others()
        for people in PEOPLE_APART:
            yield from self.ranking(viewer, people=people).user_ids
