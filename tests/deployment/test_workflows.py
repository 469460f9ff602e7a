"""What runs on GitHub is pinned, may little, and deploys only what has passed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from scripts.local_cloud.template import ROOT

FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow; YAML reads its ``on`` as True."""
    found: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return found


def steps(job: dict[str, Any]) -> Iterator[str]:
    """Yield what each step of a job uses or runs."""
    for step in job["steps"]:
        yield step.get("uses") or step["run"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit(file: Any) -> None:
    """A tag can be moved to other code; the version stands beside it for people."""
    used = re.findall(r"uses: (.+)", file.read_text("utf-8"))
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_job_may_what_it_says_and_nothing_by_default(file: Any) -> None:
    """And it leaves no token of the repository in the checkout."""
    found = workflow(file.name)
    assert found["permissions"] == {}
    for job in found["jobs"].values():
        assert job["permissions"]["contents"] == "read"
        assert {*job["permissions"]} <= {"contents", "id-token"}
        [checkout] = [s for s in job["steps"] if "checkout@" in s.get("uses", "")]
        assert checkout["with"]["persist-credentials"] is False


def test_every_push_is_checked_by_the_command_that_people_run() -> None:
    """Without any secret: anybody may open a pull request."""
    found = workflow("check.yml")
    assert {*found[True]} == {"push", "pull_request"}
    [job] = found["jobs"].values()
    assert [*steps(job)][-1] == "./.ci/run"
    assert "secrets." not in (FOLDER / "check.yml").read_text("utf-8")


def test_only_what_has_passed_on_main_is_deployed_and_by_no_kept_key() -> None:
    """The commit that was checked, with a role by OIDC."""
    found = workflow("deploy.yml")
    trigger = found[True]["workflow_run"]
    assert trigger["workflows"] == [workflow("check.yml")["name"]]
    assert trigger["branches"] == ["main"]
    [job] = found["jobs"].values()
    assert "conclusion == 'success'" in job["if"]
    assert "event == 'push'" in job["if"]
    assert job["permissions"]["id-token"] == "write"
    [checkout, *_] = job["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.workflow_run.head_sha }}"
    assert [*steps(job)][-1] == "./scripts/deploy --stage production --yes"
    assert "secrets." not in (FOLDER / "deploy.yml").read_text("utf-8")
