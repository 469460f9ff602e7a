"""What every store of records about people promises."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.use_cases.accounts.record_store import (
    MAX_TOGETHER,
    Change,
    Check,
    Put,
    Record,
    RecordStore,
    Remove,
)

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"


class RecordStoreContract:
    """Subclass it and override ``people``."""

    @pytest.fixture
    def people(self) -> RecordStore:
        """Return an empty store."""
        raise NotImplementedError("an adapter's test must provide its store")

    def test_an_empty_store_knows_nobody(self, people: RecordStore) -> None:
        """Nothing is assumed, and removing nothing is fine."""
        assert people.get(ANA, "account") is None
        assert people.records(ANA, "key") == {}
        assert people.remove(ANA, "account") is False
        people.remove_all(ANA)

    def test_a_record_comes_back_as_it_was(self, people: RecordStore) -> None:
        """With its types; a second one replaces the first whole."""
        record: Record = {
            "name": "坂本 \U0001f3b9",
            "n": 2**40,
            "is_on": True,
            "off": False,
        }
        people.put(ANA, "account", {"old": "x"})
        people.put(ANA, "account", record)
        kept = people.get(ANA, "account")
        assert kept == record
        assert kept["is_on"] is True

    def test_owners_and_kinds_are_told_apart(self, people: RecordStore) -> None:
        """Nobody sees what is somebody else's."""
        people.put(ANA, "key#1", {"of": "ana"})
        assert people.get(BEN, "key#1") is None
        assert people.get(ANA, "key#2") is None

    def test_records_of_one_word_come_in_order(self, people: RecordStore) -> None:
        """And no others, whatever they begin with."""
        for kind in ("wave#b", "waved#a", "wave#a", "wave", "key#a"):
            people.put(ANA, kind, {"kind_was": kind})
        people.put(BEN, "wave#c", {"kind_was": "ben's"})
        assert list(people.records(ANA, "wave").items()) == [
            ("wave#a", {"kind_was": "wave#a"}),
            ("wave#b", {"kind_was": "wave#b"}),
        ]

    def test_all_records_of_an_owner_can_be_had_at_once(
        self, people: RecordStore
    ) -> None:
        """In order of their kinds, and no others."""
        for kind in ("wave#a", "account", "key#a"):
            people.put(ANA, kind, {"kind_was": kind})
        people.put(BEN, "key#c", {"kind_was": "ben's"})
        assert list(people.records(ANA)) == ["account", "key#a", "wave#a"]

    def test_every_owner_is_told_once(self, people: RecordStore) -> None:
        """Whoever they are; nobody who has nothing left."""
        for owner, kind in (
            (ANA, "key"),
            (ANA, "use"),
            (BEN, "key"),
            ("link#1", "link"),
        ):
            people.put(owner, kind, {})
        people.remove_all(BEN)
        assert sorted(people.owners()) == sorted([ANA, "link#1"])

    def test_the_first_claim_stands(self, people: RecordStore) -> None:
        """Whoever comes later is told what is kept."""
        assert people.claim("link#1", "link", {"holder": ANA}) == {"holder": ANA}
        assert people.claim("link#1", "link", {"holder": BEN}) == {"holder": ANA}
        assert people.get("link#1", "link") == {"holder": ANA}

    def test_what_was_removed_can_be_claimed_again(self, people: RecordStore) -> None:
        """And is removed only once."""
        people.claim("link#1", "link", {"holder": ANA})
        assert people.remove("link#1", "link") is True
        assert people.remove("link#1", "link") is False
        assert people.claim("link#1", "link", {"holder": BEN}) == {"holder": BEN}

    def test_all_of_one_owner_goes_and_no_more(self, people: RecordStore) -> None:
        """However much it is."""
        for n in range(40):
            people.put(ANA, f"key#{n}", {"n": n})
        people.put(BEN, "key#1", {"n": 1})
        people.remove_all(ANA)
        assert people.records(ANA, "key") == {}
        assert people.get(BEN, "key#1") == {"n": 1}

    @pytest.mark.parametrize(
        "place", ["", "../x", "a/b", "a\n", "A", "key#", "key#a b", "key#ä", "a#b#c"]
    )
    def test_no_other_places_can_be_named(
        self, people: RecordStore, place: str
    ) -> None:
        """Neither a file beside the folder nor a key nobody would find."""
        with pytest.raises(ValueError, match="cannot name a record"):
            people.put(place, "account", {})
        with pytest.raises(ValueError, match="cannot name a record"):
            people.put(ANA, place, {})

    def test_records_change_together(self, people: RecordStore) -> None:
        """Of several owners; what only has to be there stays as it is."""
        people.put(ANA, "key#1", {"n": 1})
        people.put("link#1", "link", {"holder": ANA})
        together = (
            Remove(ANA, "key#1", "present"),
            Remove(ANA, "key#2"),
            Check("link#1", "link", "present"),
            Put(ANA, "wave#b", {"at": "now"}, "absent"),
            Put(BEN, "waved#a", {"at": "now"}),
        )
        assert people.change_together(together) is True
        assert people.records(ANA) == {"wave#b": {"at": "now"}}
        assert people.records(BEN) == {"waved#a": {"at": "now"}}
        assert people.get("link#1", "link") == {"holder": ANA}

    @pytest.mark.parametrize(
        "refused",
        [
            Put(ANA, "key#1", {"n": 2}, "absent"),
            Put(ANA, "key#2", {"n": 2}, "present"),
            Remove(ANA, "key#1", "absent"),
            Remove(ANA, "key#2", "present"),
            Check(ANA, "key#1", "absent"),
            Check(ANA, "key#2", "present"),
        ],
    )
    @pytest.mark.parametrize("is_last", [True, False])
    def test_when_one_change_is_refused_none_is_made(
        self, people: RecordStore, refused: Change, is_last: bool
    ) -> None:
        """Wherever it stands among them."""
        people.put(ANA, "key#1", {"n": 1})
        people.put(BEN, "key#1", {"n": 1})
        allowed = (Put(ANA, "wave#b", {}), Remove(BEN, "key#1"))
        together = (*allowed, refused) if is_last else (refused, *allowed)
        assert people.change_together(together) is False
        assert people.records(ANA) == {"key#1": {"n": 1}}
        assert people.records(BEN) == {"key#1": {"n": 1}}

    def test_as_many_change_together_as_is_promised(self, people: RecordStore) -> None:
        """And no more, nor none, nor one record twice; nothing of it is made."""
        many = [Put(ANA, f"key#{n:03}", {"n": n}) for n in range(MAX_TOGETHER)]
        assert people.change_together(many) is True
        assert len(people.records(ANA)) == MAX_TOGETHER
        one_more = Put(BEN, "key#1", {})
        twice: list[Change] = [one_more, Remove(BEN, "key#1")]
        for wrong in ([], [*many, one_more], twice):
            with pytest.raises(ValueError, match="change together"):
                people.change_together(wrong)
        with pytest.raises(ValueError, match="cannot name a record"):
            people.change_together([one_more, Put(ANA, "../x", {})])
        assert people.records(BEN) == {}


