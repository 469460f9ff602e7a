"""A gate before the local AWS that lets a function do what its policy allows.

No local AWS applies IAM, so a missing permission would first be seen in the
account. The gate knows the requests of DynamoDB and Secrets Manager, the only
services that the functions call; a call that it does not know is refused.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

from scripts.local_cloud.loopback import LoopbackHandler, serving
from scripts.local_cloud.template import Permission

SERVICES = {"DynamoDB_20120810": "dynamodb", "secretsmanager": "secretsmanager"}


class Policy:
    """What one function may do, on the resources as they are named here.

    Args:
        permissions: From the template, by logical id.
        physical: Name or ARN by logical id.
    """

    def __init__(
        self, permissions: set[Permission], physical: Mapping[str, str]
    ) -> None:
        self._allowed = {
            (permission.action, _physical(permission.resource, physical))
            for permission in permissions
        }

    def refusal(self, target: str, request: dict[str, Any]) -> str | None:
        """Why a call is refused, or None when it is allowed.

        Args:
            target: The header ``X-Amz-Target``, as ``DynamoDB_20120810.GetItem``.
            request: The call's JSON.
        """
        service, _, operation = target.partition(".")
        action = f"{SERVICES.get(service, service)}:{operation}"
        asked = {(action, resource) for resource in _resources(request)}
        asked |= _together(request)
        missing = asked - self._allowed
        if asked and not missing:
            return None
        return f"not authorized to perform {action}: {sorted(missing)}"


def _physical(resource: str, physical: Mapping[str, str]) -> str:
    if resource == "*":
        return resource
    logical_id, slash, part = resource.partition("/")
    return physical[logical_id] + slash + part


def _resources(request: dict[str, Any]) -> set[str]:
    """The tables, indexes and secrets that a call names.

    Asking an index takes the permission for that index, and none for its table.
    """
    if "IndexName" in request:
        return {f"{request['TableName']}/index/{request['IndexName']}"}
    named = {request[key] for key in ("TableName", "SecretId") if key in request}
    return named | set(request.get("RequestItems", {}))


def _together(request: dict[str, Any]) -> set[tuple[str, str]]:
    """What a call does that does several things; it takes the permission for each.

    A transaction takes none for itself; reading secrets together takes one more, which
    names no resource.

    References:
        "Using IAM with DynamoDB transactions" in AWS's developer guide;
        "BatchGetSecretValue" in the API reference of Secrets Manager.
    """
    if "SecretIdList" in request:
        each = {("secretsmanager:GetSecretValue", s) for s in request["SecretIdList"]}
        return each | {("secretsmanager:BatchGetSecretValue", "*")}
    return {
        (f"dynamodb:{kind}Item", action["TableName"])
        for item in request.get("TransactItems", [])
        for kind, action in item.items()
    }


def guarded(endpoint: str, policy: Policy) -> AbstractContextManager[str]:
    """Serve the endpoint behind a policy; yields the guarded endpoint's URL."""
    address = urlsplit(endpoint)

    class Gate(LoopbackHandler):
        def do_POST(self) -> None:
            body = self.read_body()
            target = self.headers.get("x-amz-target", "")
            refusal = policy.refusal(target, json.loads(body))
            if refusal is None:
                self._forward(body)
            else:
                error = {"__type": "AccessDeniedException", "message": refusal}
                self.send(400, [], json.dumps(error).encode())

        def _forward(self, body: bytes) -> None:
            upstream = http.client.HTTPConnection(address.netloc, timeout=120)
            try:
                upstream.request("POST", self.path, body, dict(self.headers.items()))
                response = upstream.getresponse()
                # What describes the connection is this server's to say.
                kept = [
                    (name, value)
                    for name, value in response.getheaders()
                    if name.lower().startswith(("x-amz", "content-type"))
                ]
                self.send(response.status, kept, response.read())
            finally:
                upstream.close()

    return serving(Gate)
