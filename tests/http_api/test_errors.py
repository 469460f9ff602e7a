"""Every error has a listed code, and every listed code an error."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import backend.http_api
import backend.taste_profile
import backend.use_cases
from backend.http_api.errors import STATUS_BY_CODE, HttpApiError
from backend.taste_profile import SoulmateError

ROOT = Path(__file__).parents[2]
WIRINGS = (ROOT / "backend/dev_server/wiring.py", ROOT / "lambda/wiring.py")
OPTIONAL_ROOMS = ("sources", "language_models", "queues")
ROOMS = (backend.http_api, backend.taste_profile, backend.use_cases)


def all_errors(
    base: type[SoulmateError] = SoulmateError,
) -> Iterator[type[SoulmateError]]:
    """Yield every error class of the rooms behind the doors, below a base.

    Files on one's own machine are refused without a door.
    """
    for room in ROOMS:
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    for error in base.__subclasses__():
        if error.__module__.startswith(tuple(f"{room.__name__}." for room in ROOMS)):
            yield error
            yield from all_errors(error)


def files_in_use() -> Iterator[Path]:
    """Yield every module that a caller can reach; a room that no door wires is none."""
    wired = "".join(path.read_text("utf-8") for path in WIRINGS)
    for path in [*(ROOT / "backend").rglob("*.py"), *(ROOT / "lambda").glob("*.py")]:
        room = path.relative_to(ROOT).parts[1]
        if room not in OPTIONAL_ROOMS or f"backend.{room}" in wired:
            yield path


def nodes_in_use() -> Iterator[ast.AST]:
    """Yield every piece of syntax that a caller can reach."""
    for path in files_in_use():
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def names_raised() -> set[str]:
    """Return the names that are called, or raised without a call."""
    named = [
        node.func if isinstance(node, ast.Call) else node.exc
        for node in nodes_in_use()
        if isinstance(node, ast.Call | ast.Raise)
    ]
    return {node.id for node in named if isinstance(node, ast.Name)}


def codes_in_source() -> set[str]:
    """Return the codes that requests and failures are refused with by name."""
    return {
        str(node.args[0].value)
        for node in nodes_in_use()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"HttpApiError", "error_reply"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_error_that_is_raised_has_a_listed_code() -> None:
    """A base class needs none, as long as nobody raises it."""
    names = names_raised()
    errors: set[type[SoulmateError]] = {SoulmateError, *all_errors()}
    raised = {e for e in errors if e.__name__ in names and e is not HttpApiError}
    assert len(raised) > 10
    unlisted = {e.__name__ for e in raised if e.code not in STATUS_BY_CODE}
    assert unlisted == set()


def test_every_error_below_a_base_has_a_code_of_its_own() -> None:
    """Two conditions under one code could not be told apart."""
    codes = [error.code for error in all_errors() if error is not HttpApiError]
    assert len(codes) == len(set(codes))


def test_every_listed_code_is_used() -> None:
    """By an error class or by a refusal; a code that nobody sends is a lie."""
    of_classes = {error.code for error in all_errors()}
    assert set(STATUS_BY_CODE) - of_classes - codes_in_source() == set()
    assert codes_in_source() <= set(STATUS_BY_CODE)


def test_every_status_is_one_of_an_error() -> None:
    """Clients sort by it: theirs, or ours."""
    assert all(400 <= status < 600 for status in STATUS_BY_CODE.values())
