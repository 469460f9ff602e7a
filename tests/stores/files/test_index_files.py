"""The exact index comes back from its file, or is built anew."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from backend.stores.files._index_files import IndexFile
from backend.taste_profile import Statistics
from backend.taste_profile.exact_index import ExactIndex
from tests.taste_profile.community import community


def _index() -> ExactIndex:
    index = ExactIndex(community().statistics)
    users = list(community().profiles.values())
    for profile in users[:80]:
        scale = community().vectors[profile.user_id].local_scale
        index.put(profile.user_id, profile.weights, scale)
    index.remove("user7")
    return index


def test_what_was_saved_nominates_the_same(tmp_path: Path) -> None:
    """And takes changes, which leave the file as it is."""
    index = _index()
    IndexFile(tmp_path).save(index)
    kept = IndexFile(tmp_path).load(community().statistics)
    assert kept is not None
    assert len(kept) == 79
    assert "user7" not in kept
    for viewer in list(community().vectors.values())[:30]:
        assert kept.nominate(viewer, 10) == index.nominate(viewer, 10)
    kept.remove("user1")
    kept.put("user7", community().profiles["user7"].weights, 1.0)
    again = IndexFile(tmp_path).load(community().statistics)
    assert again is not None
    assert "user1" in again


def test_who_has_an_older_file_mapped_can_still_ask(tmp_path: Path) -> None:
    """A save replaces the file, it does not change it."""
    index = _index()
    IndexFile(tmp_path).save(index)
    older = IndexFile(tmp_path).load(community().statistics)
    assert older is not None
    IndexFile(tmp_path).save(ExactIndex(community().statistics))
    viewer = community().vectors["user0"]
    assert older.nominate(viewer, 10) == index.nominate(viewer, 10)


def test_no_file_is_no_index(tmp_path: Path) -> None:
    """The first start builds it."""
    assert IndexFile(tmp_path).load(community().statistics) is None


def test_other_statistics_need_another_index(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said why the index is built anew."""
    IndexFile(tmp_path).save(_index())
    with caplog.at_level(logging.WARNING):
        assert IndexFile(tmp_path).load(Statistics()) is None
    assert "statistics" in caplog.text


@pytest.mark.parametrize("kept_bytes", [0, 5, 12, 40, 3000, -100])
def test_a_damaged_file_is_no_index(
    tmp_path: Path, kept_bytes: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Cut off anywhere: nothing crashes, the index is built anew."""
    IndexFile(tmp_path).save(_index())
    path = tmp_path / "index" / "exact.index"
    path.write_bytes(path.read_bytes()[:kept_bytes])
    with caplog.at_level(logging.WARNING):
        assert IndexFile(tmp_path).load(community().statistics) is None
    assert "no index in" in caplog.text
