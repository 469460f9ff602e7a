"""ListenBrainz and Last.fm together, as stand-ins that any door can be led to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.dev_server.open_lastfm import OpenLastfm, open_lastfm
from tests.dev_server.open_listenbrainz import OpenListenBrainz, open_listenbrainz


@dataclass(frozen=True)
class OpenMusic:
    """The services that take a public name, while they run."""

    listenbrainz: OpenListenBrainz
    lastfm: OpenLastfm

    def switch_all_off(self) -> None:
        """End every trouble."""
        self.listenbrainz.switch_all_off()
        self.lastfm.switch_all_off()


@contextmanager
def open_music() -> Iterator[OpenMusic]:
    """Run both for as long as the block runs."""
    with open_listenbrainz() as listenbrainz, open_lastfm() as lastfm:
        yield OpenMusic(listenbrainz, lastfm)
