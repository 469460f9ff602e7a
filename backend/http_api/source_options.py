"""Music sources as every door offers them: what each takes, and where one signs in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.http_api.fields import ProofKind
from backend.use_cases.listening.errors import SOURCE_NAMES
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    MusicSource,
    PublicName,
)
from backend.use_cases.listening.refresh_mine import Sources


@dataclass(frozen=True, slots=True)
class SourceOption:
    """A music source that people can come from, as the site needs to know it.

    Args:
        name: How the source writes itself.
        source: Reads the listening of whoever comes from there.
        takes: What it may be told, in the order in which to offer it.
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


def readable_by_name(source_options: Mapping[str, SourceOption]) -> Sources:
    """Return the sources that show listening by its public name."""
    options = source_options.items()
    return {
        key: option.source for key, option in options if "user_name" in option.takes
    }


NamedSource = MusicSource[PublicName | AccessToken]


def spotify_option(
    source: MusicSource[AuthorizationCode | AccessToken],
    *,
    accounts_url: str,
    client_id: str,
    scope: str,
    is_invented: bool = False,
) -> SourceOption:
    """Offer Spotify through its sign-in page."""
    return SourceOption(
        name=_name("spotify", is_invented),
        source=source,
        takes=("code",),
        authorize_url=f"{accounts_url}/authorize",
        client_id=client_id,
        scope=scope,
        is_invented=is_invented,
    )


def listenbrainz_option(
    source: NamedSource, *, is_invented: bool = False
) -> SourceOption:
    """Offer ListenBrainz by name, or by the token from one's settings there."""
    return SourceOption(
        name=_name("listenbrainz", is_invented),
        source=source,
        takes=("user_name", "pasted_token"),
        is_invented=is_invented,
    )


def lastfm_option(
    source: NamedSource,
    *,
    api_key: str,
    sign_in_url: str | None,
    is_invented: bool = False,
) -> SourceOption:
    """Offer Last.fm by name, and through its sign-in page where there is one."""
    name = _name("lastfm", is_invented)
    if sign_in_url is None:
        return SourceOption(name, source, ("user_name",), is_invented=is_invented)
    return SourceOption(
        name=name,
        source=source,
        takes=("returned_token", "user_name"),
        authorize_url=sign_in_url,
        client_id=api_key,
        is_invented=is_invented,
    )


def _name(source: str, is_invented: bool) -> str:
    name = SOURCE_NAMES[source]
    return f"{name} (stand-in)" if is_invented else name
