"""A running door of the HTTP API, and what a test may do behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backend.http_api.sessions import SessionSigner
from backend.use_cases.make_statistics import make_statistics
from backend.use_cases.ports import ProfileItem, ProfileStore, StatisticsStore


@dataclass(frozen=True)
class OpenDoor:
    """A door that answers, over stores of its own that are empty at first.

    Args:
        url: Its base URL.
        store: The profiles that it serves.
        statistics_store: The statistics that it goes by.
        signer: Signs sessions as it does.
        kept: Returns every stored byte, names of files and all; not the signing key.
        logged: Returns what is logged elsewhere than in this process.
        is_behind_gateway: Whether API Gateway, and not the door, refuses what has no
            route, in words of its own.
    """

    url: str
    store: ProfileStore
    statistics_store: StatisticsStore
    signer: SessionSigner
    kept: Callable[[], bytes]
    logged: Callable[[], str] = str
    is_behind_gateway: bool = False

    def settle(self, people: Iterable[ProfileItem]) -> None:
        """Keep people as they are given, and describe the population anew."""
        for item in people:
            self.store.put(item, expected_revision=None)
        make_statistics(self.store, self.statistics_store)
