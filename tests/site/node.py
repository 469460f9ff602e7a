"""Runs JavaScript of the site without a browser, by the Node of the checks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
# The site has no package.json that would say that its files are modules.
_QUIET = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"


def node(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run it to its end; what it prints is text."""
    return subprocess.run(
        [NODE, _QUIET, *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
