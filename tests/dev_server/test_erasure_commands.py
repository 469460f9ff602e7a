"""``flask replay-erasures``: whoever was erased stays erased, also after a restore."""

from __future__ import annotations

import shutil
from pathlib import Path

from backend.dev_server.wiring import wire
from backend.http_api.accounts.personal_data import erasures_of
from tests.dev_server.command_line import run


def saved(folder: Path, name: str) -> str:
    """Return somebody who saved a taste profile at this terminal."""
    history = folder / f"{name}.csv"
    history.write_text(f"artist,track,played_at\n{name},x,2026-11-01T20:00:00Z\n")
    ran = run(folder / "data", "import-history", str(history), "--visibility", "hidden")
    assert ran.exit_code == 0, ran.output
    known = wire(folder / "data").api.signer
    return known.verify(ran.stdout.strip(), wire(folder).api.services.now()).user_id


def test_whoever_was_erased_is_erased_again(tmp_path: Path) -> None:
    """A copy of the profiles brings two back; only one of them was erased."""
    data = tmp_path / "data"
    gone, stays = saved(tmp_path, "Low"), saved(tmp_path, "Slint")
    shutil.copytree(data / "profiles", tmp_path / "copy")
    services = wire(data).api.services
    erasures_of(services).erase(gone, services.now())
    shutil.copytree(tmp_path / "copy", data / "profiles", dirs_exist_ok=True)
    assert {*wire(data).store.revisions()} == {gone, stays}
    ran = run(data, "replay-erasures")
    assert ran.stdout == "1 had come back, and are erased again\n"
    assert {*wire(data).store.revisions()} == {stays}
    assert "0 had come back" in run(data, "replay-erasures").stdout
