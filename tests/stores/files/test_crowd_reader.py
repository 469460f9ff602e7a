"""Many profile files at once: the same index, whoever reads them."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import active_children, parent_process
from pathlib import Path
from typing import Any

import pytest

from backend.stores.files.crowd_reader import JsonCrowdReader, NewVectorizer
from backend.stores.files.index_memory import JsonCommunityMemory
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.taste_profile import Statistics, TasteVectorizer, TopItem
from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.community.appearance import shown_weights, shown_weights_of
from backend.use_cases.community.count_statistics import make_statistics
from backend.use_cases.community.in_memory import InMemoryCommunities
from tests.contracts.invented_people import invented_listeners
from tests.contracts.stored_items import profile_item

N = 240


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that nobody changes: 240 people and statistics."""
    return filled(tmp_path_factory.mktemp("crowd"))


def filled(folder: Path) -> Path:
    """Fill a data folder with people and statistics."""
    store = JsonProfileStore(folder)
    for item in invented_listeners(N):
        store.put(item, expected_revision=None)
    make_statistics(store, JsonStatisticsStore(folder))
    return folder


def reading(
    folder: Path, processes: int = 1, new_vectorizer: NewVectorizer = TasteVectorizer
) -> JsonCrowdReader:
    """Return a reader that takes even a small crowd for one."""
    return JsonCrowdReader(folder, new_vectorizer, processes, worth_it=0, at_once=25)


def index_bytes(index: ExactIndex) -> dict[str, bytes]:
    """Return all of an index."""
    return {name: array.tobytes() for name, array in index.to_arrays().items()}


def read(folder: Path, reader: JsonCrowdReader) -> dict[str, bytes]:
    """Read everybody in a folder into a new index, and return that."""
    index = ExactIndex(JsonStatisticsStore(folder).current() or Statistics())
    reader.read_into(index, list(JsonProfileStore(folder).revisions()))
    return index_bytes(index)


