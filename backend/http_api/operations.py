"""The one table of operations: what the API can do, and who may ask for it."""

from __future__ import annotations

from typing import Any

from backend.http_api.accounts.operations import OPERATIONS as ACCOUNTS
from backend.http_api.matching.operations import OPERATIONS as MATCHING
from backend.http_api.messages import Outcome
from backend.http_api.operation import Call, Operation
from backend.http_api.people.operations import OPERATIONS as PEOPLE
from backend.http_api.profiles.operations import OPERATIONS as PROFILES
from backend.http_api.service.operations import OPERATIONS as SERVICE


def _openapi(call: Call) -> Outcome:
    from backend.http_api.openapi import openapi_document  # only this path needs it

    return Outcome(openapi_document(OPERATIONS))


# It describes all of the table, so it stands where the table is whole.
_OPENAPI = Operation(
    name="openapi",
    method="GET",
    path="/openapi.json",
    caller="anyone",
    summary="Describe this API as OpenAPI 3.1.",
    run=_openapi,
    reply=dict[str, Any],
)

OPERATIONS: tuple[Operation, ...] = (
    *SERVICE,
    *PROFILES,
    *ACCOUNTS,
    *MATCHING,
    *PEOPLE,
    _OPENAPI,
)
