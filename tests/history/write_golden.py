"""Writes the golden cases: ``python -m tests.history.write_golden``."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.history.cases import CASES

GOLDEN = Path(__file__).parent / "golden"


def golden_files() -> Iterator[tuple[str, bytes]]:
    """Yield path below the folder, and content, of every golden file."""
    for case in CASES:
        for name, content in case.files.items():
            yield f"{case.name}/files/{name}", content
        aggregate = case.aggregate()
        if aggregate is not None:
            yield f"{case.name}/aggregate.json", aggregate
        else:
            yield f"{case.name}/error.json", _indented({"code": case.code})
        yield f"{case.name}/audit.json", _indented(case.audit)


def _indented(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


if __name__ == "__main__":
    for folder in GOLDEN.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for path, content in golden_files():
        (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / path).write_bytes(content)
