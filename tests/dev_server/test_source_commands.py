"""``flask save-taste-profile`` and ``refresh-taste-profiles`` at the other sources."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.dev_server.demo.listenbrainz import user_token
from backend.dev_server.demo.marker import SEED
from backend.dev_server.demo.world import invented_people
from backend.dev_server.wiring import wire
from backend.use_cases.accounts.audit_log import KEPT_FOR
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.record import from_record
from backend.use_cases.timestamps import time_text
from tests.dev_server.command_line import Terminal, done, refused, run

pytestmark = pytest.mark.slow
PEOPLE = tuple(invented_people(12, SEED))
SEVEN, EMPTY = PEOPLE[7], PEOPLE[5]
AS_SEVEN = ("save-taste-profile", "--visibility", "anonymous", "--user", "invented-7")
NOWHERE = "http://127.0.0.1:9"
AT_SOURCES = pytest.mark.parametrize("source", ["listenbrainz", "lastfm"])


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo world that nobody may change."""
    folder = tmp_path_factory.mktemp("seeded")
    done(folder, "seed-demo", "12")
    return folder


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    """The same world, to be changed."""
    return Path(shutil.copytree(seeded, tmp_path / "data"))


def saved(folder: Path, *arguments: str) -> ProfileItem:
    """Run a command that prints the item it saved; return it as it is kept."""
    record: dict[str, Any] = json.loads(done(folder, *arguments))
    item = from_record(record)
    assert wire(folder).store.get(item.user_id) == item
    return item


def misused(folder: Path, *arguments: str) -> str:
    """Run a command that is called wrongly; return what it says."""
    before = set(wire(folder).store.revisions())
    ran = run(folder, *arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert set(wire(folder).store.revisions()) == before
    return ran.stderr.splitlines()[-1].removeprefix("Error: ")


def make_older(folder: Path, item: ProfileItem, days: int) -> None:
    """Let somebody have been read so many days ago."""
    assert item.refresh is not None
    tried_at = time_text(datetime.now(UTC) - timedelta(days=days))
    refresh = replace(item.refresh, tried_at=tried_at)
    older = replace(item, refreshes=(refresh,), top_items=item.top_items[:1])
    wire(folder).store.put(
        replace(older, revision=item.revision + 1), expected_revision=item.revision
    )


@AT_SOURCES
def test_a_public_name_makes_somebody_new_who_is_not_verified(
    folder: Path, source: str
) -> None:
    """It is said so, and the person of the demo world stays as they are."""
    before = wire(folder).store.get(SEVEN.user_id)
    item = saved(folder, *AS_SEVEN, "--source", source)
    assert (item.is_verified, item.refresh) == (False, None)
    assert (item.visibility, item.display_name) == ("anonymous", None)
    assert {top.source for top in item.top_items} == {source}
    assert {top.name for top in item.top_items} & {
        artist.name for artist in SEVEN.artists["long_term"]
    }
    assert item.user_id != SEVEN.user_id
    assert wire(folder).store.get(SEVEN.user_id) == before
    assert saved(folder, *AS_SEVEN, "--source", source).user_id != item.user_id


def test_a_token_of_listenbrainz_proves_who_one_is(folder: Path) -> None:
    """From the option; the second time it leads to the same person."""
    token = user_token(SEVEN.user_name)
    arguments = ("save-taste-profile", "--source", "listenbrainz", "--user-token")
    first = saved(folder, *arguments, token, "--visibility", "hidden")
    assert first.is_verified
    again = saved(folder, *arguments, token)
    assert (again.user_id, again.revision) == (first.user_id, 2)
    assert (again.visibility, again.refresh) == ("hidden", None)


def test_the_session_makes_one_the_same_person_the_next_time(folder: Path) -> None:
    """Told beside the item; with it one may add, and show oneself at the API."""
    ran = run(folder, *AS_SEVEN, "--source", "listenbrainz")
    [session] = [
        line.removeprefix("session ")
        for line in ran.stderr.splitlines()
        if line.startswith("session ")
    ]
    user_id = json.loads(ran.stdout)["user_id"]
    signer = wire(folder).api.signer
    assert signer.verify(session, datetime.now(UTC)).user_id == user_id
    more = ("--source", "lastfm", "--add", "--refresh", "--session", session)
    added = saved(folder, *AS_SEVEN, *more)
    assert (added.user_id, added.revision) == (user_id, 2)
    assert [one.source for one in added.sources] == ["listenbrainz", "lastfm"]
    again = saved(folder, *AS_SEVEN, "--source", "lastfm", "--session", session)
    assert [one.source for one in again.sources] == ["lastfm"]
    assert again.user_id == user_id


def test_a_session_that_is_none_is_one_line_and_nobody_is_asked(folder: Path) -> None:
    """Before a source is told anything."""
    line = refused(folder, *AS_SEVEN, "--source", "lastfm", "--session", "made-up")
    assert "session" in line
    assert "made-up" not in line


def test_a_name_beside_a_token_is_one_too_many(folder: Path) -> None:
    """They could be two people's; a token of another source says nothing."""
    token = user_token(SEVEN.user_name)
    both = (*AS_SEVEN, "--user-token", token, "--source")
    line = misused(folder, *both, "listenbrainz")
    assert line == "the token tells who you are: leave out --user"
    assert saved(folder, *both, "lastfm").is_verified is False


def test_a_token_that_nobody_has_is_one_line(folder: Path) -> None:
    """It is not repeated."""
    arguments = ("save-taste-profile", "--source", "listenbrainz", "--user-token")
    line = refused(folder, *arguments, "no-token-of-anybody", "--visibility", "open")
    assert line == "this is no access token of ListenBrainz"


@AT_SOURCES
def test_whoever_has_no_name_there_is_asked_for_it(folder: Path, source: str) -> None:
    """Last.fm gives out no tokens to copy."""
    name = {"listenbrainz": "ListenBrainz", "lastfm": "Last.fm"}[source]
    line = f"add --user NAME, your name at {name}"
    given = ("save-taste-profile", "--source", source)
    assert misused(folder, *given) == line
    if source == "lastfm":
        assert misused(folder, *given, "--user-token", "x") == line


def test_spotify_shows_nobody_by_name(folder: Path) -> None:
    """So there is nothing to read again without the person either."""
    at_spotify = ("save-taste-profile", "--source", "spotify")
    assert "leave out --user" in misused(folder, *at_spotify, "--user", "invented-7")
    assert "leave out --refresh" in misused(folder, *at_spotify, "--refresh")


@AT_SOURCES
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nobody-At-All", "knows nobody by this user name"),
        (EMPTY.user_name, "knows no top artists or tracks of yours yet"),
        ("x" * 500, "this cannot be a user name"),
        ("..", ""),
    ],
)
def test_what_the_source_refuses_is_one_line(
    folder: Path, source: str, name: str, said: str
) -> None:
    """Nothing is saved."""
    before = wire(folder).store.revisions().keys()
    given = ("save-taste-profile", "--source", source, "--visibility", "open")
    assert said in refused(folder, *given, "--user", name)
    assert wire(folder).store.revisions().keys() == before


