"""Who sees whom over HTTP: hidden, anonymous, open, and people who are gone."""

from __future__ import annotations

import uuid
from typing import Any

from tests.contracts.api_client import Answer, ApiClient, Person
from tests.contracts.invented_people import ANA, BEN, CEM, DAN
from tests.contracts.matches_contract import matches_of
from tests.contracts.open_door import OpenDoor


def ids_of(matches: list[Any]) -> list[str]:
    """Return whom matches show."""
    return [match["user_id"] for match in matches]


def pair_of(api: ApiClient, person: Person, shown_id: str) -> Answer:
    """Ask for a pair as the person."""
    path = (person.user_id, shown_id)
    return api.call("compare_users", *path, session=person.session)


def _unnamed(match: Any) -> Any:
    """Leave out who it is: an alias of each."""
    return {**match, "user_id": None, "display_name": None}


class VisibilityContract:
    """Part of ``HttpApiContract``: nobody is told more than they may know."""

    def test_a_hidden_person_sees_nobody(self, api: ApiClient) -> None:
        """Neither in a list nor in a pair."""
        ana, dan = api.join(ANA), api.join(DAN)
        answer = api.call("find_matches", dan.user_id, session=dan.session)
        assert (answer.status, answer.code) == (403, "hidden_user")
        assert pair_of(api, dan, ana.user_id).code == "hidden_user"

    def test_a_hidden_person_is_seen_by_nobody(self, api: ApiClient) -> None:
        """The refusal is the one for people who do not exist, byte for byte."""
        ana, dan = api.join(ANA), api.join(DAN)
        assert matches_of(api, ana)["matches"] == []
        hidden = pair_of(api, ana, dan.user_id)
        unknown = pair_of(api, ana, str(uuid.uuid4()))
        assert hidden.status == unknown.status == 404
        assert hidden.body == unknown.body

    def test_hiding_works_at_once(self, api: ApiClient) -> None:
        """And so does coming back."""
        ana, ben = api.join(ANA), api.join(BEN)
        assert ids_of(matches_of(api, ana)["matches"]) == [ben.user_id]
        api.save({**BEN, "visibility": "hidden"}, ben.session)
        assert matches_of(api, ana)["matches"] == []
        assert pair_of(api, ana, ben.user_id).status == 404
        api.save({**BEN, "visibility": "open"}, ben.session)
        assert ids_of(matches_of(api, ana)["matches"]) == [ben.user_id]

    def test_an_anonymous_person_is_an_alias_with_a_band(self, api: ApiClient) -> None:
        """No number, no count, no time, nothing that leads to the person."""
        ana, cem = api.join(ANA), api.join(CEM)
        [match] = matches_of(api, ana)["matches"]
        pair = pair_of(api, ana, match["user_id"]).json
        for told in (match, pair["match"]):
            assert told["user_id"].startswith("anon-")
            assert told["is_anonymous"] is True
            assert told["band"] in {"exceptional", "very_close", "close", "some"}
            assert told["evidence"]["level"] in {"strong", "fair", "thin"}
            assert told["evidence"]["shared_artists"] is None
            assert told["evidence"]["all_artists"] is None
            for name in ("score", "points", "one_in", "updated_at"):
                assert told[name] is None
            assert told["contributions"] == []
            assert set(told["shared_artists"]) <= {"Low"}
        assert pair["comparison"] is None
        assert pair["match"] == match
        assert cem.user_id not in str(pair)

    def test_nobody_can_probe_what_an_anonymous_person_does_not_name(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """Two who name the same artists look alike, whatever else they listen to."""
        named = ["Low", "Slint"]
        anonymous = {**CEM, "named_artists": named}
        tastes = [[*named, "Grouper"], ["Codeine", "!!!", *named[::-1], "Radiohead"]]
        both = [api.join({**anonymous, "artists": taste}) for taste in tastes]
        prober = api.join({**ANA, "artists": named})
        door.settle([])
        probes = [[*named, "Grouper"], ["Grouper", "Low"], ["Codeine", "!!!", "Slint"]]
        for probe in [named, *probes]:
            api.save({**ANA, "artists": probe, "tracks": []}, prober.session)
            rows = matches_of(api, prober)["matches"]
            pairs = [pair_of(api, prober, row["user_id"]).json for row in rows]
            told = [
                (_unnamed(row), _unnamed(pair["match"]), pair["comparison"])
                for row, pair in zip(rows, pairs, strict=True)
            ]
            assert len(told) == len(both)
            assert told[0] == told[1]
        for probe in (["Grouper", "Codeine"], ["Radiohead"]):
            api.save({**ANA, "artists": probe, "tracks": []}, prober.session)
            assert matches_of(api, prober)["matches"] == []

    def test_whoever_names_no_artist_is_found_by_nobody(self, api: ApiClient) -> None:
        """They find others all the same, and are seen once they wave."""
        ana, cem = api.join(ANA), api.join({**CEM, "named_artists": []})
        assert matches_of(api, ana)["matches"] == []
        [match] = matches_of(api, cem)["matches"]
        api.call("wave", match["user_id"], session=cem.session)
        [wave] = api.call("list_waves", session=ana.session).json["waves"]
        pair = pair_of(api, ana, wave["person"]["user_id"]).json
        assert (pair["match"]["band"], pair["match"]["shared_artists"]) == ("none", [])
        assert pair["comparison"] is None
        api.call("wave", wave["person"]["user_id"], session=ana.session)
        [revealed] = matches_of(api, ana)["matches"]
        assert (revealed["user_id"], revealed["wave"]) == (cem.user_id, "mutual")
        assert revealed["points"] == match["points"]

    def test_an_alias_holds_for_one_viewer(self, api: ApiClient) -> None:
        """What one calls somebody leads another nowhere."""
        ana, ben, _ = api.join(ANA), api.join(BEN), api.join(CEM)
        aliases = []
        for viewer in (ana, ben):
            matches = matches_of(api, viewer)["matches"]
            aliases += [i for i in ids_of(matches) if i.startswith("anon-")]
        assert len(set(aliases)) == 2
        assert pair_of(api, ana, aliases[0]).status == 200
        assert pair_of(api, ana, aliases[1]).status == 404

    def test_an_anonymous_persons_own_id_leads_nowhere(self, api: ApiClient) -> None:
        """It is refused like an id of nobody, byte for byte."""
        ana, cem = api.join(ANA), api.join(CEM)
        known = pair_of(api, ana, cem.user_id)
        unknown = pair_of(api, ana, str(uuid.uuid4()))
        assert known.status == unknown.status == 404
        assert known.body == unknown.body

    def test_an_anonymous_person_sees_what_others_allow(self, api: ApiClient) -> None:
        """Being unnamed hides oneself, not the open people."""
        ana, cem = api.join(ANA), api.join(CEM)
        [match] = matches_of(api, cem)["matches"]
        assert (match["user_id"], match["points"] > 0) == (ana.user_id, True)
        assert pair_of(api, cem, ana.user_id).json["comparison"] is not None

    def test_only_ones_own_matches_are_told(self, api: ApiClient) -> None:
        """Whether the other exists or not."""
        ana, ben = api.join(ANA), api.join(BEN)
        for user_id in (ben.user_id, str(uuid.uuid4())):
            listed = api.call("find_matches", user_id, session=ana.session)
            assert (listed.status, listed.code) == (403, "not_permitted")
            path = (user_id, ana.user_id)
            compared = api.call("compare_users", *path, session=ana.session)
            assert (compared.status, compared.code) == (403, "not_permitted")

    def test_nobody_is_their_own_soulmate(self, api: ApiClient) -> None:
        """Oneself is nobody there."""
        ana = api.join(ANA)
        assert pair_of(api, ana, ana.user_id).status == 404

    def test_whoever_deletes_is_gone_from_others_at_once(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """From the list and from the pair, also once statistics were published."""
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(CEM)
        door.settle([])
        shown = ids_of(matches_of(api, ana)["matches"])
        assert len(shown) == 2
        for person in (ben, cem):
            api.call("delete_taste_profile", session=person.session)
        assert matches_of(api, ana)["matches"] == []
        for shown_id in shown:
            assert pair_of(api, ana, shown_id).status == 404

    def test_without_a_taste_profile_there_are_no_matches(self, api: ApiClient) -> None:
        """Whoever deleted it is told so."""
        ana = api.join(ANA)
        api.call("delete_taste_profile", session=ana.session)
        answer = api.call("find_matches", ana.user_id, session=ana.session)
        assert (answer.status, answer.code) == (404, "taste_profile_not_found")
