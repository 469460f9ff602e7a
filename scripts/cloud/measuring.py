"""Requests and saves against the tables of one population."""

from __future__ import annotations

import contextlib
import itertools
import random
import statistics as figures
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from backend.stores.dynamodb._vector_items import IndexTables
from backend.stores.dynamodb.candidate_index import DynamoDbCandidateIndex
from backend.stores.dynamodb.index_writer import DynamoDbWritableIndex
from backend.stores.dynamodb.profiles import DynamoDbProfileStore
from backend.taste_profile import BlockWeights, TasteVector, postings, unit_blocks
from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.community.index_updates import IndexEntry
from backend.use_cases.community.ports import WeightedUser
from backend.use_cases.matching.find_matches import SPARE
from backend.use_cases.profiles.errors import RevisionConflictError
from scripts.cloud.people import SAVED_AT, People, changed
from scripts.local_cloud.local_table import LocalDynamoDb

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

FIRST, MOST = 10, 50
"""People on a page: by default, and at most."""

PROFILES, TABLES = "profiles", IndexTables("vectors", "features")
KEYS = {
    PROFILES: ("user_id",),
    TABLES.vectors: ("user_id", "version"),
    TABLES.features: ("feature", "place"),
}


@dataclass
class Measured:
    """Figures of one kind of request, one entry per request."""

    milliseconds: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)


class Tables:
    """One population in the tables, and beside it in the exact index.

    Args:
        people: Who.
        folder: Where the tables are kept.
        progress: Called with how many are in.
    """

    def __init__(
        self, people: People, folder: Path, progress: Callable[[int], None]
    ) -> None:
        self.people = people
        self.local = LocalDynamoDb(folder / f"{people.n}.sqlite", KEYS)
        self.client = cast("DynamoDBClient", self.local)
        self.store = DynamoDbProfileStore(self.client, PROFILES)
        self._writing = DynamoDbWritableIndex(
            self.client, TABLES, people.statistics, map(str, itertools.count()).__next__
        )
        self.exact = ExactIndex(people.statistics)
        self.exact.put_all(self._filling(progress))

    def _filling(self, progress: Callable[[int], None]) -> Iterator[WeightedUser]:
        """Index everybody on their way to the exact index."""
        for done, (user, weights, scale) in enumerate(self.people.users(), 1):
            self.index(self.entry(user, weights, scale))
            if done % 5_000 == 0:
                progress(done)
            yield user, weights, scale

    def entry(self, user: str, weights: BlockWeights, scale: float) -> IndexEntry:
        """Return what the worker would index."""
        blocks = unit_blocks(weights, self.people.statistics.idf)
        vector = TasteVector(user, blocks, scale)
        return IndexEntry(
            user_id=user,
            stamp=f"1@{SAVED_AT}",
            visibility="open",
            weights=weights,
            local_scale=scale,
            postings=postings(vector, self.people.statistics),
        )

    def index(self, entry: IndexEntry) -> None:
        """Index a person as the worker does."""
        self._change(entry.user_id, entry)

    def take_out(self, user: str) -> None:
        """Take a person out of the index as the worker does."""
        self._change(user, None)

    def _change(self, user: str, entry: IndexEntry | None) -> None:
        before = self._writing.state(user)
        claim = self._writing.claim(user, before, entry, frozenset())
        if claim is None or not self._writing.apply(claim):
            raise RuntimeError("nobody else writes here")

    @contextmanager
    def counting(self, into: Measured) -> Iterator[None]:
        """Count what happens in the block as one request."""
        client = self.local
        before = (client.read_units, client.write_units, client.requests)
        started = time.perf_counter()
        yield
        into.milliseconds.append((time.perf_counter() - started) * 1_000)
        into.reads.append(client.read_units - before[0])
        into.writes.append(client.write_units - before[1])
        into.requests.append(client.requests - before[2])


