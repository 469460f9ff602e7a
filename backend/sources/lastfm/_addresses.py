"""Where Last.fm is, and the page on which people agree."""

from __future__ import annotations

from urllib.parse import urlencode

LASTFM_API_URL = "https://ws.audioscrobbler.com/2.0/"
LASTFM_SIGN_IN_URL = "https://www.last.fm/api/auth/"


def addresses(url: str) -> tuple[str, str]:
    """Return where the web service and the sign-in page are.

    Args:
        url: Of a service that speaks as Last.fm does; empty for Last.fm.
    """
    if not url:
        return LASTFM_API_URL, LASTFM_SIGN_IN_URL
    base = url.rstrip("/")
    return f"{base}/2.0/", f"{base}/api/auth/"


def sign_in_url(
    api_key: str, callback_url: str, *, page_url: str = LASTFM_SIGN_IN_URL
) -> str:
    """Return the address of the page on which people agree.

    From there they come back to ``callback_url`` with ``token=…`` added to its query.
    Last.fm hands no state back: a caller who wants one puts it into that query.
    """
    return f"{page_url}?{urlencode({'api_key': api_key, 'cb': callback_url})}"