@AT_SOURCES
def test_a_first_save_needs_a_choice(folder: Path, source: str) -> None:
    """The option that is missing is named."""
    given = ("save-taste-profile", "--source", source, "--user", "invented-7")
    line = refused(folder, *given)
    assert line.endswith("; add --visibility open, anonymous or hidden")


def test_without_a_demo_world_or_a_key_there_is_no_lastfm(tmp_path: Path) -> None:
    """The variable is named."""
    given = ("save-taste-profile", "--source", "lastfm", "--user", "a")
    line = "no Last.fm here: set LASTFM_API_KEY, or run flask seed-demo"
    assert refused(tmp_path, *given) == line


class TestRefreshing:
    def test_who_agreed_is_read_again_the_oldest_first(self, folder: Path) -> None:
        """At every source, as many as asked for; and then there is nothing to do."""
        items = [
            saved(folder, *AS_SEVEN, "--refresh", "--source", source)
            for source in ("listenbrainz", "listenbrainz", "lastfm")
        ]
        for item, days in zip(items, (8, 30, 9), strict=True):
            assert item.refresh is not None
            assert item.refresh.user_name == SEVEN.user_name
            make_older(folder, item, days)
        told = done(folder, "refresh-taste-profiles", "--limit", "1")
        assert told.startswith("2 refreshed, 0 could not be read just now, 0 not")
        store = wire(folder).store
        lengths = [len(store.get(item.user_id).top_items) for item in items]
        assert lengths[0] == 1
        assert min(lengths[1:]) > 50
        assert done(folder, "refresh-taste-profiles").startswith("1 refreshed")
        assert done(folder, "refresh-taste-profiles").startswith("0 refreshed")

    def test_nobody_is_read_who_was_read_lately_or_never_agreed(
        self, folder: Path
    ) -> None:
        """Unless it is asked for."""
        saved(folder, *AS_SEVEN, "--source", "lastfm")
        item = saved(folder, *AS_SEVEN, "--source", "lastfm", "--refresh")
        make_older(folder, item, 3)
        assert done(folder, "refresh-taste-profiles").startswith("0 refreshed")
        told = done(folder, "refresh-taste-profiles", "--older-than", "2")
        assert told.startswith("1 refreshed")

    def test_a_name_that_is_gone_is_not_read_any_more(self, folder: Path) -> None:
        """What was saved stays; it takes three turns to believe it."""
        item = saved(folder, *AS_SEVEN, "--source", "listenbrainz", "--refresh")
        assert item.refresh is not None
        gone = replace(item.refresh, user_name="Nobody-At-All")
        item = replace(item, refreshes=(gone,))
        for ended in (0, 0, 1):
            make_older(folder, item, 8)
            told = done(folder, "refresh-taste-profiles")
            assert f"{1 - ended} could not be read" in told
            assert f"{ended} not to be read any more" in told
            item = wire(folder).store.get(item.user_id)
        assert item.refresh is None
        assert done(folder, "refresh-taste-profiles").startswith("0 refreshed, 0")

    def test_what_is_over_goes(self, folder: Path) -> None:
        """Invitations, entries of audit logs, and uses of keys; what is good stays."""
        wired = wire(folder)
        services, user_id = wired.api.services, "11111111-1111-4111-8111-111111111111"
        invitations = services.viewing.relationships.invitations
        for time in (services.now() - KEPT_FOR, services.now()):
            invitations.make(user_id, time, shows_name=True, is_reusable=True, days=2)
            services.audit_log.note(user_id, "invited", time)
            services.api_keys.uses.note(user_id, f"{time.year:012}", time)
        done(folder, "refresh-taste-profiles")
        people, uses = services.accounts.people, services.api_keys.uses.records
        assert len([o for o in people.owners() if o.startswith("invitation#")]) == 1
        kept = (people.records(user_id), people.records(f"audit#{user_id}"))
        assert [len(records) for records in (*kept, uses.records(user_id))] == [1, 1, 1]

    def test_a_failure_is_told_and_names_nobody(self, folder: Path) -> None:
        """Neither a name nor an id has a place in a log."""
        item = saved(folder, *AS_SEVEN, "--source", "listenbrainz", "--refresh")
        assert item.refresh is not None
        agreed = replace(item.refresh, user_name="ines")
        make_older(folder, replace(item, refreshes=(agreed,)), 8)
        ran = Terminal(folder).run("refresh-taste-profiles", LISTENBRAINZ_URL=NOWHERE)
        lines = [line for line in ran.stderr.splitlines() if "failed" in line]
        assert lines == ["a refresh failed: source_unavailable"]

    @pytest.mark.parametrize("wrong", [("--limit", "0"), ("--older-than", "-1")])
    def test_limits_without_sense_are_wrong_usage(
        self, folder: Path, wrong: tuple[str, str]
    ) -> None:
        """The option is named."""
        assert wrong[0] in misused(folder, "refresh-taste-profiles", *wrong)


