"""The operations on the service itself."""

from __future__ import annotations

from backend.http_api.operation import Operation
from backend.http_api.service import actions
from backend.http_api.service.messages import HealthReply, SourcesReply

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="health",
        method="GET",
        path="/health",
        caller="anyone",
        summary="Say whether the service answers, and whom to write to about it.",
        run=actions.health,
        reply=HealthReply,
    ),
    Operation(
        name="sources",
        method="GET",
        path="/sources",
        caller="anyone",
        summary="List the music sources that you can come from.",
        run=actions.sources,
        reply=SourcesReply,
    ),
)
