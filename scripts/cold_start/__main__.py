"""The command behind ``scripts/measure-cold-start``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from scripts.cold_start.events import first_events, settle
from scripts.cold_start.import_times import import_times
from scripts.cold_start.starting import Stage, compile_runtime, set_up, starts
from scripts.local_cloud import artefact
from scripts.local_cloud.ministack import local_aws
from scripts.local_cloud.template import Template

BAR_MS = {"plain": 800, "compiled": 400}
"""For MatchFunction, on two cores."""


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
        compile_runtime()
        url = stack.enter_context(local_aws(folder))
        stage = set_up(compiled, url, folder)
        events = _events(compiled, stage)
        functions = {}
        for name, function in compiled.functions.items():
            _say(f"{name} …")
            functions[name] = {
                "plain": starts(stage, plain, name, events[name], runs),
                "compiled": starts(stage, compiled, name, events[name], runs),
                "imports_ms": import_times(
                    function["Handler"].partition(".")[0],
                    compiled.artefact(name),
                    stage.variables(compiled, name),
                ),
            }
    return {"python": python, "runs": runs, "functions": functions}


def _events(built: Template, stage: Stage) -> dict[str, Any]:
    _say("saving and indexing a few people …")
    with ExitStack() as stack:
        functions = {
            name: stack.enter_context(stage.emulated(built, name))
            for name in ("SaveFunction", "IndexFunction")
        }
        person = settle(functions)
    return first_events(person)


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
