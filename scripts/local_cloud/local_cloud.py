"""A local AWS, with everything deployed to it by the command for the real one."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.deployment.sam import ROOT
from scripts.deployment.stack import stack_name
from scripts.local_cloud.artefact import LOCAL_PYTHON
from scripts.local_cloud.gateway import serve_http_api
from scripts.local_cloud.local_stack import LocalStack
from scripts.local_cloud.ministack import ACCOUNT, local_aws
from scripts.local_cloud.template import Template

STAGE = "local"


@contextmanager
def local_cloud(
    folder: Path, parameters: Mapping[str, str] | None = None
) -> Iterator[LocalStack]:
    """Start a local AWS and let ``scripts/deploy`` deploy to it, as to the real one.

    Args:
        folder: Where its state is kept while it runs.
        parameters: Of the template.

    Raises:
        SystemExit: The deployment failed; it has said why.
    """
    # It runs functions in an interpreter of its own.
    given = {
        **(parameters or {}),
        "PythonRuntime": f"python{LOCAL_PYTHON}",
        "MetricMath": "false",
    }
    chosen = [f"--parameter={name}={value}" for name, value in given.items()]
    with local_aws(folder) as url:
        where = {**ACCOUNT, "AWS_ENDPOINT_URL": url}
        done = subprocess.run(
            [
                *("env", *(f"{name}={value}" for name, value in where.items())),
                *(sys.executable, "-m", "scripts.deployment"),
                *("--stage", STAGE, "--yes", *chosen),
            ],
            cwd=ROOT,
            check=False,
        )
        if done.returncode:
            raise SystemExit("The deployment to the local AWS failed; see above.")
        template = Template(ROOT / ".aws-sam/build/template.yaml")
        yield LocalStack(url, stack_name(STAGE), template)


def serve_until_stopped(parameters: Mapping[str, str]) -> None:
    """Deploy to a local AWS, print where to open it, and serve until Ctrl+C."""
    # The local AWS is a process of its own, to be ended whatever ends this one.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with (
        tempfile.TemporaryDirectory() as folder,
        local_cloud(Path(folder), parameters) as cloud,
        serve_http_api(cloud) as url,
    ):
        print(f"\n  Music Soulmate Finder: {url}")
        print(f"  Local AWS:             {cloud.url}")
        print("  Stop:                  Ctrl+C; nothing is kept\n", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()
