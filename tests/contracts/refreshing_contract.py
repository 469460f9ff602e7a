"""Reading one's own listening again, over HTTP, where one agreed to it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.taste_profile import TopItem
from backend.use_cases.profiles.profile import (
    ProfileItem,
    Refresh,
)
from backend.use_cases.timestamps import time_text
from tests.contracts.api_client import (
    BY_NAME,
    Answer,
    ApiClient,
    Person,
    check_refusal,
    cookie_headers,
)
from tests.contracts.invented_accounts import Account, SourceKey, ana_at, ben_at
from tests.contracts.invented_people import ANA, LONG_AGO
from tests.contracts.open_door import OpenDoor
from tests.contracts.source_saving_contract import at_each_source, kept_of
from tests.contracts.stored_items import profile_item
from tests.dev_server.open_music import OpenMusic

LONGEST_WAIT_SECONDS = 600


def old_taste(source: str) -> tuple[TopItem, ...]:
    """Return what everybody loved long ago, as one source told it."""
    return (TopItem(kind="artist", name="Kate Bush", rank=1, source=source),)


def kept_long_ago(source: str, user_name: str) -> ProfileItem:
    """Return an item of somebody who agreed to be read again, long ago."""
    return profile_item(
        top_items=old_taste(source),
        visibility="anonymous",
        display_name="Who Agreed",
        named_artists=("Kate Bush",),
        updated_at=LONG_AGO,
        refreshes=(Refresh(source=source, user_name=user_name, tried_at=LONG_AGO),),
    )


def settled(door: OpenDoor, item: ProfileItem) -> Person:
    """Keep the item, and return who it is of."""
    door.store.put(item, expected_revision=None)
    return Person(item.user_id, door.signer.issue(item.user_id, datetime.now(UTC)))


def let_time_pass(door: OpenDoor, person: Person, time: timedelta) -> None:
    """Keep that the last try was so much longer ago."""
    kept = door.store.get(person.user_id)
    assert kept.refresh is not None
    tried_at = datetime.fromisoformat(kept.refresh.tried_at) - time
    earlier = replace(kept.refresh, tried_at=time_text(tried_at))
    item = replace(kept, refreshes=(earlier,), revision=kept.revision + 1)
    door.store.put(item, expected_revision=kept.revision)


def refreshed(api: ApiClient, person: Person) -> Answer:
    """Ask to be read again; a failure of the service may be a 5xx."""
    operation = BY_NAME["refresh_taste_profile"]
    headers = cookie_headers(person.session)
    answer = api.send(operation.method, operation.path, headers)
    if answer.status < 500:
        api.check(operation, answer)
    else:
        check_refusal(answer)
    return answer


def agreements(api: ApiClient, person: Person) -> dict[str, str]:
    """Return where somebody may be read again, and by which name."""
    told = kept_of(api, person)["refreshes"]
    return {refresh["source"]: refresh["user_name"] for refresh in told}


class RefreshingContract:
    """Part of ``HttpApiContract``: within limits, and only as agreed."""

    @at_each_source
    def test_who_agrees_is_told_what_is_kept_for_it(
        self, api: ApiClient, source: SourceKey
    ) -> None:
        """Source and name, until the taste is deleted."""
        ana = api.join(ana_at(source).by_name(is_refreshed=True))
        told = kept_of(api, ana)["refresh"]
        assert told.pop("tried_at") == kept_of(api, ana)["updated_at"]
        assert told == {"source": source, "user_name": ana_at(source).user_name}
        api.call("delete_taste_profile", session=ana.session)
        answer = api.call("show_taste_profile", session=ana.session)
        assert answer.code == "taste_profile_not_found"
        assert refreshed(api, ana).code == "taste_profile_not_found"
        api.save(ANA, ana.session)
        assert kept_of(api, ana)["refresh"] is None

    @at_each_source
    def test_the_agreement_is_for_one_name_and_can_be_taken_back(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """It lasts over saves of that name; any other, or a no, ends it."""
        account = ana_at(source)
        ana = api.join(account.by_token(music, is_refreshed=True))
        for changes, is_kept in (({}, True), ({"is_refreshed": False}, False)):
            api.save(account.by_token(music, **changes), ana.session)
            assert (kept_of(api, ana)["refresh"] is not None) is is_kept
        other = api.join(account.by_name(is_refreshed=True))
        api.save(ben_at(source).by_name(), other.session)
        assert kept_of(api, other)["refresh"] is None

    def test_each_source_has_an_agreement_of_its_own(
        self, api: ApiClient, music: OpenMusic
    ) -> None:
        """Adding another source, with or without one, ends none; a removal does."""
        ana = api.join(ana_at("listenbrainz").by_name(is_refreshed=True))
        api.save(ben_at("lastfm").by_name(is_added=True), ana.session)
        assert agreements(api, ana) == {"listenbrainz": "Ana"}
        both = ben_at("lastfm").by_name(is_added=True, is_refreshed=True)
        api.save(both, ana.session)
        assert agreements(api, ana) == {"listenbrainz": "Ana", "lastfm": "Ben"}
        assert kept_of(api, ana)["refresh"]["source"] == "listenbrainz"
        again = Account("listenbrainz", "aNA").by_name(is_added=True)
        api.save(again, ana.session)
        assert agreements(api, ana) == {"listenbrainz": "aNA", "lastfm": "Ben"}
        assert kept_of(api, ana)["refresh"]["source"] == "lastfm"
        api.call("remove_source", "lastfm", session=ana.session)
        assert agreements(api, ana) == {"listenbrainz": "aNA"}
        no = Account("listenbrainz", "Ana").by_name(is_added=True, is_refreshed=False)
        api.save(no, ana.session)
        assert agreements(api, ana) == {}

    def test_of_two_agreements_whichever_waits_longer_is_read(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """The next one after that; the pause is for each."""
        item = kept_long_ago("lastfm", "Ben")
        also = Refresh(source="listenbrainz", user_name="Ana", tried_at=LONG_AGO)
        person = settled(door, replace(item, refreshes=(*item.refreshes, also)))
        for sources in (["lastfm"], ["lastfm", "listenbrainz"]):
            assert refreshed(api, person).status == 200
            kept = kept_of(api, person)
            assert [source["source"] for source in kept["sources"]] == sources
        assert refreshed(api, person).code == "refresh_too_soon"

    def test_a_busy_source_may_be_asked_again_when_it_said(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic
    ) -> None:
        """No earlier, and not as late as after a try that it answered."""
        person = settled(door, kept_long_ago("lastfm", ana_at("lastfm").user_name))
        music.lastfm.switch("rate_limit", seconds=900)
        answer = refreshed(api, person)
        assert (answer.code, answer.headers["retry-after"]) == (
            "source_rate_limited",
            "900",
        )
        music.switch_all_off()
        early = refreshed(api, person)
        assert early.code == "refresh_too_soon"
        assert int(early.headers["retry-after"]) <= 900
        let_time_pass(door, person, timedelta(seconds=900))
        assert refreshed(api, person).status == 200

    @at_each_source
    def test_a_refresh_replaces_the_taste_and_nothing_else(
        self, api: ApiClient, door: OpenDoor, source: SourceKey
    ) -> None:
        """Choices stay; the next one has to wait."""
        item = kept_long_ago(source, ana_at(source).user_name)
        person = settled(door, item)
        answer = refreshed(api, person)
        assert (answer.status, answer.cookies) == (200, ())
        assert answer.json["revision"] > item.revision
        kept = door.store.get(item.user_id)
        assert "Slowdive" in {top.name for top in kept.top_items}
        assert "Kate Bush" not in {top.name for top in kept.top_items}
        for name in ("visibility", "display_name", "named_artists", "is_verified"):
            assert getattr(kept, name) == getattr(item, name)
        assert kept.refresh is not None
        assert kept.refresh.tried_at > LONG_AGO
        assert refreshed(api, person).code == "refresh_too_soon"

    def test_a_refresh_leaves_what_other_sources_told(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """Of several sources, one is read again."""
        item = kept_long_ago("lastfm", ana_at("lastfm").user_name)
        person = settled(door, item)
        refresh = kept_of(api, person)["refresh"]
        brought = {"source": "top_items", "is_added": True, "artists": ["Ride"]}
        assert api.save(brought, person.session).status == 200
        assert kept_of(api, person)["refresh"] == refresh
        assert refreshed(api, person).status == 200
        kept = kept_of(api, person)
        names = {top["name"] for top in kept["top_items"]}
        assert {"Ride", "Slowdive"} <= names
        assert "Kate Bush" not in names
        sources = [source["source"] for source in kept["sources"]]
        assert sources == ["top_items", "lastfm"]

    def test_a_refresh_too_soon_says_when(self, api: ApiClient) -> None:
        """A save counts as well."""
        ana = api.join(ana_at("listenbrainz").by_name(is_refreshed=True))
        answer = refreshed(api, ana)
        assert (answer.status, answer.code) == (429, "refresh_too_soon")
        assert 0 < int(answer.headers["retry-after"]) <= LONGEST_WAIT_SECONDS
        assert kept_of(api, ana)["revision"] == 1

    def test_who_did_not_agree_is_not_read_again(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """Nor is anybody at a source that is not offered."""
        people = [
            api.join(ANA),
            api.join(ana_at("lastfm").by_name()),
            settled(door, kept_long_ago("spotify", "Ana")),
        ]
        for person in people:
            before = door.store.get(person.user_id)
            answer = refreshed(api, person)
            assert (answer.status, answer.code) == (422, "refresh_not_possible")
            assert door.store.get(person.user_id) == before

    @pytest.mark.parametrize(
        ("source", "trouble", "status", "code"),
        [
            ("listenbrainz", "server_error", 502, "source_unavailable"),
            ("listenbrainz", "rate_limit", 429, "source_rate_limited"),
            ("listenbrainz", "not_computed", 502, "source_unavailable"),
            ("listenbrainz", "forbidden", 403, "source_not_permitted"),
            ("lastfm", "offline", 502, "source_unavailable"),
            ("lastfm", "rate_limit", 429, "source_rate_limited"),
            ("lastfm", "suspended_key", 403, "source_not_permitted"),
            ("lastfm", "empty_account", 422, "source_empty"),
        ],
    )
    def test_what_is_kept_stays_when_the_source_does_not_answer(
        self,
        api: ApiClient,
        door: OpenDoor,
        music: OpenMusic,
        source: SourceKey,
        trouble: str,
        status: int,
        code: str,
    ) -> None:
        """And so does the agreement: none of this is the person's doing."""
        item = kept_long_ago(source, ana_at(source).user_name)
        person = settled(door, item)
        # A door keeps to it, for everybody who comes through it.
        seconds = 2 if source == "listenbrainz" else 4_711
        getattr(music, source).switch(trouble, seconds=seconds)
        answer = refreshed(api, person)
        assert (answer.status, answer.code) == (status, code)
        if code == "source_rate_limited":
            assert 1 <= int(answer.headers["retry-after"]) <= seconds
        kept = door.store.get(item.user_id)
        assert (kept.top_items, kept.updated_at) == (item.top_items, LONG_AGO)
        assert kept.refresh is not None
        again = refreshed(api, person)
        if (source, trouble) == ("listenbrainz", "rate_limit"):
            # On a slow machine the pause may be over by now.
            assert again.code in ("refresh_too_soon", code)
            time.sleep(seconds)
        else:
            assert again.code == "refresh_too_soon"

    def test_a_name_that_is_gone_ends_it(self, api: ApiClient, door: OpenDoor) -> None:
        """The taste stays; the name is not kept any longer."""
        person = settled(door, kept_long_ago("listenbrainz", "Whoever Was Here"))
        answer = refreshed(api, person)
        assert (answer.status, answer.code) == (422, "source_refused")
        self._check_ended(api, door, person)

    def test_listening_that_is_private_now_ends_it(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic
    ) -> None:
        """Nobody agrees any more."""
        person = settled(door, kept_long_ago("lastfm", ana_at("lastfm").user_name))
        music.lastfm.switch("private_user")
        answer = refreshed(api, person)
        assert (answer.status, answer.code) == (403, "source_not_permitted")
        self._check_ended(api, door, person)

    def _check_ended(self, api: ApiClient, door: OpenDoor, person: Person) -> None:
        kept = door.store.get(person.user_id)
        assert kept.refresh is None
        assert [top.name for top in kept.top_items] == ["Kate Bush"]
        assert refreshed(api, person).code == "refresh_not_possible"
