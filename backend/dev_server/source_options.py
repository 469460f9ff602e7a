"""The music sources that the dev server offers, real ones or their stand-ins."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from backend.dev_server.demo import services
from backend.dev_server.demo.invented_sources import InventedSource, RealSource
from backend.dev_server.demo.marker import Demo, read_demo
from backend.dev_server.demo.people import invented_user_names
from backend.dev_server.demo.running import run_service
from backend.sources.offers import offer_of
from backend.use_cases.listening.source_option import (
    Settings,
    SourceOption,
    Surroundings,
)
from backend.use_cases.music_sources import MUSIC_SOURCES


class LocalSourceOptions:
    """Gives the sources to come from; the first call starts the stand-ins.

    Args:
        data_folder: Says whether there is a demo world to come from.
        settings: Our own at real services; a source that is not set up is a stand-in
            where a demo world is.
        surroundings: What every source needs to know.
        now: The time, timezone-aware.
        stand_ins: Where another process serves them, by source; ``None`` to serve them
            in this one.
    """

    def __init__(
        self,
        data_folder: Path,
        settings: Settings,
        surroundings: Surroundings,
        *,
        now: Callable[[], datetime],
        stand_ins: Mapping[str, str] | None = None,
    ) -> None:
        self._data_folder = data_folder
        self._settings = settings
        self._surroundings = surroundings
        self._now = now
        self._stand_ins = stand_ins
        self._lock = threading.Lock()
        self._options: dict[str, SourceOption] = {}
        self._running = ExitStack()
        # While threads still run: at the very end, stopping would wait for ever.
        atexit.register(self._running.close)

    def __call__(self) -> Mapping[str, SourceOption]:
        """Return the sources, by key."""
        with self._lock:
            demo = read_demo(self._data_folder)
            for source in MUSIC_SOURCES.keys() - self._options.keys():
                option = self._option(source, demo)
                if option is not None:
                    self._options[source] = option
            return {
                source: self._options[source]
                for source in MUSIC_SOURCES
                if source in self._options
            }

    def _option(self, source: str, demo: Demo | None) -> SourceOption | None:
        offer = offer_of(source)
        if offer.is_set_up(self._settings) or (offer.is_open and demo is None):
            option = offer.make(self._settings, self._surroundings)
            return option if demo is None else _real(source, option, demo)
        if demo is None or source not in services.STAND_INS:
            return None
        settings = services.settings_at(source, self._stand_in(source, demo))
        return _invented(offer.make(settings, self._surroundings))

    def _stand_in(self, source: str, demo: Demo) -> str:
        """Return a stand-in's address; served as long as this process, if by it."""
        if self._stand_ins is not None:
            return self._stand_ins[source]
        service = services.STAND_INS[source](demo, self._now)
        return self._running.enter_context(run_service(service))


def _invented(option: SourceOption) -> SourceOption:
    """Return the option of a stand-in, which says so itself."""
    return replace(
        option,
        name=f"{option.name} (stand-in)",
        source=InventedSource(option.source),
        is_invented=True,
    )


def _real(source: str, option: SourceOption, demo: Demo) -> SourceOption:
    """Return the option of a real service, which gets no calls for invented people."""
    names = invented_user_names(demo.people)
    return replace(option, source=RealSource(source, option.source, names))
