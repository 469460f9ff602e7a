"""The formulas of others, over amounts of listening to artists.

Rocksky, ListenBrainz, gorse and Alistral as their code has them; log-plays, BM25 and
a truncated singular value decomposition as textbooks do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from scripts.quality.amounts import Amounts, Matrix

BM25_K1, BM25_B = 1.2, 0.75
DIMENSIONS = 128


Formula = Callable[[Amounts, Amounts], Matrix]
"""Scores of the first people with the second, who also are the population."""


def jaccard(a: Amounts, b: Amounts) -> Matrix:
    """Rocksky: shared artists / artists of either."""
    left, right = _has(a.raw), _has(b.raw)
    shared = left @ right.T
    either = left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :] - shared
    return _matrix(shared / either)


def raw_cosine(a: Amounts, b: Amounts) -> Matrix:
    """ListenBrainz: the cosine of raw plays."""
    return _cosine(a.raw, b.raw)


def shared_idf(a: Amounts, b: Amounts) -> Matrix:
    """Sum, as gorse does, ln(1 + people / people who have it) over shared artists."""
    idf = np.log(1 + len(b.raw) / np.maximum(_df(b.raw), 1))
    return _matrix((_has(a.raw) * idf) @ _has(b.raw).T)


def smaller_shares(a: Amounts, b: Amounts) -> Matrix:
    """Sum, as Alistral does, the smaller share of plays over shared artists."""
    left, right = _shares(a.raw), _shares(b.raw)
    total: Matrix = np.zeros((len(left), len(right)), dtype=np.float32)
    for column in range(left.shape[1]):
        rows, columns = left[:, column].nonzero()[0], right[:, column].nonzero()[0]
        if len(rows) and len(columns):
            total[np.ix_(rows, columns)] += np.minimum.outer(
                left[rows, column], right[columns, column]
            )
    return total


def log_idf_cosine(a: Amounts, b: Amounts) -> Matrix:
    """Return the cosine of ln(1 + plays) times idf."""
    idf = _idf(b.raw)
    return _cosine(a.logged * idf, b.logged * idf)


def bm25_cosine(a: Amounts, b: Amounts) -> Matrix:
    """Return the cosine of BM25 weights times idf."""
    average = float(b.raw.sum(axis=1).mean())
    idf = _idf(b.raw)
    return _cosine(_bm25(a.raw, average) * idf, _bm25(b.raw, average) * idf)


def svd_128(a: Amounts, b: Amounts) -> Matrix:
    """Return the cosine in the 128 strongest dimensions of root plays times idf.

    The better of the usual dampings. The dimensions come from the eigenvectors of
    ``B @ B.T``, which are exact and the same every time.
    """
    idf = _idf(b.raw)
    left, right = _unit(a.rooted * idf), _unit(b.rooted * idf)
    values, vectors = np.linalg.eigh((right @ right.T).astype(np.float64))
    kept = min(DIMENSIONS, int((values > 1e-6).sum()))
    values, vectors = values[-kept:], vectors[:, -kept:]
    if a is b:
        inside = vectors * np.sqrt(values)
        return _cosine(_matrix(inside), _matrix(inside))
    projected = (left @ right.T) @ vectors / np.sqrt(values)
    return _cosine(_matrix(projected), _matrix(vectors * np.sqrt(values)))


PEERS: Mapping[str, Formula] = {
    "jaccard": jaccard,
    "raw-plays-cosine": raw_cosine,
    "shared-idf": shared_idf,
    "min-play-shares": smaller_shares,
    "log-plays-idf-cosine": log_idf_cosine,
    "bm25-cosine": bm25_cosine,
    "svd-128": svd_128,
}


def _has(raw: Matrix) -> Matrix:
    return (raw > 0).astype(np.float32)


def _df(raw: Matrix) -> Matrix:
    return _matrix((raw > 0).sum(axis=0))


def _idf(raw: Matrix) -> Matrix:
    return np.log(len(raw) / np.maximum(_df(raw), 1)) + 1


def _shares(raw: Matrix) -> Matrix:
    return _matrix(raw / np.maximum(raw.sum(axis=1, keepdims=True), 1e-30))


def _bm25(raw: Matrix, average: float) -> Matrix:
    length = raw.sum(axis=1, keepdims=True) / average
    saturated = raw * (BM25_K1 + 1) / (raw + BM25_K1 * (1 - BM25_B + BM25_B * length))
    return _matrix(saturated)


def _unit(weights: Matrix) -> Matrix:
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    return _matrix(weights / np.maximum(length, 1e-30))


def _cosine(left: Matrix, right: Matrix) -> Matrix:
    """Multiply unit rows, over the columns that can be shared at all."""
    a, b = _unit(left), (_unit(right) if left is not right else _unit(left))
    shared = (a != 0).any(axis=0) & (b != 0).any(axis=0)
    return a[:, shared] @ b[:, shared].T


def _matrix(values: NDArray[np.float32] | NDArray[np.float64]) -> Matrix:
    return values.astype(np.float32)
