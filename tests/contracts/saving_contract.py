"""Saving, showing and deleting one's own taste, over HTTP."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from tests.contracts.api_client import ApiClient, Person
from tests.contracts.invented_people import ANA, BEN, CEM, DAN
from tests.contracts.open_door import OpenDoor


class SavingContract:
    """Part of ``HttpApiContract``: a person and their own taste profile."""

    def test_it_is_healthy(self, api: ApiClient) -> None:
        """It says which algorithm it goes by, and that it names nobody to write to."""
        answer = api.call("health")
        assert answer.json == {
            "status": "ok",
            "algorithm": "soulmate-1",
            "contact": None,
        }

    def test_a_new_person_gets_an_id_and_a_session(self, api: ApiClient) -> None:
        """The id is random, the cookie out of reach of scripts and other sites."""
        answer = api.save(ANA)
        assert answer.status == 201
        assert uuid.UUID(answer.json["user_id"]).version == 4
        assert answer.json["is_new"] is True
        assert answer.json["revision"] == 1
        assert (answer.json["artists"], answer.json["tracks"]) == (7, 2)
        assert answer.json["has_little_data"] is True
        [cookie] = answer.cookies
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert answer.session

    def test_the_session_is_the_new_persons(self, api: ApiClient) -> None:
        """As a cookie and as a bearer token."""
        ana = api.join(ANA)
        assert api.call("me", session=ana.session).json["user_id"] == ana.user_id
        headers = {"authorization": f"Bearer {ana.session}"}
        assert api.send("GET", "/me", headers).json["user_id"] == ana.user_id

    def test_a_bearer_token_needs_no_request_header(self, api: ApiClient) -> None:
        """Only cookies are sent by a browser on its own."""
        ana = api.join(ANA)
        headers = {"authorization": f"Bearer {ana.session}"}
        answer = api.send("DELETE", "/taste-profile", headers)
        assert answer.json == {"user_id": ana.user_id, "is_deleted": True}

    def test_two_new_people_are_two(self, api: ApiClient) -> None:
        """The same taste does not make the same person."""
        assert api.join(ANA).user_id != api.join(ANA).user_id

    def test_a_second_save_is_the_same_person_and_a_new_revision(
        self, api: ApiClient
    ) -> None:
        """It replaces the top items, needs no choices again, and no new session."""
        ana = api.join(ANA)
        again = api.save({"source": "top_items", "artists": ["Ride"]}, ana.session)
        assert again.status == 200
        assert again.cookies == ()
        assert again.json["user_id"] == ana.user_id
        assert (again.json["is_new"], again.json["revision"]) == (False, 2)
        assert (again.json["visibility"], again.json["display_name"]) == ("open", "Ana")
        kept = api.call("top_artists", session=ana.session).json["items"]
        assert [item["name"] for item in kept] == ["Ride"]

    def test_visibility_is_chosen_never_assumed(self, api: ApiClient) -> None:
        """The first save without it is refused, and nothing is kept."""
        without = {key: value for key, value in ANA.items() if key != "visibility"}
        answer = api.save(without)
        assert (answer.status, answer.code) == (422, "visibility_required")
        assert answer.session == ""

    def test_being_open_takes_a_display_name(self, api: ApiClient) -> None:
        """Hidden and anonymous people need none, until they open up."""
        answer = api.save({**CEM, "visibility": "open"})
        assert (answer.status, answer.code) == (422, "display_name_required")
        cem = api.join(CEM)
        opened = api.save({**CEM, "visibility": "open"}, cem.session)
        assert opened.code == "display_name_required"
        named = {**CEM, "visibility": "open", "display_name": "Cem"}
        assert api.save(named, cem.session).json["display_name"] == "Cem"

    def test_shows_what_is_kept_and_what_follows_from_it(self, api: ApiClient) -> None:
        """Top items as they came, in their order, and weights under names."""
        ben = api.join(BEN)
        kept = api.call("show_taste_profile", session=ben.session).json
        assert kept["user_id"] == ben.user_id
        assert (kept["visibility"], kept["is_verified"]) == ("open", False)
        low, codeine, slint, words = kept["top_items"]
        assert (low["name"], low["plays"], low["rank"]) == ("LOW", 120, None)
        assert low["genres"] == ["slowcore", "indie"]
        assert list(codeine["links"].items()) == [("a", "y"), ("mbid", "x-1")]
        assert (slint["time_range"], slint["source"]) == ("short_term", "top_items")
        assert (words["artists"], words["release_date"]) == (["Low"], "1994")
        assert {"artist", "track", "genre", "era"} == kept["features"].keys()
        artists = kept["features"]["artist"]
        assert (artists[0]["name"], artists[0]["artist"]) == ("LOW", None)
        weights = [feature["weight"] for feature in artists]
        assert weights == sorted(weights, reverse=True)
        assert 0 < weights[-1] < weights[0] <= 1

    def test_lists_top_items_by_kind_and_time_range(self, api: ApiClient) -> None:
        """As many as were asked for."""
        ben = api.join(BEN)

        def names(name: str, query: str = "") -> list[str]:
            answer = api.call(name, query=query, session=ben.session)
            return [item["name"] for item in answer.json["items"]]

        assert names("top_artists") == ["LOW", "Codeine", "Slint"]
        assert names("top_artists", "time_range=short_term") == ["Slint"]
        assert names("top_artists", "limit=2&time_range=long_term") == [
            "LOW",
            "Codeine",
        ]
        assert names("top_tracks") == ["Words"]
        assert names("top_tracks", "time_range=medium_term") == []

    def test_a_deleted_taste_is_gone_and_deleting_twice_is_fine(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """The session stays, so that somebody can begin anew as the same person."""
        ana = api.join(ANA)
        gone = {"user_id": ana.user_id, "is_deleted": True}
        for _ in range(2):
            assert api.call("delete_taste_profile", session=ana.session).json == gone
        assert dict(door.store.revisions()) == {}
        for name in ("show_taste_profile", "top_artists", "top_tracks"):
            answer = api.call(name, session=ana.session)
            assert (answer.status, answer.code) == (404, "taste_profile_not_found")
        assert api.save(DAN, ana.session).json["user_id"] == ana.user_id

    def test_me_works_without_a_taste_profile(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """Whoever deleted it is still somebody."""
        user_id = str(uuid.uuid4())
        session = door.signer.issue(user_id, datetime.now(UTC))
        assert api.call("me", session=session).json == {
            "user_id": user_id,
            "has_taste_profile": False,
            "visibility": None,
            "display_name": None,
            "is_verified": False,
            "updated_at": None,
        }

    def test_saves_at_once_are_counted_or_refused(self, api: ApiClient) -> None:
        """Each is a revision of its own, or a conflict; none is lost unsaid."""
        ana = api.join(ANA)
        with ThreadPoolExecutor(8) as saving:
            answers = list(saving.map(lambda _: self._save_again(api, ana), range(8)))
        revisions = sorted(a.json["revision"] for a in answers if a.status == 200)
        assert revisions == list(range(2, len(revisions) + 2))
        assert {a.code for a in answers if a.status != 200} <= {"revision_conflict"}

    def _save_again(self, api: ApiClient, person: Person) -> Any:
        return api.save({"source": "top_items", "artists": ["Low"]}, person.session)

    def test_an_ended_session_takes_its_cookie_along(self, api: ApiClient) -> None:
        """No script can remove it, and it would refuse every new start."""
        headers = {"cookie": "session=of-another-time", "x-soulmate-request": "1"}
        answer = api.send("GET", "/me", headers)
        assert answer.code == "session_invalid"
        [cookie] = answer.cookies
        assert cookie.startswith("session=; Path=/; Max-Age=0;")
