"""The commands of ``flask``: the demo world, imports, statistics, rankings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.dev_server.demo.marker import SEED
from backend.dev_server.demo.world import invented_people
from backend.dev_server.wiring import wire
from backend.taste_profile import TopItem
from tests.contracts.stored_items import profile_item
from tests.dev_server.command_line import ROOT, Terminal, done, refused, run

N = 12
PEOPLE = tuple(invented_people(N, SEED))


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo world that nobody may change."""
    folder = tmp_path_factory.mktemp("seeded")
    done(folder, "seed-demo", str(N))
    return folder


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    """The same world, to be changed."""
    return Path(shutil.copytree(seeded, tmp_path / "data"))


def people_in(folder: Path) -> set[str]:
    """Everybody's user id."""
    return {item.user_id for item in wire(folder).store.scan()}


def test_the_demo_world_is_there_and_described(seeded: Path) -> None:
    """Everybody who has a taste, and statistics of them."""
    with_taste = {person.user_id for person in PEOPLE if person.top_items}
    assert people_in(seeded) == with_taste
    assert len(with_taste) == N - 1
    statistics = wire(seeded).statistics_store.current()
    assert statistics is not None
    assert statistics.people["artist"] == N - 1


def test_seeding_again_changes_nothing(folder: Path) -> None:
    """Neither as many nor fewer people; not even a file is written anew."""
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*.json")}
    for people in (N, N - 5):
        assert done(folder, "seed-demo", str(people)) == ""
    assert before == {file: file.stat().st_mtime_ns for file in folder.rglob("*.json")}


def test_a_larger_world_adds_people(folder: Path) -> None:
    """Those who are there stay who they are."""
    before = people_in(folder)
    done(folder, "seed-demo", str(N + 3))
    assert before < people_in(folder)
    assert len(people_in(folder)) == len(before) + 3


