"""What ends between two people ends at last, wherever a first try breaks off."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.errors import InvitationNotFoundError
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.wave_records import Waves

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
CEM = "33333333-3333-4333-8333-333333333333"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CODE = "a_code_of_enough_length"
INVITATION_ID = hashlib.sha256(CODE.encode()).hexdigest()[:32]
BLOCK_ID = "1f" * 16


class Breaking(JsonRecordStore):
    """A store that cannot be reached when so many records have been removed."""

    removals_left = 1_000

    def remove(self, owner: str, kind: str) -> bool:
        """Remove a record as long as that works."""
        if not self.removals_left:
            raise StoreUnavailableError("gone")
        self.removals_left -= 1
        return super().remove(owner, kind)


def take_back(ties: Relationships) -> None:
    ties.waves.take_back(ANA, BEN)


def forget_unreturned(ties: Relationships) -> None:
    ties.waves.forget_unreturned(ANA)


def lift(ties: Relationships) -> None:
    for block in ties.blocks.of(ANA):
        ties.blocks.lift(ANA, block.block_id)


def revoke(ties: Relationships) -> None:
    with suppress(InvitationNotFoundError):
        ties.invitations.revoke(ANA, INVITATION_ID)


def forget(ties: Relationships) -> None:
    ties.forget(ANA)


def wave(ties: Relationships) -> None:
    ties.waves.wave(ANA, BEN, NOW)


def be_waved_at(ties: Relationships) -> None:
    ties.waves.wave(CEM, ANA, NOW)


def block(ties: Relationships) -> None:
    ties.blocks.block(ANA, BEN, NOW)


def invite(ties: Relationships) -> None:
    ties.invitations.make(ANA, NOW, shows_name=True, is_reusable=True, days=9)


@pytest.mark.parametrize("removals", range(4))
@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (wave, take_back),
        (wave, forget_unreturned),
        (be_waved_at, forget_unreturned),
        (block, lift),
        (invite, revoke),
        (wave, forget),
        (be_waved_at, forget),
        (block, forget),
        (invite, forget),
    ],
)
def test_a_second_try_ends_what_a_first_has_begun_to(
    tmp_path: Path,
    begin: Callable[[Relationships], None],
    end: Callable[[Relationships], None],
    removals: int,
) -> None:
    """Nothing of it is left with anybody."""
    people = Breaking(tmp_path)
    ties = Relationships(
        Waves(people),
        Blocks(people, SourceLinks(people, b"key"), b"key", lambda: BLOCK_ID),
        Invitations(people, lambda: CODE),
    )
    begin(ties)
    assert list(people.owners())
    people.removals_left = removals
    with suppress(StoreUnavailableError):
        end(ties)
    people.removals_left = 1_000
    end(ties)
    assert list(people.owners()) == []


def test_an_invitation_half_revoked_is_good_no_more(tmp_path: Path) -> None:
    """Its code goes first, so that nobody uses what its maker sees no more."""
    people = Breaking(tmp_path)
    invitations = Invitations(people, lambda: CODE)
    code, made = invitations.make(ANA, NOW, shows_name=True, is_reusable=True, days=9)
    people.removals_left = 1
    with pytest.raises(StoreUnavailableError):
        invitations.revoke(ANA, made.invitation_id)
    with pytest.raises(InvitationNotFoundError):
        invitations.opened(code, NOW)
    people.removals_left = 1_000
    invitations.revoke(ANA, made.invitation_id)
    with pytest.raises(InvitationNotFoundError):
        invitations.revoke(ANA, made.invitation_id)


def test_a_wave_half_taken_back_reveals_nobody_to_its_receiver(tmp_path: Path) -> None:
    """Whoever took it back is hidden first, and can go on."""
    people = Breaking(tmp_path)
    waves = Waves(people)
    waves.wave(ANA, BEN, NOW)
    waves.wave(BEN, ANA, NOW)
    people.removals_left = 1
    with pytest.raises(StoreUnavailableError):
        waves.take_back(ANA, BEN)
    assert [wave.is_mutual for wave in waves.of(BEN)] == [False]
    assert any(wave.is_sent for wave in waves.of(ANA))
