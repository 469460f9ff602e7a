"""What binds two people is kept with both or neither, wherever a deed breaks off."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.dynamodb.records import DynamoDbRecordStore
from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.record_store import (
    Change,
    Put,
    Record,
    RecordStore,
    change_in_groups,
)
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.errors import InvitationNotFoundError
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.wave_records import Waves
from scripts.local_cloud.resources import Tables
from tests.contracts.record_halves import BreakingStore, halves

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
CEM = "33333333-3333-4333-8333-333333333333"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CODE = "a_code_of_enough_length"
INVITATION_ID = hashlib.sha256(CODE.encode()).hexdigest()[:32]
BLOCK_ID = "1f" * 16
ACCOUNTS = [("spotify", "ana's account"), ("lastfm", "ana_99")]


@dataclass
class Ties:
    """All that binds people, over one store."""

    people: BreakingStore

    def __post_init__(self) -> None:
        people = self.people
        self.links = SourceLinks(people, b"key")
        self.accounts = Accounts(people, people, b"key")
        self.all = Relationships(
            Waves(people),
            Blocks(people, self.links, b"key", lambda: BLOCK_ID),
            Invitations(people, lambda: CODE),
        )

    def kept(self) -> dict[str, dict[str, Record]]:
        """Return all records."""
        return {o: dict(self.people.records(o)) for o in self.people.owners()}


Deed = Callable[[Ties], object]


@pytest.fixture
def new_ties(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Ties]:
    """Make ties of nobody yet, on either engine."""
    numbers = itertools.count()
    moto = request.param == "table" and request.getfixturevalue("moto_tables")

    def new() -> Ties:
        store: RecordStore
        if isinstance(moto, Tables):
            store = DynamoDbRecordStore(moto.client, moto.names["People"])
            for owner in list(store.owners()):
                store.remove_all(owner)
        else:
            store = JsonRecordStore(tmp_path / str(next(numbers)))
        return Ties(BreakingStore(store))

    return new


def nothing(ties: Ties) -> None:
    pass


def wave(ties: Ties) -> None:
    ties.all.waves.wave(ANA, BEN, NOW)


def wave_at_each_other(ties: Ties) -> None:
    wave(ties)
    ties.all.waves.wave(BEN, ANA, NOW)
    ties.all.waves.wave(CEM, ANA, NOW)


def take_back(ties: Ties) -> None:
    ties.all.waves.take_back(ANA, BEN)


def forget_unreturned(ties: Ties) -> None:
    ties.all.waves.forget_unreturned(ANA)


def invite_one(ties: Ties) -> None:
    ties.all.invitations.make(ANA, NOW, shows_name=True, is_reusable=False, days=9)


def invite_many(ties: Ties) -> None:
    ties.all.invitations.make(ANA, NOW, shows_name=True, is_reusable=True, days=9)


def accept(ties: Ties) -> None:
    with suppress(InvitationNotFoundError):
        ties.all.invitations.accept(CODE, BEN, NOW, shows_name=False)


def compare(ties: Ties) -> None:
    invite_many(ties)
    accept(ties)


def part(ties: Ties) -> None:
    ties.all.invitations.part(BEN, ANA)


def revoke(ties: Ties) -> None:
    with suppress(InvitationNotFoundError):
        ties.all.invitations.revoke(ANA, INVITATION_ID)


def block(ties: Ties) -> None:
    ties.all.block(BEN, ANA, NOW)


def lift(ties: Ties) -> None:
    ties.all.blocks.lift(BEN, BLOCK_ID)


def link(ties: Ties) -> None:
    for account in ACCOUNTS:
        ties.links.claim(*account, ANA)


def follow_links(ties: Ties) -> None:
    ties.all.blocks.linked(ANA)


def make_recovery_code(ties: Ties) -> None:
    ties.accounts.make_recovery_code(ANA, "a second secret")


def have_much(ties: Ties) -> None:
    wave_at_each_other(ties)
    compare(ties)
    link(ties)
    ties.accounts.make_recovery_code(ANA, "a first secret")
    ties.all.blocks.block(ANA, CEM, NOW)
    block_before_links(ties)


def block_before_links(ties: Ties) -> None:
    ties.all.blocks.block(CEM, ANA, NOW)
    link(ties)


def forget(ties: Ties) -> None:
    ties.all.waves.forget(ANA)
    ties.all.blocks.forget(ANA)
    ties.all.invitations.forget(ANA)
    ties.all.invitations.forget_companions(ANA)
    ties.accounts.forget_recovery(ANA)
    ties.links.release_all(ANA)


DEEDS = [
    (nothing, wave),
    (wave_at_each_other, take_back),
    (wave_at_each_other, forget_unreturned),
    (nothing, invite_one),
    (invite_one, accept),
    (invite_many, accept),
    (invite_many, revoke),
    (compare, part),
    (have_much, block),
    (block, lift),
    (nothing, link),
    (block_before_links, follow_links),
    (have_much, make_recovery_code),
    (have_much, forget),
]
ON_A_TABLE = [
    (nothing, wave),
    (invite_one, accept),
    (compare, block),
    (nothing, link),
    (compare, forget),
]


@pytest.mark.parametrize("is_answer_lost", [False, True])
@pytest.mark.parametrize(
    ("new_ties", "before", "deed"),
    [("files", *both) for both in DEEDS] + [("table", *both) for both in ON_A_TABLE],
    indirect=["new_ties"],
)
def test_what_breaks_off_leaves_no_half_and_a_second_try_ends_it(
    new_ties: Callable[[], Ties], before: Deed, deed: Deed, is_answer_lost: bool
) -> None:
    """At every write: one that never arrives, and one whose answer is lost."""
    undisturbed = new_ties()
    before(undisturbed)
    deed(undisturbed)
    wanted = undisturbed.kept()
    for writes in itertools.count():
        ties = new_ties()
        before(ties)
        ties.people.break_after(writes, is_answer_lost=is_answer_lost)
        with suppress(StoreUnavailableError):
            deed(ties)
        was_broken = ties.people.mend()
        assert halves(ties.people) == set()
        deed(ties)
        assert ties.kept() == wanted
        if not was_broken:
            break
    assert writes


@pytest.mark.parametrize(
    ("new_ties", "writes"),
    [("files", 0), ("files", 1), ("files", 3), ("table", 1)],
    indirect=["new_ties"],
)
def test_an_erasure_of_many_records_goes_on_where_it_broke_off(
    new_ties: Callable[[], Ties], writes: int
) -> None:
    """They are more than change together; what is left has both halves."""
    ties = new_ties()
    others = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(120)]
    change_in_groups(ties.people, (waved(other, ANA) for other in others))
    ties.people.break_after(writes, is_answer_lost=False)
    with suppress(StoreUnavailableError):
        forget(ties)
    assert ties.people.mend() is (writes < 3)
    assert len(ties.all.waves.of(ANA)) == max(0, 120 - 50 * writes)
    assert halves(ties.people) == set()
    forget(ties)
    assert ties.kept() == {}


def waved(sender: str, receiver: str) -> tuple[Change, ...]:
    """Return a wave as it is kept."""
    record = {"at": NOW.isoformat()}
    return (
        Put(receiver, f"waved#{sender}", record),
        Put(sender, f"wave#{receiver}", record),
    )


def test_a_half_is_noticed(tmp_path: Path) -> None:
    """Whichever of the two it is, of everything that has two."""
    store = JsonRecordStore(tmp_path)
    ties = Ties(BreakingStore(store))
    have_much(ties)
    both = [(owner, kind) for owner, kinds in ties.kept().items() for kind in kinds]
    assert halves(store) == set()
    for owner, kind in both:
        record = store.get(owner, kind)
        assert record is not None
        store.remove(owner, kind)
        assert len(halves(store)) == 1, (owner, kind)
        store.put(owner, kind, record)
