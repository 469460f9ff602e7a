"""The command behind ``scripts/measure-cold-start``."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from scripts.cold_start.events import first_events, settle
from scripts.cold_start.import_times import import_times
from tests.cloud import artefact
from tests.cloud.emulator import EmulatedFunction, emulated
from tests.cloud.ministack import ACCOUNT, local_aws
from tests.cloud.resources import create_secrets, create_tables
from tests.cloud.template import Template

BAR_MS = {"plain": 800, "compiled": 400}
"""For MatchFunction, on two cores."""


@dataclass(frozen=True)
class Stage:
    """A local AWS with the tables of the template, and what functions find there."""

    url: str
    physical: Mapping[str, str]
    folder: Path

    def variables(self, built: Template, function: str) -> dict[str, str]:
        """Return a function's environment."""
        own = built.environment(function, self.physical)
        return {**ACCOUNT, **own, "AWS_ENDPOINT_URL": self.url}

    def emulated(self, built: Template, function: str) -> Any:
        """Run a function behind an emulator of its own."""
        commands = (artefact.runtime_interface_emulator(), artefact.runtime())
        variables = self.variables(built, function)
        return emulated(built, function, variables, commands, self.folder / "log")


def measure(runs: int) -> dict[str, Any]:
    """Measure every function, plain and compiled."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _say("building …")
        python, machine = artefact.LOCAL_PYTHON, artefact.LOCAL_MACHINE
        plain = artefact.build(folder / "plain", python, machine, PYC="")
        compiled = artefact.build(
            folder / "compiled", python, machine, PYC=sys.executable
        )
        _compile_runtime()
        url = stack.enter_context(local_aws(folder))
        stage = _set_up(compiled, url, folder)
        events = _events(compiled, stage)
        functions = {
            name: {
                "plain": _starts(stage, plain, name, events[name], runs),
                "compiled": _starts(stage, compiled, name, events[name], runs),
                "imports_ms": import_times(
                    function["Handler"].partition(".")[0],
                    compiled.artefact(name),
                    stage.variables(compiled, name),
                ),
            }
            for name, function in compiled.functions.items()
        }
    return {"python": python, "runs": runs, "functions": functions}


def _compile_runtime() -> None:
    """Compile what Lambda's Python brings, boto3 above all, as AWS's own image does."""
    packages = next(artefact.RUNTIME_ENVIRONMENT.glob("lib/python3*/site-packages"))
    subprocess.run(
        [artefact.runtime(), *("-m", "compileall", "-q"), packages], check=True
    )


def _set_up(built: Template, url: str, folder: Path) -> Stage:
    session = boto3.Session(
        aws_access_key_id=ACCOUNT["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ACCOUNT["AWS_SECRET_ACCESS_KEY"],
        region_name=ACCOUNT["AWS_REGION"],
    )
    dynamodb = session.client("dynamodb", endpoint_url=url)
    secretsmanager = session.client("secretsmanager", endpoint_url=url)
    tables = create_tables(built, dynamodb, "cold")
    secret_ids = create_secrets(built, secretsmanager, "cold")
    return Stage(url, {**tables.names, **secret_ids}, folder)


def _events(built: Template, stage: Stage) -> dict[str, Any]:
    _say("saving and indexing a few people …")
    with ExitStack() as stack:
        functions: dict[str, EmulatedFunction] = {
            name: stack.enter_context(stage.emulated(built, name))
            for name in ("SaveFunction", "IndexFunction")
        }
        person = settle(functions)
    return first_events(person)


def _starts(
    stage: Stage, built: Template, function: str, event: Any, runs: int
) -> dict[str, float]:
    """Return medians of starts in new environments: first answer, and the next."""
    _say(f"{function} …")
    first, warm = [], []
    for _ in range(runs):
        with stage.emulated(built, function) as started:
            first.append(_milliseconds(started, event))
            warm.append(_milliseconds(started, event))
    return {
        "first_answer_ms": round(statistics.median(first)),
        "slowest_ms": round(max(first)),
        "warm_ms": round(statistics.median(warm), 1),
    }


def _milliseconds(function: EmulatedFunction, event: Any) -> float:
    started = time.perf_counter()
    answer = function.invoke(event)
    took = 1000 * (time.perf_counter() - started)
    if isinstance(answer, dict) and answer.get("statusCode", 200) >= 400:
        raise SystemExit(f"refused: {answer}")
    return took


def _table(result: dict[str, Any]) -> None:
    print(f"Python {result['python']}, median of {result['runs']} new environments, ms")
    row = "{:20} {:>8} {:>9} {:>6}  {}"
    print(row.format("function", "plain", "compiled", "warm", "imports, compiled"))
    for name, figures in result["functions"].items():
        slowest = list(figures["imports_ms"].items())[:4]
        print(
            row.format(
                name,
                figures["plain"]["first_answer_ms"],
                figures["compiled"]["first_answer_ms"],
                figures["compiled"]["warm_ms"],
                ", ".join(f"{package} {ms:.0f}" for package, ms in slowest),
            )
        )
    matching = result["functions"]["MatchFunction"]
    for kind, bar in BAR_MS.items():
        took = matching[kind]["first_answer_ms"]
        held = "holds" if took <= bar else "MISSED"
        print(f"MatchFunction, {kind}: {took} ms, bar {bar} ms: {held}")


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(prog="./scripts/measure-cold-start")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.runs < 1:
        parser.error("--runs: at least 1")
    result = measure(given.runs)
    if given.json:
        print(json.dumps(result))
    else:
        _table(result)


if __name__ == "__main__":
    main()
