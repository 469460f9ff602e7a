"""The OpenAPI 3.1 document, made from the table of operations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from backend.http_api.errors import STATUS_BY_CODE, ErrorReply
from backend.http_api.operation import Operation

_REF = "#/components/schemas/{name}"


def openapi_document(operations: Sequence[Operation]) -> dict[str, Any]:
    """Describe the operations as an OpenAPI 3.1 document of plain data."""
    types: list[Any] = [ErrorReply]
    for operation in operations:
        types += [t for t in (operation.body, operation.reply, operation.query) if t]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    by_type = {id(t): schema for t, schema in zip(types, schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        described = _described(operation, by_type, components)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Music Soulmate Finder",
            "version": "1",
            "description": "Explained taste matches. Additive changes only.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session_cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
                "session_token": {"type": "http", "scheme": "bearer"},
                "api_key": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _described(
    operation: Operation, schemas: dict[int, Any], components: dict[str, Any]
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": _parameters(operation, components),
        "responses": {
            "200": _json("The answer.", schemas[id(operation.reply)]),
            "default": _json(
                "An error; the code is one of: " + ", ".join(STATUS_BY_CODE),
                schemas[id(ErrorReply)],
            ),
        },
    }
    if operation.makes_new:
        described["responses"]["201"] = _json(
            operation.makes_new, schemas[id(operation.reply)]
        )
    if operation.body is not None:
        body = _json("", schemas[id(operation.body)])
        described["requestBody"] = {"required": True, "content": body["content"]}
    if operation.caller != "anyone":
        rules: list[dict[str, list[str]]] = [
            {"session_cookie": []},
            {"session_token": []},
        ]
        if operation.scope is not None:
            rules.append({"api_key": [operation.scope]})
        described["security"] = rules + [{}] * (operation.caller == "user_or_new")
    return described


def _parameters(
    operation: Operation, components: dict[str, Any]
) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    query = components[operation.query.__name__]["properties"]
    return in_path + [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in query.items()
    ]


def _json(description: str, schema: Any) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema}},
    }
