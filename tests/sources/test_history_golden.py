"""The golden cases, which the browser's reader is held to as well."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from backend.sources.history.errors import NothingLeftError
from backend.sources.history.reader import read_history
from tests.history.given import given_folder
from tests.history.write_golden import GOLDEN, golden_files

FOLDERS = sorted(folder for folder in GOLDEN.iterdir() if folder.is_dir())


def test_the_folder_is_what_the_script_writes() -> None:
    """Nobody changes a golden file by hand, or forgets to write it."""
    kept = {
        str(path.relative_to(GOLDEN)): path.read_bytes()
        for path in GOLDEN.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert kept == dict(golden_files())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_golden_case_is_read_to_the_byte(folder: Path) -> None:
    """The aggregate byte for byte, the audit field by field."""
    expected_audit = json.loads((folder / "audit.json").read_bytes())
    files = given_folder(folder / "files")
    if (folder / "error.json").exists():
        with pytest.raises(NothingLeftError) as caught:
            read_history(files)
        assert {"code": caught.value.code} == json.loads(
            (folder / "error.json").read_bytes()
        )
        assert msgspec.to_builtins(caught.value.audit) == expected_audit
        return
    history = read_history(files)
    assert msgspec.to_builtins(history.audit) == expected_audit
    assert history.aggregate.to_json() == (folder / "aggregate.json").read_bytes()
