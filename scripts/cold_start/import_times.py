"""What a handler imports, and how long each package takes of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from scripts.local_cloud.artefact import runtime

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)$")
_AWS = {"awslambdaric", "boto3", "botocore", "jmespath", "s3transfer", "dateutil"}
_STANDARD = "standard library"


def import_times(
    handler: str, artefact: Path, variables: Mapping[str, str]
) -> dict[str, float]:
    """Return milliseconds by package, the slowest first.

    What is imported counts for the package that it belongs to; boto3 and what it needs
    count together. The tracing itself makes it some tenths slower than it is.

    Args:
        handler: The module.
        artefact: The function's folder.
        variables: The function's environment; it connects when it is imported.
    """
    done = subprocess.run(
        [runtime(), "-X", "importtime", "-c", f"import {handler}"],
        cwd=artefact,
        env={**variables, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    own = {path.stem for path in artefact.glob("*.py")} | {"backend"}
    taken: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        if found := _LINE.match(line):
            taken[_package(found[2].partition(".")[0], own)] += int(found[1])
    return {name: round(us / 1000, 1) for name, us in taken.most_common()}


def _package(name: str, own: set[str]) -> str:
    if name in own:
        return "our own"
    if name in _AWS:
        return "boto3"
    if name in sys.stdlib_module_names:
        return _STANDARD
    return name
