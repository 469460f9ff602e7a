"""What one viewer calls an anonymous person: an id and a name that lead nowhere."""

from __future__ import annotations

import hmac
from base64 import b32encode
from dataclasses import dataclass

_ADJECTIVES = (
    "amber", "azure", "calm", "cedar", "coral", "dawn", "dusky", "early",
    "ember", "gentle", "golden", "hazel", "hushed", "indigo", "ivory", "jade",
    "late", "lilac", "lunar", "marble", "misty", "north", "olive", "opal",
    "pale", "quiet", "russet", "silver", "slow", "velvet", "violet", "winter",
)  # fmt: skip
_BIRDS = (
    "avocet", "bittern", "bunting", "crane", "curlew", "dipper", "dove", "egret",
    "finch", "godwit", "grebe", "heron", "hoopoe", "ibis", "jay", "kestrel",
    "kite", "lark", "linnet", "magpie", "martin", "osprey", "owl", "pipit",
    "plover", "raven", "robin", "rook", "snipe", "starling", "swift", "wren",
)  # fmt: skip

_PREFIX = "anon-"


@dataclass(frozen=True, slots=True)
class Aliases:
    """Makes aliases with a secret key, so that nobody can see whose they are."""

    key: bytes

    @classmethod
    def from_secret(cls, secret: str) -> Aliases:
        """Derive the key from a secret that serves something else as well."""
        return cls(hmac.digest(secret.encode(), b"soulmate aliases", "sha256"))

    def alias_id(self, viewer_id: str, user_id: str) -> str:
        """Return the id under which this viewer knows an anonymous person."""
        digest = self._digest(viewer_id, user_id)
        return _PREFIX + b32encode(digest[:15]).decode().lower()

    def alias_name(self, viewer_id: str, user_id: str) -> str:
        """Return a friendly name, not unique, for example ``Quiet Heron``."""
        digest = self._digest(viewer_id, user_id)
        adjective = _ADJECTIVES[digest[-1] % len(_ADJECTIVES)]
        bird = _BIRDS[digest[-2] % len(_BIRDS)]
        return f"{adjective} {bird}".title()

    def _digest(self, viewer_id: str, user_id: str) -> bytes:
        return hmac.digest(self.key, f"{viewer_id}|{user_id}".encode(), "sha256")


def is_alias(shown_id: str) -> bool:
    """Return whether an id is an alias rather than a ``user_id``."""
    return shown_id.startswith(_PREFIX)