class ConcurrentPeopleContract(RecordStoreContract):
    """What a store promises whose conditions are decided in one step."""

    def test_of_many_claims_at_once_one_wins(self, people: RecordStore) -> None:
        """Everybody is told the same winner."""
        users = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(16)]

        def claim(user_id: str) -> object:
            return people.claim("link#1", "link", {"holder": user_id})["holder"]

        with ThreadPoolExecutor(8) as threads:
            told = set(threads.map(claim, users))
        kept = people.get("link#1", "link")
        assert kept is not None
        assert told == {kept["holder"]}

    def test_of_many_removals_at_once_one_did_it(self, people: RecordStore) -> None:
        """What may be used once is used once."""
        people.put("invitation#1", "invitation", {"by": ANA})
        with ThreadPoolExecutor(8) as threads:
            did = list(
                threads.map(
                    lambda _: people.remove("invitation#1", "invitation"), range(16)
                )
            )
        assert did.count(True) == 1

    def test_records_of_one_owner_do_not_get_lost(self, people: RecordStore) -> None:
        """Although they may lie in one place."""
        with ThreadPoolExecutor(8) as threads:
            list(
                threads.map(lambda n: people.put(ANA, f"key#{n}", {"n": n}), range(30))
            )
        assert len(people.records(ANA, "key")) == 30

    def test_of_many_changes_at_once_one_is_made(self, people: RecordStore) -> None:
        """The others find that it has been made, and leave nothing."""
        users = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(12)]

        def change(user_id: str) -> bool:
            own = Put(user_id, "link#1", {})
            claimed = Put("link#1", "link", {"holder": user_id}, "absent")
            return people.change_together((own, claimed))

        with ThreadPoolExecutor(6) as threads:
            made = dict(zip(users, threads.map(change, users), strict=True))
        [winner] = [user_id for user_id, was_made in made.items() if was_made]
        assert people.get("link#1", "link") == {"holder": winner}
        assert sorted(people.owners()) == sorted(["link#1", winner])

    def test_who_has_seen_one_change_sees_the_others(self, people: RecordStore) -> None:
        """In whichever order a reader looks at the records."""

        def count() -> None:
            for n in range(1, 31):
                both = [Put(owner, "wave", {"n": n}) for owner in (ANA, BEN)]
                people.change_together(both)

        def seen(owner: str) -> int:
            return int((people.get(owner, "wave") or {"n": 0})["n"])

        with ThreadPoolExecutor(1) as thread:
            counting = thread.submit(count)
            while not counting.done():
                for first, second in ((ANA, BEN), (BEN, ANA)):
                    before = seen(first)
                    assert seen(second) >= before
            counting.result()
        assert (seen(ANA), seen(BEN)) == (30, 30)
