"""Reading a crowd of profile files with every core there is."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import Statistics, TasteVectorizer
from backend.taste_profile.exact_index import ExactIndex, PackedUsers, pack_users
from backend.use_cases.community.appearance import Appearance
from backend.use_cases.community.crowd import Crowd, weigh_people

NewVectorizer = Callable[[Statistics], TasteVectorizer]

_TOLD_EVERY = 4
_AHEAD = 2
"""Portions that wait for each process, so that none has to wait."""

_log = logging.getLogger(__name__)


class JsonCrowdReader:
    """Reads profile files in portions, in order, in several processes at once.

    The index is the same to the byte as from one process: portions are put in by
    order, and each is read by the same code. Few people are read in this process, and
    so is the rest when another process dies or none can be had.

    Args:
        folder: Holds ``profiles/``.
        new_vectorizer: Makes what weighs people; a function of a module, or a
            ``partial`` of one, so that it can travel.
        processes: How many may read at once.
        worth_it: With fewer people than this, starting processes takes longer than
            they save.
        at_once: How many people a portion has.
    """

    def __init__(
        self,
        folder: Path,
        new_vectorizer: NewVectorizer = TasteVectorizer,
        processes: int = 1,
        worth_it: int = 2_000,
        at_once: int = 250,
    ) -> None:
        self._folder = folder
        self._new_vectorizer = new_vectorizer
        self._processes = processes
        self._worth_it = worth_it
        self._at_once = at_once

    def read_into(
        self,
        index: ExactIndex,
        user_ids: Sequence[str],
        progress: Callable[[int], None] = lambda done: None,
    ) -> Crowd:
        """Put into an index what these people show; who is gone is left out."""
        portions = [
            user_ids[first : first + self._at_once]
            for first in range(0, len(user_ids), self._at_once)
        ]
        appearances: dict[str, Appearance] = {}
        ranked: set[str] = set()

        def packed() -> Generator[PackedUsers, None, None]:
            read = self._read(index.statistics, portions)
            for done, portion in enumerate(read, 1):
                appearances.update(portion.appearances)
                ranked.update(portion.users.user_ids)
                if done % _TOLD_EVERY == 0 and done < len(portions):
                    progress(done * self._at_once)
                yield portion.users

        with closing(packed()) as portions_of_users:
            index.put_packed(portions_of_users)
        return Crowd(appearances, ranked)

    def _read(
        self, statistics: Statistics, portions: Sequence[Sequence[str]]
    ) -> Iterator[_ReadPortion]:
        done = 0
        if self._processes > 1 and sum(map(len, portions)) >= self._worth_it:
            try:
                for read in self._read_side_by_side(statistics, portions):
                    done += 1
                    yield read
            except (BrokenProcessPool, OSError, NotImplementedError) as error:
                told = "profiles are read by one process from now on: %s"
                _log.warning(told, error)
        if done < len(portions):
            reader = _Reader(self._folder, self._new_vectorizer(statistics))
            yield from map(reader.read, portions[done:])

    def _read_side_by_side(
        self, statistics: Statistics, portions: Sequence[Sequence[str]]
    ) -> Iterator[_ReadPortion]:
        pool = ProcessPoolExecutor(
            self._processes,
            # A fork would copy locks that other threads hold at this moment.
            get_context("spawn"),
            _begin,
            (self._folder, self._new_vectorizer, statistics),
        )
        waiting: deque[Future[_ReadPortion]] = deque()
        try:
            for portion in portions:
                waiting.append(pool.submit(_read_portion, portion))
                if len(waiting) > _AHEAD * self._processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _ReadPortion:
    appearances: Mapping[str, Appearance]
    users: PackedUsers


class _Reader:
    """Reads portions of people under some statistics."""

    def __init__(self, folder: Path, vectorizer: TasteVectorizer) -> None:
        self._store = JsonProfileStore(folder)
        self._vectorizer = vectorizer

    def read(self, user_ids: Sequence[str]) -> _ReadPortion:
        found = map(self._store.listed, user_ids)
        people = (listed for listed in found if listed is not None)
        read = weigh_people(people, self._vectorizer)
        users = pack_users(read.weighted, self._vectorizer.statistics)
        return _ReadPortion(read.appearances, users)


_reader: _Reader | None = None
"""What a process of the pool reads with."""


def _begin(folder: Path, new_vectorizer: NewVectorizer, statistics: Statistics) -> None:
    """Make a process of the pool ready; runs there, once."""
    global _reader
    # Ctrl+C reaches the whole terminal; the process that reads for itself ends others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = _Reader(folder, new_vectorizer(statistics))
    # What is there now stays: looking through it again and again helps nobody.
    gc.freeze()


def _end_with_parent() -> None:
    """End this process when that which it reads for is gone, even by ``kill -9``."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_portion(user_ids: Sequence[str]) -> _ReadPortion:
    """Read a portion; runs in a process of the pool."""
    if _reader is None:
        raise RuntimeError("this process was not made ready")
    return _reader.read(user_ids)
