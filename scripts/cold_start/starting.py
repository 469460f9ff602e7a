"""Functions started anew, over a local AWS, and how long their first answers take."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from scripts.local_cloud import artefact
from scripts.local_cloud.emulator import EmulatedFunction, emulated
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.resources import create_secrets, create_tables
from scripts.local_cloud.template import Template


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

    def emulated(
        self, built: Template, function: str
    ) -> AbstractContextManager[EmulatedFunction]:
        """Run a function behind an emulator of its own."""
        commands = (artefact.runtime_interface_emulator(), artefact.runtime())
        variables = self.variables(built, function)
        return emulated(built, function, variables, commands, self.folder / "log")


def compile_runtime() -> None:
    """Compile what Lambda's Python brings, boto3 above all, as AWS's own image does."""
    packages = next(artefact.RUNTIME_ENVIRONMENT.glob("lib/python3*/site-packages"))
    subprocess.run(
        [artefact.runtime(), *("-m", "compileall", "-q"), packages], check=True
    )


def set_up(built: Template, url: str, folder: Path) -> Stage:
    """Make the tables and secrets of the template."""
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


def starts(
    stage: Stage, built: Template, function: str, event: Any, runs: int
) -> dict[str, float]:
    """Return medians of starts in new environments: first answer, and the next."""
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
