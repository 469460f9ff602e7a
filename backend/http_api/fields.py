"""Types of fields that several requests share; msgspec checks their bounds."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=500)]


class NoQuery(Struct, forbid_unknown_fields=True):
    """No query parameters are known here."""
