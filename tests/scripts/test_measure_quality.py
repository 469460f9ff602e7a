"""The command over a small folder, from the files to the rows."""

import json
from pathlib import Path

import numpy as np
import pytest

from backend.taste_profile import build_statistics, build_taste_profile, rank_matches
from scripts.quality.__main__ import main
from scripts.quality.listeners import INPUTS, Listeners, read, told
from scripts.quality.other_half import split
from scripts.quality.progress import Progress
from scripts.quality.rows import Row
from scripts.quality.soulmate import Community, Scorer
from tests.scripts.invented_listeners import write_folder


@pytest.fixture(name="folder")
def small_folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


@pytest.fixture(name="listeners")
def small_listeners(folder: Path) -> Listeners:
    return read(folder)


def rows_of(
    folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[Row]:
    assert main([str(folder), "--json", "--processes", "1", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_friends_rows_have_the_figures_that_were_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every method on every input, ours among them, friends of a scene found."""
    rows = [row for row in rows_of(folder, capsys, "--fast") if "task" not in row]
    assert len(rows) == 3 * 8
    ours = [row for row in rows if row["method"] == "soulmate"]
    assert [row["input"] for row in ours] == ["plays", "ranks+tags", "ranks"]
    for row in rows:
        assert (row["auc"], row["recall_at_10"], row["mrr"]) == (1.0, 1.0, 1.0)
        assert row["recall_at_50"] == 1.0
        assert row["users"] == "all"


def test_a_peers_row_says_how_far_we_are_ahead(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where everybody finds everybody, nobody is ahead."""
    rows = rows_of(folder, capsys, "--only", "friends")
    [jaccard] = [r for r in rows if (r["input"], r["method"]) == ("plays", "jaccard")]
    assert (jaccard["mrr_lead"], jaccard["mrr_lead_in_se"]) == (0.0, 0.0)


def test_the_half_for_tuning_is_told_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is tuned on the people that it is reported on."""
    rows = [row for row in rows_of(folder, capsys, "--fast") if "task" in row]
    assert {(row["task"], row["users"]) for row in rows} == {
        ("friends by half", "tuned"),
        ("friends by half", "held-out"),
    }


def test_other_halves_are_searched_by_every_method(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row per task, input and method, with the figures of every split."""
    rows = rows_of(folder, capsys, "--only", "S20", "D", "--splits", "2")
    asked = [row for row in rows if row["task"] in ("S20", "D")]
    assert len(asked) == 2 * 3 * 8
    for row in asked:
        assert 0 < float(str(row["mrr"])) <= 1
        assert 0 <= float(str(row["top1"])) <= 1
        assert len(list(row["mrr_of_splits"])) == 2  # type: ignore[call-overload]


def test_the_experiments_say_who_holds_the_first_places(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each row is named, and its parts are parts."""
    tasks = ("missing-blocks", "mixed-sources", "panel", "anonymous", "clones")
    rows = rows_of(folder, capsys, "--only", *tasks)
    by_task = {str(row["task"]): row for row in rows}
    assert set(by_task) == {task.replace("-", " ") for task in tasks}
    assert 0 <= float(str(by_task["missing blocks"]["others_held"])) <= 1
    assert 0 <= float(str(by_task["clones"]["clones_held"])) <= 1
    assert by_task["panel"]["panel"] == 0


def test_the_same_people_are_compared_through_three_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Friend finding, who holds the first places, and oneself seen twice."""
    by_task: dict[object, dict[str, Row]] = {}
    for row in rows_of(folder, capsys, "--only", "cross-sources"):
        by_task.setdefault(row["task"], {})[str(row["input"])] = row
    friends, first_places, one_person = by_task.values()
    assert [name for name in friends if name.startswith("everybody")] == [
        "everybody through spotify",
        "everybody through listenbrainz",
        "everybody through lastfm",
    ]
    mixed = friends["each through a random source"]
    assert (mixed["mrr_change"], mixed["mrr_change_from_worst"]) == (0.0, 0.0)
    for row in first_places.values():
        # Four people come through each source, and lists have ten of eleven places.
        ratios = [float(str(row[s])) for s in ("spotify", "listenbrainz", "lastfm")]
        assert all(0.7 < ratio <= 1.1 for ratio in ratios)
    whole = [row for name, row in one_person.items() if name.startswith("whole")]
    assert whole
    assert all(row["top1"] == 1.0 for row in whole)
    assert all(0.5 < float(str(row["score"])) <= 1 for row in whole)
    assert any(name.startswith("halves") for name in one_person)


def test_people_read_tables_without_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures with their standard errors, then the leads."""
    assert main([str(folder), "--fast", "--processes", "1"]) == 0
    shown = capsys.readouterr().out
    assert "soulmate" in shown
    assert "1.0000 ±0.0000" in shown
    assert "Ahead of every peer" in shown


def test_a_folder_of_something_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence, without a traceback."""
    assert main([str(tmp_path)]) == 2
    assert "artists.dat cannot be read" in capsys.readouterr().err


def test_our_points_are_those_that_people_see(listeners: Listeners) -> None:
    """The same as a ranking of the same people by the public functions."""
    community = Community.of(listeners.user_ids, listeners.top_items)
    quiet = Progress(is_quiet=True)
    points = Scorer(1, quiet).among(community, "every pair")
    profiles = [
        build_taste_profile(user_id, items)
        for user_id, items in zip(listeners.user_ids, listeners.top_items, strict=True)
    ]
    statistics = build_statistics(profiles)
    for place, profile in enumerate(profiles):
        for match in rank_matches(profile, profiles, statistics=statistics, n=12):
            other = listeners.user_ids.index(match.user_id)
            assert points[place, other] == match.score.points


def test_more_processes_find_the_same(listeners: Listeners) -> None:
    """Who scores a pair makes no difference."""
    community = Community.of(listeners.user_ids, listeners.top_items)
    quiet = Progress(is_quiet=True)
    one, two = Scorer(1, quiet), Scorer(2, quiet)
    among = one.among(community, "")
    assert (among == two.among(community, "")).all()
    across = one.across(community.vectors, community, "")
    np.fill_diagonal(across, 0)
    assert (across == among).all()


def test_ones_own_tags_are_no_genres_of_ones_own(listeners: Listeners) -> None:
    """An artist tagged by oneself and one other person has no genre for oneself."""
    taggers: dict[str, int] = {}
    for items in listeners.top_items:
        for item in items:
            taggers[item.name] = taggers.get(item.name, 0) + 1
    for items in listeners.top_items:
        for item in items:
            others = taggers[item.name] - 1
            assert list(item.genres.values()) == ([others] if others > 1 else [])


def test_ranks_hide_plays_and_follow_them(listeners: Listeners) -> None:
    """The most played is first; genres go only where they are hidden too."""
    [items] = told(listeners.top_items[:1], INPUTS["ranks+tags"])
    plays = {item.name: item.plays or 0 for item in listeners.top_items[0]}
    assert [item.rank for item in items] == list(range(1, len(items) + 1))
    assert all(item.plays is None for item in items)
    ordered = [plays[item.name] for item in items]
    assert ordered == sorted(ordered, reverse=True)
    assert any(item.genres for item in items)
    [bare] = told(listeners.top_items[:1], INPUTS["ranks"])
    assert not any(item.genres for item in bare)


def test_halves_share_out_the_plays(listeners: Listeners) -> None:
    """S20 leaves 20 plays in each half; D hides whole artists."""
    small = split(listeners, "S20", 1)
    for half in (*small.first, *small.second):
        assert sum(item.plays or 0 for item in half) == 20
    hidden = split(listeners, "D", 1)
    assert any(
        len(half) < len(listeners.top_items[place])
        for place, half in zip(hidden.people, hidden.first, strict=True)
    )
    assert split(listeners, "D", 1) == hidden
    assert split(listeners, "D", 2) != hidden


def test_halves_for_tuning_and_reporting_are_even(listeners: Listeners) -> None:
    """The same people every time."""
    assert listeners.tuned.sum() == len(listeners) // 2
    assert (listeners.tuned == listeners.tuned).all()
