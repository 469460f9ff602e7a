"""What Last.fm says instead of an answer: a code in JSON, whatever HTTP says."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, jsonify

_ERRORS: Mapping[int, tuple[int, str]] = {
    3: (400, "Invalid Method - No method with that name in this package"),
    4: (403, "Unauthorized Token - This token has not been issued"),
    5: (400, "Invalid format - This service doesn't exist in that format"),
    6: (400, "Invalid parameters - Your request is missing a required parameter"),
    8: (500, "Operation failed - Most likely the backend service failed."),
    10: (403, "Invalid API key - You must be granted a valid key by last.fm"),
    11: (200, "Service Offline - This service is temporarily offline."),
    13: (403, "Invalid method signature supplied"),
    14: (403, "Unauthorized Token - This token has not been authorized"),
    15: (403, "This token has expired"),
    16: (200, "The service is temporarily unavailable, please try again."),
    17: (403, "Login: User required to be logged in"),
    26: (403, "Suspended API key - Access for your account has been suspended"),
    29: (429, "Rate Limit Exceeded - Your IP has made too many requests"),
}
"""Code to HTTP status and words. Last.fm's statuses vary; some errors come with 200."""


class RefusalError(Exception):
    """An error of the web service, by its code."""

    def __init__(
        self,
        code: int,
        message: str | None = None,
        *,
        status: int | None = None,
        retry_after_seconds: int | None = None,
    ) -> None:
        usual_status, words = _ERRORS[code]
        super().__init__(message or words)
        self.code = code
        self.message = message or words
        self.status = usual_status if status is None else status
        self.retry_after_seconds = retry_after_seconds

    def response(self) -> Response:
        """Return ``{"error", "message", "links"}`` with its headers."""
        response = jsonify(
            {"error": self.code, "message": self.message, "links": list[str]()}
        )
        response.status_code = self.status
        if self.retry_after_seconds is not None:
            response.headers["Retry-After"] = str(self.retry_after_seconds)
        return response


class GatewayError(RefusalError):
    """What stands in front of the web service speaks no JSON."""

    def __init__(self) -> None:
        super().__init__(8, status=502)

    def response(self) -> Response:
        """Return a page."""
        return Response("<html><h1>502 Bad Gateway</h1></html>", self.status)


def user_not_found() -> RefusalError:
    """Return what an unknown user gets."""
    return RefusalError(6, "User not found", status=404)


def artist_not_found() -> RefusalError:
    """Return what an unknown artist gets, with HTTP 200 as at Last.fm."""
    return RefusalError(6, "The artist you supplied could not be found", status=200)
