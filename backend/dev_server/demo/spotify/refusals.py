"""Error answers, word for word as Spotify's."""

from __future__ import annotations

from flask import Response, jsonify

PREMIUM_NEEDED = (
    "Active premium subscription required for the owner of the app. When the"
    " subscription status changes, it can take a few hours before requests are"
    " allowed again."
)
NOT_REGISTERED = (
    "Check settings on developer.spotify.com/dashboard, the user may not be registered."
)


class RefusalError(Exception):
    """An answer of the Web API that is an error: status, message, perhaps a reason."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        reason: str | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.retry_after_seconds = retry_after_seconds

    def response(self) -> Response:
        """Return ``{"error": {status, message, reason?}}`` with its headers."""
        error: dict[str, object] = {"status": self.status, "message": self.message}
        if self.reason is not None:
            error["reason"] = self.reason
        response = jsonify({"error": error})
        response.status_code = self.status
        if self.retry_after_seconds is not None:
            response.headers["Retry-After"] = str(self.retry_after_seconds)
        if self.status == 401:
            response.headers["WWW-Authenticate"] = (
                'Bearer realm="spotify", error="invalid_token",'
                f' error_description="{self.message}"'
            )
        return response


class BareTextRefusalError(RefusalError):
    """Some refusals are bare text, which no JSON reader likes."""

    def response(self) -> Response:
        """Return the message alone."""
        return Response(self.message, self.status, content_type="text/plain")


class TokenRefusalError(RefusalError):
    """An error of the accounts service: ``{"error", "error_description"}``."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(400, description)
        self.error = error

    def response(self) -> Response:
        """Return the OAuth shape."""
        response = jsonify({"error": self.error, "error_description": self.message})
        response.status_code = self.status
        return response


def bad_request(message: str) -> RefusalError:
    """Return a 400 of the Web API."""
    return RefusalError(400, message)


def not_found() -> RefusalError:
    """Return what an unknown id gets."""
    return RefusalError(404, "Resource not found")
