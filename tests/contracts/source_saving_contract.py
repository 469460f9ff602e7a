"""Saving by a public name, or by a token that proves whose it is, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contracts.api_client import ApiClient, Person
from tests.contracts.invented_accounts import (
    SOURCES,
    Account,
    SourceKey,
    ana_at,
    ben_at,
    newcomer_at,
)
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor
from tests.dev_server.open_music import OpenMusic

at_each_source = pytest.mark.parametrize("source", SOURCES)
TOKEN_MARK = "5ec2e7"
IMPOSSIBLE_NAMES = (
    " ", ".", "..", "../Ana", "Ana/../Ana", "Ana/", "%2f", "%41na", "%00", "..%2f..",
    "Ana\x00", "A\x1bna", "Ana\u202e", "Ana?range=week", "Ana#", "坂本龍一", "🎧",
    "Ana' OR 1=1--", "<script>", "-1", "null", "x" * 65, "x" * 500,
)  # fmt: skip


def kept_of(api: ApiClient, person: Person) -> Any:
    """Return all that a person sees of what is kept."""
    return api.call("show_taste_profile", session=person.session).json


class SourceSavingContract:
    """Part of ``HttpApiContract``: people from services that show listening by name.

    The fixture ``music`` is the services that every door under test is led to.
    """

    def test_each_way_in_is_listed(self, api: ApiClient) -> None:
        """With what it takes; no stand-in is called one that is not the demo's."""
        listed = {way["source"]: way for way in api.call("sources").json["sources"]}
        assert list(listed) == list(SOURCES)
        assert listed["listenbrainz"]["takes"] == ["user_name", "pasted_token"]
        assert listed["lastfm"]["takes"] == ["returned_token", "user_name"]
        assert listed["lastfm"]["authorize_url"].endswith("/api/auth/")

    @at_each_source
    def test_a_public_name_makes_a_new_person_who_is_not_verified(
        self, api: ApiClient, source: SourceKey
    ) -> None:
        """With a session, plays, links and genres; the name itself is not kept."""
        ana = api.join(ana_at(source).by_name())
        assert api.call("me", session=ana.session).json["is_verified"] is False
        kept = kept_of(api, ana)
        assert (kept["is_verified"], kept["refresh"]) == (False, None)
        assert kept["display_name"] == ana_at(source).user_name
        assert {item["source"] for item in kept["top_items"]} == {source}
        assert all(item["plays"] >= 1 for item in kept["top_items"])
        assert {"artist", "track", "genre"} <= kept["features"].keys()

    @at_each_source
    @pytest.mark.parametrize("visibility", ["anonymous", "hidden"])
    def test_a_public_name_is_kept_of_nobody_who_is_not_open(
        self, api: ApiClient, door: OpenDoor, source: SourceKey, visibility: str
    ) -> None:
        """They came not to be named; a name that they choose stays."""
        ana = api.join(ana_at(source).by_name(visibility=visibility))
        kept = door.store.get(ana.user_id)
        assert kept.display_name is None
        assert ana_at(source).user_name not in repr(kept)
        again = ana_at(source).by_name(visibility=visibility, display_name="A.")
        api.save(again, ana.session)
        assert kept_of(api, ana)["display_name"] == "A."

    @at_each_source
    def test_a_chosen_name_goes_before_the_sources(
        self, api: ApiClient, source: SourceKey
    ) -> None:
        """Who wants to be somebody else here may."""
        ana = api.join(ana_at(source).by_name(display_name="A."))
        assert kept_of(api, ana)["display_name"] == "A."

    @at_each_source
    def test_a_token_proves_who_one_is_and_leads_back_there(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """Without a session, the second save is the same person's."""
        account = ana_at(source)
        ana = api.join(account.by_token(music))
        assert kept_of(api, ana)["is_verified"] is True
        again = api.save(account.by_token(music, visibility=None))
        assert (again.status, again.json["user_id"]) == (200, ana.user_id)
        assert again.json["revision"] == 2
        assert api.call("me", session=again.session).json["user_id"] == ana.user_id

    @at_each_source
    def test_whoever_is_not_verified_yet_becomes_so_by_a_token(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """The same person, and no new session."""
        ana = api.join(ana_at(source).by_name())
        proved = api.save(ana_at(source).by_token(music), ana.session)
        assert (proved.status, proved.json["user_id"]) == (200, ana.user_id)
        assert proved.session == ""
        assert kept_of(api, ana)["is_verified"] is True

    @at_each_source
    def test_a_token_is_stronger_than_somebody_elses_session(
        self, api: ApiClient, music: OpenMusic, door: OpenDoor, source: SourceKey
    ) -> None:
        """One becomes the token's person; whose session it was is left alone."""
        ana = api.join(ana_at(source).by_token(music))
        other = api.join(ANA)
        before = door.store.get(other.user_id)
        answer = api.save(ana_at(source).by_token(music), other.session)
        assert (answer.status, answer.json["user_id"]) == (200, ana.user_id)
        me = api.call("me", session=answer.session).json
        assert me["user_id"] == ana.user_id
        assert door.store.get(other.user_id) == before

    def test_two_accounts_of_one_person_are_two_people(
        self, api: ApiClient, music: OpenMusic
    ) -> None:
        """A verified caller with an account that nobody has linked is a new person."""
        ana = api.join(ana_at("listenbrainz").by_token(music))
        answer = api.save(ana_at("lastfm").by_token(music), ana.session)
        assert answer.status == 201
        assert answer.json["user_id"] != ana.user_id

    @at_each_source
    def test_a_name_that_nobody_has_is_refused_whatever_it_is(
        self, api: ApiClient, door: OpenDoor, source: SourceKey
    ) -> None:
        """It leads to no other path, to nobody else's lists, and nothing is kept."""
        for user_name in IMPOSSIBLE_NAMES:
            answer = api.save(Account(source, user_name).by_name())
            assert (answer.status, answer.session) == (422, ""), user_name
            assert answer.code in {"source_refused", "invalid_request"}, user_name
        assert dict(door.store.revisions()) == {}

    @at_each_source
    def test_an_account_without_listening_is_told_so(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """By name and by token; a later save begins as somebody new."""
        account = newcomer_at(source)
        for body in (account.by_name(), account.by_token(music)):
            answer = api.save(body)
            assert (answer.status, answer.code) == (422, "source_empty")
        assert dict(door.store.revisions()) == {}

    @at_each_source
    @pytest.mark.parametrize("token", ["", "\x00", "\r\nX: y", "ü", TOKEN_MARK * 665])
    def test_a_token_that_nobody_gave_proves_nothing(
        self, api: ApiClient, door: OpenDoor, source: SourceKey, token: str
    ) -> None:
        """It is not repeated in the answer either."""
        token = TOKEN_MARK + token
        answer = api.save({"source": source, "visibility": "open", "token": token})
        assert answer.status == 422
        assert answer.code in {"source_refused", "source_sign_in_expired"}
        assert TOKEN_MARK.encode() not in answer.body
        assert dict(door.store.revisions()) == {}

    @at_each_source
    def test_either_a_name_or_a_token(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """Both could be two people, and neither is nobody."""
        both = ben_at(source).by_name(token=ana_at(source).by_token(music)["token"])
        for body in (both, {"source": source, "visibility": "open"}):
            answer = api.save(body)
            assert (answer.status, answer.code) == (422, "invalid_request")

    def test_a_source_that_is_not_offered_says_so(self, api: ApiClient) -> None:
        """Here that is Spotify."""
        code = {"code": "c", "code_verifier": "v", "redirect_uri": "http://x/"}
        for proof in (code, {"access_token": "t"}):
            answer = api.save({"source": "spotify", "visibility": "open", **proof})
            assert (answer.status, answer.code) == (422, "source_not_offered")
