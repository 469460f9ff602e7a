"""Accounts at the stand-ins for music services, as request bodies and tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tests.dev_server import open_lastfm, open_listenbrainz
from tests.dev_server.open_music import OpenMusic

SourceKey = Literal["listenbrainz", "lastfm"]
SOURCES: tuple[SourceKey, ...] = ("listenbrainz", "lastfm")


@dataclass(frozen=True)
class Account:
    """Somebody's account at a service.

    Args:
        source: The service's key.
        user_name: As everybody may type it.
    """

    source: SourceKey
    user_name: str

    def by_name(self, **changes: Any) -> dict[str, Any]:
        """Return a body that tells no more than the name."""
        return {
            "source": self.source,
            "visibility": "open",
            "user_name": self.user_name,
            **changes,
        }

    def by_token(self, music: OpenMusic, **changes: Any) -> dict[str, Any]:
        """Return a body with a token that proves whose the account is.

        Last.fm's are good for one exchange, so this signs in there each time.
        """
        if self.source == "lastfm":
            token = music.lastfm.token(self.user_name)
        else:
            token = music.listenbrainz.token(self.user_name)
        return {
            "source": self.source,
            "visibility": "open",
            "token": token,
            **changes,
        }


def ana_at(source: SourceKey) -> Account:
    """Return the account of Ana, who has a few artists."""
    if source == "lastfm":
        return Account(source, open_lastfm.ANA.user_name)
    return Account(source, open_listenbrainz.ANA.user_name)


def ben_at(source: SourceKey) -> Account:
    """Return the account of Ben, who has more than a list holds."""
    if source == "lastfm":
        return Account(source, open_lastfm.BEN.user_name)
    return Account(source, open_listenbrainz.BEN.user_name)


def newcomer_at(source: SourceKey) -> Account:
    """Return the account of somebody who has never listened to anything."""
    return Account(source, open_listenbrainz.NEW.user_name)
