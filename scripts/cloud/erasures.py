"""The command behind ``scripts/replay-erasures``."""

from __future__ import annotations

import sys


def main() -> int:
    """Erase again on the tables that the environment names."""
    from wiring import wire

    from backend.http_api.accounts.personal_data import erasures_of

    services = wire().services
    returned = erasures_of(services).replay(services.now())
    print(f"{returned} had come back, and are erased again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
