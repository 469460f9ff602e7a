"""Types of fields that several requests share; msgspec checks their bounds."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=500)]


ProofKind = Literal["code", "user_name", "pasted_token", "returned_token"]
"""What a source is told: a code of its sign-in page (OAuth 2 with PKCE), a public name,
a token that the person copies from their settings, or one that its page sends back."""


class NoQuery(Struct, forbid_unknown_fields=True):
    """No query parameters are known here."""
