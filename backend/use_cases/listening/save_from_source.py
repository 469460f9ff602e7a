"""Save what a music source says about the person who signed in there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.accounts.source_links import WEAK_SOURCES, SourceLinks
from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import (
    Listening,
    MusicSource,
    ProofT,
)
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.profiles.choices import Choices
from backend.use_cases.profiles.errors import (
    ProfileNotFoundError,
    VisibilityRequiredError,
)
from backend.use_cases.profiles.profile import (
    ProfileHead,
    ProfileItem,
)
from backend.use_cases.profiles.save import Saving, save_taste_profile
from backend.use_cases.profiles.size_limits import trim_to_limits
from backend.use_cases.profiles.store import ProfileStore


def save_from_source(
    source: MusicSource[ProofT],
    proof: ProofT,
    choices: Choices,
    user_id: str | None,
    *,
    is_refreshed: bool | None = None,
    is_added: bool = False,
    links: SourceLinks,
    blocks: Blocks,
    store: ProfileStore,
    now: datetime,
    new_id: Callable[[], str],
) -> ProfileItem:
    """Read the listening of whoever the proof belongs to, and keep it.

    A proven account always leads to the same person: whoever signs in with it becomes
    that person, whatever session was there before; but a proof that can be lured out of
    people is not enough to become somebody who has a stronger one. An account that
    nobody has linked joins the caller if no account leads to them yet, whatever they
    saved last, or if the caller asks to add it; else it is a new person, for somebody
    else may sit at the same browser. Only who is proven can touch who exists.

    Args:
        source: Where the person signed in.
        proof: What the source takes for that, good for one use.
        choices: Visibility and name; what is ``None`` stays as it was.
        user_id: Who calls, if anybody is signed in.
        is_refreshed: Whether the public name may be kept, so that the listening can be
            read again from time to time; ``None`` keeps what was agreed to before.
        is_added: Whether the caller adds it to what other sources told, rather than
            replacing that.
        links: Whose the accounts at sources are.
        blocks: Hold for whoever returns by an account.
        store: Where the item is kept.
        now: The time of the save, timezone-aware.
        new_id: Makes a random ``user_id``.

    Returns:
        The kept item; its ``user_id`` may differ from the caller's.

    Raises:
        SourceError: The source refused, failed or is empty; nothing was saved.
        VisibilityRequiredError: It is the first save and no visibility was chosen.
        SoulmateError: Whatever else ``save_taste_profile`` raises.
    """
    fetched_at = now.astimezone(UTC).isoformat(timespec="seconds")
    listening = source.fetch_listening(proof, fetched_at=fetched_at)
    kept = _kept(store, user_id)
    joins = kept is not None and (is_added or not _is_proven(kept, links))
    person = _person(listening, choices, user_id, joins, links, store) or new_id()
    if listening.account is not None:
        person = links.claim(listening.source, listening.account, person)
        blocks.linked(person)
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
        return save_taste_profile(saving, person, store=store, now=now, new_id=new_id)
    except ErasedError:
        # Erased meanwhile: the account shall not lead to nobody for ever.
        links.release_all(person)
        raise


def _public_name(listening: Listening) -> tuple[str, str] | None:
    if listening.public_name is None:
        return None
    return listening.source, listening.public_name


def _person(
    listening: Listening,
    choices: Choices,
    user_id: str | None,
    joins: bool,
    links: SourceLinks,
    store: ProfileStore,
) -> str | None:
    """Return who the listening belongs to; ``None`` for a new person.

    ``joins`` says that it is the caller's unless somebody else has linked it.

    Raises:
        VisibilityRequiredError: It is a first save without a choice; nothing is kept
            of it, not even the link.
        SourceRefusedError: The proof is too weak to become whose account it is.
    """
    holder = _holder(listening, user_id, links)
    kept = _kept(store, holder or user_id)
    if kept is None and choices.visibility is None:
        raise VisibilityRequiredError
    if holder is not None:
        return holder
    if kept is None:
        # Whoever deleted their taste may still be linked: only their account is theirs.
        return user_id if listening.account is None else None
    if joins:
        return user_id
    if choices.visibility is None:
        raise VisibilityRequiredError
    return None


def _holder(
    listening: Listening, user_id: str | None, links: SourceLinks
) -> str | None:
    """Return whose the account is by now, if the proof will do to become them."""
    if listening.account is None:
        return None
    holder = links.holder(listening.source, listening.account)
    if holder is None or holder == user_id:
        return holder
    if listening.source in WEAK_SOURCES and links.sources_of(holder) - WEAK_SOURCES:
        raise SourceRefusedError(listening.source, "stronger_sign_in")
    return holder


def _is_proven(kept: ProfileHead, links: SourceLinks) -> bool:
    """Tell whether they are somebody's for good, whatever they saved last."""
    is_verified = kept.is_verified or any(one.is_verified for one in kept.sources)
    return is_verified or bool(links.sources_of(kept.user_id))


def _kept(store: ProfileStore, user_id: str | None) -> ProfileHead | None:
    try:
        return store.head(user_id) if user_id else None
    except ProfileNotFoundError:
        return None
