"""The command behind ``scripts/deploy``."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import time
from pathlib import Path

from scripts.deployment.audit import audit, is_compiled, size_mb
from scripts.deployment.import_audit import audit_imports
from scripts.deployment.sam import ROOT, build, run_sam
from scripts.deployment.site_files import upload_site
from scripts.deployment.stack import (
    Account,
    agreed,
    outputs,
    stack_name,
    this_account,
)
from scripts.local_cloud.template import Template

BUILD = ROOT / ".aws-sam/build"


def deploy(stage: str, parameters: dict[str, str], *, is_agreed: bool) -> None:
    """Deploy a stage; nothing in the account is touched before a yes.

    Args:
        stage: Which of the stacks, such as ``dev``.
        parameters: Of the template, where they are not its defaults.
        is_agreed: Whether to ask nobody.

    Raises:
        SystemExit: A step failed, or the answer was no.
    """
    account, stack = this_account(), stack_name(stage)
    if not is_agreed and not agreed(f"Deploy {stack} to {account}?"):
        raise SystemExit("Nothing was deployed.")
    python = parameters.get("PythonRuntime", "python3.13").removeprefix("python")
    run_sam("validate")
    template = build(BUILD, python)
    _audit(Template(template), python)
    _deploy_stack(template, stack, stage, parameters, is_agreed=is_agreed)
    given = outputs(account, stack)
    _publish_site(account, given)
    _tell("Open", given["SiteUrl"])
    _tell("API", given["ApiUrl"])


def _audit(built: Template, python: str) -> None:
    complaints = audit(built, python)
    interpreter = _interpreter(python)
    if interpreter:
        complaints += audit_imports(built, interpreter)
    else:
        _tell("Not tried", f"whether it imports: there is no Python {python} here")
    for name in built.functions:
        folder = built.artefact(name)
        compiled = "compiled" if is_compiled(folder) else "not compiled"
        _tell(name, f"{size_mb(folder):.1f} MB, {compiled}")
    if not all(is_compiled(built.artefact(name)) for name in built.functions):
        _tell("Slower starts", f"without Python {python} here nothing is compiled")
    if complaints:
        raise SystemExit("\n".join(["Not fit for Lambda:", *complaints]))


def _interpreter(python: str) -> Path | None:
    """Find a Python of that version, as the Makefile does."""
    found = subprocess.run(
        ["uv", "python", "find", "--no-python-downloads", "--no-project", python],
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode == 0:
        return Path(found.stdout.strip())
    installed = Path.home().glob(f".pyenv/versions/{python}.*/bin/python{python}")
    return max(installed, default=None)


def _deploy_stack(
    template: Path,
    stack: str,
    stage: str,
    parameters: dict[str, str],
    *,
    is_agreed: bool,
) -> None:
    arguments: list[str | Path] = ["deploy", "--template-file", template]
    arguments += ["--stack-name", stack, "--tags", "project=soulmate", f"stage={stage}"]
    if parameters:
        given = [f"{name}={value}" for name, value in parameters.items()]
        arguments += ["--parameter-overrides", *given]
    if is_agreed:
        arguments.append("--no-confirm-changeset")
    run_sam(*arguments)


def _publish_site(account: Account, given: dict[str, str]) -> None:
    files = upload_site(account.session.client("s3"), given["SiteBucket"])
    account.session.client("cloudfront").create_invalidation(
        DistributionId=given["SiteDistribution"],
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": str(time.time_ns()),
        },
    )
    _tell("Site", f"{files} files")


def _tell(what: str, text: str) -> None:
    print(f"  {what}: {text}", flush=True)


def main() -> None:
    """Deploy as the command line says."""
    parser = argparse.ArgumentParser(prog="./scripts/deploy")
    parser.add_argument("--stage", default="dev")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--parameter", action="append", default=[])
    parser.add_argument("--local", action="store_true")
    given = parser.parse_args()
    if not all(text.find("=") > 0 for text in given.parameter):
        parser.error("--parameter needs NAME=VALUE")
    if not given.stage.isalnum():
        parser.error("--stage: letters and digits")
    parameters = dict(text.split("=", 1) for text in given.parameter)
    if given.local:
        from scripts.local_cloud.local_cloud import serve_until_stopped

        serve_until_stopped(parameters)
        return
    if shutil.which("make") is None:
        raise SystemExit("`sam build` needs make: sudo apt install make")
    deploy(given.stage, parameters, is_agreed=given.yes)


if __name__ == "__main__":
    main()
