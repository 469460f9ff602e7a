"""Write ``api-types.d.ts``, or say with ``--check`` whether it is as it would be."""

from __future__ import annotations

import sys
from pathlib import Path

from backend.http_api.openapi import openapi_document
from backend.http_api.operations import OPERATIONS
from scripts.site_types.api_types import api_types

FILE = Path(__file__).with_name("api-types.d.ts")
STALE = f"{FILE.name} is not what the server says now: run ./scripts/site-types"


def main(arguments: list[str]) -> int:
    """Return what the process ends with: 1 if the file is not as it should be."""
    fresh = api_types(openapi_document(OPERATIONS))
    if "--check" not in arguments:
        FILE.write_text(fresh, encoding="utf-8")
        return 0
    if FILE.is_file() and FILE.read_text(encoding="utf-8") == fresh:
        return 0
    print(STALE, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
