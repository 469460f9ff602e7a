"""Our score as the product computes it, for every pair of two groups of people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from backend.taste_profile import (
    Statistics,
    TasteProfile,
    TasteVector,
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
)
from backend.taste_profile.scoring import score_points
from scripts.quality.listeners import TopItems
from scripts.quality.progress import Progress

Points = NDArray[np.int32]


@dataclass(frozen=True)
class Community:
    """People under the statistics that they make up themselves."""

    statistics: Statistics
    vectors: Sequence[TasteVector]

    @classmethod
    def of(
        cls,
        user_ids: Iterable[str],
        top_items: Iterable[TopItems],
        may_join_panel: Callable[[str], bool] = lambda user_id: True,
    ) -> Community:
        """Build profiles, statistics and vectors as a save and a rebuild would."""
        profiles = _profiles(user_ids, top_items)
        statistics = build_statistics(profiles, may_join_panel=may_join_panel)
        return cls(statistics, _vectors(profiles, statistics))

    def vectors_of(
        self, user_ids: Iterable[str], top_items: Iterable[TopItems]
    ) -> list[TasteVector]:
        """Return vectors of people who are not counted in the statistics."""
        return _vectors(_profiles(user_ids, top_items), self.statistics)


def _profiles(
    user_ids: Iterable[str], top_items: Iterable[TopItems]
) -> list[TasteProfile]:
    return [
        build_taste_profile(user_id, items)
        for user_id, items in zip(user_ids, top_items, strict=True)
    ]


def _vectors(
    profiles: Iterable[TasteProfile], statistics: Statistics
) -> list[TasteVector]:
    vectorizer = TasteVectorizer(statistics)
    return [vectorizer.vector(p.user_id, p.weights) for p in profiles]


class Scorer:
    """Scores every pair by the product's one scorer, on several processors."""

    def __init__(self, processes: int, progress: Progress) -> None:
        self._processes = processes
        self._progress = progress

    def among(self, community: Community, what: str) -> Points:
        """Return points of everybody with everybody; 0 on the diagonal.

        Returns:
            A symmetric matrix, people by people. The scorer is symmetric, so that
            every pair is scored once.
        """
        vectors, statistics = community.vectors, community.statistics
        points = np.zeros((len(vectors), len(vectors)), dtype=np.int32)
        for row, scored in self._rows(_Job(vectors, None, statistics), what):
            points[row, row + 1 :] = scored
        return points + points.T

    def across(
        self, viewers: Sequence[TasteVector], community: Community, what: str
    ) -> Points:
        """Return points of every viewer with everybody in a community."""
        candidates, statistics = community.vectors, community.statistics
        points = np.zeros((len(viewers), len(candidates)), dtype=np.int32)
        for row, scored in self._rows(_Job(viewers, candidates, statistics), what):
            points[row] = scored
        return points

    def _rows(self, job: _Job, what: str) -> Iterable[tuple[int, list[int]]]:
        rows = range(len(job.viewers))
        if self._processes == 1:
            yield from self._progress.along(map(job.row, rows), len(rows), what)
            return
        # Spawned, not forked: numpy has threads of its own.
        context = get_context("spawn")
        with ProcessPoolExecutor(self._processes, context, _keep, (job,)) as pool:
            scored = pool.map(_row_of_kept, rows, chunksize=16)
            yield from self._progress.along(scored, len(rows), what)


@dataclass(frozen=True)
class _Job:
    viewers: Sequence[TasteVector]
    candidates: Sequence[TasteVector] | None
    statistics: Statistics

    def row(self, place: int) -> tuple[int, list[int]]:
        viewer, statistics = self.viewers[place], self.statistics
        if self.candidates is None:
            candidates = self.viewers[place + 1 :]
        else:
            candidates = self.candidates
        return place, [score_points(viewer, c, statistics) for c in candidates]


_kept: list[_Job] = []


def _keep(job: _Job) -> None:
    _kept[:] = [job]


def _row_of_kept(place: int) -> tuple[int, list[int]]:
    return _kept[0].row(place)
