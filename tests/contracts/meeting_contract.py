"""Part of ``HttpApiContract``: waves, blocks and invitations between two people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contracts.api_client import Answer, ApiClient, Person
from tests.contracts.invented_people import ANA, BEN, CEM, DAN
from tests.contracts.matches_contract import matches_of
from tests.contracts.open_door import OpenDoor
from tests.contracts.visibility_contract import ids_of, pair_of


def seen_by(api: ApiClient, person: Person) -> list[Any]:
    """Return the matches that somebody sees."""
    return list(matches_of(api, person)["matches"])


def wave(api: ApiClient, person: Person, shown_id: str) -> Answer:
    """Wave at somebody."""
    return api.call("wave", shown_id, session=person.session)


def block(api: ApiClient, person: Person, shown_id: str) -> Answer:
    """Block somebody."""
    return api.call("block", session=person.session, body={"user_id": shown_id})


def invited(api: ApiClient, person: Person, **choices: object) -> str:
    """Make an invitation and return its code."""
    answer = api.call("invite", session=person.session, body=choices)
    assert answer.status == 201, answer.body
    return str(answer.json["code"])


def accepted(
    api: ApiClient, person: Person, code: str, *, shows_name: bool = True
) -> Answer:
    """Accept an invitation."""
    body = {"code": code, "shows_name": shows_name}
    return api.call("accept_invitation", session=person.session, body=body)


class WavesContract:
    """Two people who wave at each other are revealed to each other."""

    def test_a_wave_is_told_to_its_receiver(self, api: ApiClient) -> None:
        """Both lists and both match cards say so."""
        ana, ben = api.join(ANA), api.join(BEN)
        sent = wave(api, ana, ben.user_id).json
        assert (sent["wave"], sent["person"]["display_name"]) == ("sent", "Ben")
        [received] = api.call("list_waves", session=ben.session).json["waves"]
        assert received["wave"] == "received"
        assert received["person"]["user_id"] == ana.user_id
        assert len(received["on"]) == len("2026-11-20")
        assert [m["wave"] for m in seen_by(api, ana)] == ["sent"]
        assert [m["wave"] for m in seen_by(api, ben)] == ["received"]

    def test_one_wave_reveals_nobody(self, api: ApiClient) -> None:
        """Whoever is waved at anonymously sees an alias, and waves back at it."""
        ana, cem = api.join(ANA), api.join(CEM)
        wave(api, cem, ana.user_id)
        [received] = api.call("list_waves", session=ana.session).json["waves"]
        assert received["person"]["is_anonymous"] is True
        alias = received["person"]["user_id"]
        assert ids_of(seen_by(api, ana)) == [alias]
        assert cem.user_id not in str(received)
        assert pair_of(api, ana, cem.user_id).status == 404
        assert pair_of(api, ana, alias).json["comparison"] is None

    def test_waves_from_both_sides_reveal_an_anonymous_person(
        self, api: ApiClient
    ) -> None:
        """With points, the full sum and what both share, to the other one only."""
        named = {**CEM, "display_name": "Cem"}
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(named)
        alias = next(m["user_id"] for m in seen_by(api, ana) if m["is_anonymous"])
        wave(api, ana, alias)
        assert wave(api, cem, ana.user_id).json["wave"] == "mutual"
        match = next(m for m in seen_by(api, ana) if m["wave"] == "mutual")
        assert (match["user_id"], match["display_name"]) == (cem.user_id, "Cem")
        assert match["points"] is not None
        pair = pair_of(api, ana, cem.user_id).json
        assert pair["comparison"] is not None
        assert (
            sum(c["points"] for c in pair["match"]["contributions"])
            == (pair["match"]["points"])
        )
        assert [m["display_name"] == "Cem" for m in seen_by(api, ben)].count(True) == 0

    def test_a_wave_taken_back_closes_what_it_revealed(self, api: ApiClient) -> None:
        """At once, and for both; what is taken back is not there any more."""
        ana, cem = api.join(ANA), api.join({**CEM, "display_name": "Cem"})
        wave(api, ana, seen_by(api, ana)[0]["user_id"])
        wave(api, cem, ana.user_id)
        back = api.call("take_wave_back", ana.user_id, session=cem.session)
        assert back.json["is_taken_back"] is True
        again = api.call("take_wave_back", ana.user_id, session=cem.session)
        assert again.code == "wave_not_found"
        [match] = seen_by(api, ana)
        assert match["is_anonymous"] is True
        assert match["points"] is None
        assert pair_of(api, ana, cem.user_id).status == 404

    def test_nobody_waves_at_whom_they_cannot_see(self, api: ApiClient) -> None:
        """Hidden, unknown, oneself, an anonymous person by their real id."""
        ana, cem, dan = api.join(ANA), api.join(CEM), api.join(DAN)
        for shown_id in (dan.user_id, cem.user_id, ana.user_id, "anon-x"):
            answer = wave(api, ana, shown_id)
            assert (answer.status, answer.code) == (404, "taste_profile_not_found")
        assert wave(api, dan, ana.user_id).code == "hidden_user"
        assert api.call("list_waves", session=ana.session).json["waves"] == []

    @pytest.mark.parametrize("between", ["nothing", "hidden", "gone"])
    def test_no_wave_leads_from_a_name_to_an_alias(
        self, api: ApiClient, between: str
    ) -> None:
        """Neither sent nor received, at once or after a while of not being there."""
        opened = {**CEM, "visibility": "open", "display_name": "Cem"}
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(opened)
        wave(api, ana, ben.user_id)
        wave(api, ben, cem.user_id)
        if between == "hidden":
            api.save({**BEN, "visibility": "hidden"}, ben.session)
        if between == "gone":
            api.call("delete_taste_profile", session=ben.session)
        anonymous = {**BEN, "visibility": "anonymous", "named_artists": ["Low"]}
        api.save(anonymous, ben.session)
        for person in (ana, ben, cem):
            assert api.call("list_waves", session=person.session).json["waves"] == []
            assert {match["wave"] for match in seen_by(api, person)} == {"none"}
        alias = next(m["user_id"] for m in seen_by(api, ana) if m["is_anonymous"])
        wave(api, ana, alias)
        by_name = api.call("take_wave_back", ben.user_id, session=ana.session)
        assert by_name.code == "wave_not_found"
        [kept] = api.call("list_waves", session=ana.session).json["waves"]
        assert kept["person"]["user_id"] == alias

    @pytest.mark.parametrize("between", ["nothing", "hidden", "gone"])
    def test_waves_between_aliases_stay(self, api: ApiClient, between: str) -> None:
        """Nothing about whom they lead to changes by a save, nor by hiding a while."""
        ana, cem = api.join(ANA), api.join(CEM)
        [match] = seen_by(api, ana)
        wave(api, ana, match["user_id"])
        if between == "hidden":
            api.save({**CEM, "visibility": "hidden"}, cem.session)
        if between == "gone":
            api.call("delete_taste_profile", session=cem.session)
        api.save(CEM, cem.session)
        [sent] = api.call("list_waves", session=ana.session).json["waves"]
        assert sent["person"]["user_id"] == match["user_id"]

    def test_a_hidden_companion_cannot_be_waved_at(self, api: ApiClient) -> None:
        """Nothing is kept of the try."""
        ana, dan = api.join(ANA), api.join(DAN)
        code = invited(api, dan)
        companion = accepted(api, ana, code).json
        assert wave(api, ana, companion["user_id"]).status == 404
        assert api.call("list_waves", session=ana.session).json["waves"] == []

    def test_a_wave_of_whoever_hides_is_not_there(self, api: ApiClient) -> None:
        """Hidden is hidden, also from those who were revealed."""
        ana, ben = api.join(ANA), api.join(BEN)
        wave(api, ana, ben.user_id)
        wave(api, ben, ana.user_id)
        api.save({**BEN, "visibility": "hidden"}, ben.session)
        assert api.call("list_waves", session=ana.session).json["waves"] == []
        assert pair_of(api, ana, ben.user_id).status == 404


class BlocksContract:
    """Blocked is gone, from both sides, by everything that shows people."""

    def test_a_block_hides_both_from_each_other(self, api: ApiClient) -> None:
        """The refusal is the one for people who do not exist; others see both."""
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(CEM)
        wave(api, ana, ben.user_id)
        wave(api, ben, ana.user_id)
        answer = block(api, ana, ben.user_id)
        assert answer.json["is_blocked"] is True
        assert ben.user_id not in ids_of(seen_by(api, ana))
        assert ana.user_id not in ids_of(seen_by(api, ben))
        for one, other in ((ana, ben), (ben, ana)):
            blocked = pair_of(api, one, other.user_id)
            unknown = pair_of(api, one, "0e8ee2b0-2c55-4d3e-9d4c-6f2d0c3a8a11")
            assert blocked.status == 404
            assert blocked.body == unknown.body
            assert wave(api, one, other.user_id).status == 404
            assert api.call("list_waves", session=one.session).json["waves"] == []
        assert {ana.user_id, ben.user_id} <= set(ids_of(seen_by(api, cem)))

    def test_a_lifted_block_brings_both_back(self, api: ApiClient) -> None:
        """Without the waves that were; only who made it can lift it."""
        ana, ben = api.join(ANA), api.join(BEN)
        wave(api, ana, ben.user_id)
        block(api, ana, ben.user_id)
        assert api.call("list_blocks", session=ben.session).json["blocks"] == []
        [kept] = api.call("list_blocks", session=ana.session).json["blocks"]
        refused = api.call("lift_block", kept["block_id"], session=ben.session)
        assert refused.code == "block_not_found"
        api.call("lift_block", kept["block_id"], session=ana.session)
        [match] = seen_by(api, ana)
        assert (match["user_id"], match["wave"]) == (ben.user_id, "none")

    def test_a_block_ends_a_comparison_and_prevents_another(
        self, api: ApiClient
    ) -> None:
        """The code tells the blocked no more than any bad one."""
        ana, ben = api.join(ANA), api.join(BEN)
        accepted(api, ben, invited(api, ana))
        again = invited(api, ana)
        block(api, ana, ben.user_id)
        assert api.call("list_companions", session=ben.session).json["companions"] == []
        answer = accepted(api, ben, again)
        assert (answer.status, answer.code) == (404, "invitation_not_found")

    def test_an_anonymous_person_can_be_blocked_by_alias(self, api: ApiClient) -> None:
        """And the block stands when they become open."""
        ana, cem = api.join(ANA), api.join(CEM)
        [match] = seen_by(api, ana)
        block(api, ana, match["user_id"])
        api.save({**CEM, "visibility": "open", "display_name": "Cem"}, cem.session)
        assert seen_by(api, ana) == []
        assert seen_by(api, cem) == []

    def test_whoever_hides_can_still_block_and_see_waves(self, api: ApiClient) -> None:
        """Hiding from somebody must not take the means against them."""
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(CEM)
        wave(api, cem, ana.user_id)
        body = {"visibility": "hidden"}
        api.call("change_choices", session=ana.session, body=body)
        [received] = api.call("list_waves", session=ana.session).json["waves"]
        assert block(api, ana, received["person"]["user_id"]).status == 200
        assert block(api, ana, ben.user_id).status == 200
        api.call("change_choices", session=ana.session, body={"visibility": "open"})
        assert seen_by(api, ana) == []
        assert ana.user_id not in ids_of(seen_by(api, cem))

    def test_ids_of_blocks_do_not_tell_who_is_blocked(self, api: ApiClient) -> None:
        """Two people who block the same person have nothing to compare."""
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(CEM)
        for person in (ana, cem):
            block(api, person, ben.user_id)
        ids = [
            api.call("list_blocks", session=p.session).json["blocks"][0]["block_id"]
            for p in (ana, cem)
        ]
        assert ids[0] != ids[1]

    def test_nobody_blocks_whom_they_cannot_see(self, api: ApiClient) -> None:
        """Nor themselves; what is no id is nobody."""
        ana, dan = api.join(ANA), api.join(DAN)
        for shown_id in (dan.user_id, ana.user_id, "anon-x", "../x", "\u202e"):
            assert block(api, ana, shown_id).code == "taste_profile_not_found"
        assert api.call("list_blocks", session=ana.session).json["blocks"] == []


class InvitationsContract:
    """Two people who know each other compare, however many others are here."""

    def test_two_hidden_people_compare(self, api: ApiClient, door: OpenDoor) -> None:
        """They alone are here, and nobody else sees either of them."""
        one = api.join({**ANA, "visibility": "hidden"})
        other = api.join({**BEN, "visibility": "hidden"})
        companion = accepted(api, other, invited(api, one)).json
        assert companion["display_name"] == "Ana"
        pair = pair_of(api, other, companion["user_id"])
        assert pair.status == 200, pair.body
        assert pair.json["comparison"]["shared"]
        [back] = api.call("list_companions", session=one.session).json["companions"]
        returned = pair_of(api, one, back["user_id"])
        assert returned.json["match"]["points"] == pair.json["match"]["points"]
        refused = api.call("find_matches", one.user_id, session=one.session)
        assert refused.code == "hidden_user"
        cem = api.join(CEM)
        assert seen_by(api, cem) == []
        assert len(list(door.store.scan())) == 3

    @pytest.mark.parametrize("shows_name", [True, False])
    def test_a_name_is_shown_only_if_its_owner_wants(
        self, api: ApiClient, shows_name: bool
    ) -> None:
        """Without it, an alias stands for the maker, and the id tells nothing."""
        one = api.join({**ANA, "visibility": "anonymous"})
        other = api.join({**BEN, "visibility": "hidden"})
        code = invited(api, one, shows_name=shows_name)
        opened = api.call("open_invitation", body={"code": code}).json
        assert opened["display_name"] == ("Ana" if shows_name else None)
        answer = accepted(api, other, code)
        assert answer.json["is_named"] is shows_name
        pair = pair_of(api, other, answer.json["user_id"])
        told = pair.json["match"]
        assert (told["display_name"] == "Ana") is shows_name
        assert told["points"] is not None
        if not shows_name:
            assert one.user_id.encode() not in answer.body + pair.body

    def test_an_open_maker_without_a_name_stays_without_a_name(
        self, api: ApiClient
    ) -> None:
        """Rankings show them by name still; nothing tells that both are one."""
        ana, ben = api.join(ANA), api.join(BEN)
        companion = accepted(api, ben, invited(api, ana, shows_name=False)).json
        alias = companion["user_id"]
        wave(api, ben, ana.user_id)
        pair = pair_of(api, ben, alias)
        assert pair.json["match"]["display_name"] == companion["display_name"]
        assert pair.json["match"]["points"] is not None
        assert pair.json["match"]["wave"] is None
        assert ana.user_id.encode() not in pair.body
        assert wave(api, ben, alias).status == 404
        by_name = pair_of(api, ben, ana.user_id).json["match"]
        assert (by_name["display_name"], by_name["wave"]) == ("Ana", "sent")
        blocked = api.call("block", session=ben.session, body={"user_id": alias})
        assert blocked.status == 200
        for shown_id in (alias, ana.user_id):
            assert pair_of(api, ben, shown_id).status == 404

    def test_a_name_given_by_invitation_is_not_told_by_rankings(
        self, api: ApiClient
    ) -> None:
        """There the anonymous maker keeps the alias, with a band and no sum."""
        cem, ben = api.join({**CEM, "display_name": "Cem"}), api.join(BEN)
        accepted(api, ben, invited(api, cem))
        [match] = seen_by(api, ben)
        assert match["is_anonymous"] is True
        by_name = pair_of(api, ben, cem.user_id).json
        assert (by_name["match"]["display_name"], by_name["match"]["wave"]) == (
            "Cem",
            None,
        )
        by_alias = pair_of(api, ben, match["user_id"]).json
        assert (by_alias["comparison"], by_alias["match"]["points"]) == (None, None)
        assert wave(api, ben, match["user_id"]).status == 200
        assert wave(api, ben, cem.user_id).status == 404

    def test_an_invitation_is_good_once_unless_it_is_reusable(
        self, api: ApiClient
    ) -> None:
        """And can be revoked; used, revoked and unknown codes are told alike."""
        ana, ben, cem = api.join(ANA), api.join(BEN), api.join(CEM)
        once, often = invited(api, ana), invited(api, ana, is_reusable=True)
        assert accepted(api, ben, once).status == 200
        assert [accepted(api, who, often).status for who in (ben, cem)] == [200, 200]
        [standing] = api.call("list_invitations", session=ana.session).json[
            "invitations"
        ]
        invitation_id = standing["invitation_id"]
        refused = api.call("revoke_invitation", invitation_id, session=ben.session)
        assert refused.code == "invitation_not_found"
        api.call("revoke_invitation", invitation_id, session=ana.session)
        bad = [accepted(api, cem, code) for code in (once, often, "x" * 43)]
        assert {answer.status for answer in bad} == {404}
        assert len({answer.body for answer in bad}) == 1

    def test_nobody_compares_with_themselves(self, api: ApiClient) -> None:
        """The invitation stays good for somebody else."""
        ana, ben = api.join(ANA), api.join(BEN)
        code = invited(api, ana)
        assert accepted(api, ana, code).code == "own_invitation"
        assert accepted(api, ben, code).status == 200

    def test_either_ends_a_comparison_for_both(self, api: ApiClient) -> None:
        """What was open by it is closed at once."""
        one = api.join({**ANA, "visibility": "hidden"})
        other = api.join({**BEN, "visibility": "hidden"})
        companion = accepted(api, other, invited(api, one)).json
        api.call("end_comparison", companion["user_id"], session=other.session)
        for person in (one, other):
            listed = api.call("list_companions", session=person.session).json
            assert listed["companions"] == []
        assert pair_of(api, other, companion["user_id"]).status == 403
        again = api.call("end_comparison", companion["user_id"], session=other.session)
        assert again.code == "taste_profile_not_found"

    def test_an_erasure_ends_everything_between_two(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """The other side keeps nothing of it."""
        ana, ben = api.join(ANA), api.join(BEN)
        accepted(api, ben, invited(api, ana))
        often = invited(api, ana, is_reusable=True)
        wave(api, ana, ben.user_id)
        wave(api, ben, ana.user_id)
        api.call("erase_me", session=ana.session)
        assert api.call("list_companions", session=ben.session).json["companions"] == []
        assert api.call("list_waves", session=ben.session).json["waves"] == []
        assert accepted(api, ben, often).code == "invitation_not_found"
        assert api.call("open_invitation", body={"code": often}).status == 404


class MeetingContract(WavesContract, BlocksContract, InvitationsContract):
    """Whatever two people can do with each other."""
