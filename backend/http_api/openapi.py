"""The OpenAPI 3.1 document, made from the table of operations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from backend.http_api.errors import STATUS_BY_CODE, ErrorReply
from backend.http_api.operation import Operation

_REF = "#/components/schemas/{name}"
_RETRY_AFTER = {
    "description": "Seconds to wait, where they are known.",
    "schema": {"type": "integer", "minimum": 1},
}


def refusals_of(operation: Operation) -> tuple[str, ...]:
    """Return the codes with which an operation may be refused, its own and all else."""
    codes = {"invalid_request", "internal_error", "store_unavailable"}
    codes.update(operation.refuses)
    if operation.caller != "anyone":
        codes |= {"session_expired", "session_invalid", "api_key_invalid"}
        codes |= {"scope_required", "erased", "too_many_requests"}
    if operation.caller == "user":
        codes.add("session_required")
    if operation.method != "GET":
        codes.add("too_many_requests")
        if operation.caller != "anyone":
            codes.add("request_header_required")
    if operation.body is not None:
        codes |= {"malformed_json", "body_too_large", "unsupported_media_type"}
    return tuple(code for code in STATUS_BY_CODE if code in codes)


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
            **_refusals(operation, schemas[id(ErrorReply)]),
            "default": _json("Any other refusal.", schemas[id(ErrorReply)]),
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


def _refusals(operation: Operation, schema: Any) -> dict[str, Any]:
    """Describe the refusals by their status, with the codes that each can have."""
    codes: dict[int, list[str]] = {}
    for code in refusals_of(operation):
        codes.setdefault(STATUS_BY_CODE[code], []).append(code)
    described = {}
    for status in sorted(codes):
        named = {"error": {"properties": {"code": {"enum": codes[status]}}}}
        shape = {"allOf": [schema, {"properties": named}]}
        described[str(status)] = _json("Refused.", shape)
    if "429" in described:
        described["429"]["headers"] = {"retry-after": _RETRY_AFTER}
    return described


def _json(description: str, schema: Any) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": schema}},
    }