def communities(
    folder: Path,
    reader: JsonCrowdReader | None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> InMemoryCommunities:
    """Return what gives the community of a folder, as a server has it."""
    return InMemoryCommunities(
        JsonProfileStore(folder),
        JsonStatisticsStore(folder),
        ExactIndex,
        JsonCommunityMemory(folder),
        crowd_reader=reader,
        progress=progress,
    )


def test_two_processes_make_the_index_of_one(crowd: Path) -> None:
    """And that of people who are read one by one, byte by byte."""
    one_by_one = communities(crowd, None).community()
    assert isinstance(one_by_one.index, ExactIndex)
    expected = index_bytes(one_by_one.index)
    assert read(crowd, reading(crowd)) == expected
    assert read(crowd, reading(crowd, processes=2)) == expected
    assert not active_children()


def test_a_reader_knows_as_what_everybody_is_ranked(crowd: Path) -> None:
    """The hidden appear, too, and are ranked by nobody."""
    (crowd / "index" / "known.json").unlink(missing_ok=True)
    by_reader = communities(crowd, reading(crowd)).community()
    (crowd / "index" / "known.json").unlink()
    one_by_one = communities(crowd, None).community()
    assert by_reader.appearances == one_by_one.appearances
    hidden = {u for u, a in by_reader.appearances.items() if a.visibility == "hidden"}
    assert hidden
    assert all(by_reader.index.vector(user_id) is None for user_id in hidden)


def ending(statistics: Statistics) -> TasteVectorizer:
    """End the process if it is one of a pool."""
    if parent_process() is not None:
        os._exit(3)
    return TasteVectorizer(statistics)


def test_a_process_that_dies_is_told_and_made_good(
    crowd: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One process reads the rest, and the index is the same."""
    with caplog.at_level(logging.WARNING):
        found = read(crowd, reading(crowd, 2, ending))
    assert found == read(crowd, reading(crowd))
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    assert "one process" in caplog.text


@pytest.mark.parametrize("processes", [1, 2])
def test_a_damaged_file_is_set_aside_and_all_others_are_read(
    tmp_path: Path, processes: int
) -> None:
    """Also one that is somebody else's, and one that has gone meanwhile."""
    folder = filled(tmp_path)
    cut, foreign, gone, *_ = users = list(JsonProfileStore(folder).revisions())
    (folder / "profiles" / f"{cut}.json").write_bytes(b'{"user_id": "')
    content = (folder / "profiles" / f"{gone}.json").read_bytes()
    (folder / "profiles" / f"{foreign}.json").write_bytes(content)
    (folder / "profiles" / f"{gone}.json").unlink()
    index = ExactIndex(Statistics())
    found = reading(folder, processes).read_into(index, users)
    assert found.appearances.keys() == set(users) - {cut, foreign, gone}
    aside = {file.stem for file in (folder / "set-aside").iterdir()}
    assert aside == {f"{cut}.json", f"{foreign}.json"}


def test_who_changes_while_everybody_is_read_is_seen_as_they_are(
    tmp_path: Path,
) -> None:
    """If not at once, then at the next look."""
    folder = filled(tmp_path)
    store = JsonProfileStore(folder)
    first, *_, last = store.revisions()
    names = {"Slowdive", "Ride"}

    def change() -> None:
        for user_id in (first, last):
            item = store.get(user_id)
            tops = tuple(TopItem(kind="artist", name=name) for name in names)
            changed = replace(
                item, top_items=tops, visibility="open", revision=item.revision + 1
            )
            store.put(changed, expected_revision=item.revision)

    class Changing(JsonCrowdReader):
        """Lets two people save once more when some are read already."""

        def read_into(
            self,
            index: ExactIndex,
            user_ids: Any,
            progress: Callable[[int], None] = lambda done: None,
        ) -> Any:
            changes = [change]
            return super().read_into(
                index, user_ids, lambda done: changes.pop()() if changes else None
            )

    found = communities(folder, Changing(folder, worth_it=0, at_once=25))
    found.community()
    community = found.community()
    for user_id in (first, last):
        vector = community.index.vector(user_id)
        assert vector is not None
        assert vector.blocks["artist"].keys() == {"a1|slowdive", "a1|ride"}


def test_progress_counts_to_the_end(crowd: Path) -> None:
    """Every few portions, and never beyond the number of people."""
    told: list[int] = []
    index = ExactIndex(Statistics())
    users = list(JsonProfileStore(crowd).revisions())
    reading(crowd).read_into(index, users, told.append)
    assert told == [100, 200]
    assert len(users) == N


@pytest.mark.parametrize("processes", [1, 2])
def test_an_interruption_leaves_nothing_half(tmp_path: Path, processes: int) -> None:
    """No index is kept, no process stays, and the next start is whole."""
    folder = filled(tmp_path)

    class Interrupted(JsonCrowdReader):
        """Somebody presses Ctrl+C in the middle."""

        def read_into(
            self,
            index: ExactIndex,
            user_ids: Any,
            progress: Callable[[int], None] = lambda done: None,
        ) -> Any:
            def interrupt(done: int) -> None:
                raise KeyboardInterrupt

            return super().read_into(index, user_ids, interrupt)

    reader = Interrupted(folder, TasteVectorizer, processes, worth_it=0, at_once=25)
    with pytest.raises(KeyboardInterrupt):
        communities(folder, reader).community()
    assert not active_children()
    assert not (folder / "index" / "exact.index").exists()
    whole = communities(folder, reading(folder)).community()
    assert len(whole.appearances) == N


def _first(record: dict[str, Any], **changes: Any) -> None:
    record["profile"]["top_items"][0].update(changes)


def _second(record: dict[str, Any], **changes: Any) -> None:
    record["profile"]["top_items"][1].update(changes)


UNUSUAL: dict[str, Callable[[dict[str, Any]], object]] = {
    "nothing": lambda record: None,
    "muted": lambda record: record.update(muted={"artists": ["Low"]}),
    "anonymous": lambda r: r.update(visibility="anonymous", named_artists=["Low"]),
    "empty": lambda record: record["profile"].update(top_items=[]),
    "unclean name": lambda record: _first(record, name="Low\u200b "),
    "plays": lambda record: _first(record, rank=None, plays=7),
    "unclean genre": lambda record: _first(record, genres={"slow\u200b": 2}),
    "guests": lambda record: _second(record, artists=["Low", "Ride"]),
    "letters": lambda record: _second(record, artists="Low"),
    "too many": lambda r: r["profile"].update(
        top_items=r["profile"]["top_items"] * 700
    ),
}


@pytest.mark.parametrize("change", UNUSUAL.values(), ids=UNUSUAL)
def test_the_quick_way_reads_what_the_whole_item_says(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    """However unusual the file is."""
    store = JsonProfileStore(tmp_path)
    tops = (
        TopItem(kind="artist", name="Low", rank=1, genres={"slowcore": 3}),
        TopItem(kind="track", name="Words", artists=("Low",), release_date="1994"),
        TopItem(kind="artist", name="Sigur Rós", rank=2, links={"mbid": "x"}),
    )
    item = profile_item(top_items=tops)
    store.put(item, expected_revision=None)
    path = tmp_path / "profiles" / f"{item.user_id}.json"
    record = json.loads(path.read_bytes())
    change(record)
    path.write_text(json.dumps(record))
    listed = store.listed(item.user_id)
    assert listed is not None
    whole = store.get(item.user_id)
    assert shown_weights_of(*listed) == shown_weights(whole)
    assert listed[0].visibility == whole.visibility


@pytest.mark.parametrize(
    "change",
    [
        {"rank": 0},
        {"name": ""},
        {"unknown": 1},
        {"kind": "track"},
        {"genres": {"rock": -1}},
        {"time_range": "always"},
        {"links": 7},
    ],
)
def test_the_quick_way_takes_nothing_that_the_store_refuses(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    """It is set aside, as if it had been read whole."""
    store = JsonProfileStore(tmp_path)
    item = profile_item()
    store.put(item, expected_revision=None)
    path = tmp_path / "profiles" / f"{item.user_id}.json"
    record = json.loads(path.read_bytes())
    record["profile"]["top_items"][0].update(change)
    path.write_text(json.dumps(record))
    assert store.listed(item.user_id) is None
    assert not path.exists()
