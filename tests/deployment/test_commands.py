"""The commands of the deployment say how they are used, and refuse what they cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scripts.local_cloud.artefact import tool_environment
from scripts.local_cloud.template import ROOT


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout, where there is no AWS account."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**tool_environment(), "AWS_EC2_METADATA_DISABLED": "true", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "name", ["deploy", "destroy", "measure-cold-start", "rotate-session-key"]
)
def test_a_command_tells_how_it_is_used(name: str) -> None:
    """Without setting anything up."""
    told = run(f"./scripts/{name}", "--help")
    assert told.returncode == 0
    assert told.stdout.startswith(f"Usage: ./scripts/{name}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [["--parameter", "AlarmTopicArn"], ["--parameter", "=x"], ["--stage", "a b"]],
    ids=" ".join,
)
def test_deploying_refuses_what_it_cannot_read(arguments: list[str]) -> None:
    """Before it looks for an account."""
    refused = run(sys.executable, "-m", "scripts.deployment", *arguments)
    assert refused.returncode == 2
    assert arguments[0] in refused.stderr


def test_destroying_needs_the_name_of_a_stage() -> None:
    """Nothing as final has a default."""
    refused = run(sys.executable, "-m", "scripts.deployment.destroy", "--yes")
    assert refused.returncode == 2
    assert "--stage" in refused.stderr


@pytest.mark.slow
@pytest.mark.parametrize("module", ["scripts.deployment", "scripts.deployment.destroy"])
def test_without_an_account_it_says_so_and_stops(module: str, tmp_path: object) -> None:
    """In a sentence, not in a trace."""
    nowhere = {
        "AWS_CONFIG_FILE": f"{tmp_path}/config",
        "AWS_SHARED_CREDENTIALS_FILE": f"{tmp_path}/credentials",
    }
    refused = run(sys.executable, "-m", module, "--stage", "dev", "--yes", **nowhere)
    assert refused.returncode == 1
    assert "AWS does not know you" in refused.stderr
    assert "Traceback" not in refused.stderr
