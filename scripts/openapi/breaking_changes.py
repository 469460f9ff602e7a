"""What a change of the OpenAPI document would break for programs that use the API.

Requests may become more lenient and replies may say more, never the reverse. Values
that are added to an enumeration of a reply, and codes of refusals, count as additions:
clients have to expect them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Schema = Mapping[str, Any]
Side = Literal["request", "reply"]
_AT_MOST = ("maximum", "maxLength", "maxItems", "maxProperties")
_AT_LEAST = ("minimum", "minLength", "minItems", "minProperties")


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Return what breaks, a line each; none where everything is an addition.

    Args:
        old: The published document.
        new: What is to replace it.
    """
    compared = _Compared(old, new)
    found: list[str] = []
    for path, operations in old["paths"].items():
        for method, before in operations.items():
            name = f"{method.upper()} {path}"
            after = new["paths"].get(path, {}).get(method)
            if after is None:
                found.append(f"{name}: gone")
            else:
                found += compared.operation(name, before, after)
    return found


@dataclass(frozen=True)
class _Compared:
    old: Schema
    new: Schema
    seen: set[tuple[str, str, Side]] = field(default_factory=set)

    def operation(self, name: str, old: Schema, new: Schema) -> Iterator[str]:
        yield from self._parameters(name, old, new)
        if "requestBody" in new and "requestBody" not in old:
            yield f"{name}: needs a body now"
        elif "requestBody" in old and "requestBody" in new:
            before, after = _body(old["requestBody"]), _body(new["requestBody"])
            yield from self.schema(f"{name} body", before, after, "request")
        for status, response in old["responses"].items():
            if status not in ("200", "201"):
                continue
            if status not in new["responses"]:
                yield f"{name}: answers {status} no more"
                continue
            before, after = _body(response), _body(new["responses"][status])
            yield from self.schema(f"{name} {status}", before, after, "reply")
        if not _ways_in(old) <= _ways_in(new):
            yield f"{name}: lets fewer callers in"

    def _parameters(self, name: str, old: Schema, new: Schema) -> Iterator[str]:
        before, after = _by_name(old), _by_name(new)
        for key in before.keys() - after.keys():
            yield f"{name}: takes no {key[1]} any more"
        for key, parameter in after.items():
            if key in before:
                schemas = before[key]["schema"], parameter["schema"]
                yield from self.schema(f"{name} {key[1]}", *schemas, "request")
            elif parameter["required"]:
                yield f"{name}: needs {key[1]} now"

    def schema(self, where: str, old: Schema, new: Schema, side: Side) -> Iterator[str]:
        names = (old.get("$ref", ""), new.get("$ref", ""), side)
        if names[0] and names[1]:
            if names in self.seen:
                return
            self.seen.add(names)
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        if "anyOf" in old or "anyOf" in new:
            yield from self._alternatives(where, old, new, side)
            return
        given, taken = (old, new) if side == "request" else (new, old)
        if not _types(given) <= _types(taken):
            yield f"{where}: {_told(old)} became {_told(new)}"
            return
        if side == "request":
            yield from _stricter(where, old, new)
        yield from self._properties(where, old, new, side)
        for part in ("items", "additionalProperties"):
            if isinstance(old.get(part), Mapping) and isinstance(
                new.get(part), Mapping
            ):
                yield from self.schema(f"{where}[]", old[part], new[part], side)

    def _alternatives(
        self, where: str, old: Schema, new: Schema, side: Side
    ) -> Iterator[str]:
        before, after = old.get("anyOf", [old]), new.get("anyOf", [new])
        for one in before if side == "request" else after:
            others = after if side == "request" else before
            pairs = [(one, o) if side == "request" else (o, one) for o in others]
            same = [p for p in pairs if p[0].get("$ref") == p[1].get("$ref")]
            results = [
                list(_Compared(self.old, self.new).schema(where, *pair, side))
                for pair in same or pairs
            ]
            if all(results):
                yield from min(results, key=len)

    def _properties(
        self, where: str, old: Schema, new: Schema, side: Side
    ) -> Iterator[str]:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, schema in before.items():
            if name not in after:
                yield f"{where}.{name}: gone"
            else:
                yield from self.schema(f"{where}.{name}", schema, after[name], side)
        needed, was_needed = set(new.get("required", ())), set(old.get("required", ()))
        if side == "request":
            for name in sorted(needed - was_needed):
                yield f"{where}.{name}: needed now"
        else:
            for name in sorted((was_needed - needed) & after.keys()):
                yield f"{where}.{name}: not always there any more"


def _body(part: Schema) -> Schema:
    schema: Schema = part["content"]["application/json"]["schema"]
    return schema


def _by_name(operation: Schema) -> dict[tuple[str, str], Schema]:
    return {(one["in"], one["name"]): one for one in operation["parameters"]}


def _ways_in(operation: Schema) -> set[str]:
    rules = operation.get("security", [{}])
    return {"anyone" if not rule else str(sorted(rule.items())) for rule in rules}


def _resolved(schema: Schema, document: Schema) -> Schema:
    while "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][name]
    return schema


def _types(schema: Schema) -> set[str]:
    types = schema.get("type")
    if types is None:
        values = schema.get("enum", [schema["const"]] if "const" in schema else None)
        if values is None:
            return {"anything"}
        return {"string" if isinstance(value, str) else "other" for value in values}
    found = {types} if isinstance(types, str) else set(types)
    # Every integer is a number.
    return found | ({"integer"} if "number" in found else set())


def _told(schema: Schema) -> str:
    return " or ".join(sorted(_types(schema)))


def _stricter(where: str, old: Schema, new: Schema) -> Iterator[str]:
    """Yield what a request was allowed to hold and is not any more."""
    if "enum" in new and not set(old.get("enum", ())) <= set(new["enum"]):
        yield f"{where}: takes fewer values"
    if "enum" in new and "enum" not in old:
        yield f"{where}: takes some values only"
    for names, worse in ((_AT_MOST, min), (_AT_LEAST, max)):
        for name in names:
            if name not in new:
                continue
            if name not in old or worse(old[name], new[name]) != old[name]:
                yield f"{where}: {name} is {new[name]} now"
    if new.get("pattern") not in (None, old.get("pattern")):
        yield f"{where}: another pattern"
