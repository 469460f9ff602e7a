"""The SAM CLI, in the environment that it has of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SAM = ROOT / ".venv-sam/bin/sam"


def run_sam(*arguments: str | Path, variables: Mapping[str, str] | None = None) -> None:
    """Run it in the checkout; it prints, and may ask.

    Args:
        arguments: Its command line.
        variables: Environment variables on top of this process's own.

    Raises:
        SystemExit: It failed, and has said why.
    """
    assigned = [f"{name}={value}" for name, value in (variables or {}).items()]
    # It would look beside a built template, too.
    configured = f"--config-file={ROOT / 'samconfig.toml'}"
    done = subprocess.run(
        ["env", *assigned, _SAM, *arguments, configured], cwd=ROOT, check=False
    )
    if done.returncode:
        raise SystemExit(f"sam {arguments[0]} failed; see above.")


def build(folder: Path, python: str) -> Path:
    """Build every function.

    Args:
        folder: Where the artefacts go, one folder per function.
        python: The Python to build for, ``3.13``.

    Returns:
        The built template, whose functions point to their artefacts.
    """
    runtime = f"PythonRuntime=python{python}"
    run_sam(
        *("build", "--build-dir", folder, "--parameter-overrides", runtime),
        variables={"PY": python},
    )
    return folder / "template.yaml"
