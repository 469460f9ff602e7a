"""Last.fm's answers as top items, however odd they are."""

from __future__ import annotations

from typing import Any

import pytest

from backend.sources.lastfm.reader import (
    is_user_name,
    read_session,
    read_top_list,
)
from backend.taste_profile import TopItem
from backend.taste_profile.top_items import ItemKind
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceUnavailableError,
)

FETCHED_AT = "2026-11-20T12:00:00.000000Z"
MBID = "5eecaf18-02ec-47af-a4f2-7831db373419"
ROW = {
    "@attr": {"rank": "1"},
    "mbid": MBID,
    "url": "https://www.last.fm/music/Queen",
    "playcount": "1511",
    "image": [{"size": "small", "#text": "https://example.com/star.png"}],
    "name": "Queen",
    "streamable": "0",
}
TRACK = {
    "@attr": {"rank": "1"},
    "duration": "205",
    "playcount": "440",
    "artist": {
        "url": "https://www.last.fm/music/Joy+Division",
        "name": "Joy Division",
        "mbid": "9a58fda3-f4ed-4080-a3a5-f457aac9fcdd",
    },
    "streamable": {"fulltrack": "0", "#text": "0"},
    "mbid": "",
    "name": "Love Will Tear Us Apart",
    "url": "https://www.last.fm/music/Joy+Division/_/Love+Will+Tear+Us+Apart",
}


def read(rows: Any, kind: ItemKind = "artist", owner: Any = "Ana") -> list[TopItem]:
    answer = {f"top{kind}s": {kind: rows, "@attr": {"user": owner, "page": "1"}}}
    listed = read_top_list(
        answer,
        user_name="aNA",
        kind=kind,
        time_range="medium_term",
        fetched_at=FETCHED_AT,
    )
    return list(listed.top_items)


def test_an_artist_as_the_documentation_shows_one() -> None:
    """Numbers are texts; pictures are placeholders and go."""
    assert read([ROW]) == [
        TopItem(
            kind="artist",
            name="Queen",
            time_range="medium_term",
            rank=1,
            plays=1511,
            links={"mbid": MBID, "lastfm": "https://www.last.fm/music/Queen"},
            source="lastfm",
            fetched_at=FETCHED_AT,
        )
    ]


def test_a_track_as_the_documentation_shows_one() -> None:
    """An empty MBID is none."""
    [item] = read([TRACK], "track")
    assert (item.name, item.artists) == ("Love Will Tear Us Apart", ("Joy Division",))
    assert set(item.links) == {"lastfm"}
    assert item.plays == 440


def test_a_single_row_may_come_without_a_list() -> None:
    """XML knows no lists, and the JSON is made from it."""
    assert [item.name for item in read(ROW)] == ["Queen"]


@pytest.mark.parametrize("rows", [None, [], "", "\n", 7, [None, 7, "text", [], {}]])
def test_no_rows_are_an_empty_list(rows: object) -> None:
    """A new account has nothing to show."""
    assert read(rows) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": None},
        {"name": ["Queen"]},
        {"name": "\u202e\u200b"},
        {"name": "[unknown]"},
        {"name": "Various Artists"},
        {"playcount": "0"},
    ],
)
def test_what_names_nobody_is_left_out(change: dict[str, object]) -> None:
    """The rest of the list stays, with the rank that it had."""
    [kept] = read([{**ROW, **change}, ROW])
    assert kept.rank == 2


@pytest.mark.parametrize(
    "artist", [None, "", [], {}, {"name": None}, "[unknown]", {"name": "[unknown]"}]
)
def test_a_track_of_nobody_is_left_out(artist: object) -> None:
    """It could be anybody's."""
    assert read([{**TRACK, "artist": artist}], "track") == []


@pytest.mark.parametrize(
    "artist", ["Low", {"name": "Low"}, {"#text": "Low", "mbid": ""}]
)
def test_a_tracks_artist_may_be_written_in_three_ways(artist: object) -> None:
    """Different methods of Last.fm do."""
    [item] = read([{**TRACK, "artist": artist}], "track")
    assert item.artists == ("Low",)


