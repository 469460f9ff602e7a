"""What operations on the service itself do."""

from __future__ import annotations

from backend.http_api.messages import Outcome
from backend.http_api.operation import Call
from backend.http_api.service.messages import HealthReply, SourceReply, SourcesReply
from backend.taste_profile import (
    ALGORITHM,
)


def health(call: Call) -> Outcome:
    """Say that the service answers."""
    contact = call.services.contact or None
    return Outcome(HealthReply("ok", ALGORITHM, contact))


def sources(call: Call) -> Outcome:
    """List the music sources that people can come from."""
    offered = [
        SourceReply(
            source=source,
            name=option.name,
            takes=list(option.takes),
            authorize_url=option.authorize_url,
            client_id=option.client_id,
            scope=option.scope,
            is_invented=option.is_invented,
        )
        for source, option in call.services.source_options().items()
    ]
    return Outcome(SourcesReply(offered))
