"""One person who comes from several sources, over HTTP."""

from __future__ import annotations

from typing import Any

from tests.contracts.api_client import ApiClient
from tests.contracts.invented_accounts import ana_at, ben_at
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor
from tests.contracts.source_saving_contract import kept_of
from tests.dev_server.open_music import OpenMusic


def sources_of(kept: Any) -> list[str]:
    """Return where somebody's top items came from."""
    return [source["source"] for source in kept["sources"]]


class SeveralSourcesContract:
    """Part of ``HttpApiContract``: added beside each other, removed one by one."""

    def test_a_caller_may_add_another_account_of_theirs(
        self, api: ApiClient, music: OpenMusic
    ) -> None:
        """They stay who they are, and either account leads to them afterwards."""
        ana = api.join(ana_at("lastfm").by_token(music))
        body = ana_at("listenbrainz").by_token(music, is_added=True)
        added = api.save(body, ana.session)
        assert (added.status, added.json["user_id"]) == (200, ana.user_id)
        kept = kept_of(api, ana)
        assert sources_of(kept) == ["lastfm", "listenbrainz"]
        assert kept["is_verified"] is True
        for account, session in (
            (ana_at("listenbrainz"), ""),
            (ana_at("lastfm"), ana.session),
        ):
            back = api.save(account.by_token(music, visibility=None), session)
            assert (back.status, back.json["user_id"]) == (200, ana.user_id)

    def test_a_proof_that_can_be_lured_takes_nobody_over_who_has_a_stronger_one(
        self, api: ApiClient, music: OpenMusic, door: OpenDoor
    ) -> None:
        """Last.fm hands its token to any address; with the own session it is fine."""
        ana = api.join(ana_at("lastfm").by_token(music))
        other = api.join(ANA)
        lured = ana_at("lastfm").by_token(music, visibility=None)
        assert api.save(lured).json["user_id"] == ana.user_id
        stronger = ana_at("listenbrainz").by_token(music, is_added=True)
        assert api.save(stronger, ana.session).status == 200
        before = {who: door.store.get(who.user_id) for who in (ana, other)}
        for session in ("", other.session):
            lured = ana_at("lastfm").by_token(music)
            answer = api.save(lured, session)
            assert (answer.status, answer.code) == (422, "source_refused")
            assert answer.session == ""
        assert before == {who: door.store.get(who.user_id) for who in before}

    def test_a_name_that_is_added_makes_nobody_verified(
        self, api: ApiClient, music: OpenMusic
    ) -> None:
        """It could be anybody's; without it, all is proven again."""
        ana = api.join(ana_at("listenbrainz").by_token(music))
        body = ben_at("lastfm").by_name(is_added=True, visibility=None)
        added = api.save(body, ana.session)
        assert (added.status, added.json["user_id"]) == (200, ana.user_id)
        assert kept_of(api, ana)["is_verified"] is False
        api.call("remove_source", "lastfm", session=ana.session)
        assert kept_of(api, ana)["is_verified"] is True

    def test_an_account_that_is_somebody_elses_cannot_be_added(
        self, api: ApiClient, music: OpenMusic, door: OpenDoor
    ) -> None:
        """Whoever signs in with it becomes that person; the caller is left alone."""
        ana = api.join(ana_at("lastfm").by_token(music))
        ben = api.join(ben_at("listenbrainz").by_token(music))
        before = door.store.get(ben.user_id)
        body = ana_at("lastfm").by_token(music, is_added=True)
        answer = api.save(body, ben.session)
        assert answer.json["user_id"] == ana.user_id
        assert door.store.get(ben.user_id) == before

    def test_whoever_is_new_begins_with_the_first_source(self, api: ApiClient) -> None:
        """Adding to nothing is a first save."""
        answer = api.save({**ANA, "is_added": True})
        assert answer.status == 201

    def test_a_source_is_forgotten_with_what_only_it_told(self, api: ApiClient) -> None:
        """What the other one heard as well stays."""
        ana = api.join(ana_at("listenbrainz").by_name(is_refreshed=True))
        heard = {item["name"] for item in kept_of(api, ana)["top_items"]}
        artists = ["Only Here", "Slowdive"]
        body = {"source": "top_items", "artists": artists, "is_added": True}
        api.save(body, ana.session)
        assert api.call("remove_source", "top_items", session=ana.session).status == 200
        left = kept_of(api, ana)
        assert {item["name"] for item in left["top_items"]} == heard
        assert sources_of(left) == ["listenbrainz"]
        assert left["refresh"] is not None

    def test_the_last_source_is_not_removed(self, api: ApiClient) -> None:
        """Deleting everything is another operation."""
        ana = api.join(ana_at("lastfm").by_name())
        answer = api.call("remove_source", "lastfm", session=ana.session)
        assert (answer.status, answer.code) == (409, "last_source")
        answer = api.call("remove_source", "spotify", session=ana.session)
        assert (answer.status, answer.code) == (404, "source_not_kept")
