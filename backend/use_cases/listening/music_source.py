"""A music source: how users prove themselves to it, and what it says about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, TypeVar

from backend.taste_profile import (
    TopItem,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationCode:
    """What a service's sign-in page sent back, to be exchanged for a token once.

    Args:
        code: Good for a few minutes and one exchange.
        code_verifier: The secret half of the PKCE pair that opened the sign-in.
        redirect_uri: The address that the service sent the person back to.
    """

    code: str = field(repr=False)
    code_verifier: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A token the user already holds.

    Whether it proves who they are is for the source to say: one that a service issues
    to apps may have been issued to any other app.
    """

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicName:
    """A name under which a source shows a user's listening to everybody.

    It proves nothing: anybody can type it.
    """

    user_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What a source says about one person, and who it says that is.

    Args:
        source: The source's name in every top item, for example ``spotify``.
        account: The person's lasting id at the source; ``None`` when it has none, or
            when nothing proved that the caller is this person.
        public_name: Under which anybody can read the listening again, as the source
            writes it; ``None`` when only the person can.
        display_name: As the source shows it; ``None`` when it shows none.
        top_items: In the source's order, at least one.
        is_verified: Whether the source proved that the caller is this person.
        is_invented: Whether the source is a stand-in, and the person does not exist.
        expires_after: For how long it may be kept; ``None`` for as long as wanted.
    """

    source: str
    account: str | None
    display_name: str | None
    top_items: tuple[TopItem, ...]
    is_verified: bool
    public_name: str | None = None
    is_invented: bool = False
    expires_after: timedelta | None = None


ProofT = TypeVar("ProofT", contravariant=True)


class MusicSource(Protocol[ProofT]):
    """Reads one user's listening; ``ProofT`` is how the user is named or proved."""

    def fetch_listening(self, proof: ProofT, *, fetched_at: str) -> Listening:
        """Return all of the listening or nothing, in bounded time.

        The proof is used once and kept nowhere: not here, not in a log, not in the
        text of an error.

        Args:
            proof: A code, a token, a name: whatever the source takes.
            fetched_at: Now, as ISO 8601 in UTC; goes into every top item.

        Raises:
            SourceError: One of the conditions in ``source_errors``.
        """