@pytest.mark.parametrize("plays", [None, "", "many", "1.5", -1, True, [], "9" * 30])
def test_a_row_without_a_readable_count_keeps_its_rank(plays: object) -> None:
    """The order is worth something, too."""
    [item] = read([{**ROW, "playcount": plays}])
    assert (item.plays, item.rank) == (None, 1)


@pytest.mark.parametrize("plays", [1511, "01511", " 1511 "])
def test_a_count_may_be_a_text_or_a_number(plays: object) -> None:
    """XML knows no numbers."""
    assert read([{**ROW, "playcount": plays}])[0].plays == 1511


@pytest.mark.parametrize(
    ("change", "links"),
    [
        ({"mbid": "not-one"}, {"lastfm"}),
        ({"mbid": None}, {"lastfm"}),
        ({"mbid": MBID.upper()}, {"mbid", "lastfm"}),
        ({"url": "javascript:alert(1)"}, {"mbid"}),
        ({"url": "https://elsewhere.example/music/Queen"}, {"mbid"}),
        ({"url": "https://www.last.fm/" + "x" * 300}, {"mbid"}),
        ({"url": "https://www.last.fm/\ud800"}, {"mbid"}),
        ({"url": None}, {"mbid"}),
    ],
)
def test_only_links_that_lead_to_last_fm_are_kept(
    change: dict[str, object], links: set[str]
) -> None:
    """They are shown on a page later."""
    assert set(read([{**ROW, **change}])[0].links) == links


@pytest.mark.parametrize("owner", ["Ben", "", None, 7, ["Ana"]])
def test_somebody_elses_list_is_a_broken_answer(owner: object) -> None:
    """Last.fm is known to mix people up now and then."""
    with pytest.raises(SourceUnavailableError) as caught:
        read([ROW], owner=owner)
    assert caught.value.reason == "broken_answer"


@pytest.mark.parametrize(
    "answer", [None, [], "text", {}, {"topartists": None}, {"topartists": []}]
)
def test_what_is_no_list_is_a_broken_answer(answer: object) -> None:
    """It names nobody, either."""
    with pytest.raises(SourceUnavailableError):
        read_top_list(
            answer,
            user_name="ana",
            kind="artist",
            time_range="long_term",
            fetched_at=FETCHED_AT,
        )


def test_an_empty_list_may_have_its_attributes_among_its_elements() -> None:
    """Last.fm has written them both ways."""
    listed = read_top_list(
        {"topartists": {"#text": "\n", "user": "Ana", "total": "0"}},
        user_name="ana",
        kind="artist",
        time_range="long_term",
        fetched_at=FETCHED_AT,
    )
    assert (listed.user_name, listed.top_items) == ("Ana", ())


def test_more_than_was_asked_for_is_cut_off() -> None:
    """A hundred per list and no more."""
    assert len(read([ROW] * 150)) == 100


def test_a_session_names_its_user() -> None:
    """And the key is not looked at."""
    session = {"name": "Ana", "key": "good for ever", "subscriber": 0}
    assert read_session({"session": session}) == "Ana"


@pytest.mark.parametrize(
    "answer",
    [None, {}, {"session": []}, {"session": {"name": ""}}, {"session": {"name": 7}}],
)
def test_a_session_of_nobody_links_nobody(answer: object) -> None:
    """There would be nobody to link."""
    with pytest.raises(SourceAccountUnknownError):
        read_session(answer)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("rj", True),
        ("some_name-99", True),
        ("Zoë", True),
        ("x" * 64, True),
        ("x" * 65, False),
        ("", False),
        ("two words", False),
        ("line\n", False),
        ("zero\x00", False),
        ("\u202egnol", False),
        ("\ud800", False),
    ],
)
def test_what_can_be_a_user_name(text: str, is_one: bool) -> None:
    """Nothing that hides, breaks a line or never ends."""
    assert is_user_name(text) == is_one
