"""The app that is registered at the stand-in, as on Spotify's developer dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class RegisteredApp:
    """One app in Development Mode.

    Args:
        client_id: Public; PKCE needs no secret.
        redirect_uris: HTTPS or loopback literals; a loopback one without a port
            stands for every port.
        name: Shown to people who sign in.
    """

    client_id: str
    redirect_uris: tuple[str, ...]
    name: str = "Music Soulmate Finder"

    def may_return_to(self, redirect_uri: str) -> bool:
        """Whether the address is registered, character by character.

        Examples:
            >>> app = RegisteredApp("a", ("http://127.0.0.1/",))
            >>> app.may_return_to("http://127.0.0.1:5000/")
            True
            >>> app.may_return_to("http://localhost:5000/")
            False
        """
        if not _is_allowed(redirect_uri):
            return False
        return redirect_uri in self.redirect_uris or any(
            _without_port(redirect_uri) == registered
            for registered in self.redirect_uris
            if _is_portless_loopback(registered)
        )


def _is_allowed(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return False
    if parts.fragment or parts.username or not parts.hostname:
        return False
    is_loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
    return is_loopback or parts.scheme == "https"


def _is_portless_loopback(uri: str) -> bool:
    parts = urlsplit(uri)
    return parts.hostname in _LOOPBACK and parts.port is None


def _without_port(uri: str) -> str:
    parts = urlsplit(uri)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return parts._replace(netloc=host or "").geturl()
