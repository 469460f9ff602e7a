"""What is measured: everybody answers "who are this person's ten nearest?"."""

from __future__ import annotations

import time
from typing import Protocol

import faiss
import numpy as np
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.neighbors import NearestNeighbors
from sparse_dot_topn import sp_matmul_topn

from scripts.speed.population import Array

N = 10
"""Length of the list."""

_SVD_USERS = 20_000


class Method(Protocol):
    """One way to find the nearest.

    Attributes:
        name: As it stands in the results.
        build_seconds: From the sparse matrix, or the people, to the first query.
        bytes: What is kept to answer queries.
    """

    name: str
    build_seconds: float
    bytes: int

    def nearest(self, asker: int) -> list[int]:
        """Return the nearest, without the person's own place, nearest first."""


class ScipySparse:
    """``q @ X.T``, then a partial sort."""

    name = "scipy_sparse"

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        started = time.process_time()
        self._matrix = matrix
        self.transposed = matrix.T.tocsr()
        self.build_seconds = time.process_time() - started
        self.bytes = sparse_bytes(self.transposed) + sparse_bytes(matrix)

    def nearest(self, asker: int) -> list[int]:
        """Multiply, then select."""
        products = self._matrix[asker] @ self.transposed
        return select(products.indices, products.data, asker)


class SparseDotTopN:
    """``sp_matmul_topn(q, X.T, 11)``."""

    name = "sparse_dot_topn"

    def __init__(self, matrix: sparse.csr_matrix, scipy: ScipySparse) -> None:
        self._matrix = matrix
        self._transposed = scipy.transposed
        self.build_seconds, self.bytes = scipy.build_seconds, scipy.bytes

    def nearest(self, asker: int) -> list[int]:
        """Multiply and select in one go."""
        products = sp_matmul_topn(self._matrix[asker], self._transposed, N + 1)
        return select(products.indices, products.data, asker)


class SklearnBruteForce:
    """``NearestNeighbors(metric="cosine", algorithm="brute")``."""

    name = "scikit_learn_brute_force"

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        started = time.process_time()
        self._matrix = matrix
        self._neighbours = NearestNeighbors(
            n_neighbors=N + 1, metric="cosine", algorithm="brute"
        ).fit(matrix)
        self.build_seconds = time.process_time() - started
        self.bytes = sparse_bytes(matrix)

    def nearest(self, asker: int) -> list[int]:
        """Ask for one more than wanted: the person is among them."""
        found = self._neighbours.kneighbors(self._matrix[asker], return_distance=False)
        return [place for place in found[0].tolist() if place != asker][:N]


class FaissFlat:
    """Inner products of dense vectors made by a truncated SVD; not exact."""

    name = "faiss_flat"

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        started = time.process_time()
        svd = TruncatedSVD(128, n_iter=4, random_state=0).fit(matrix[:_SVD_USERS])
        dense = np.asarray(svd.transform(matrix), np.float32)
        self._dense = np.ascontiguousarray(dense)
        faiss.normalize_L2(self._dense)
        faiss.omp_set_num_threads(1)
        self._index = faiss.IndexFlatIP(self._dense.shape[1])
        self._index.add(self._dense)
        self.build_seconds = time.process_time() - started
        self.bytes = self._dense.nbytes

    def nearest(self, asker: int) -> list[int]:
        """Compare with everybody's dense vector."""
        _, found = self._index.search(self._dense[asker : asker + 1], N + 1)
        return [place for place in found[0].tolist() if place != asker][:N]


class PlainScan:
    """Every row of the sparse matrix times a dense query."""

    name = "plain_scan"

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        self._matrix = matrix
        self.build_seconds = 0.0
        self.bytes = sparse_bytes(matrix)

    def nearest(self, asker: int) -> list[int]:
        """Look at everything that is known of everybody."""
        products = self._matrix @ self._matrix[asker].toarray().ravel()
        return select(np.arange(len(products)), products, asker)


def select(places: Array, similarities: Array, asker: int) -> list[int]:
    """Return the places of the largest similarities, largest first."""
    n = min(N + 1, len(places))
    first = np.argpartition(similarities, len(places) - n)[len(places) - n :]
    first = first[np.argsort(-similarities[first])]
    return [place for place in places[first].tolist() if place != asker][:N]


def sparse_bytes(matrix: sparse.csr_matrix) -> int:
    """Return what a sparse matrix takes."""
    return int(matrix.data.nbytes + matrix.indices.nbytes + matrix.indptr.nbytes)
