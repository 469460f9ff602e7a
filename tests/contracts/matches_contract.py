"""Matches and pairs over HTTP: exact, explained, the same from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.contracts.api_client import ApiClient, Person
from tests.contracts.invented_people import ANA, BEN, invented_listeners
from tests.contracts.open_door import OpenDoor

GROWN = 280
"""Of whom more than 200 may stand in the panel: open people alone."""


def matches_of(api: ApiClient, person: Person, query: str = "limit=50") -> Any:
    """Return one page of a person's matches."""
    answer = api.call(
        "find_matches", person.user_id, query=query, session=person.session
    )
    assert answer.status == 200, answer.body
    return answer.json


def pages_of(api: ApiClient, person: Person, limit: int) -> Iterator[list[Any]]:
    """Yield every page of a person's matches."""
    page = matches_of(api, person, f"limit={limit}")
    while True:
        yield page["matches"]
        if page["next_cursor"] is None:
            return
        query = f"limit={limit}&cursor={page['next_cursor']}"
        page = matches_of(api, person, query)


def check_sum(match: Any) -> None:
    """Assert that the rows of a match add up to its points and its score."""
    rows = [row["points"] for row in match["contributions"]]
    assert sum(rows) == match["points"]
    assert all(points >= 0 for points in rows)
    assert match["score"] == match["points"] / 10_000


def _ids(matches: list[Any]) -> list[str]:
    return [match["user_id"] for match in matches]


class MatchesContract:
    """Part of ``HttpApiContract``: rankings and pairs of open people."""

    def test_a_match_is_explained_to_the_last_point(self, api: ApiClient) -> None:
        """In the list and in the pair, with the same points and evidence."""
        ana, ben = api.join(ANA), api.join(BEN)
        [listed] = matches_of(api, ana)["matches"]
        answer = api.call(
            "compare_users", ana.user_id, ben.user_id, session=ana.session
        )
        pair = answer.json["match"]
        for match in (listed, pair):
            check_sum(match)
            assert match["user_id"] == ben.user_id
            assert (match["display_name"], match["is_anonymous"]) == ("Ben", False)
            assert match["shared_artists"][:1] == ["Low"]
        assert listed["evidence"]["shared_artists"] == 2
        for name in ("points", "one_in", "band", "evidence", "updated_at"):
            assert listed[name] == pair[name]

    def test_a_pair_is_the_same_from_both_sides(self, api: ApiClient) -> None:
        """The same points row by row, and the comparison turned around."""
        ana, ben = api.join(ANA), api.join(BEN)
        one = api.call("compare_users", ana.user_id, ben.user_id, session=ana.session)
        two = api.call("compare_users", ben.user_id, ana.user_id, session=ben.session)
        mine, yours = one.json, two.json
        assert mine["match"]["points"] == yours["match"]["points"] > 0
        assert [(r["kind"], r["points"]) for r in mine["match"]["contributions"]] == [
            (r["kind"], r["points"]) for r in yours["match"]["contributions"]
        ]
        assert mine["match"]["evidence"] == yours["match"]["evidence"]
        for here, there in (
            ("only_you", "only_them"),
            ("discoveries_for_you", "discoveries_for_them"),
        ):
            assert mine["comparison"][here] == yours["comparison"][there]
            assert mine["comparison"][there] == yours["comparison"][here]
        shared = [row["name"] for row in mine["comparison"]["shared"]]
        assert shared == ["Low", "Codeine", "Words"]
        discovered = [row["name"] for row in mine["comparison"]["discoveries_for_you"]]
        assert discovered == ["Slint"]

    def test_a_young_community_says_so(self, api: ApiClient) -> None:
        """No rarity below 200 people, and statistics that name themselves."""
        ana, _ = api.join(ANA), api.join(BEN)
        page = matches_of(api, ana)
        assert page["statistics"]["is_young"] is True
        assert page["matches"][0]["one_in"] is None
        assert page["algorithm"] == "soulmate-1"
        assert (page["artists"], page["has_little_data"]) == (7, True)
        assert page["is_complete"] is True

    def test_nobody_is_a_match_without_music_in_common(self, api: ApiClient) -> None:
        """Nor is oneself; an empty list is an answer."""
        ana = api.join(ANA)
        api.join({**BEN, "artists": ["ABBA"], "tracks": []})
        page = matches_of(api, ana)
        assert (page["matches"], page["next_cursor"]) == ([], None)

    def test_a_pair_without_music_in_common_has_no_points(self, api: ApiClient) -> None:
        """Whoever asks for it is answered all the same."""
        ana, abba = api.join(ANA), api.join({**BEN, "artists": ["ABBA"], "tracks": []})
        pair = (ana.user_id, abba.user_id)
        answer = api.call("compare_users", *pair, session=ana.session)
        assert answer.status == 200
        check_sum(answer.json["match"])
        assert answer.json["match"]["points"] == 0

    def test_pages_show_everybody_once_and_in_order(self, api: ApiClient) -> None:
        """Whatever the length of the page; the last one has no cursor."""
        ana = api.join(ANA)
        others = {
            api.join({**BEN, "artists": ["Low", f"Artist {n}"]}).user_id
            for n in range(7)
        }
        whole = [match["user_id"] for match in matches_of(api, ana)["matches"]]
        assert sorted(whole) == sorted(others)
        for limit in (1, 3, 7):
            pages = list(pages_of(api, ana, limit))
            assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
            assert [match["user_id"] for page in pages for match in page] == whole

    def test_fakes_displace_nobody(self, api: ApiClient, door: OpenDoor) -> None:
        """Copies of the viewer are nearest, unverified, and ranked apart at the end."""
        people = invented_listeners(12)
        copied = next(item for item in people if item.visibility == "open")
        names = [item.name for item in copied.top_items if item.kind == "artist"]
        viewer = api.join({**ANA, "artists": names, "tracks": []})
        door.settle(people)
        before = matches_of(api, viewer)["matches"]
        fakes = [
            api.join({**BEN, "artists": names, "tracks": []}).user_id for _ in range(3)
        ]
        found = matches_of(api, viewer)["matches"]
        verified = [match["user_id"] for match in found if match["is_verified"]]
        assert verified == [match["user_id"] for match in before]
        assert sorted(_ids(found)[len(verified) :]) == sorted(fakes)
        points = [match["points"] for match in found if match["user_id"] in fakes]
        assert min(points) >= max(match["points"] or 0 for match in before)
        for people_asked, expected in (
            ("verified", verified),
            ("unverified", _ids(found)[len(verified) :]),
            ("all", _ids(found)),
        ):
            asked = matches_of(api, viewer, f"limit=50&people={people_asked}")
            assert _ids(asked["matches"]) == expected
        paged = [m["user_id"] for page in pages_of(api, viewer, 4) for m in page]
        assert paged == _ids(found)

    def test_a_cursor_goes_on_when_people_come_and_go(self, api: ApiClient) -> None:
        """Nobody who stays is shown twice or left out."""
        ana = api.join(ANA)
        people = [api.join({**BEN, "artists": ["Low", f"A {n}"]}) for n in range(6)]
        by_id = {person.user_id: person for person in people}
        first = matches_of(api, ana, "limit=3")
        shown = [match["user_id"] for match in first["matches"]]
        api.call("delete_taste_profile", session=by_id[shown[0]].session)
        api.join({**ANA, "display_name": "Ana's twin"})
        query = f"limit=50&cursor={first['next_cursor']}"
        rest = [match["user_id"] for match in matches_of(api, ana, query)["matches"]]
        assert sorted(shown + rest) == sorted(by_id)

    def test_a_new_taste_is_ranked_at_once(self, api: ApiClient) -> None:
        """The next request after a save goes by it, in list and pair alike."""
        ana, ben = api.join(ANA), api.join(BEN)
        before = matches_of(api, ana)["matches"][0]["points"]
        twin = {**ANA, "display_name": "Ben"}
        api.save(twin, ben.session)
        after = matches_of(api, ana)["matches"][0]["points"]
        assert before < after == 10_000
        # Twice from the first revision on, within the same second.
        for body, points in ((BEN, before), (twin, after)):
            api.call("delete_taste_profile", session=ben.session)
            api.save(body, ben.session)
            assert matches_of(api, ana)["matches"][0]["points"] == points


