"""What Spotify has taken away from new apps, and what this stand-in leaves out."""

from __future__ import annotations

import re

from backend.dev_server.demo.spotify.refusals import RefusalError

_GONE_FOR_ALL = re.compile(
    r"/v1/(artists/[^/]+/related-artists|recommendations(/.*)?"
    r"|browse/featured-playlists|browse/categories/[^/]+/playlists)/?"
)
_GONE_FOR_NEW_APPS = re.compile(
    r"/v1/((artists|tracks|albums|shows|episodes|audiobooks|chapters)/?"
    r"|artists/[^/]+/top-tracks|audio-features(/.*)?|audio-analysis/.*"
    r"|browse/(new-releases|categories(/.*)?)|markets|users/.*"
    r"|playlists/[^/]+/(tracks|followers(/.*)?)"
    r"|me/(tracks|albums|episodes|shows|audiobooks|following)/contains)"
)
_CHANGES_GONE = re.compile(
    r"/v1/me/(tracks|albums|episodes|shows|audiobooks|following)"
)
_LEFT_OUT = re.compile(
    r"/v1/(me/(library(/contains)?|tracks|albums|episodes|shows|audiobooks|following)"
    r"|me/player(/.*)?|(shows|episodes|audiobooks|chapters)/.*|playlists/[^/]+/images)"
)


def refusal_of(method: str, path: str) -> RefusalError:
    """Return what a path gets that no operation answers.

    Args:
        method: In capitals.
        path: Without the query; it says what is removed.
    """
    if _GONE_FOR_ALL.fullmatch(path):
        return RefusalError(404, "Not Found")
    if _GONE_FOR_NEW_APPS.fullmatch(path):
        return RefusalError(403, "Forbidden")
    if method in ("PUT", "DELETE") and _CHANGES_GONE.fullmatch(path):
        return RefusalError(403, "Forbidden")
    if _LEFT_OUT.fullmatch(path):
        return RefusalError(501, "Spotify has this; its stand-in does not")
    return RefusalError(404, "Service not found")
