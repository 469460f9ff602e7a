"""Refusals as ListenBrainz words them: ``{"code", "error"}``."""

from __future__ import annotations

from flask import Response, jsonify


class RefusalError(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message

    def response(self) -> Response:
        """Return the JSON shape; a 204 has no body."""
        if self.status == 204:
            return Response(status=204)
        response = jsonify({"code": self.status, "error": self.message})
        response.status_code = self.status
        return response


class BareTextRefusalError(RefusalError):
    """What a server in front of the API says, in HTML."""

    def response(self) -> Response:
        """Return the message alone."""
        return Response(self.message, self.status, content_type="text/html")


def no_content() -> RefusalError:
    """Return what statistics get that are not computed."""
    return RefusalError(204, "")


def bad_request(message: str) -> RefusalError:
    """Return a 400."""
    return RefusalError(400, message)


def unknown_user(user_name: str) -> RefusalError:
    """Return what a name gets that nobody has."""
    return RefusalError(404, f"Cannot find user: {user_name}")


def too_many() -> RefusalError:
    """Return what a caller gets who asks too often."""
    return RefusalError(
        429,
        "You have exceeded your rate limit. See the X-RateLimit-* response headers for"
        " more information on your current rate limit.",
    )
