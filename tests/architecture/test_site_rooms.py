"""The rooms of the site: which of its modules may know which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

SITE = Path(__file__).parents[2] / "frontend"
MAY_KNOW: dict[str, set[str]] = {
    "i18n": {"i18n"},
    "history": {"history"},
    "logic": {"logic", "i18n"},
    "storage": {"storage", "logic"},
    "server": {"server", "storage", "logic", "i18n"},
    "components": {"components", "server", "storage", "logic", "i18n", "history"},
    "pages": {"components", "server", "storage", "logic", "i18n", "history"},
    "": {"", "pages", "components", "server", "storage", "logic", "i18n"},
}
"""Room by room; what stands at the top has none. A page knows no other page."""
ONLY_PAGES_BY_NAME = "pages.js"
"""The table of pages: nobody else at the top knows any."""
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*|\s//\s[^\n]*", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"""(?:\bfrom\s|\bimport\s|\bimport\()\s*["']([^"']+)["']""")
_OF_THE_PAGE = re.compile(r"\b(?:document|window|location|sessionStorage|fetch)\b")


def _code(module: Path) -> str:
    return _COMMENT.sub("", module.read_text())


def _room(path: PurePosixPath) -> str:
    return path.parts[0] if len(path.parts) > 1 else ""


def _imports(site: Path) -> Iterator[tuple[PurePosixPath, PurePosixPath]]:
    """Every module of the site with every one that it imports, now or later."""
    for module in sorted(site.rglob("*.js")):
        for named in _IMPORT.findall(_code(module)):
            target = (module.parent / named).resolve().relative_to(site.resolve())
            yield PurePosixPath(module.relative_to(site)), PurePosixPath(target)


def forbidden_imports(site: Path) -> list[str]:
    """Return what crosses a border that it may not cross."""
    found = []
    for importer, imported in _imports(site):
        room, other = _room(importer), _room(imported)
        is_known = other in MAY_KNOW[room]
        if other == "pages" and room == "":
            is_known = importer.name == ONLY_PAGES_BY_NAME
        if not is_known:
            found.append(f"{importer} -> {imported}")
    return found


def test_the_site_keeps_its_rooms_apart() -> None:
    """And there are imports to be looked at, of files that are there."""
    imports = list(_imports(SITE))
    assert len(imports) > 300
    assert [str(to) for _, to in imports if not (SITE / to).is_file()] == []
    assert forbidden_imports(SITE) == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("i18n/planted.js", "logic/freshness.js"),
        ("logic/planted.js", "components/dom.js"),
        ("logic/planted.js", "server/api.js"),
        ("storage/planted.js", "server/api.js"),
        ("history/planted.js", "i18n/language.js"),
        ("components/planted.js", "pages/landing.js"),
        ("pages/planted.js", "pages/landing.js"),
        ("planted.js", "pages/landing.js"),
    ],
)
@pytest.mark.parametrize("line", ['import { x } from "{}";', 'await import("{}");'])
def test_a_forbidden_import_is_caught(
    tmp_path: Path, module: str, imported: str, line: str
) -> None:
    """At once or later, it is named."""
    for path in (module, imported):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    way = f"{'../' if '/' in module else './'}{imported}"
    (tmp_path / module).write_text(line.replace("{}", way))
    assert forbidden_imports(tmp_path) == [f"{module} -> {imported}"]


def test_logic_knows_no_page() -> None:
    """Neither what is shown nor where, so it can be asked anything anywhere."""
    modules = sorted((SITE / "logic").glob("*.js"))
    assert modules
    assert [one.name for one in modules if _OF_THE_PAGE.search(_code(one))] == []


def test_a_page_is_named_as_what_draws_it() -> None:
    """`match-page.js` has `MatchPage`, so that nobody has to search."""
    for module in sorted((SITE / "pages").glob("*.js")):
        name = "".join(part.capitalize() for part in module.stem.split("-"))
        assert re.search(rf"export (async )?function {name}\b", module.read_text())