def ask(tables: Tables, viewers: Sequence[str]) -> dict[str, float]:
    """Ask for a first page as each viewer: what it finds, and what it costs."""
    nominating, first_page, longest_page = Measured(), Measured(), Measured()
    found, tops, incomplete = [], [], 0
    with ThreadPoolExecutor(16) as executor:
        for viewer in viewers:
            _keep(tables, viewer)
            index = DynamoDbCandidateIndex(
                tables.client, TABLES, tables.people.statistics, executor
            )
            vector = tables.exact.vector(viewer)
            if vector is None:
                raise RuntimeError("everybody is in the exact index")
            with tables.counting(nominating):
                ranking = index.nominate(vector, MOST + SPARE)
            incomplete += not index.is_complete
            for page, n in ((first_page, FIRST), (longest_page, MOST)):
                for shown in ranking[:n]:
                    _keep(tables, shown)
                with tables.counting(page):
                    tables.store.get(viewer)
                    for shown in tables.store.heads(ranking[:n]):
                        index.match(vector, shown)
            best = tables.exact.nominate(viewer, FIRST)
            found.append(_recall(tables, vector, ranking[:FIRST], best))
            tops.append(_recall(tables, vector, ranking[:1], best[:1]))
    # One unit: which statistics are current.
    first, longest = (
        [1 + a + b for a, b in zip(nominating.reads, page.reads, strict=True)]
        for page in (first_page, longest_page)
    )
    return {
        "people": tables.people.n,
        "recall_at_10": figures.fmean(found),
        "top_1": figures.fmean(tops),
        "incomplete": incomplete,
        "read_units_mean": figures.fmean(first),
        "read_units_max": max(first),
        "read_units_longest_page_mean": figures.fmean(longest),
        "read_units_longest_page_max": max(longest),
        "of_them_nominating": figures.fmean(nominating.reads),
        "requests": figures.fmean(nominating.requests) + 3,
        "milliseconds_p50": figures.median(nominating.milliseconds),
        "scan_read_units": _scan_units(tables, viewers),
    }


def save(tables: Tables, users: Sequence[str]) -> dict[str, float]:
    """Save as new people and as people whose taste has moved, then remove them."""
    new, moved, removed = Measured(), Measured(), Measured()
    rng = random.Random(3)
    for user in users:
        weights, vector = tables.people.weights(user), tables.exact.vector(user)
        scale = vector.local_scale if vector else 1.0
        stranger = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        item = replace(tables.people.item(user), user_id=stranger)
        with tables.counting(new):
            tables.store.put(item, expected_revision=None)
            tables.index(tables.entry(stranger, weights, scale))
        with tables.counting(moved):
            tables.store.put(replace(item, revision=2), expected_revision=1)
            tables.index(tables.entry(stranger, changed(weights, rng), scale))
        with tables.counting(removed):
            tables.store.delete(stranger)
            tables.take_out(stranger)
    return {
        "write_units_new": figures.fmean(new.writes),
        "write_units_new_max": max(new.writes),
        "write_units_moved": figures.fmean(moved.writes),
        "write_units_moved_max": max(moved.writes),
        "write_units_removed": figures.fmean(removed.writes),
        "write_units_removed_max": max(removed.writes),
    }


def _keep(tables: Tables, user: str) -> None:
    """Let the profile be there: kept for those who are read alone, it saves room."""
    with contextlib.suppress(RevisionConflictError):
        tables.store.put(tables.people.item(user), expected_revision=None)


def _recall(
    tables: Tables, viewer: TasteVector, found: Sequence[str], best: Sequence[str]
) -> float:
    """Return the share of the best that is found; equal points are as good."""
    if not best:
        return 1.0

    def points(user: str) -> int:
        match = tables.exact.match(viewer, user)
        return match.score.points if match else -1

    last = points(best[-1])
    return sum(points(user) >= last for user in found) / len(best)


def _scan_units(tables: Tables, users: Sequence[str]) -> float:
    """Return what reading every profile would take, by the size of some."""
    sample = users[:50]
    client = tables.local
    before = client.read_units
    for user in sample:
        tables.store.get(user)
    units = (client.read_units - before) / len(sample)
    client.read_units = before
    return units * tables.people.n
