"""The one shape of errors for what the server refuses before Flask sees it."""

from __future__ import annotations

import msgspec
from werkzeug.serving import WSGIRequestHandler

from backend.http_api.errors import error_reply

_REFUSAL = error_reply("invalid_request", "this request is too long, or no HTTP")
REFUSAL = msgspec.json.encode(_REFUSAL)


def refuse_in_json() -> None:
    """Let the development server say so in JSON, where it has a page of HTML."""
    WSGIRequestHandler.error_content_type = "application/json"
    WSGIRequestHandler.error_message_format = REFUSAL.decode()
