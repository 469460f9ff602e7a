"""What callers get about the service itself."""

from __future__ import annotations

from msgspec import Struct

from backend.use_cases.music_sources import ProofKind


class HealthReply(Struct):
    """The service answers; ``contact`` is whom to write to about it, if known."""

    status: str
    algorithm: str
    contact: str | None


class SourceReply(Struct):
    """A music source: what it takes, and what its sign-in page needs to know."""

    source: str
    name: str
    takes: list[ProofKind]
    authorize_url: str | None
    client_id: str | None
    scope: str | None
    is_invented: bool


class SourcesReply(Struct):
    """The music sources that people can come from here."""

    sources: list[SourceReply]
