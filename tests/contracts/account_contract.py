"""Part of ``HttpApiContract``: one's sessions and keys, export and erasure."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.http_api.access import RENEWED_AFTER
from backend.http_api.operation import Operation
from backend.http_api.operations import OPERATIONS
from backend.http_api.sessions import LIFETIME
from backend.use_cases.accounts.api_keys import MAX_API_KEYS, SCOPES
from tests.contracts.api_client import (
    BY_NAME,
    Answer,
    ApiClient,
    Person,
    target_of,
)
from tests.contracts.hostile_requests import body_of, good_body
from tests.contracts.invented_people import ANA, BEN, CEM, DAN
from tests.contracts.open_door import OpenDoor


def make_key(api: ApiClient, person: Person, *scopes: str) -> str:
    """Make a key for a program of somebody."""
    body = {"name": "a program", "scopes": scopes}
    answer = api.call("make_api_key", session=person.session, body=body)
    assert answer.status == 201, answer.body
    return str(answer.json["key"])


def body_for_a_program(operation: Operation) -> bytes | None:
    """Return a body that a key may send."""
    if operation.name == "save_taste_profile":
        return body_of(visibility=None)
    return good_body(operation)


def with_key(api: ApiClient, operation: Operation, key: str, user_id: str) -> Answer:
    """Call an operation as a program does."""
    headers = {"authorization": f"Bearer {key}"}
    if operation.body is not None:
        headers["content-type"] = "application/json"
    target = target_of(operation, *[user_id] * operation.path.count("{"))
    answer = api.send(operation.method, target, headers, body_for_a_program(operation))
    api.check(operation, answer)
    return answer


class AccountContract:
    """What everybody may do with their own account, and nobody with another's."""

    @pytest.fixture
    def ana(self, api: ApiClient) -> Person:
        """Somebody who is there already."""
        return api.join(ANA)

    @pytest.mark.parametrize(
        "body",
        [
            {**ANA, "visibility": "open"},
            {**ANA, "visibility": None, "display_name": "pwned"},
            {**ANA, "visibility": None, "display_name": None, "named_artists": ["x"]},
            {"source": "listenbrainz", "token": "t", "is_added": True},
            {"source": "listenbrainz", "user_name": "Ana", "is_added": True},
            {"source": "spotify", "access_token": "t"},
        ],
        ids=str,
    )
    def test_a_key_brings_lists_and_nothing_that_tells_who_one_is(
        self, api: ApiClient, ana: Person, body: dict[str, object]
    ) -> None:
        """Else whoever stole it could sign in with an account of their own."""
        key = make_key(api, ana, *SCOPES)
        before = api.call("show_taste_profile", session=ana.session).json
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        content = json.dumps(body).encode()
        answer = api.send("POST", "/taste-profile", headers, content)
        assert (answer.status, answer.code) == (403, "scope_required"), answer.body
        assert api.call("show_taste_profile", session=ana.session).json == before

    def test_no_forged_or_revoked_key_opens_anything(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Nor one with another person's id in it."""
        ben = api.join(BEN)
        key = make_key(api, ana, *SCOPES)
        bens = make_key(api, ben, *SCOPES)
        word, owner, key_id, secret = key.split("_", 3)
        wrong = (
            key[:-1] + ("A" if key[-1] != "A" else "B"),
            "_".join((word, bens.split("_")[1], key_id, secret)),
            "_".join((word, owner, "0" * 12, secret)),
            "_".join((word, owner, key_id, "")),
            "soulmate_",
            "soulmate_\x00",
            "soulmate_" + "x" * 5_000,
        )
        me = next(o for o in OPERATIONS if o.name == "me")
        for text in wrong:
            answer = with_key(api, me, text, ana.user_id)
            assert (answer.status, answer.code) == (401, "api_key_invalid"), text[:80]
        assert with_key(api, me, key, ana.user_id).json["user_id"] == ana.user_id
        api.call("revoke_api_key", key_id, session=ana.session)
        assert with_key(api, me, key, ana.user_id).code == "api_key_invalid"

    def test_keys_are_shown_once_and_listed_without_their_secret(
        self, api: ApiClient, ana: Person
    ) -> None:
        """One's own, and no others."""
        ben = api.join(BEN)
        make_key(api, ben, "matches:read")
        key = make_key(api, ana, "profile:read", "matches:read")
        answer = api.call("list_api_keys", session=ana.session)
        [listed] = answer.json["api_keys"]
        assert listed["name"] == "a program"
        assert listed["scopes"] == ["profile:read", "matches:read"]
        assert key.split("_", 3)[3].encode() not in answer.body

    def test_a_key_is_listed_with_the_hour_of_its_last_use(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Never at first; in the export as well; of others nothing."""
        ben = api.join(BEN)
        make_key(api, ben, "profile:read")
        keys = [make_key(api, ana, scope) for scope in SCOPES]
        used = ("me", "refresh_taste_profile")
        begun = datetime.now(UTC)
        for key, name in zip(keys[:-1], used, strict=True):
            with_key(api, BY_NAME[name], key, ana.user_id)
        # One whose scope does not reach is not let in.
        assert with_key(api, BY_NAME["me"], keys[-1], ana.user_id).status == 403
        hours = {
            time.replace(minute=0, second=0, microsecond=0).isoformat()
            for time in (begun, datetime.now(UTC))
        }
        listed = api.call("list_api_keys", session=ana.session).json["api_keys"]
        told = {key["key_id"]: key["last_used_at"] for key in listed}
        *first, last = [told[key.split("_")[2]] for key in keys]
        assert {*first} <= hours
        assert last is None
        with_key(api, BY_NAME["find_matches"], keys[-1], ana.user_id)
        exported = api.call("export", session=ana.session).json["api_keys"]
        assert {key["last_used_at"] for key in exported} <= hours
        [bens] = api.call("list_api_keys", session=ben.session).json["api_keys"]
        assert bens["last_used_at"] is None

    def test_somebody_elses_key_cannot_be_revoked(
        self, api: ApiClient, ana: Person
    ) -> None:
        """It is not there for others."""
        key = make_key(api, ana, "profile:read")
        ben = api.join(BEN)
        key_id = key.split("_")[2]
        answer = api.call("revoke_api_key", key_id, session=ben.session)
        assert answer.code == "api_key_not_found"
        assert len(api.call("list_api_keys", session=ana.session).json["api_keys"]) == 1

    def test_nobody_has_keys_without_end(self, api: ApiClient, ana: Person) -> None:
        """The refusal says what to do; a name that shows nothing is refused."""
        for _ in range(MAX_API_KEYS):
            make_key(api, ana, "profile:read")
        body = {"name": "one more", "scopes": ["profile:read"]}
        answer = api.call("make_api_key", session=ana.session, body=body)
        assert answer.code == "too_many_api_keys"
        ben = api.join(BEN)
        for name in ("\u200b", "x" * 81):
            body = {"name": name, "scopes": ["profile:read"]}
            answer = api.call("make_api_key", session=ben.session, body=body)
            assert answer.code == "invalid_top_item"

    def test_all_sessions_can_be_ended_at_once(
        self, api: ApiClient, door: OpenDoor, ana: Person
    ) -> None:
        """Wherever they are; the browser that asked stays signed in."""
        earlier = datetime.now(UTC) - timedelta(days=3)
        other = door.signer.issue(ana.user_id, earlier)
        assert api.call("me", session=other).status == 200
        answer = api.call("end_all_sessions", session=ana.session)
        for ended in (other, ana.session):
            refused = api.call("me", session=ended)
            assert (refused.status, refused.code) == (401, "session_invalid")
        assert api.call("me", session=answer.session).json["user_id"] == ana.user_id

    def test_a_session_in_use_rolls_on(
        self, api: ApiClient, door: OpenDoor, ana: Person
    ) -> None:
        """A cookie of more than a day is replaced; a younger one, or a token, not."""
        assert api.call("me", session=ana.session).session == ""
        issued_at = datetime.now(UTC) - RENEWED_AFTER - timedelta(minutes=1)
        old = door.signer.issue(ana.user_id, issued_at)
        renewed = api.call("me", session=old).session
        session = door.signer.verify(renewed, datetime.now(UTC))
        assert session.user_id == ana.user_id
        assert datetime.now(UTC) - session.issued_at < timedelta(minutes=5)
        bearer = {"authorization": f"Bearer {old}"}
        assert api.send("GET", "/me", bearer).session == ""
        nearly_over = door.signer.issue(ana.user_id, datetime.now(UTC) - LIFETIME)
        assert api.call("me", session=nearly_over).code == "session_expired"

    def test_visibility_changes_at_once_without_a_new_save(
        self, api: ApiClient, ana: Person
    ) -> None:
        """In every list; the taste is as old as it was."""
        ben = api.join(BEN)
        before = api.call("show_taste_profile", session=ana.session).json
        body: dict[str, object] = {"visibility": "hidden"}
        changed = api.call("change_choices", session=ana.session, body=body)
        assert changed.json["visibility"] == "hidden"
        assert _seen(api, ben) == []
        body = {"visibility": "open", "display_name": "Ana Lucía"}
        api.call("change_choices", session=ana.session, body=body)
        assert _seen(api, ben) == [ana.user_id]
        after = api.call("show_taste_profile", session=ana.session).json
        assert after["display_name"] == "Ana Lucía"
        assert after["updated_at"] == before["updated_at"]
        assert after["top_items"] == before["top_items"]

    def test_each_choice_is_checked_as_at_a_save(self, api: ApiClient) -> None:
        """Nothing of a refused change is kept."""
        dan = api.join(DAN)
        for body, code in (
            ({"visibility": "open"}, "display_name_required"),
            ({"display_name": "\u200b"}, "invalid_top_item"),
            ({"named_artists": ["x"] * 9}, "invalid_request"),
        ):
            answer = api.call("change_choices", session=dan.session, body=body)
            assert answer.code == code
        assert api.call("me", session=dan.session).json["visibility"] == "hidden"

    def test_what_is_muted_counts_no_more_at_once(
        self, api: ApiClient, ana: Person
    ) -> None:
        """In no feature, no ranking and no explanation; the raw items stay."""
        ben = api.join(BEN)
        before = api.call("show_taste_profile", session=ana.session).json
        body: dict[str, object] = {"muted": {"artists": ["LOW"], "genres": ["Rock"]}}
        assert api.call("change_choices", session=ana.session, body=body).status == 200
        after = api.call("show_taste_profile", session=ana.session).json
        assert after["top_items"] == before["top_items"]
        assert after["muted"] == {"artists": ["LOW"], "genres": ["Rock"], "sources": []}
        for kind, gone in (("artist", "Low"), ("track", "Words"), ("genre", "rock")):
            named = [f["name"] for f in before["features"].get(kind, [])]
            assert gone in named
            assert gone not in [f["name"] for f in after["features"].get(kind, [])]
        answer = api.call("find_matches", ben.user_id, session=ben.session)
        [match] = answer.json["matches"]
        assert match["shared_artists"] == ["Codeine"]
        body = {"muted": {}}
        api.call("change_choices", session=ana.session, body=body)
        again = api.call("show_taste_profile", session=ana.session).json
        assert again["features"] == before["features"]

    def test_a_taste_cannot_be_muted_whole(self, api: ApiClient) -> None:
        """Nothing would be left to compare; and names have bounds."""
        dan = api.join(DAN)
        for muted, code in (
            ({"sources": ["top_items"]}, "empty_profile"),
            ({"artists": ["\u200b"]}, "invalid_top_item"),
            ({"artists": ["x"] * 101}, "invalid_request"),
            ({"moods": []}, "invalid_request"),
        ):
            body: dict[str, object] = {"muted": muted}
            answer = api.call("change_choices", session=dan.session, body=body)
            assert answer.code == code, muted

    def test_a_recovery_code_brings_somebody_back(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Typed with or without dashes; the last one made is the good one."""
        made = [
            api.call("make_recovery_code", session=ana.session).json["recovery_code"]
            for _ in range(2)
        ]
        assert len({*made}) == 2
        typed = made[1].replace("-", " ").upper()
        answer = api.call("recover", body={"recovery_code": typed})
        assert answer.json["user_id"] == ana.user_id
        assert api.call("me", session=answer.session).json["user_id"] == ana.user_id
        for wrong in (made[0], "0000", "x", made[1][:-1]):
            refused = api.call("recover", body={"recovery_code": wrong})
            assert (refused.status, refused.code) == (401, "recovery_code_unknown")
            assert refused.session == ""

    def test_a_recovery_code_of_the_erased_leads_nowhere(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Nobody comes back."""
        made = api.call("make_recovery_code", session=ana.session).json
        api.call("erase_me", session=ana.session)
        refused = api.call("recover", body=made)
        assert refused.code == "recovery_code_unknown"

    def test_everything_that_is_kept_can_be_had(
        self, api: ApiClient, ana: Person
    ) -> None:
        """The taste, the keys without their secrets, and what was done."""
        key = make_key(api, ana, "matches:read")
        exported = api.call("export", session=ana.session)
        shown = api.call("show_taste_profile", session=ana.session).json
        assert exported.json["taste_profile"] == shown
        assert [k["name"] for k in exported.json["api_keys"]] == ["a program"]
        events = [entry["event"] for entry in exported.json["audit_log"]]
        assert events == ["chose_open", "api_key_made", "exported"]
        assert key.split("_", 3)[3].encode() not in exported.body

    def test_what_two_have_with_each_other_is_exported(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Waves, blocks, invitations and companions."""
        ben, cem = api.join(BEN), api.join(CEM)
        api.call("wave", ben.user_id, session=ana.session)
        code = api.call("invite", session=ana.session, body={"is_reusable": True}).json
        body = {"code": code["code"], "shows_name": True}
        api.call("accept_invitation", session=ben.session, body=body)
        alias = next(m for m in _matches(api, ana) if m["is_anonymous"])["user_id"]
        api.call("block", session=ana.session, body={"user_id": alias})
        exported = api.call("export", session=ana.session).json
        for kind in ("waves", "blocks", "invitations", "companions"):
            assert len(exported[kind]) == 1, kind
        assert cem.user_id not in str(exported)

    def test_visibility_chosen_at_a_save_is_in_the_audit_log(
        self, api: ApiClient, ana: Person
    ) -> None:
        """However it was chosen."""
        api.save({**ANA, "visibility": "hidden"}, ana.session)
        api.save({**ANA, "visibility": None}, ana.session)
        exported = api.call("export", session=ana.session).json
        events = [entry["event"] for entry in exported["audit_log"]]
        assert events == ["chose_open", "chose_hidden", "exported"]

    def test_other_consent_is_in_the_audit_log_too(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Artists to be found by, and to be read again; what stays is not repeated."""
        named = {"visibility": "anonymous", "named_artists": ["Low"]}
        for _ in range(2):
            api.call("change_choices", session=ana.session, body=named)
        name = {"source": "listenbrainz", "user_name": "Ana", "is_added": True}
        for is_refreshed in (True, True, False):
            body = {**name, "is_refreshed": is_refreshed}
            assert api.save(body, ana.session).status == 200
        api.save({**name, "is_refreshed": True}, ana.session)
        path = "listenbrainz"
        assert api.call("remove_source", path, session=ana.session).status == 200
        log = api.call("export", session=ana.session).json["audit_log"]
        assert [entry["event"] for entry in log] == [
            "chose_open",
            "chose_anonymous",
            "chose_named_artists",
            "agreed_to_refresh",
            "ended_refresh",
            "agreed_to_refresh",
            "ended_refresh",
            "exported",
        ]
        assert "Low" not in str(log)

    def test_what_two_agree_on_is_in_the_audit_log_of_both(
        self, api: ApiClient, ana: Person
    ) -> None:
        """Once each, without a word of whom it was with."""
        ben = api.join(BEN)
        for sender, receiver in ((ana, ben), (ben, ana), (ben, ana)):
            api.call("wave", receiver.user_id, session=sender.session)
        made = [api.call("invite", session=ana.session, body={}).json for _ in range(2)]
        body = {"code": made[0]["code"], "shows_name": True}
        api.call("accept_invitation", session=ben.session, body=body)
        left = made[1]["invitation"]["invitation_id"]
        api.call("revoke_invitation", left, session=ana.session)
        api.call("end_comparison", ana.user_id, session=ben.session)
        logs = [
            api.call("export", session=p.session).json["audit_log"] for p in (ana, ben)
        ]
        assert [[entry["event"] for entry in log] for log in logs] == [
            [
                "chose_open",
                "revealed",
                "invited",
                "invited",
                "comparison_begun",
                "invitation_revoked",
                "exported",
            ],
            [
                "chose_open",
                "revealed",
                "comparison_begun",
                "comparison_ended",
                "exported",
            ],
        ]
        assert "Ben" not in str(logs)
        assert ben.user_id not in str(logs)

    def test_a_reveal_by_waves_at_once_is_noted_once(self, api: ApiClient) -> None:
        """Whoever's wave completes it, and however often each is sent."""
        for _ in range(6):
            pair = [api.join(ANA), api.join(BEN)]
            waves = [(pair[0], pair[1]), (pair[1], pair[0])] * 2

            def send(wave: tuple[Person, Person]) -> None:
                sender, receiver = wave
                api.call("wave", receiver.user_id, session=sender.session)

            with ThreadPoolExecutor(4) as threads:
                list(threads.map(send, waves))
            for person in pair:
                exported = api.call("export", session=person.session).json
                events = [entry["event"] for entry in exported["audit_log"]]
                assert events.count("revealed") == 1

    def test_the_use_of_a_key_is_logged_by_its_id(
        self,
        api: ApiClient,
        door: OpenDoor,
        ana: Person,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """With what it was used for, and nothing of whose it is."""
        caplog.set_level(logging.INFO)
        key = make_key(api, ana, "profile:read")
        me = next(o for o in OPERATIONS if o.name == "me")
        assert with_key(api, me, key, ana.user_id).status == 200
        logged = caplog.text + door.logged()
        lines = [line for line in logged.splitlines() if key.split("_")[2] in line]
        assert len(lines) == 1
        assert f"api key {key.split('_')[2]}: me" in lines[0]
        assert ana.user_id not in lines[0]

    def test_a_save_of_nothing_but_the_muted_is_refused_whole(
        self, api: ApiClient, ana: Person
    ) -> None:
        """What was kept stays; hiding and exporting never depend on it."""
        body: dict[str, object] = {"muted": {"artists": ["Slint"]}}
        api.call("change_choices", session=ana.session, body=body)
        answer = api.save({**ANA, "artists": ["Slint"], "tracks": []}, ana.session)
        assert answer.code == "empty_profile"
        shown = api.call("show_taste_profile", session=ana.session).json
        assert len(shown["top_items"]) == len(ANA["artists"]) + len(ANA["tracks"])
        body = {"visibility": "hidden"}
        changed = api.call("change_choices", session=ana.session, body=body)
        assert changed.json["visibility"] == "hidden"

    def test_whoever_deleted_their_taste_can_export_the_rest(
        self, api: ApiClient, ana: Person
    ) -> None:
        """There is no profile to show."""
        api.call("delete_taste_profile", session=ana.session)
        exported = api.call("export", session=ana.session)
        assert exported.status == 200
        assert exported.json["taste_profile"] is None

    def test_erasing_twice_is_fine(self, api: ApiClient, ana: Person) -> None:
        """The second time there is nobody, and that is said."""
        assert api.call("erase_me", session=ana.session).status == 200
        again = api.call("erase_me", session=ana.session)
        assert (again.status, again.code) == (410, "erased")

    def test_nobody_else_is_erased(self, api: ApiClient, ana: Person) -> None:
        """And others no longer see who is."""
        ben = api.join(BEN)
        assert _seen(api, ben) == [ana.user_id]
        api.call("erase_me", session=ana.session)
        assert _seen(api, ben) == []
        assert api.call("me", session=ben.session).json["has_taste_profile"] is True

    def test_a_save_at_the_same_time_brings_nobody_back(
        self, api: ApiClient, door: OpenDoor
    ) -> None:
        """Whichever comes first, in the end nothing is there."""
        for _ in range(6):
            ana = api.join(ANA)

            def save(person: Person = ana) -> int:
                return api.save(ANA, person.session).status

            def erase(person: Person = ana) -> int:
                return api.call("erase_me", session=person.session).status

            with ThreadPoolExecutor(4) as threads:
                asked = [threads.submit(call) for call in (save, erase, save, save)]
                statuses = {future.result() for future in asked}
            assert statuses <= {200, 201, 409, 410}
            assert ana.user_id not in {item.user_id for item in door.store.scan()}


def _seen(api: ApiClient, person: Person) -> list[str]:
    return [match["user_id"] for match in _matches(api, person)]


def _matches(api: ApiClient, person: Person) -> list[Any]:
    answer = api.call("find_matches", person.user_id, session=person.session)
    return list(answer.json["matches"])