class GrownCommunityContract:
    """Part of ``HttpApiContract``: what needs many people, and much time."""

    def test_a_grown_community_gets_scaling_and_rarity(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """With 200 verified people: every sum stays exact, on both sides."""
        ana, ben = api.join(ANA), api.join(BEN)
        known = {"artists": ["Artist 8", "Artist 9", "Artist 10", "Artist 11", "Low"]}
        api.save({**ANA, **known}, ana.session)
        api.save({**BEN, **known}, ben.session)
        door.settle(invented_listeners(GROWN))
        page = matches_of(api, ana)
        assert page["statistics"]["is_young"] is False
        assert page["statistics"]["people"] == GROWN + 2
        assert len(page["matches"]) == 50
        told = [match for match in page["matches"] if not match["is_anonymous"]]
        for match in told:
            check_sum(match)
            assert match["one_in"] is None or match["one_in"] >= 4
        assert [m["points"] for m in told] == sorted(
            (m["points"] for m in told), reverse=True
        )
        [mine] = matches_of(api, ana, "people=unverified")["matches"]
        [theirs] = matches_of(api, ben, "people=unverified")["matches"]
        assert (mine["user_id"], theirs["user_id"]) == (ben.user_id, ana.user_id)
        assert mine["points"] == theirs["points"]
        for match in [mine, *told[:4]]:
            path = (ana.user_id, match["user_id"])
            pair = api.call("compare_users", *path, session=ana.session).json
            check_sum(pair["match"])
            assert pair["match"]["points"] == match["points"]
