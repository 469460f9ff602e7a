"""How a music source is set up, and how people can then come from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.use_cases.listening.music_source import MusicSource
from backend.use_cases.listening.refresh_one import Sources
from backend.use_cases.music_sources import ProofKind

Settings = Mapping[str, str]
"""Settings by name; what is not set is empty or left out."""


@dataclass(frozen=True, slots=True)
class SourceOption:
    """A music source that people can come from, as the site needs to know it.

    Args:
        name: How the source writes itself.
        source: Reads the listening of users who come from there.
        takes: The proofs it takes, in the order in which to offer them.
        authorize_url: Its sign-in page; ``None`` when it has none.
        client_id: Our own at that source, for the sign-in page.
        scope: What we ask for there; ``None`` when it knows no scopes.
        is_invented: Whether it is a stand-in with invented people.
    """

    name: str
    source: MusicSource[Any]
    takes: tuple[ProofKind, ...]
    authorize_url: str | None = None
    client_id: str | None = None
    scope: str | None = None
    is_invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOffer:
    """How a source is set up.

    Args:
        settings: Names of its settings; the first sets it up.
        make: Makes the option of a source that is set up.
        is_open: Whether it is offered with no setting at all.
        secret: The setting that names a secret with others, if there is one.
        in_secret: What that secret holds, by the setting it gives. The first must be
            there.
    """

    settings: tuple[str, ...]
    make: Callable[[Settings, Surroundings], SourceOption]
    is_open: bool = False
    secret: str | None = None
    in_secret: Mapping[str, str] = field(default_factory=dict)

    def is_set_up(self, settings: Settings) -> bool:
        """Return whether the source is a real one here."""
        return bool(settings.get(self.settings[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every source needs to know about where it runs.

    Args:
        user_agent: What we call ourselves at services.
        sharers: How many processes reach them side by side.
    """

    user_agent: str
    sharers: int = 1


def readable_by_name(source_options: Mapping[str, SourceOption]) -> Sources:
    """Return the sources that show listening by its public name."""
    return {
        key: option.source
        for key, option in source_options.items()
        if "user_name" in option.takes
    }
