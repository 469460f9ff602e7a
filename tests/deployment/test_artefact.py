"""The artefact for Lambda's Python holds what the functions need and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cloud import artefact
from tests.cloud.template import Template

pytestmark = pytest.mark.deployment

RUNTIME = "3.13"
# A zip may unpack to 250 MB; every megabyte is also cold-start time.
LARGEST_MB = 20
NEVER = ("flask", "werkzeug", "boto3", "pytest", "moto", "tests", "dev_server")
IMPORTABLE = re.compile(r"-(cp313-cp313|cp3\d+-abi3|py3-none|py2\.py3-none)-")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The functions built as they are deployed."""
    return artefact.build(tmp_path_factory.mktemp("shipped"), RUNTIME)


@pytest.fixture(scope="module")
def folders(shipped: Template) -> list[Path]:
    """Each function's artefact."""
    return [shipped.artefact(function) for function in shipped.functions]


def test_every_handler_is_at_the_root_of_its_artefact(shipped: Template) -> None:
    """``save.handler`` is ``handler`` in ``save.py``."""
    for name, function in shipped.functions.items():
        module, _, attribute = function["Handler"].partition(".")
        source = shipped.artefact(name) / f"{module}.py"
        assert re.search(rf"\b{attribute}\b", source.read_text("utf-8")), name


def test_every_wheel_runs_on_the_runtime(folders: list[Path]) -> None:
    """Built for CPython 3.13, or for any; on x86-64 Linux, or anywhere."""
    for folder in folders:
        tags = [
            line.removeprefix("Tag:").strip()
            for wheel in folder.glob("*.dist-info/WHEEL")
            for line in wheel.read_text("utf-8").splitlines()
            if line.startswith("Tag:")
        ]
        assert tags
        for tag in tags:
            assert IMPORTABLE.search(f"-{tag}"), tag
            assert tag.endswith(("-any", "x86_64")), tag


def test_every_extension_needs_no_newer_glibc_than_amazon_linux_has(
    folders: list[Path],
) -> None:
    """Amazon Linux 2023 has 2.34; the names of newer ones stand in the file."""
    extensions = [file for folder in folders for file in folder.rglob("*.so*")]
    assert extensions
    for file in extensions:
        versions = re.findall(rb"GLIBC_2\.(\d+)", file.read_bytes())
        assert max(map(int, versions), default=0) <= 34, file.name


def test_nothing_of_the_dev_server_or_the_tests_is_shipped(
    folders: list[Path],
) -> None:
    """Nor what Lambda brings by itself, nor compiled files of another Python."""
    for folder in folders:
        names = {path.name.lower() for path in folder.rglob("*")}
        assert not names & {*NEVER, "__pycache__", "conftest.py", "makefile"}


def test_the_artefact_stays_small(folders: list[Path]) -> None:
    """Measured unpacked."""
    for folder in folders:
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        assert size < LARGEST_MB * 1_000_000, f"{folder.name}: {size}"
