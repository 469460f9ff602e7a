"""The command behind ``scripts/replay-erasures``."""

from __future__ import annotations

import sys


def main() -> int:
    """Erase again on the tables that the environment names."""
    from wiring import wire

    services = wire().services
    returned = services.erasures.replay(services.now())
    print(f"{returned} had come back, and are erased again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
