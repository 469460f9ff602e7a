"""Invitations bring two people together, and end when they should."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.people.errors import (
    InvitationNotFoundError,
    OwnInvitationError,
    TooManyInvitationsError,
)
from backend.use_cases.people.invitation_records import (
    MAX_INVITATIONS,
    Invitation,
    Invitations,
)

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
CEM = "33333333-3333-4333-8333-333333333333"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def invitations(tmp_path: Path) -> Invitations:
    """Nobody has invited anybody yet."""
    numbers = itertools.count()
    return Invitations(
        JsonRecordStore(tmp_path), lambda: f"a_code_of_enough_length_{next(numbers)}"
    )


def made(
    invitations: Invitations, *, is_reusable: bool = False, days: int = 7
) -> tuple[str, Invitation]:
    """Ana invites somebody, by name."""
    return invitations.make(
        ANA, NOW, shows_name=True, is_reusable=is_reusable, days=days
    )


def test_both_compare_once_it_is_accepted(invitations: Invitations) -> None:
    """Each sees the other as far as the other lets them."""
    code, _ = made(invitations)
    assert invitations.opened(code, NOW).by == ANA
    assert invitations.companions(ANA) == {}
    invitations.accept(code, BEN, NOW, shows_name=False)
    assert invitations.companions(BEN)[ANA].shows_name is True
    assert invitations.companions(ANA)[BEN].shows_name is False


def test_a_single_invitation_is_good_once(invitations: Invitations) -> None:
    """It leaves its maker's list as well."""
    code, _ = made(invitations)
    invitations.accept(code, BEN, NOW, shows_name=True)
    with pytest.raises(InvitationNotFoundError):
        invitations.accept(code, CEM, NOW, shows_name=True)
    assert invitations.of(ANA, NOW) == ()


def test_of_many_who_accept_at_once_one_does(invitations: Invitations) -> None:
    """A single invitation makes a single pair."""
    code, _ = made(invitations)
    users = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(12)]

    def accept(user_id: str) -> bool:
        try:
            invitations.accept(code, user_id, NOW, shows_name=True)
        except InvitationNotFoundError:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(accept, users)) == 1
    assert len(invitations.companions(ANA)) == 1


def test_a_reusable_invitation_brings_many(invitations: Invitations) -> None:
    """Until it is revoked; those who came stay."""
    code, invitation = made(invitations, is_reusable=True)
    for user_id in (BEN, CEM):
        invitations.accept(code, user_id, NOW, shows_name=True)
    invitations.revoke(ANA, invitation.invitation_id)
    with pytest.raises(InvitationNotFoundError):
        invitations.opened(code, NOW)
    assert set(invitations.companions(ANA)) == {BEN, CEM}


def test_an_invitation_ends_by_itself(invitations: Invitations) -> None:
    """To the second, in the list and behind its code."""
    code, _ = made(invitations, days=2)
    end = NOW + timedelta(days=2)
    assert invitations.opened(code, end - timedelta(seconds=1)).by == ANA
    with pytest.raises(InvitationNotFoundError):
        invitations.opened(code, end)
    with pytest.raises(InvitationNotFoundError):
        invitations.accept(code, BEN, end, shows_name=True)
    assert invitations.of(ANA, end) == ()


def test_nobody_accepts_their_own(invitations: Invitations) -> None:
    """It stays good for others."""
    code, _ = made(invitations)
    with pytest.raises(OwnInvitationError):
        invitations.accept(code, ANA, NOW, shows_name=True)
    assert invitations.opened(code, NOW).by == ANA


def test_only_the_maker_revokes(invitations: Invitations) -> None:
    """For others it is not there, nor is anything else."""
    code, invitation = made(invitations)
    for user_id, invitation_id in (
        (BEN, invitation.invitation_id),
        (ANA, "0" * 32),
        (ANA, "../x"),
    ):
        with pytest.raises(InvitationNotFoundError):
            invitations.revoke(user_id, invitation_id)
    assert invitations.opened(code, NOW).by == ANA


@pytest.mark.parametrize("code", ["", "x", "a" * 65, "../" * 9, "ä" * 30, "a" * 30])
def test_no_guess_opens_anything(invitations: Invitations, code: str) -> None:
    """All guesses are told alike."""
    made(invitations)
    with pytest.raises(InvitationNotFoundError):
        invitations.opened(code, NOW)


def test_nobody_has_invitations_without_end(invitations: Invitations) -> None:
    """Those that are over do not count."""
    for _ in range(MAX_INVITATIONS):
        made(invitations)
    with pytest.raises(TooManyInvitationsError):
        made(invitations)
    later = NOW + timedelta(days=8)
    invitations.make(ANA, later, shows_name=True, is_reusable=False, days=1)


def test_either_can_part(invitations: Invitations) -> None:
    """For both at once."""
    code, _ = made(invitations)
    invitations.accept(code, BEN, NOW, shows_name=True)
    assert invitations.part(BEN, ANA) is True
    assert invitations.part(BEN, ANA) is False
    assert invitations.companions(ANA) == {}


def test_whoever_leaves_takes_invitations_and_pairs(
    invitations: Invitations, tmp_path: Path
) -> None:
    """No file names them afterwards, and no code leads to them."""
    code, _ = made(invitations, is_reusable=True)
    invitations.accept(code, BEN, NOW, shows_name=True)
    invitations.forget(ANA)
    invitations.forget_companions(ANA)
    with pytest.raises(InvitationNotFoundError):
        invitations.opened(code, NOW)
    kept = list((tmp_path / "people").glob("*.json"))
    assert [file for file in kept if ANA in file.name + file.read_text()] == []


def test_no_code_is_kept(invitations: Invitations, tmp_path: Path) -> None:
    """Whoever reads the files cannot accept anything."""
    code, _ = made(invitations)
    kept = list((tmp_path / "people").glob("*.json"))
    assert len(kept) == 2
    assert not [file for file in kept if code in file.name + file.read_text()]
