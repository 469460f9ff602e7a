"""``flask import-history``: from files on this machine to a person with a session."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.dev_server.wiring import wire
from backend.taste_profile import TopItem
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.save import Choices, Saving, save_taste_profile
from backend.use_cases.profiles.stored_profiles import StoredProfiles
from tests.dev_server.command_line import done, refused, run
from tests.history.write_golden import GOLDEN

CASES = sorted(file.parent for file in GOLDEN.glob("*/aggregate.json"))


def files_of(case: str) -> list[str]:
    """The files of a golden case, as a shell gives them."""
    return [str(path) for path in sorted((GOLDEN / case / "files").iterdir())]


def kept(folder: Path) -> list[ProfileItem]:
    """Everybody who is kept."""
    return [*wire(folder).store.scan()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_dry_run_prints_what_would_be_sent_to_the_byte(
    case: Path, tmp_path: Path
) -> None:
    """The same bytes as in the browser; nobody is saved."""
    command = ("import-history", *files_of(case.name), "--dry-run", "--json")
    printed = run(tmp_path, *command).stdout_bytes
    assert printed == (case / "aggregate.json").read_bytes()
    assert kept(tmp_path) == []


def test_a_history_becomes_a_person_and_the_terminal_gets_a_session(
    tmp_path: Path,
) -> None:
    """Not verified, as files prove nothing; every item says where it is from."""
    ran = run(tmp_path, "import-history", *files_of("csv"), "--visibility", "anonymous")
    assert ran.exit_code == 0, ran.output
    [item] = kept(tmp_path)
    assert ran.stderr.splitlines()[-2:] == [
        f"nameless, anonymous, user_id {item.user_id}",
        "kept from: history",
    ]
    signer = wire(tmp_path).api.signer
    assert signer.verify(ran.stdout.strip(), datetime.now(UTC)).user_id == item.user_id
    assert (item.is_verified, item.visibility) == (False, "anonymous")
    assert {top.source for top in item.top_items} == {"history"}
    assert {top.time_range for top in item.top_items} == {
        "short_term",
        "medium_term",
        "long_term",
    }
    first = item.top_items[0]
    assert (first.name, first.rank, first.plays) == ("Glass Harbour", 1, 2)


def test_a_history_is_added_to_somebody_who_is_here(tmp_path: Path) -> None:
    """Beside other sources, in place of an earlier history; choices stay."""
    choices = ("--visibility", "open", "--display-name", "Zoë")
    token = done(tmp_path, "import-history", *files_of("csv"), *choices).strip()
    [before] = kept(tmp_path)
    liked = TopItem(kind="artist", name="Low", plays=7, source="listenbrainz")
    save_taste_profile(
        Saving(top_items=(liked,), choices=Choices(), is_added=True),
        before.user_id,
        profiles=StoredProfiles(wire(tmp_path).store),
        now=datetime.now(UTC),
        new_id=str,
    )
    added = ("import-history", *files_of("lastfm"), "--session", token)
    ran = run(tmp_path, *added)
    assert ran.exit_code == 0, ran.output
    assert ran.stderr.splitlines()[-1] == "kept from: listenbrainz, history"
    [after] = kept(tmp_path)
    assert (after.user_id, after.display_name) == (before.user_id, "Zoë")
    names = {(top.source, top.name) for top in after.top_items}
    assert ("listenbrainz", "Low") in names
    assert ("history", "Comma, the Band") not in names
    assert ("history", "Paper Lanterns") in names


def test_a_session_that_is_none_adds_to_nobody(tmp_path: Path) -> None:
    """Neither one that nobody signed, nor that of somebody who is gone."""
    command = ("import-history", *files_of("csv"), "--session")
    assert refused(tmp_path, *command, "x.y.z") == (
        "this session is not valid: start a new one"
    )
    signer = wire(tmp_path).api.signer
    gone = signer.issue("00000000-0000-4000-8000-000000000000", datetime.now(UTC))
    assert refused(tmp_path, *command, gone) == (
        "nothing is kept of this session's person: leave out --session"
    )
    assert kept(tmp_path) == []


def test_an_open_person_has_a_name(tmp_path: Path) -> None:
    """The one that was chosen."""
    choices = ("--visibility", "open", "--display-name", "Zoë")
    done(tmp_path, "import-history", *files_of("lastfm"), *choices)
    assert [item.display_name for item in kept(tmp_path)] == ["Zoë"]


def test_the_audit_is_told_in_words(tmp_path: Path) -> None:
    """Every file, what counted, what did not, and why."""
    command = ("import-history", *files_of("spotify_extended"), "--dry-run")
    ran = run(tmp_path, *command)
    folder = "my_spotify_data.zip/Spotify Extended Streaming History"
    extended = "Spotify, extended streaming history"
    assert ran.stderr.splitlines()[1:] == [
        f"{folder}/Streaming_History_Audio_2024.json: 3 plays ({extended})",
        f"{folder}/endsong_1.json: 1 play ({extended})",
        f"{folder}/Streaming_History_Video_2024.json: left out, videos, which are not"
        " counted",
        "2 other files in the zip not opened",
        "4 plays of 14 rows count",
        "  4 rows skipped: without artist or track (podcasts, audiobooks, unknown)",
        "  2 rows skipped: in a private session",
        "  1 row skipped: shorter than 30 seconds",
        "  2 rows skipped: without a time that can be true",
        "  1 row skipped: told twice",
        "3 artists, 3 tracks",
        "first play 2022-07-07, last play 2024-03-01",
        "Nothing was saved.",
    ]
    assert ran.stdout == ""


def test_refused_files_are_named_and_do_not_sink_the_others(tmp_path: Path) -> None:
    """One good file among many is enough."""
    files = files_of("mixed_refusals")
    ran = run(tmp_path, "import-history", *files, "--visibility", "hidden")
    assert ran.exit_code == 0
    audit = json.loads((GOLDEN / "mixed_refusals" / "audit.json").read_bytes())
    bad = [file["name"] for file in audit["files"] if file["kind"] == "refused"]
    assert len(bad) > 25
    assert ran.stderr.count(": refused, ") == len(bad)
    assert all(f"{name}: refused, " in ran.stderr for name in bad)
    assert "encrypted.zip: refused, this zip is locked with a password" in ran.stderr
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (
            "only_encrypted",
            "nothing to save: this zip is locked with a password: unpack it, and give"
            " what is inside",
        ),
        (
            "no_plays",
            "nothing to save: there is no play of 30 seconds or more in it",
        ),
    ],
)
def test_nothing_left_is_an_error_with_the_reason(
    case: str, words: str, tmp_path: Path
) -> None:
    """And nobody is saved."""
    command = ("import-history", *files_of(case), "--visibility", "hidden")
    assert refused(tmp_path, *command) == words
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "add --visibility open, anonymous or hidden"),
        (("--visibility", "open"), "add --display-name NAME"),
        (("--visibility", "hidden", "--json"), "--json goes with --dry-run"),
    ],
)
def test_what_is_missing_is_asked_for_before_anything_is_read(
    options: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """Reading may take a while."""
    ran = run(tmp_path, "import-history", *files_of("csv"), *options)
    assert ran.exit_code == 2
    assert words in ran.stderr
    assert "plays" not in ran.stderr
    assert kept(tmp_path) == []


def test_a_name_in_a_zip_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences in names of files are not printed."""
    file = tmp_path / "a\x1b[2Jb.json"
    file.write_bytes(b"[]")
    ran = run(tmp_path, "import-history", str(file), *files_of("csv"), "--dry-run")
    assert ran.exit_code == 0
    assert "\x1b" not in ran.output
    assert "a [2Jb.json: left out, holds nothing" in ran.stderr