def test_the_demo_can_go_and_everybody_else_stays(folder: Path) -> None:
    """Somebody real joined meanwhile; going twice is fine."""
    item = profile_item()
    wire(folder).store.put(item, expected_revision=None)
    done(folder, "clear-demo")
    done(folder, "clear-demo")
    assert people_in(folder) == {item.user_id}
    statistics = wire(folder).statistics_store.current()
    assert statistics is not None
    assert statistics.people["artist"] == 1
    assert "run flask seed-demo" in refused(folder, "demo-token")


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_removed"), [("y", True), ("n", False)])
def test_whoever_sits_at_the_terminal_is_asked_before_the_demo_goes(
    folder: Path, answer: str, is_removed: bool
) -> None:
    """And told how to start without it otherwise."""
    ours, theirs = os.openpty()
    try:
        os.write(ours, f"{answer}\n".encode())
        ran = subprocess.run(
            Terminal(folder).command("clear-demo"),
            cwd=ROOT,
            env=Terminal(folder).environment(),
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert "This removes the invented people. SOULMATE_DATA names" in ran.stderr
    assert ran.returncode == (0 if is_removed else 1)
    assert (people_in(folder) == set()) == is_removed


def test_the_links_of_the_demo_go_with_its_people(folder: Path) -> None:
    """Also those of the one who has never played anything."""
    assert list((folder / "people").glob("*.json"))
    done(folder, "clear-demo")
    assert list((folder / "people").glob("*.json")) == []


def test_whatever_bound_the_demo_to_others_goes_with_it(folder: Path) -> None:
    """Waves, both halves, and the like: nobody real is left waving at nobody."""
    wired = wire(folder)
    services = wired.api.services
    ben, ana = sorted(people_in(folder))[:2]
    somebody = profile_item()
    wired.store.put(somebody, expected_revision=None)
    for user_id, other in ((ben, somebody.user_id), (somebody.user_id, ana)):
        services.viewing.relationships.waves.wave(user_id, other, services.now())
    services.accounts.make_recovery_code(ana, "secret")
    done(folder, "clear-demo")
    assert list((folder / "people").glob("*.json")) == []
    assert not services.accounts.is_erased(ana)


@pytest.mark.slow
def test_the_index_is_made_with_the_world(tmp_path: Path) -> None:
    """So nobody waits for it at their first ranking."""
    done(tmp_path, "seed-demo", "110")
    assert list((tmp_path / "index").iterdir())


@pytest.mark.parametrize("wrong", ["0", "-1", "1000000", "many"])
def test_a_world_has_bounds(tmp_path: Path, wrong: str) -> None:
    """Wrong numbers are wrong usage, and invent nobody."""
    assert run(tmp_path, "seed-demo", "--", wrong).exit_code == 2
    assert people_in(tmp_path) == set()


def test_a_token_opens_a_session_of_an_invented_person(folder: Path) -> None:
    """By the beginning of the name, in any case; the token alone is printed."""
    person = PEOPLE[7]
    ran = run(folder, "demo-token", person.name[:6].upper())
    assert ran.stderr == f"{person.name}, user_id {person.user_id}\n"
    session = ran.stdout.removesuffix("\n")
    signer = wire(folder).api.signer
    assert signer.verify(session, datetime.now(UTC)).user_id == person.user_id
    line = refused(folder, "demo-token", "Nobody At All")
    assert line == "nobody who is invented here is called 'Nobody At All'"


ARTISTS = "id\tname\turl\tpictureURL"
PLAYS = "userID\tartistID\tweight"
TAGS = "tagID\ttagValue"
TAGGED = "userID\tartistID\ttagID\tday\tmonth\tyear"


@pytest.fixture
def hetrec(tmp_path: Path) -> Path:
    """Three listeners, four artists, one shared genre, and rows that are wrong."""
    files = {
        "artists.dat": [ARTISTS, "1\tLow", "2\tBjörk", "3\tSlint", "x\tNobody", "4"],
        "tags.dat": [TAGS, "7\tslowcore", "8\tpost\xe9"],
        "user_taggedartists.dat": [TAGGED, *(f"{u}\t1\t7\t1\t1\t9" for u in (2, 3, 4))],
        "user_artists.dat": [
            PLAYS,
            "2\t1\t400",
            "2\t2\t30",
            "3\t1\t9",
            "4\t3\t12",
            "3\t2\tmany",
            "3\t99\t5",
            "4\t2\t-7",
            "5",
        ],
    }
    folder = tmp_path / "hetrec"
    folder.mkdir()
    for name, rows in files.items():
        encoding = "latin-1" if name == "tags.dat" else "utf-8"
        (folder / name).write_text("\r\n".join(rows) + "\r\n", encoding, newline="")
    return folder


def test_listeners_are_imported_with_plays_and_genres(
    tmp_path: Path, hetrec: Path
) -> None:
    """What cannot be read is left out and named, row by row."""
    folder = tmp_path / "data"
    ran = run(folder, "import-listeners", str(hetrec))
    assert ran.exit_code == 0, ran.output
    assert "3 listeners imported, 0 were here already." in ran.stdout
    assert 'Try: flask matches "Listener 2"' in ran.stdout
    for row in (
        "artists.dat, row 5",
        "artists.dat, row 6: has too few columns",
        "user_artists.dat, row 6",
        "user_artists.dat, row 7: no artist 99",
        "user_artists.dat, row 8",
        "user_artists.dat, row 9: has too few columns",
    ):
        assert row in ran.stderr
    assert "6 bad rows were left out:" in ran.stderr
    found = {item.display_name: item for item in wire(folder).store.scan()}
    assert sorted(filter(None, found)) == ["Listener 2", "Listener 3", "Listener 4"]
    top = found["Listener 2"].top_items
    assert [(i.name, i.plays) for i in top] == [("Low", 400), ("Björk", 30)]
    assert dict(top[0].genres) == {"slowcore": 3}


def test_an_import_goes_on_where_it_stopped(tmp_path: Path, hetrec: Path) -> None:
    """Whoever is here stays as they are; whoever was lost comes again."""
    folder = tmp_path / "data"
    done(folder, "import-listeners", str(hetrec))
    wired = wire(folder)
    lost = next(i for i in wired.store.scan() if i.display_name == "Listener 3")
    wired.store.delete(lost.user_id)
    again = done(folder, "import-listeners", str(hetrec))
    assert "1 listeners imported, 2 were here already." in again
    assert len(people_in(folder)) == 3
    assert {item.revision for item in wire(folder).store.scan()} == {1}


@pytest.mark.parametrize("file", ["artists.dat", "user_artists.dat", "tags.dat"])
def test_another_folder_is_no_data_set(tmp_path: Path, hetrec: Path, file: str) -> None:
    """A file is missing, or has other columns; nobody is imported."""
    (hetrec / file).write_text("a\tb\n1\t2\n")
    line = refused(tmp_path / "data", "import-listeners", str(hetrec))
    assert line.startswith(f"{file} does not begin with the columns")
    (hetrec / file).unlink()
    line = refused(tmp_path / "data", "import-listeners", str(hetrec))
    assert line == f"{file} cannot be read: No such file or directory"
    assert people_in(tmp_path / "data") == set()


def test_statistics_say_what_they_rest_on(folder: Path, tmp_path: Path) -> None:
    """Made anew on request; nobody at all is a young community, too."""
    said = done(folder, "make-statistics")
    current = wire(folder).statistics_store.current()
    assert current is not None
    young = "no panel yet: a young community."
    assert said == f"Statistics {current.version}: {N - 1} people, {young}\n"
    assert f": 0 people, {young}" in done(tmp_path / "empty", "make-statistics")


def in_the_open(folder: Path) -> tuple[str, str]:
    """Two open people of one circle, by name."""
    ids = {p.user_id for p in PEOPLE[:4]}
    items = [i for i in wire(folder).store.scan() if i.user_id in ids]
    names = [i.display_name for i in items if i.visibility == "open"]
    assert len(names) > 1
    return str(names[0]), str(names[1])


def test_a_ranking_reads_as_text_and_as_json(seeded: Path) -> None:
    """The same people in the same order, by name or by user id."""
    name, _ = in_the_open(seeded)
    text = done(seeded, "matches", name, "--limit", "3")
    reply = json.loads(done(seeded, "matches", name, "--limit", "3", "--json"))
    by_id = done(seeded, "matches", reply["user_id"], "--limit", "3", "--json")
    assert json.loads(by_id) == reply
    assert text.startswith(f"Soulmates of {name}, by {reply['artists']} artists\n")
    assert "Young community" in text
    places = [text.index(match["display_name"]) for match in reply["matches"]]
    assert places == sorted(places)
    assert len(places) == 3
    assert reply["algorithm"] in text


def test_a_name_with_a_full_stop_ends_its_sentence(tmp_path: Path) -> None:
    """One is enough."""
    top_items = (TopItem(kind="artist", name="The Notorious B.I.G.", rank=1),)
    for name in ("Ana", "Ben"):
        item = profile_item(top_items=top_items, display_name=name)
        wire(tmp_path).store.put(item, expected_revision=None)
    text = done(tmp_path, "matches", "Ana")
    assert "You meet at The Notorious B.I.G. Thin evidence: 1 shared of 1" in text


def test_a_pair_is_explained_to_the_last_point(seeded: Path) -> None:
    """Rows of the text and of the JSON sum to the same total."""
    name, other = in_the_open(seeded)
    text = done(seeded, "compare", name, other)
    match = json.loads(done(seeded, "compare", name, other, "--json"))["match"]
    rows, total = text.split("──────")
    points = [int(row[2:8]) for row in rows.splitlines() if row[2:8].strip().isdigit()]
    assert points == [row["points"] for row in match["contributions"]]
    assert sum(points) == match["points"] > 0
    assert f"{match['points']:>6}  points of 10,000" in total


def test_whoever_is_unknown_is_said_to_be(seeded: Path) -> None:
    """The first or the second of a pair, or alone."""
    name, _ = in_the_open(seeded)
    line = "nobody here is called 'Who' or has that user id"
    for arguments in (("matches", "Who"), ("compare", "Who", name)):
        assert refused(seeded, *arguments) == line
    assert refused(seeded, "compare", name, "Who") == line


def test_a_name_that_two_people_have_asks_for_a_user_id(folder: Path) -> None:
    """Both ids are named, to choose from."""
    wired = wire(folder)
    first, second = profile_item(display_name="Ana"), profile_item(display_name="Ana")
    for item in (first, second):
        wired.store.put(item, expected_revision=None)
    line = refused(folder, "matches", "Ana")
    assert line.startswith("2 people are called 'Ana'; use a user id:")
    assert first.user_id in line
    assert second.user_id in line


def test_whoever_is_hidden_has_no_ranking(folder: Path) -> None:
    """Not even in the terminal."""
    item = profile_item(visibility="hidden")
    wire(folder).store.put(item, expected_revision=None)
    assert "hidden" in refused(folder, "matches", item.user_id)
