"""What ``template.yaml`` says, read so that tests cannot drift from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags: ``!Ref x``, ``!If [a, b, c]``."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        raise TypeError(f"!{suffix} of a mapping is not understood here")
    if suffix == "GetAtt":
        value = value.split(".", 1)
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _intrinsic)
# The two ways in which a policy of ours names more than a resource's own ARN: an index
# of a table, and a secret that a parameter names (AWS adds six characters to its name).
_PART = re.compile(r"\$\{(\w+)\.Arn\}(/.+)")
_NAMED_SECRET = re.compile(r"arn:.+:secret:\$\{(\w+)\}-\?{6}")
# The way in which a variable holds the text of a secret.
_SECRET_TEXT = re.compile(r"\{\{resolve:secretsmanager:\$\{(\w+)\}:SecretString\}\}")


@dataclass(frozen=True, order=True)
class Route:
    """One route of the HTTP API and the function that it leads to.

    ``path`` is written as API Gateway does: ``/matches/{user_id}``.
    """

    path: str
    method: str
    function: str

    @property
    def key(self) -> str:
        """The ``routeKey`` of events that took this route."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Permission:
    """One allowed action (``dynamodb:GetItem``) on one resource of the template.

    ``resource`` is a logical id, that of a parameter included that names something
    outside the stack; an index of a table is ``TasteProfiles/index/refresh``; ``*`` is
    that of an action that takes none.
    """

    action: str
    resource: str


class Template:
    """A SAM template; functions, tables and secrets go by their logical ids."""

    def __init__(self, path: Path = ROOT / "template.yaml") -> None:
        # A SafeLoader with more tags is still a safe one.
        self._document = yaml.load(path.read_text("utf-8"), _Loader)
        self._folder = path.parent

    def resources(self, kind: str) -> dict[str, dict[str, Any]]:
        """Properties of every resource of a type, by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self._document["Resources"].items()
            if resource["Type"] == kind
        }

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """What a deployment may choose, by name."""
        parameters: dict[str, dict[str, Any]] = self._document["Parameters"]
        return parameters

    @property
    def functions(self) -> dict[str, dict[str, Any]]:
        """Each function's own properties over the ones that all share."""
        shared = self._document.get("Globals", {}).get("Function", {})
        own = self.resources("AWS::Serverless::Function")
        return {name: {**shared, **properties} for name, properties in own.items()}

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """Properties of every DynamoDB table."""
        return self.resources("AWS::DynamoDB::Table")

    @property
    def routes(self) -> list[Route]:
        """Every route of the HTTP API, sorted by path and method."""
        return sorted(
            Route(event["Properties"]["Path"], event["Properties"]["Method"], name)
            for name, function in self.functions.items()
            for event in function.get("Events", {}).values()
            if event["Type"] == "HttpApi"
        )

    def deletion_policy(self, resource: str) -> str | None:
        """What becomes of a resource that leaves the stack."""
        policy: str | None = self._document["Resources"][resource].get("DeletionPolicy")
        return policy

    def artefact(self, function: str) -> Path:
        """The folder of a function's code; in a built template, the artefact."""
        code: str = self.functions[function]["CodeUri"]
        return (self._folder / code).resolve()

    def environment(self, function: str, physical: Mapping[str, str]) -> dict[str, str]:
        """A function's environment variables.

        Args:
            function: Its logical id.
            physical: Name or ARN by logical id, for every resource referred to; and
                the text of a secret by ``OriginSecret.SecretString``.

        Raises:
            KeyError: A variable refers to something that was not made.
        """
        shared = self._document.get("Globals", {}).get("Function", {})
        own = self.resources("AWS::Serverless::Function")[function]
        variables = {
            **shared.get("Environment", {}).get("Variables", {}),
            **own.get("Environment", {}).get("Variables", {}),
        }
        known = {"AWS::StackName": "local", **self._parameter_defaults(), **physical}
        return {
            name: known[_referred_to(value)] if isinstance(value, dict) else str(value)
            for name, value in variables.items()
        }

    def _parameter_defaults(self) -> dict[str, str]:
        parameters = self._document.get("Parameters", {}).items()
        return {
            name: str(parameter["Default"])
            for name, parameter in parameters
            if "Default" in parameter
        }

    def permissions(
        self, function: str, parameters: Mapping[str, str] | None = None
    ) -> set[Permission]:
        """What the function's own statements allow.

        Args:
            function: Its logical id.
            parameters: Of the stack, where they are not the defaults; whether a
                policy is there may depend on them.
        """
        return {
            Permission(action, _resource(resource))
            for statement in self.statements(function, parameters)
            for action in _as_list(statement["Action"])
            for resource in _as_list(statement["Resource"])
        }

    def statements(
        self, function: str, parameters: Mapping[str, str] | None = None
    ) -> list[dict[str, Any]]:
        """The function's own statements as they stand in the template."""
        return [
            statement
            for policy in self._policies(function, parameters or {})
            for statement in policy["Statement"]
        ]

    def _policies(
        self, function: str, parameters: Mapping[str, str]
    ) -> Iterator[dict[str, Any]]:
        known = {**self._parameter_defaults(), **parameters}
        for policy in self.functions[function].get("Policies", []):
            chosen = policy
            if "Fn::If" in policy:
                condition, then, otherwise = policy["Fn::If"]
                is_on = _value_of(self._document["Conditions"][condition], known)
                chosen = then if is_on else otherwise
            if chosen != {"Ref": "AWS::NoValue"}:
                yield chosen


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value_of(expression: Any, parameters: Mapping[str, str]) -> Any:
    """What a condition, or a part of one, comes to."""
    match expression:
        case {"Ref": name}:
            return parameters[name]
        case {"Fn::Equals": [one, other]}:
            return _value_of(one, parameters) == _value_of(other, parameters)
        case {"Fn::Not": [negated]}:
            return not _value_of(negated, parameters)
        case str():
            return expression
    raise ValueError(f"{expression!r} is not understood here")


def _referred_to(value: dict[str, Any]) -> str:
    match value:
        case {"Ref": name}:
            return str(name)
        case {"Fn::Sub": text} if secret := _SECRET_TEXT.fullmatch(text):
            return f"{secret[1]}.SecretString"
    raise ValueError(f"{value!r} is not understood here")


def _resource(reference: dict[str, Any] | str) -> str:
    match reference:
        case "*":
            return "*"
        case {"Ref": name}:
            return str(name)
        case {"Fn::GetAtt": [name, "Arn"]}:
            return str(name)
        case {"Fn::Sub": text}:
            if part := _PART.fullmatch(text):
                return part[1] + part[2]
            if secret := _NAMED_SECRET.fullmatch(text):
                return secret[1]
    raise ValueError(f"{reference!r} is not understood here")
