"""The table of pages: every page has a row, with all that its modules need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "frontend"
LANGUAGES = sorted(one for one in (SITE / "i18n").iterdir() if one.is_dir())
ON_EVERY_PAGE = {"common", "errors", "grammar"}
"""No subjects of pages: every page, or every file of words, is loaded with them."""
_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*|\s//\s[^\n]*", re.DOTALL | re.MULTILINE)
_NOW = re.compile(r"""^(?:import|export)\s[^;"]*?\bfrom\s"([^"]+)";""", re.MULTILINE)
_ROW = re.compile(r"^  (\w+): \{\n(.*?)^  \},$", re.DOTALL | re.MULTILINE)
_CLASS = re.compile(r"\.([a-z][\w-]*)")
_TEXT = re.compile(r'"([^"\n]*)"|`([^`]*)`')


@dataclass(frozen=True)
class Row:
    """One row of the table, as it is written."""

    name: str
    view: Path
    stylesheet: str | None
    words: frozenset[str]


def _code(module: Path) -> str:
    return _COMMENT.sub("", module.read_text())


@cache
def _modules(entry: Path) -> frozenset[Path]:
    """What a browser has to have before the module runs, itself included."""
    found = {entry}
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        for named in _NOW.findall(_code(module)):
            imported = (module.parent / named).resolve()
            if imported not in found:
                found.add(imported)
                waiting.append(imported)
    return frozenset(found)


def _rows() -> list[Row]:
    rows = []
    for name, text in _ROW.findall(_code(SITE / "pages.js")):
        [view] = re.findall(r'import\("\./(pages/[^"]+)"\)', text)
        sheets = re.findall(r'stylesheet: "([^"]+)"', text)
        [words] = re.findall(r"words: \[([^\]]*)\]", text)
        subjects = frozenset(re.findall(r'"([^"]+)"', words))
        rows.append(Row(name, SITE / view, sheets[0] if sheets else None, subjects))
    return rows


ROWS = _rows()
each_page = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def _subjects() -> set[str]:
    return {one.stem for one in (SITE / "i18n/en").glob("*.js")} - ON_EVERY_PAGE


def _speaks_of(modules: frozenset[Path]) -> set[str]:
    named = {
        subject
        for module in modules
        for subject in re.findall(r"\bwords\.(\w+)", _code(module))
    }
    return named & _subjects()


def _classes(stylesheet: Path) -> set[str]:
    text = re.sub(r"/\*.*?\*/", "", stylesheet.read_text(), flags=re.DOTALL)
    return {
        name
        for rule in re.findall(r"[^{}]+(?=\{)", text)
        for name in _CLASS.findall(rule)
    }


def _linked(page: str) -> list[str]:
    return re.findall(r'href="styles/([\w-]+)\.css"', (SITE / page).read_text())


def test_every_page_has_a_row() -> None:
    """And no row leads nowhere."""
    assert {row.view for row in ROWS} == {*(SITE / "pages").glob("*.js")}


@each_page
def test_a_page_is_loaded_with_the_words_it_speaks(row: Row) -> None:
    """All of them, for they are read at once; no others, for each is a request."""
    always = _speaks_of(_modules(SITE / "main.js"))
    assert always == set()
    assert row.words == _speaks_of(_modules(row.view))


@each_page
def test_a_page_is_loaded_with_the_looks_of_all_on_it(row: Row) -> None:
    """A class that some stylesheet knows is known by one of those that the page has."""
    here = {*_linked("index.html"), *filter(None, [row.stylesheet])}
    known = {one.stem: _classes(one) for one in (SITE / "styles").glob("*.css")}
    elsewhere = set().union(
        *(found for name, found in known.items() if name not in here)
    )
    missing = elsewhere - set().union(*(known[name] for name in here))
    texts = [
        text
        for module in _modules(row.view) | _modules(SITE / "main.js")
        if module.parent.name in {"components", "pages"}
        for pair in _TEXT.findall(_code(module))
        for text in pair
    ]
    named = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    assert {name for name in missing & named if "__" in name or "--" in name} == set()


def test_every_stylesheet_is_of_all_pages_or_of_one() -> None:
    """None lies about that nothing asks for."""
    asked = {*_linked("index.html"), *_linked("reference.html")}
    asked |= {row.stylesheet for row in ROWS if row.stylesheet}
    assert {one.stem for one in (SITE / "styles").glob("*.css")} == asked


def test_every_subject_has_its_place_in_the_type_of_all_languages() -> None:
    """As English has it: what the type check holds every language to."""
    table = (SITE / "pages.js").read_text()
    typed = dict(
        re.findall(r'typeof import\("\./i18n/en/(\w+)\.js"\)\.words\} (\w+)', table)
    )
    assert typed == {subject: subject for subject in _subjects()}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.name)
def test_a_language_has_every_file_and_imports_from_no_other(language: Path) -> None:
    """Each says of itself what type it is of; English is that type."""
    assert {one.name for one in language.glob("*.js")} >= {
        f"{name}.js" for name in {"common", *_subjects()}
    }
    for file in language.glob("*.js"):
        assert all(named.startswith("./") for named in _NOW.findall(_code(file)))
        if language.name != "en" and file.stem in {"common", *_subjects()}:
            assert (
                f'@type {{typeof import("../en/{file.name}").words}}'
                in file.read_text()
            )


def test_the_languages_are_those_there_are_files_for() -> None:
    """The first is English: whoever asks for none of them gets it."""
    [named] = re.findall(r"LANGUAGES = \[([^\]]*)\]", _code(SITE / "i18n/language.js"))
    languages = re.findall(r'"(\w+)"', named)
    assert languages[0] == "en"
    assert sorted(languages) == [one.name for one in LANGUAGES]
