"""The Lambda door stays apart from the other one.

Its modules stand at the top of the zip, in no package, so that the import contracts
do not see them.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def find_imports(folder: str) -> Iterator[tuple[str, str]]:
    """Yield every file under a folder with every module that it imports."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        where = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((where, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield where, f"{node.module}"
                yield from ((where, f"{node.module}.{a.name}") for a in node.names)


def test_handlers_know_neither_flask_nor_the_dev_server() -> None:
    """Neither is in the zip."""
    imports = list(find_imports("lambda"))
    assert imports
    absent = ("flask", "werkzeug", "click", "backend.dev_server")
    assert [
        (where, module)
        for where, module in imports
        if any(f"{module}.".startswith(f"{name}.") for name in absent)
    ] == []


def test_the_package_knows_no_handler() -> None:
    """Handlers call the package, never the other way."""
    handlers = {path.stem for path in (ROOT / "lambda").glob("*.py")}
    assert handlers
    assert [
        (where, module)
        for where, module in find_imports("backend")
        if module.split(".")[0] in handlers
    ] == []
