"""The stand-in services of a demo world: one for each music source that has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask

from backend.dev_server.demo.marker import Demo
from backend.use_cases.listening.source_option import Settings
from backend.use_cases.music_sources import MUSIC_SOURCES

Now = Callable[[], datetime]


def _stand_in(source: str) -> ModuleType:
    return import_module(f"{__package__}.{source}.service")


def _make(source: str, demo: Demo, now: Now) -> Flask:
    service: Flask = _stand_in(source).make_service(demo, now)
    return service


def settings_at(source: str, url: str) -> Settings:
    """Return what sets a source up to be its stand-in at an address."""
    settings: Settings = _stand_in(source).settings_at(url)
    return settings


STAND_INS: Mapping[str, Callable[[Demo, Now], Flask]] = {
    source: partial(_make, source)
    for source in MUSIC_SOURCES
    if find_spec(f"{__package__}.{source}") is not None
}
"""What makes the stand-in of a source; imported at its first use."""
