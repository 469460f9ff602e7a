"""What a name that anybody can type must never do to somebody who is there."""

from __future__ import annotations

from tests.contracts.api_client import ApiClient, Person
from tests.contracts.invented_accounts import Account, SourceKey, ana_at, ben_at
from tests.contracts.invented_people import ANA
from tests.contracts.open_door import OpenDoor
from tests.contracts.source_saving_contract import at_each_source
from tests.dev_server.open_music import OpenMusic


def leads_to(api: ApiClient, account: Account, music: OpenMusic) -> str:
    """Return the ``user_id`` that the account's token leads to."""
    answer = api.save(account.by_token(music, visibility=None))
    assert answer.status == 200, answer.body
    user_id: str = answer.json["user_id"]
    return user_id


def other_than(source: SourceKey) -> SourceKey:
    """Return the other source."""
    return "lastfm" if source == "listenbrainz" else "listenbrainz"


class UnverifiedNamesContract:
    """Part of ``HttpApiContract``: typing a name touches nobody else."""

    @at_each_source
    def test_a_verified_caller_stays_as_they_are(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """What comes of the name is another person, with a session of their own."""
        ana = api.join(ana_at(source).by_token(music))
        before = door.store.get(ana.user_id)
        answer = api.save(ben_at(source).by_name(), ana.session)
        assert (answer.status, answer.json["revision"]) == (201, 1)
        assert answer.json["user_id"] != ana.user_id
        new = Person(answer.json["user_id"], answer.session)
        assert api.call("me", session=new.session).json["user_id"] == new.user_id
        assert door.store.get(ana.user_id) == before
        assert leads_to(api, ana_at(source), music) == ana.user_id

    @at_each_source
    def test_a_verified_caller_who_types_their_own_name_does_too(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """The name proves nothing, whoever types it; and the choice is asked anew."""
        ana = api.join(ana_at(source).by_token(music))
        before = door.store.get(ana.user_id)
        answer = api.save(ana_at(source).by_name(visibility=None), ana.session)
        assert (answer.status, answer.code) == (422, "visibility_required")
        answer = api.save(ana_at(source).by_name(), ana.session)
        assert answer.status == 201
        assert door.store.get(ana.user_id) == before
        assert len(door.store.revisions()) == 2

    @at_each_source
    def test_whose_name_was_typed_stays_as_they_are(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """A stranger with it is a stranger, in whatever case it is typed."""
        ana = api.join(ana_at(source).by_token(music))
        before = door.store.get(ana.user_id)
        for name in (ana_at(source).user_name, ana_at(source).user_name.upper()):
            stranger = api.join(Account(source, name).by_name(visibility="anonymous"))
            assert stranger.user_id != ana.user_id
        assert door.store.get(ana.user_id) == before
        assert leads_to(api, ana_at(source), music) == ana.user_id

    @at_each_source
    def test_who_typed_the_same_name_before_stays_as_they_are(
        self, api: ApiClient, door: OpenDoor, source: SourceKey
    ) -> None:
        """Two people may be wrong, or right, about one name."""
        first = api.join(ana_at(source).by_name(is_refreshed=True))
        before = door.store.get(first.user_id)
        second = api.join(ana_at(source).by_name(visibility="hidden"))
        assert second.user_id != first.user_id
        assert door.store.get(first.user_id) == before

    @at_each_source
    def test_a_proof_takes_over_nobody_who_only_typed_the_name(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """The account links to its owner, who is new here."""
        stranger = api.join(ana_at(source).by_name())
        before = door.store.get(stranger.user_id)
        ana = api.join(ana_at(source).by_token(music))
        assert ana.user_id != stranger.user_id
        assert door.store.get(stranger.user_id) == before
        assert leads_to(api, ana_at(source), music) == ana.user_id

    @at_each_source
    def test_an_unverified_caller_changes_their_own_and_no_others(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """It stays not verified, and the owner of the name is not touched."""
        ben = api.join(ben_at(source).by_token(music))
        before = door.store.get(ben.user_id)
        caller = api.join(ana_at(source).by_name())
        answer = api.save(ben_at(source).by_name(), caller.session)
        assert (answer.status, answer.json["user_id"]) == (200, caller.user_id)
        assert door.store.get(caller.user_id).is_verified is False
        assert door.store.get(ben.user_id) == before
        assert leads_to(api, ben_at(source), music) == ben.user_id

    @at_each_source
    def test_a_deleted_persons_link_is_not_given_to_a_name(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """Whoever types the name meanwhile is a stranger; the token leads back."""
        ana = api.join(ana_at(source).by_token(music))
        api.call("delete_taste_profile", session=ana.session)
        stranger = api.join(ana_at(source).by_name())
        assert stranger.user_id != ana.user_id
        again = api.save(ana_at(source).by_token(music))
        assert (again.status, again.json["user_id"]) == (201, ana.user_id)

    @at_each_source
    def test_a_deleted_persons_session_does_not_join_two_accounts(
        self, api: ApiClient, music: OpenMusic, source: SourceKey
    ) -> None:
        """Two people at one browser stay two: each account leads to its own."""
        ana = api.join(ana_at(source).by_token(music))
        api.call("delete_taste_profile", session=ana.session)
        answer = api.save(ben_at(source).by_token(music), ana.session)
        ben = Person(answer.json["user_id"], answer.session)
        assert (answer.status, ben.user_id != ana.user_id) == (201, True)
        again = api.save(ana_at(source).by_token(music))
        assert (again.status, again.json["user_id"]) == (201, ana.user_id)
        assert leads_to(api, ben_at(source), music) == ben.user_id

    @at_each_source
    def test_a_link_outlasts_what_was_saved_last(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """After plain lists too, somebody else's token or name joins nobody."""
        ana = api.join(ana_at(source).by_token(music))
        assert api.save(ANA, ana.session).json["user_id"] == ana.user_id
        before = door.store.get(ana.user_id)
        assert before.is_verified is False
        for body in (ben_at(source).by_token(music), ben_at(source).by_name()):
            answer = api.save(body, ana.session)
            assert (answer.status, answer.json["revision"]) == (201, 1)
            assert answer.json["user_id"] != ana.user_id
        assert door.store.get(ana.user_id) == before
        assert leads_to(api, ben_at(source), music) != ana.user_id
        assert leads_to(api, ana_at(source), music) == ana.user_id

    @at_each_source
    def test_a_name_that_a_verified_caller_adds_is_theirs_alone_to_answer_for(
        self, api: ApiClient, door: OpenDoor, music: OpenMusic, source: SourceKey
    ) -> None:
        """It makes them no longer verified, and touches nobody who has the name."""
        ben = api.join(ben_at(source).by_token(music))
        before = door.store.get(ben.user_id)
        ana = api.join(ana_at(other_than(source)).by_token(music))
        added = ben_at(source).by_name(is_added=True)
        answer = api.save(added, ana.session)
        assert (answer.status, answer.json["user_id"]) == (200, ana.user_id)
        kept = door.store.get(ana.user_id)
        assert kept.is_verified is False
        assert {top.source for top in kept.top_items} == {source, other_than(source)}
        assert door.store.get(ben.user_id) == before
        assert leads_to(api, ben_at(source), music) == ben.user_id
