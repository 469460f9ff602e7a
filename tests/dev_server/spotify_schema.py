"""Spotify's own description of its answers, less what new apps no longer get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from openapi_schema_validator import OAS30Validator

from tests.contracts.shared_data import is_shared, shared_data

GONE_FIELDS = frozenset(
    {
        "album_group",
        "available_markets",
        "country",
        "email",
        "explicit_content",
        "followers",
        "label",
        "linked_from",
        "popularity",
        "product",
    }
)
_NULLABLE_TODAY = (
    ("ArtistObject", "genres"),
    ("PrivateUserObject", "display_name"),
    ("PlayHistoryObject", "context"),
)


@cache
def document() -> dict[str, Any]:
    """Read the OpenAPI document and take out what is gone."""
    file = shared_data("spotify-openapi.yml")
    read: dict[str, Any] = yaml.safe_load(file.read_text())
    for schema in _schemas(read["components"]["schemas"]):
        # The validator would look for the kinds' schemas under their plain names.
        schema.pop("discriminator", None)
        if isinstance(schema.get("required"), list):
            left = [name for name in schema["required"] if name not in GONE_FIELDS]
            schema["required"] = left
            if not left:
                del schema["required"]
    for schema_name, field in _NULLABLE_TODAY:
        held = read["components"]["schemas"][schema_name]["properties"]
        held[field] = {"anyOf": [held[field], {"nullable": True, "enum": [None]}]}
    return read


def assert_described(answer: object, response: str) -> None:
    """Assert that an answer is what the document says under a response's name.

    Without the document, only what is gone can be looked for: one test is skipped by
    name then, and the others still follow their operations to the end.
    """
    gone = GONE_FIELDS & set(_field_names(answer))
    assert not gone
    if not is_shared("spotify-openapi.yml"):
        return
    held = document()
    schema = held["components"]["responses"][response]["content"]["application/json"]
    errors = list(OAS30Validator({**held, **schema["schema"]}).iter_errors(answer))
    assert not errors, [(list(e.absolute_path), e.message) for e in errors[:5]]


def operations() -> Iterator[tuple[str, str]]:
    """Yield every operation as method and path, ids filled in."""
    for path, held in document()["paths"].items():
        filled = path
        for name in ("id", "playlist_id", "user_id", "category_id"):
            filled = filled.replace(f"{{{name}}}", "4LEiUm1SRbFMgfqnQTwUbQ")
        for method in ("get", "post", "put", "delete"):
            if method in held:
                yield method.upper(), filled


def _schemas(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from _schemas(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _schemas(inner)


def _field_names(answer: object) -> Iterator[str]:
    if isinstance(answer, Mapping):
        for name, inner in answer.items():
            yield name
            yield from _field_names(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from _field_names(inner)
