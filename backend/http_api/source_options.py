"""Music sources as every door offers them: what each takes, and where one signs in."""

from __future__ import annotations

from backend.http_api.operation import WayIn
from backend.use_cases.listening.errors import SOURCE_NAMES
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    MusicSource,
    PublicName,
)

NamedSource = MusicSource[PublicName | AccessToken]


def spotify_way_in(
    source: MusicSource[AuthorizationCode | AccessToken],
    *,
    accounts_url: str,
    client_id: str,
    scope: str,
    is_invented: bool = False,
) -> WayIn:
    """Offer Spotify through its sign-in page."""
    return WayIn(
        name=_name("spotify", is_invented),
        source=source,
        takes=("code",),
        authorize_url=f"{accounts_url}/authorize",
        client_id=client_id,
        scope=scope,
        is_invented=is_invented,
    )


def listenbrainz_way_in(source: NamedSource, *, is_invented: bool = False) -> WayIn:
    """Offer ListenBrainz by name, or by the token from one's settings there."""
    return WayIn(
        name=_name("listenbrainz", is_invented),
        source=source,
        takes=("user_name", "pasted_token"),
        is_invented=is_invented,
    )


def lastfm_way_in(
    source: NamedSource,
    *,
    api_key: str,
    sign_in_url: str | None,
    is_invented: bool = False,
) -> WayIn:
    """Offer Last.fm by name, and through its sign-in page where there is one."""
    name = _name("lastfm", is_invented)
    if sign_in_url is None:
        return WayIn(name, source, ("user_name",), is_invented=is_invented)
    return WayIn(
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
