"""An OpenAPI document of this server as TypeScript declarations.

Only what our own document uses is known: a schema of another kind is an error, so that
nothing becomes a type that says too little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

HEAD = """\
// What the server takes and replies, made from its OpenAPI document by
// ./scripts/site-types: not to be edited. Types alone, so nothing of it is served.
"""
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


class UnknownSchemaError(Exception):
    """A schema of a kind that no type is known for."""

    def __init__(self, schema: Schema) -> None:
        super().__init__(f"no type is known for {json.dumps(schema)}")


def api_types(document: Schema) -> str:
    """Return the declarations: every schema, and what each operation takes and replies.

    Args:
        document: As ``openapi_document`` makes it.

    Returns:
        The text of a ``.d.ts`` file; schemas by name, operations by ``METHOD /path``.

    Raises:
        UnknownSchemaError: One of its schemas is of a kind that it never had before.
    """
    schemas = document["components"]["schemas"]
    parts = [HEAD]
    parts += [_interface(name, schemas[name]) for name in sorted(schemas)]
    parts.append(_operations(document["paths"]))
    return "\n".join(parts)


def _interface(name: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    lines = [
        f"  {_member(key, value, is_required=key in required)};\n"
        for key, value in schema.get("properties", {}).items()
    ]
    return f"export interface {name} {{\n{''.join(lines)}}}\n"


def _operations(paths: Schema) -> str:
    lines = [
        f"  {json.dumps(f'{method.upper()} {path}')}: {{\n"
        f"    given: {_given(operation)};\n"
        f"    reply: {_reply(operation)};\n"
        "  };\n"
        for path, operations in sorted(paths.items())
        for method, operation in sorted(operations.items())
    ]
    return (
        "/** By method and path: what is given with the call, and what comes back. */\n"
        f"export interface Operations {{\n{''.join(lines)}}}\n"
    )


def _given(operation: Schema) -> str:
    """Say what goes into the address, behind it, and into the body."""
    members = [*_parameters(operation, "path", "at"), *_parameters(operation, "query")]
    if "requestBody" in operation:
        [content] = operation["requestBody"]["content"].values()
        members.append(f"body: {_type(content['schema'])}")
    return f"{{ {'; '.join(members)} }}" if members else "{}"


def _parameters(operation: Schema, where: str, name: str = "") -> Iterator[str]:
    found = [one for one in operation.get("parameters", ()) if one["in"] == where]
    if not found:
        return
    members = [
        _member(one["name"], one["schema"], is_required=one.get("required", False))
        for one in found
    ]
    is_required = any(one.get("required") for one in found)
    yield f"{name or where}{'' if is_required else '?'}: {{ {'; '.join(members)} }}"


def _reply(operation: Schema) -> str:
    types = {
        _type(content["schema"])
        for status, answer in operation["responses"].items()
        if status.startswith("2")
        for content in answer["content"].values()
    }
    return " | ".join(sorted(types))


def _member(name: str, schema: Schema, *, is_required: bool) -> str:
    return f"{_key(name)}{'' if is_required else '?'}: {_type(schema)}"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    kind = schema.get("type")
    if kind == "array":
        return _list_of(_type(schema["items"]))
    if kind == "object" and "properties" not in schema:
        values = schema.get("additionalProperties")
        return f"Record<string, {_type(values) if values else 'unknown'}>"
    if kind in _PLAIN:
        return _PLAIN[kind]
    raise UnknownSchemaError(schema)


def _list_of(items: str) -> str:
    return f"({items})[]" if " " in items else f"{items}[]"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else json.dumps(name)
