"""The command behind ``scripts/measure-speed``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from scripts.speed.community import Community
from scripts.speed.methods import (
    FaissFlat,
    Method,
    N,
    PlainScan,
    ScipySparse,
    SklearnBruteForce,
    SparseDotTopN,
)
from scripts.speed.ours import Floor, OurIndex
from scripts.speed.population import invent_population

_FURTHER = (
    "recall_at_10",
    "add_one_ms",
    "longest_add_ms",
    "postings_read",
    "rows_scored",
)

_TURN = 20
"""So many queries each method answers before the next one's turn."""

_ENOUGH_SECONDS = 20.0
"""Slow methods answer fewer queries."""

_EXACT_PEERS = (
    "scipy_sparse",
    "sparse_dot_topn",
    "scikit_learn_brute_force",
    "plain_scan",
)


def measure(users: int, queries: int) -> dict[str, Any]:
    """Measure everybody in one run.

    Returns:
        What was measured, and one entry per method, by name.
    """
    _say(f"inventing {users:,} people and their statistics …")
    community = Community(invent_population(users, _rng(0)))
    _say("building the index …")
    ours = OurIndex("ours", community)
    _say("building the others …")
    matrix = community.matrix()
    askers = _rng(1).choice(users, queries, replace=False).tolist()
    floor = Floor(ours, users, askers)
    own: list[Method] = [ours, *_compiled(ours)]
    methods = [*own, floor, *_peers(matrix)]
    _say(f"asking {queries} people …")
    found, took = _ask(methods, askers)
    if any(found[method.name] != found[ours.name] for method in own):
        raise SystemExit("numba's kernels give other lists than numpy's")
    results = {m.name: _figures(m, took[m.name], users) for m in methods}
    results["faiss_flat"]["recall_at_10"] = _recall(
        found["faiss_flat"], found["scipy_sparse"]
    )
    adding = ours.milliseconds_to_add(_rng(2))
    for method in own:
        results[method.name] |= adding | {
            "postings_read": _median([work[0] for work in floor.work.values()]),
            "rows_scored": _median([work[1] for work in floor.work.values()]),
        }
    fastest = min(_EXACT_PEERS, key=lambda name: float(results[name]["p50_ms"]))
    return {
        "users": users,
        "features_per_user": round(matrix.nnz / users, 1),
        "queries": queries,
        "n": N,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "fastest_exact_peer": fastest,
        **results,
    }


def _peers(matrix: sparse.csr_matrix) -> list[Method]:
    scipy = ScipySparse(matrix)
    return [
        scipy,
        SparseDotTopN(matrix, scipy),
        SklearnBruteForce(matrix),
        FaissFlat(matrix),
        PlainScan(matrix),
    ]


def _compiled(ours: OurIndex) -> list[Method]:
    try:
        from backend.accelerators.numba_kernels import NumbaKernels
    except ImportError:
        _say("numba is not there: only numpy's kernels are measured")
        return []
    return [OurIndex.with_other_kernels("ours_compiled", ours, NumbaKernels())]


def _ask(
    methods: Sequence[Method], askers: Sequence[int]
) -> tuple[dict[str, list[list[int]]], dict[str, list[float]]]:
    """Let the methods take turns, so that all see the same machine.

    Time is the processor's, not the clock's: other processes do not count.
    """
    found: dict[str, list[list[int]]] = {method.name: [] for method in methods}
    took: dict[str, list[float]] = {method.name: [] for method in methods}
    for first in range(0, len(askers), _TURN):
        for method in methods:
            if sum(took[method.name]) > _ENOUGH_SECONDS:
                continue
            # What is compiled, paged in or pushed out of the caches is not measured.
            method.nearest(askers[first])
            for asker in askers[first : first + _TURN]:
                started = time.process_time()
                nearest = method.nearest(asker)
                took[method.name].append(time.process_time() - started)
                found[method.name].append(nearest)
    return found, took


def _figures(method: Method, took: Sequence[float], users: int) -> dict[str, Any]:
    return {
        "p50_ms": round(1000 * float(np.percentile(took, 50)), 3),
        "p95_ms": round(1000 * float(np.percentile(took, 95)), 3),
        "queries": len(took),
        "build_seconds": round(method.build_seconds, 1),
        "bytes_per_user": round(method.bytes / users),
    }


def _recall(found: Sequence[list[int]], exact: Sequence[list[int]]) -> float:
    shares = [len(set(a) & set(b)) / N for a, b in zip(found, exact, strict=False)]
    return round(sum(shares) / len(shares), 3)


def _rng(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def _median(values: Sequence[int]) -> int:
    return int(np.median(values))


def _table(results: dict[str, Any]) -> str:
    fastest = results["fastest_exact_peer"]
    lines = [
        f"{results['users']:,} people, {results['features_per_user']} features each, "
        f"first {results['n']}, {results['queries']} queries, one core",
        f"times faster: than {fastest}",
        f"{'':24}{'p50 ms':>9}{'p95 ms':>9}{'times faster':>14}"
        f"{'build s':>9}{'B/user':>8}",
    ]
    for name, figures in results.items():
        if not isinstance(figures, dict):
            continue
        faster = results[fastest]["p50_ms"] / figures["p50_ms"]
        lines.append(
            f"{name:24}{figures['p50_ms']:9.2f}{figures['p95_ms']:9.2f}{faster:14.2f}"
            f"{figures['build_seconds']:9.1f}{figures['bytes_per_user']:8}"
        )
        others = [f"{key} {figures[key]}" for key in _FURTHER if key in figures]
        lines += ["    " + ", ".join(others)] if others else []
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="measure-speed")
    parser.add_argument("--users", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    asked = _parse(sys.argv[1:])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    measured = measure(asked.users, asked.queries)
    print(json.dumps(measured) if asked.json else _table(measured))