class TestLeavingTheDemoWorld:
    def test_whoever_came_through_a_stand_in_goes_with_it(self, folder: Path) -> None:
        """By name or by token, so that no real service is ever asked about them."""
        given = ("save-taste-profile", "--visibility", "open", "--source")
        token = user_token(SEVEN.user_name)
        saved(folder, *given, "lastfm", "--user", "invented-7", "--refresh")
        saved(folder, *given, "listenbrainz", "--user", "invented-7", "--refresh")
        saved(folder, *given, "listenbrainz", "--user-token", token)
        done(folder, "clear-demo", "--yes")
        assert list(wire(folder).store.scan()) == []
        assert list((folder / "people").glob("*.json")) == []
        told = done(folder, "refresh-taste-profiles", "--older-than", "0")
        assert told.startswith("0 refreshed, 0 could not be read")

    def test_what_is_ones_own_stays(self, folder: Path, tmp_path: Path) -> None:
        """Of somebody who added a stand-in's listening to their own files."""
        plays = tmp_path / "plays.csv"
        plays.write_text("artist,track,played_at\nLow,Words,2026-11-01T20:00:00Z\n")
        ran = run(folder, "import-history", str(plays), "--visibility", "hidden")
        assert ran.exit_code == 0, ran.output
        [session] = re.findall(r"ey[\w.-]+", ran.output)
        more = ("--add", "--refresh", "--source", "lastfm", "--session", session)
        added = saved(folder, *AS_SEVEN, *more)
        done(folder, "clear-demo", "--yes")
        [left] = wire(folder).store.scan()
        assert left.user_id == added.user_id
        assert [(one.source, one.is_invented) for one in left.sources] == [
            ("history", False)
        ]
        assert left.refreshes == ()
        assert {item.name for item in left.top_items} == {"Low", "Words"}

    def test_a_real_service_beside_the_demo_is_not_asked_about_invented_people(
        self, folder: Path
    ) -> None:
        """At the address named, nobody answers whoever does ask."""
        given = ("save-taste-profile", "--visibility", "open", "--source")
        for name, said in (
            ("Invented-7", "ListenBrainz knows nobody by this user name"),
            ("ines", "ListenBrainz cannot be reached"),
        ):
            ran = Terminal(folder).run(
                *given, "listenbrainz", "--user", name, LISTENBRAINZ_URL=NOWHERE
            )
            assert f"Error: {said}" in ran.stderr
