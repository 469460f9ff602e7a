"""The artefact for Lambda's Python holds what the functions need and no more."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scripts.deployment.audit import audit, audit_artefact
from scripts.deployment.import_audit import audit_imports
from scripts.local_cloud import artefact
from scripts.local_cloud.template import Template

RUNTIME = "3.13"
WHEEL = "Wheel-Version: 1.0\nTag: {}\n"


@pytest.mark.deployment
def test_what_is_deployed_is_fit_for_lambda(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Built for its Python, whichever is here; so nothing is compiled."""
    shipped = artefact.build(tmp_path_factory.mktemp("shipped"), RUNTIME, PYC="")
    assert audit(shipped, RUNTIME) == []


@pytest.mark.deployment
def test_every_module_of_every_function_imports_in_an_empty_environment(
    built: Template,
) -> None:
    """Handlers too, which connect as they are imported; nothing of ours is around."""
    assert audit(built, artefact.LOCAL_PYTHON) == []
    assert audit_imports(built, Path(sys.executable)) == []


@pytest.mark.deployment
def test_a_package_that_is_missing_is_found_by_importing(
    built: Template, tmp_path: Path
) -> None:
    """Even one that only a single path needs."""
    folder = tmp_path / "built"
    shutil.copytree(built.artefact("SaveFunction").parent, folder)
    shutil.rmtree(folder / "SaveFunction" / "spotipy")
    shutil.rmtree(folder / "MatchFunction" / "msgspec")
    complaints = audit_imports(Template(folder / "template.yaml"), Path(sys.executable))
    assert [complaint.partition(" ")[0] for complaint in complaints] == [
        "SaveFunction",
        "MatchFunction",
    ]
    assert "'spotipy'" in complaints[0]
    assert "'msgspec'" in complaints[1]


@pytest.mark.deployment
def test_only_who_reaches_sources_ships_what_that_needs(built: Template) -> None:
    """Matching starts the sooner."""
    for name in built.functions:
        has_sources = (built.artefact(name) / "backend/sources").is_dir()
        assert has_sources == (built.artefact(name) / "requests").is_dir(), name
        reaches = name in ("SaveFunction", "ReadFunction", "RefreshFunction")
        assert has_sources == reaches, name


@pytest.fixture
def fit(tmp_path: Path) -> Path:
    """A small artefact that nothing is wrong with."""
    folder = tmp_path / "artefact"
    (folder / "codec-1.0.dist-info").mkdir(parents=True)
    tag = "cp313-cp313-manylinux_2_28_x86_64"
    (folder / "codec-1.0.dist-info/WHEEL").write_text(WHEEL.format(tag))
    (folder / "save.py").write_text("handler = print")
    (folder / "codec.so").write_bytes(b"\0GLIBC_2.4\0GLIBC_2.34\0")
    return folder


def complaints(folder: Path, handler: str = "save.handler") -> list[str]:
    """Return what the audit says about one artefact."""
    return list(audit_artefact(folder, RUNTIME, handler=handler))


def test_the_audit_has_nothing_to_say_about_a_fit_artefact(fit: Path) -> None:
    """Or every other test here would pass for the wrong reason."""
    assert complaints(fit) == []


@pytest.mark.parametrize(
    "tag",
    [
        "cp312-cp312-manylinux_2_28_x86_64",
        "cp313-cp313-manylinux_2_28_aarch64",
        "cp313-cp313-macosx_11_0_arm64",
        "py2-none-any",
    ],
)
def test_a_wheel_of_another_kind_is_found(fit: Path, tag: str) -> None:
    """Another Python, processor or system."""
    (fit / "codec-1.0.dist-info/WHEEL").write_text(WHEEL.format(tag))
    assert complaints(fit) == [f"codec-1.0 is built for {tag}"]


def test_an_extension_that_needs_a_newer_system_is_found(fit: Path) -> None:
    """Amazon Linux 2023 would not load it."""
    (fit / "codec.so").write_bytes(b"\0GLIBC_2.4\0GLIBC_2.38\0")
    assert complaints(fit) == ["codec.so needs glibc 2.38"]


@pytest.mark.parametrize("name", ["flask", "numpy", "tests", "dev_server", "boto3"])
def test_what_has_no_business_there_is_found(fit: Path, name: str) -> None:
    """Wherever in the folder it lies."""
    (fit / "backend" / name).mkdir(parents=True)
    assert complaints(fit) == [f"ships {name}"]


def test_a_handler_without_its_module_is_found(fit: Path) -> None:
    """The function would fail at every start."""
    assert complaints(fit, "match.handler") == [
        "has no module for its handler match.handler"
    ]


def test_compiled_files_are_all_there_and_of_that_python(fit: Path) -> None:
    """Lambda would compile what is missing at every cold start."""
    cache = fit / "__pycache__"
    cache.mkdir()
    (cache / "save.cpython-313.pyc").touch()
    assert complaints(fit) == []
    (fit / "door.py").touch()
    (cache / "save.cpython-311.pyc").touch()
    assert complaints(fit) == [
        "__pycache__/save.cpython-311.pyc is compiled for another Python",
        "door.py is not compiled",
    ]


def test_an_artefact_that_is_too_large_is_found(fit: Path) -> None:
    """Sparse files: nothing is written."""
    for name, limit in (("plain", 45), ("requests", 90)):
        (fit / name).mkdir()
        with (fit / name / "large.bin").open("wb") as file:
            file.truncate(limit * 1_000_000 + 1_000_000)
        [complaint] = complaints(fit)
        assert complaint.endswith(f"MB, more than {limit}")
        (fit / name / "large.bin").unlink()
