"""Save what a music source says about the person who signed in there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import (
    Listening,
    MusicSource,
    ProofT,
)
from backend.use_cases.music_sources import WEAK_SOURCES
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.profiles.choices import Choices
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    VisibilityRequiredError,
)
from backend.use_cases.profiles.profile import ProfileHead
from backend.use_cases.profiles.save import Known, Saving, save_taste_profile
from backend.use_cases.profiles.saved import Saved
from backend.use_cases.profiles.size_limits import trim_to_limits
from backend.use_cases.profiles.store import Profiles


@dataclass(frozen=True, slots=True)
class SourceSaver:
    """Saves what music sources say about people.

    A proven account always leads to the same user: a sign-in with it is that user,
    whatever session was there before. But a proof that can be lured out of people is
    not enough to become a user who has a stronger one. An account that is not linked
    yet joins the caller if no account leads to them, whatever they saved last, or if
    the caller asks to add it; else it is a new user, because another person may sit at
    the same browser. Only a proof can change an existing user.

    Args:
        profiles: Where items are kept.
        links: Whose the accounts at sources are.
        blocks: Hold for people who return by an account.
        now: The time, timezone-aware.
        new_id: Makes a random ``user_id``.
    """

    profiles: Profiles
    links: SourceLinks
    blocks: Blocks
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    def save(
        self,
        source: MusicSource[ProofT],
        proof: ProofT,
        choices: Choices,
        user_id: str | None,
        *,
        is_refreshed: bool | None = None,
        is_added: bool = False,
    ) -> Saved:
        """Read the listening of the user whom the proof names, and keep it.

        Args:
            source: Where the person signed in.
            proof: What the source takes for that, good for one use.
            choices: Visibility and name; what is ``None`` stays as it was.
            user_id: The caller; ``None`` without a session.
            is_refreshed: Whether the public name may be kept, so that the listening
                can be read again from time to time; ``None`` keeps what was agreed to.
            is_added: Whether the caller adds it to what other sources said, rather
                than replacing that.

        Returns:
            What was kept before and is now; the person may differ from the caller.

        Raises:
            SourceError: The source refused, failed or is empty; nothing was saved.
            VisibilityRequiredError: It is the first save and no visibility was chosen.
            SoulmateError: Whatever else ``save_taste_profile`` raises.
        """
        now = self.now()
        fetched_at = now.astimezone(UTC).isoformat(timespec="seconds")
        listening = source.fetch_listening(proof, fetched_at=fetched_at)
        person, kept = self._person(listening, choices, user_id, is_added)
        known: Known = kept
        if listening.account is not None:
            claimed = self.links.claim(listening.source, listening.account, person)
            if claimed != person:
                person, known = claimed, "unread"
            self.blocks.linked(person)
        saving = Saving(
            top_items=trim_to_limits(listening.top_items),
            choices=choices,
            suggested_name=listening.display_name,
            is_verified=listening.is_verified,
            is_invented=listening.is_invented,
            expires_after=listening.expires_after,
            public_name=_public_name(listening),
            is_refreshed=is_refreshed,
            is_added=is_added,
        )
        try:
            return save_taste_profile(
                saving,
                person,
                profiles=self.profiles,
                now=now,
                new_id=self.new_id,
                known=known,
            )
        except ErasedError:
            # Erased at this moment: the account must not lead to nobody for ever.
            self.links.release_all(person)
            raise

    def _person(
        self,
        listening: Listening,
        choices: Choices,
        user_id: str | None,
        is_added: bool,
    ) -> tuple[str, ProfileHead | None]:
        """Return who the listening belongs to, and what is kept of them.

        Raises:
            VisibilityRequiredError: It is a first save without a choice; nothing is
                kept of it, not even the link.
            SourceRefusedError: The proof is too weak to become whose account it is.
        """
        holder = self._holder(listening, user_id)
        if holder is not None and holder != user_id:
            return holder, _chosen(self._kept(holder, is_added), choices)
        kept = _chosen(self._kept(user_id, is_added), choices)
        if user_id is not None and (
            holder is not None or self._joins(listening, kept, is_added)
        ):
            return user_id, kept
        if choices.visibility is None:
            raise VisibilityRequiredError
        return self.new_id(), None

    def _holder(self, listening: Listening, user_id: str | None) -> str | None:
        """Return whose the account is by now, if the proof will do to become them."""
        if listening.account is None:
            return None
        holder = self.links.holder(listening.source, listening.account)
        if holder is None or holder == user_id:
            return holder
        if (
            listening.source in WEAK_SOURCES
            and self.links.sources_of(holder) - WEAK_SOURCES
        ):
            raise SourceRefusedError(listening.source, "stronger_sign_in")
        return holder

    def _joins(
        self, listening: Listening, kept: ProfileHead | None, is_added: bool
    ) -> bool:
        """Return whether an account without a link is the caller's."""
        if kept is None:
            # A user who deleted their taste may still be linked: only their account
            # is theirs.
            return listening.account is None
        return is_added or not self._is_proven(kept)

    def _is_proven(self, kept: ProfileHead) -> bool:
        """Return whether a proof leads to them, whatever they saved last."""
        is_verified = kept.is_verified or any(one.is_verified for one in kept.sources)
        return is_verified or bool(self.links.sources_of(kept.user_id))

    def _kept(self, user_id: str | None, is_whole: bool) -> ProfileHead | None:
        if user_id is None:
            return None
        try:
            return (
                self.profiles.get(user_id) if is_whole else self.profiles.head(user_id)
            )
        except ProfileNotFoundError:
            return None


def _chosen(kept: ProfileHead | None, choices: Choices) -> ProfileHead | None:
    """Return what is kept; a first save has to choose a visibility."""
    if kept is None and choices.visibility is None:
        raise VisibilityRequiredError
    return kept


def _public_name(listening: Listening) -> tuple[str, str] | None:
    if listening.public_name is None:
        return None
    return listening.source, listening.public_name
