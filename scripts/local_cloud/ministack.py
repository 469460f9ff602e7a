"""The local AWS: MiniStack, on the loopback and for one test session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.local_cloud.artefact import required, tool_environment
from scripts.local_cloud.loopback import HOST, free_port, running
from scripts.local_cloud.template import ROOT

# MiniStack takes any; a client without them asks the network for some.
ACCOUNT = {
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


@contextmanager
def local_aws(folder: Path) -> Iterator[str]:
    """Run MiniStack with its state in a folder; yields the endpoint's URL."""
    port = free_port()
    url = f"http://{HOST}:{port}"
    environment = {
        **tool_environment(),
        **ACCOUNT,
        # Without it, it listens on every address of the machine.
        "BIND_HOST": HOST,
        "GATEWAY_PORT": str(port),
        "STATE_DIR": str(folder / "state"),
        "S3_DATA_DIR": str(folder / "s3"),
        "LAMBDA_EXECUTOR": "local",
        "LOG_LEVEL": "WARNING",
        "AWS_ENDPOINT_URL": url,
    }
    program = required(ROOT / ".venv-ministack/bin/ministack")
    with running([program], environment, folder, folder / "log", port):
        yield url
