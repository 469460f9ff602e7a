"""A running door of the HTTP API, and what a test may do behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backend.http_api.sessions import SessionSigner
from backend.use_cases.accounts.session_keys import (
    SessionKey,
    SessionKeys,
    SessionKeyStore,
)
from backend.use_cases.community.count_statistics import make_statistics
from backend.use_cases.community.ports import StatisticsStore
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import ProfileStore


@dataclass(frozen=True)
class OpenDoor:
    """A door that answers, over stores of its own that are empty at first.

    Args:
        url: Its base URL.
        store: The profiles that it serves.
        statistics_store: The statistics that it goes by.
        signer: Signs sessions as it does.
        replaced: Signs them as it did before the key was replaced twice.
        pseudonym_key: What it keys hashes with.
        kept: Returns every stored byte, names of files and all; not the keys.
        logged: Returns what is logged elsewhere than in this process.
        is_behind_gateway: Whether API Gateway, and not the door, refuses what has no
            route, in words of its own.
    """

    url: str
    store: ProfileStore
    statistics_store: StatisticsStore
    signer: SessionSigner
    replaced: SessionSigner
    pseudonym_key: str
    kept: Callable[[], bytes]
    logged: Callable[[], str] = str
    is_behind_gateway: bool = False

    def settle(self, people: Iterable[ProfileItem]) -> None:
        """Keep people as they are given, and describe the population anew."""
        for item in people:
            self.store.put(item, expected_revision=None)
        make_statistics(self.store, self.statistics_store)


def signer_of(key: SessionKey, store: SessionKeyStore) -> SessionSigner:
    """Return what signs with a key, for some minutes, and checks as a door does."""
    return SessionSigner(SessionKeys(key, store))
