"""The statistics of the invented people, and everybody as sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from backend.taste_profile import Statistics, TasteProfile, build_statistics
from backend.taste_profile.algorithm import BLOCK_WEIGHTS, PANEL_NEIGHBOURS
from backend.taste_profile.exact_index import WeightedUser
from backend.taste_profile.exact_index._readings import raw_parts
from backend.taste_profile.readings import BREADTH_FACTOR, DEPTH_FACTOR
from backend.taste_profile.vectorizer import local_scale
from backend.taste_profile.vectors import READ_TWICE, unit_blocks
from backend.taste_profile.weights import WEIGHT_STEPS
from scripts.speed.population import AXES, Array, Population, user_id

_USERS_AT_ONCE = 20_000


class Community:
    """A population under its own statistics.

    Everybody has every block, so that the shares of the blocks are as stated, and
    similarities of many pairs are products of matrices.
    """

    def __init__(self, population: Population) -> None:
        self.population = population
        self.statistics: Statistics = build_statistics(
            TasteProfile(user, (), weights) for user, weights in population.everybody()
        )
        sizes = np.diff(population.first_features)
        self._kinds = np.repeat(np.arange(len(AXES)), sizes)
        self._idf = np.array(
            [
                self.statistics.idf(AXES[kind].kind, key)
                for kind, key in zip(self._kinds.tolist(), population.keys, strict=True)
            ]
        )
        self.local_scales = self._local_scales()

    def users(self) -> Iterator[WeightedUser]:
        """Yield everybody as the index takes them."""
        for user in range(len(self.population)):
            scale = float(self.local_scales[user])
            yield user_id(user), self.population.weights_of(user), scale

    def matrix(self) -> sparse.csr_matrix:
        """Return users × features for plain cosines: one weight, both parts in one."""
        weights = np.empty(len(self.population.features), np.float32)
        for piece, broad, deep in self._parts():
            weights[piece] = np.sqrt(broad**2 + deep**2)
        shape = (len(self.population), len(self.population.keys))
        features = self.population.features.astype(np.int32)
        return sparse.csr_matrix((weights, features, self.population.starts), shape)

    def _local_scales(self) -> Array:
        """Compare everybody with the panel, as ``TasteVectorizer`` does one by one."""
        broad_panel, deep_panel = self._panel()
        members = list(self.statistics.panel)
        places = {user_id(user): user for user in range(len(self.population))}
        similarities, first = [], 0
        scales = []
        for piece, broad, deep in self._parts():
            rows = slice(first, first + _USERS_AT_ONCE)
            starts = self.population.starts[rows.start : rows.stop + 1] - piece.start
            shape = (len(starts) - 1, len(self.population.keys))
            features = self.population.features[piece].astype(np.int32)
            near = sparse.csr_matrix((broad, features, starts), shape) @ broad_panel
            near += sparse.csr_matrix((deep, features, starts), shape) @ deep_panel
            similarities = near.toarray()
            for place, member in enumerate(members):
                if rows.start <= places[member] < rows.stop:
                    similarities[places[member] - rows.start, place] = 0
            nearest = np.sort(similarities, axis=1)[:, -PANEL_NEIGHBOURS:]
            scales += [
                local_scale(nearness, self.statistics)
                for nearness in nearest.mean(axis=1).tolist()
            ]
            first += _USERS_AT_ONCE
        return np.array(scales)

    def _panel(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """Return features × members, breadth and depth."""
        numbers = {key: i for i, key in enumerate(self.population.keys)}
        rows, columns, parts = [], [], []
        for place, weights in enumerate(self.statistics.panel.values()):
            for kind, block in unit_blocks(weights, self.statistics.idf).items():
                root = BLOCK_WEIGHTS[kind] ** 0.5
                rows += [numbers[key] for key in block]
                columns += [place] * len(block)
                parts += [(root * broad, root * deep) for broad, deep in block.values()]
        shape = (len(numbers), len(self.statistics.panel))
        broad_and_deep = np.array(parts).T
        broad, deep = (
            sparse.csr_matrix((part, (rows, columns)), shape) for part in broad_and_deep
        )
        return broad, deep

    def _parts(self) -> Iterator[tuple[slice, Array, Array]]:
        """Yield breadth and depth of portions of users, blocks weighted by roots."""
        starts = self.population.starts
        roots = np.sqrt([BLOCK_WEIGHTS[axis.kind] for axis in AXES])
        is_twice = np.array([axis.kind in READ_TWICE for axis in AXES])
        factors = (
            np.where(is_twice, BREADTH_FACTOR, 1.0) * roots,
            DEPTH_FACTOR * roots,
        )
        for first in range(0, len(self.population), _USERS_AT_ONCE):
            last = min(first + _USERS_AT_ONCE, len(self.population))
            piece = slice(int(starts[first]), int(starts[last]))
            numbers = self.population.features[piece]
            kinds = self._kinds[numbers]
            shares = self.population.weights[piece] / WEIGHT_STEPS
            rows = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
            blocks = rows * len(AXES) + kinds
            parts = []
            for part, factor in zip(
                raw_parts(shares, self._idf[numbers], kinds), factors, strict=True
            ):
                lengths = np.sqrt(np.bincount(blocks, part * part))
                lengths[lengths == 0] = 1
                parts.append(part / lengths[blocks] * factor[kinds])
            yield piece, parts[0], parts[1]
