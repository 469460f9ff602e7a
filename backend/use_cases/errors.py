"""What can go wrong in any use case; each room adds errors of its own."""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class StoreUnavailableError(SoulmateError):
    """The store cannot be read or written just now; ``reason`` is for the log."""

    code = "store_unavailable"

    def __init__(self, reason: str) -> None:
        super().__init__("taste profiles cannot be reached just now; try again soon")
        self.reason = reason
