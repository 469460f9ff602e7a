"""Foreign and damaged profile files are reported and set aside, never lost."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import MAX_ITEM_BYTES
from tests.contracts.stored_items import new_user_id, profile_item

Damage = Callable[[Path], object]


def _record(path: Path) -> dict[str, object]:
    record: dict[str, object] = json.loads(path.read_text("utf-8"))
    return record


def _with(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**_record(path), **changes}), "utf-8")


def _replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside.txt").write_text("kept")


def _replaced_by_link(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere.json"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def _replaced_by_dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _replaced_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _replaced_by_socket(path: Path) -> None:
    path.unlink()
    here = os.open(".", os.O_RDONLY)
    try:
        # A socket's path may have about 100 characters.
        os.chdir(path.parent)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


DAMAGES: dict[str, Damage] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "zeros": lambda path: path.write_bytes(b"\0" * 200),
    "not UTF-8": lambda path: path.write_bytes(
        path.read_bytes().replace(b"Kate", b"K\xe4te")
    ),
    "another encoding": lambda path: path.write_text(path.read_text(), "utf-16"),
    "not an object": lambda path: path.write_text("[]"),
    "null": lambda path: path.write_text("null"),
    "not a number": lambda path: path.write_text('{"revision": NaN}'),
    "nested without end": lambda path: path.write_text("[" * 100_000),
    "too large": lambda path: path.write_bytes(
        path.read_bytes() + b" " * MAX_ITEM_BYTES
    ),
    "another schema": lambda path: _with(path, schema=999),
    "no schema": lambda path: _with(path, schema=None),
    "somebody else's": lambda path: _with(path, user_id=new_user_id()),
    "an unknown visibility": lambda path: _with(path, visibility="everybody"),
    "odd top items": lambda path: _with(path, profile={"top_items": [{"x": 1}]}),
    "a top item of nothing": lambda path: _with(path, profile={"top_items": [None]}),
    "an odd revision": lambda path: _with(path, revision="first"),
    "a folder": _replaced_by_folder,
    "a link": _replaced_by_link,
    "a dead link": _replaced_by_dead_link,
    "a pipe": _replaced_by_pipe,
    "a socket": _replaced_by_socket,
}


@pytest.fixture(params=list(DAMAGES.values()), ids=list(DAMAGES))
def damage(request: pytest.FixtureRequest) -> Damage:
    """One way in which a profile file is no longer ours."""
    made: Damage = request.param
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a user, beside the file of another."""
    store = JsonProfileStore(tmp_path)
    user_id = new_user_id()
    store.put(profile_item(), expected_revision=None)
    store.put(profile_item(user_id), expected_revision=None)
    return tmp_path / "profiles" / f"{user_id}.json"


def expect_set_aside(path: Path, log: pytest.LogCaptureFixture) -> Path:
    """Expect one file set aside, one warning that names both places; return it."""
    (aside,) = (path.parent.parent / "set-aside").iterdir()
    assert not os.path.lexists(path)
    assert [record.levelname for record in log.records] == ["WARNING"]
    assert str(path) in log.text
    assert str(aside) in log.text
    return aside


def test_a_damaged_file_is_set_aside_when_asked_for(
    path: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    """Its user is not found, twice, and is reported once."""
    damage(path)
    store = JsonProfileStore(path.parent.parent)
    for _ in range(2):
        with pytest.raises(ProfileNotFoundError):
            store.get(path.stem)
    expect_set_aside(path, caplog)


def test_a_damaged_file_never_shows_anybody_otherwise(
    path: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    """It is set aside, unless the damage lies in the taste, which is not looked at."""
    store = JsonProfileStore(path.parent.parent)
    before = store.head(path.stem)
    damage(path)
    try:
        assert store.head(path.stem) == before
    except ProfileNotFoundError:
        expect_set_aside(path, caplog)
    else:
        with pytest.raises(ProfileNotFoundError):
            store.get(path.stem)


def test_a_damaged_file_does_not_stop_a_scan(
    path: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    """Everybody else is yielded; afterwards it has no stamp either."""
    damage(path)
    store = JsonProfileStore(path.parent.parent)
    for _ in range(2):
        (other,) = store.scan()
        assert other.user_id != path.stem
    assert store.revisions().keys() == {other.user_id}
    expect_set_aside(path, caplog)


def test_a_user_with_a_damaged_file_may_start_anew(
    path: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    """A first save sets it aside, whatever stands in its place."""
    damage(path)
    store = JsonProfileStore(path.parent.parent)
    anew = profile_item(path.stem, display_name="anew")
    store.put(anew, expected_revision=None)
    assert store.get(path.stem) == anew
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_what_is_set_aside_is_kept_as_it_was(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody may mend it and put it back."""
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    store = JsonProfileStore(path.parent.parent)
    with pytest.raises(ProfileNotFoundError):
        store.get(path.stem)
    aside = expect_set_aside(path, caplog)
    assert aside.read_bytes() == content[:-1]
    aside.write_bytes(content)
    aside.rename(path)
    assert store.get(path.stem) == profile_item(path.stem)


def test_several_under_one_name_are_all_kept(path: Path) -> None:
    """The third does not replace the first."""
    store = JsonProfileStore(path.parent.parent)
    for content in ("one", "two", "three"):
        path.write_text(content)
        with pytest.raises(ProfileNotFoundError):
            store.get(path.stem)
    aside = path.parent.parent / "set-aside"
    assert {file.read_text() for file in aside.iterdir()} == {"one", "two", "three"}


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "0E8EE2B0-2C55-4D3E-9D4C-6F2D0C3A8A11.json",
        "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11.json.bak",
        "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11",
        ".json",
        "Björk.json",
        os.fsdecode(b"\xff\xfe.json"),
        "two\nlines.json",
        "x" * 250 + ".json",
    ],
)
def test_a_foreign_name_is_set_aside(
    path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is met when the folder is listed, and the users are listed all the same."""
    (path.parent / name).write_text("foreign")
    store = JsonProfileStore(path.parent.parent)
    assert len(store.revisions()) == 2
    assert len(store.revisions()) == 2
    (aside,) = (path.parent.parent / "set-aside").iterdir()
    assert aside.read_text() == "foreign"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    caplog.text.encode()


def test_what_cannot_be_moved_is_reported_once(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Something stands where the set-aside folder should be: nobody else suffers."""
    (path.parent.parent / "set-aside").write_text("in the way")
    path.write_text("damaged")
    store = JsonProfileStore(path.parent.parent)
    for _ in range(3):
        assert len(list(store.scan())) == 1
    assert path.read_text() == "damaged"
    assert len(caplog.records) == 1
    assert "cannot be set aside" in caplog.text


def test_deleting_a_user_removes_what_was_set_aside(path: Path) -> None:
    """It was theirs, and they want to be forgotten; others' files stay."""
    store = JsonProfileStore(path.parent.parent)
    (other,) = (item for item in store.scan() if item.user_id != path.stem)
    other_path = path.with_name(f"{other.user_id}.json")
    for file in (path, other_path):
        file.write_text("damaged")
    assert list(store.scan()) == []
    store.delete(path.stem)
    (left,) = (path.parent.parent / "set-aside").iterdir()
    assert left.name.startswith(other.user_id)


def test_deleting_a_user_spares_a_folder_in_their_place(path: Path) -> None:
    """It cannot be theirs: it is set aside and stays."""
    _replaced_by_folder(path)
    store = JsonProfileStore(path.parent.parent)
    store.delete(path.stem)
    (aside,) = (path.parent.parent / "set-aside").iterdir()
    assert (aside / "inside.txt").read_text() == "kept"
