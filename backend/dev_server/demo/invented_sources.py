"""Keeps what stand-ins tell apart from what real services do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from backend.use_cases.listening.errors import SourceRefusedError
from backend.use_cases.listening.music_source import (
    Listening,
    MusicSource,
    ProofT,
    PublicName,
)


@dataclass(frozen=True, slots=True)
class InventedSource(MusicSource[ProofT]):
    """A source whose service is a stand-in: all that it gives is marked so."""

    source: MusicSource[ProofT]

    def fetch_listening(self, proof: ProofT, *, fetched_at: str) -> Listening:
        """Return the listening of an invented person.

        Raises:
            SourceError: Whatever the source raises.
        """
        listening = self.source.fetch_listening(proof, fetched_at=fetched_at)
        return replace(listening, is_invented=True)


@dataclass(frozen=True, slots=True)
class RealSource(MusicSource[ProofT]):
    """A source whose service is real, beside a demo world.

    Args:
        key: The source's.
        source: Reads from the real service.
        invented_names: User names of the demo world: they mean nobody real, so the
            service gets no call.
    """

    key: str
    source: MusicSource[ProofT]
    invented_names: Collection[str]

    def fetch_listening(self, proof: ProofT, *, fetched_at: str) -> Listening:
        """Return the listening of a person who may exist.

        Raises:
            SourceError: Whatever the source raises, or the name is an invented one.
        """
        if isinstance(proof, PublicName) and self._is_invented(proof.user_name):
            raise SourceRefusedError(self.key, "unknown_user")
        return self.source.fetch_listening(proof, fetched_at=fetched_at)

    def _is_invented(self, user_name: str) -> bool:
        return user_name.strip().casefold() in self.invented_names
