"""The command behind ``scripts/replay-erasures``."""

from __future__ import annotations

import sys

from backend.use_cases.erasure import replay_erasures


def main() -> int:
    """Erase again on the tables that the environment names."""
    from wiring import wire

    rooms = wire().rooms
    returned = replay_erasures(
        store=rooms.store,
        accounts=rooms.accounts,
        links=rooms.links,
        acquaintances=rooms.viewing.acquaintances,
        now=rooms.now(),
    )
    print(f"{returned} had come back, and are erased again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
