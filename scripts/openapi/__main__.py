"""``python -m scripts.openapi``: publish the API document of today."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from backend.http_api.openapi import openapi_document
from backend.http_api.operations import OPERATIONS
from scripts.openapi.breaking_changes import breaking_changes

SNAPSHOT = Path(__file__).with_name("published.json")


def main() -> int:
    """Replace the snapshot unless something would break."""
    today = json.loads(json.dumps(openapi_document(OPERATIONS)))
    if SNAPSHOT.exists():
        found = breaking_changes(json.loads(SNAPSHOT.read_text("utf-8")), today)
        if found:
            print("Programs that use the API would break:", *found, sep="\n  ")
            return 1
    for operations in today["paths"].values():
        for operation in operations.values():
            # Codes of refusals may come and go: they would be most of the file.
            operation["responses"] = {
                status: response
                for status, response in operation["responses"].items()
                if status in ("200", "201")
            }
    text = json.dumps(today, indent=1, sort_keys=True, ensure_ascii=False)
    SNAPSHOT.write_text(f"{text}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
