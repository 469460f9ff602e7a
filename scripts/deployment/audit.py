"""What is wrong with built functions, found before they are deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.local_cloud.template import Template

GLIBC_MINOR = 34
"""Amazon Linux 2023 has glibc 2.34."""

LARGEST_MB = 90
LARGEST_WITHOUT_SOURCES_MB = 45
NEVER = {"boto3", "botocore", "conftest.py", "dev_server", "exact_index", "flask"}
NEVER |= {"makefile", "moto", "numpy", "pytest", "tests", "werkzeug"}
"""Lower-case names of files and folders that no function may ship."""

_GLIBC = re.compile(rb"GLIBC_2\.(\d+)")


def audit(built: Template, python: str) -> list[str]:
    """Return what is wrong with the built functions, one line each.

    Args:
        built: The built template.
        python: The Python that they are built for, ``3.13``.
    """
    return [
        f"{name}: {complaint}"
        for name, function in built.functions.items()
        for complaint in audit_artefact(
            built.artefact(name), python, handler=function["Handler"]
        )
    ]


def audit_artefact(folder: Path, python: str, *, handler: str) -> Iterator[str]:
    """Yield what is wrong with one function's folder.

    Args:
        folder: What is zipped.
        python: The Python that it is built for.
        handler: ``save.handler`` is ``handler`` in ``save.py``.
    """
    if not (folder / f"{handler.partition('.')[0]}.py").is_file():
        yield f"has no module for its handler {handler}"
    names = {path.name.lower() for path in folder.rglob("*")}
    yield from (f"ships {name}" for name in sorted(names & NEVER))
    yield from _wheels(folder, python)
    yield from _extensions(folder)
    yield from _compiled(folder, python)
    limit = LARGEST_MB if "requests" in names else LARGEST_WITHOUT_SOURCES_MB
    if (size := size_mb(folder)) > limit:
        yield f"unpacks to {size:.0f} MB, more than {limit}"


def size_mb(folder: Path) -> float:
    """Return the size of all files of a folder, in millions of bytes."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6


def is_compiled(folder: Path) -> bool:
    """Return whether the artefact brings compiled files."""
    return next(folder.rglob("*.pyc"), None) is not None


def _wheels(folder: Path, python: str) -> Iterator[str]:
    """Built for that CPython, or for any; on x86-64 Linux, or anywhere."""
    exact = "cp" + python.replace(".", "")
    importable = re.compile(rf"({exact}-{exact}|cp3\d+-abi3|(py2\.)?py3-none)-")
    wheels = list(folder.glob("*.dist-info/WHEEL"))
    if not wheels:
        yield "has no package"
    for wheel in wheels:
        for tag in re.findall(r"(?m)^Tag: (.+)$", wheel.read_text("utf-8")):
            runs = importable.match(tag) and tag.endswith(("-any", "x86_64"))
            if not runs:
                yield f"{wheel.parent.stem} is built for {tag}"


def _extensions(folder: Path) -> Iterator[str]:
    """The names of newer versions of glibc stand in a file that needs them."""
    for file in folder.rglob("*.so*"):
        needed = max(map(int, _GLIBC.findall(file.read_bytes())), default=0)
        if needed > GLIBC_MINOR:
            yield f"{file.name} needs glibc 2.{needed}"


def _compiled(folder: Path, python: str) -> Iterator[str]:
    """All modules or none: Lambda cannot write what is missing."""
    ending = f".cpython-{python.replace('.', '')}.pyc"
    found = {f.relative_to(folder) for f in folder.rglob("*.pyc")}
    for file in sorted(found):
        if not file.name.endswith(ending):
            yield f"{file} is compiled for another Python"
    if not found:
        return
    for source in sorted(folder.rglob("*.py")):
        compiled = source.parent / "__pycache__" / f"{source.stem}{ending}"
        if compiled.relative_to(folder) not in found:
            yield f"{source.relative_to(folder)} is not compiled"
