"""Build the functions with the SAM CLI, and the runtime that they find there."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

from scripts.local_cloud.template import ROOT, Template

SAM_ENVIRONMENT = ROOT / ".venv-sam"
RUNTIME_ENVIRONMENT = ROOT / ".venv-lambda-runtime"
LOCAL_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
LOCAL_MACHINE = platform.machine()


class NotSetUpError(Exception):
    """An environment that a tool needs is not there; the text says how to make it."""


def required(path: Path) -> Path:
    """Return the path.

    Raises:
        NotSetUpError: It is not there.
    """
    if not path.exists():
        raise NotSetUpError(
            f"{path.relative_to(ROOT)} is missing: run ./scripts/test once"
        )
    return path


def tool_environment() -> dict[str, str]:
    """The environment of our tools: this Python's own first, no AWS account."""
    path = os.pathsep.join([os.fspath(Path(sys.executable).parent), os.environ["PATH"]])
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    return {
        **inherited,
        "PATH": path,
        "SAM_CLI_TELEMETRY": "0",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


def sam(*arguments: str | Path, **variables: str) -> str:
    """Run the SAM CLI in the checkout.

    Args:
        arguments: Its command line.
        variables: Environment variables for the build's Makefile.

    Returns:
        What it printed.

    Raises:
        RuntimeError: It failed; with everything that it printed.
    """
    done = subprocess.run(
        [required(SAM_ENVIRONMENT / "bin/sam"), *arguments],
        cwd=ROOT,
        env={**tool_environment(), **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"sam {arguments!r} failed:\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def build(
    folder: Path, python: str, machine: str = "x86_64", **variables: str
) -> Template:
    """Build every function; no other Python, container or account is needed.

    Args:
        folder: Where the artefacts go, one folder per function.
        python: The Python to build for, ``3.13``.
        machine: The processor to build for, as ``platform.machine`` names it.
        variables: More of the Makefile's; an empty ``PYC`` ships no compiled files.

    Returns:
        The built template, whose functions point to their artefacts.
    """
    sam(
        "build",
        "--build-dir",
        folder,
        "--parameter-overrides",
        f"PythonRuntime=python{python}",
        PY=python,
        ARCH=machine,
        **variables,
    )
    return Template(folder / "template.yaml")


def runtime() -> Path:
    """The interpreter with what Lambda's own Python brings, and no more.

    It is of the version that runs the tests. As none of our own requirements are in
    it, an incomplete artefact cannot work by chance.
    """
    return required(RUNTIME_ENVIRONMENT / "bin/python")


def runtime_interface_emulator() -> Path:
    """AWS's own emulator, which comes inside the SAM CLI's package."""
    suffix = {"x86_64": "x86_64", "aarch64": "arm64"}[LOCAL_MACHINE]
    pattern = f"lib/python*/site-packages/samcli/local/rapid/aws-lambda-rie-{suffix}"
    required(SAM_ENVIRONMENT / "bin/sam")
    return next(SAM_ENVIRONMENT.glob(pattern))
