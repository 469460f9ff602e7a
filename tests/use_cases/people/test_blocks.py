"""Blocks hold both ways, and longer than the blocked person stays."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.people.block_records import Blocks

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
CEM = "33333333-3333-4333-8333-333333333333"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ACCOUNT = ("spotify", "ben's account")


@pytest.fixture
def blocks(tmp_path: Path) -> Blocks:
    """Nobody has blocked anybody yet."""
    people = JsonRecordStore(tmp_path)
    secret = "a secret of more than thirty-two bytes"
    links = SourceLinks.from_secret(people, secret)
    return Blocks.from_secret(people, links, secret, lambda: uuid.uuid4().hex)


def test_a_block_holds_both_ways(blocks: Blocks) -> None:
    """And for nobody else."""
    blocks.block(ANA, BEN, NOW)
    assert BEN in blocks.blocked_users(ANA)
    assert ANA in blocks.blocked_users(BEN)
    assert CEM not in blocks.blocked_users(ANA)
    assert ANA not in blocks.blocked_users(CEM)


def test_a_block_can_be_lifted_by_who_made_it(blocks: Blocks) -> None:
    """Blocking twice needs one lifting; the blocked person cannot."""
    blocks.block(ANA, BEN, NOW)
    blocks.block(ANA, BEN, NOW)
    [block] = blocks.of(ANA)
    assert blocks.of(BEN) == ()
    assert blocks.lift(BEN, block.block_id) is False
    assert ANA in blocks.blocked_users(BEN)
    assert blocks.lift(ANA, block.block_id) is True
    assert blocks.lift(ANA, block.block_id) is False
    assert ANA not in blocks.blocked_users(BEN)
    assert BEN not in blocks.blocked_users(ANA)


def test_two_blocks_are_lifted_one_by_one(blocks: Blocks) -> None:
    """What one of both lifted, the other still wants."""
    blocks.block(ANA, BEN, NOW)
    blocks.block(BEN, ANA, NOW)
    blocks.lift(ANA, blocks.of(ANA)[0].block_id)
    assert BEN in blocks.blocked_users(ANA)
    assert ANA in blocks.blocked_users(BEN)


def test_a_block_outlives_erasure_and_return(blocks: Blocks) -> None:
    """By the same account somebody is blocked under a new id, too."""
    blocks.links.claim(*ACCOUNT, BEN)
    blocks.block(ANA, BEN, NOW)
    blocks.links.release_all(BEN)
    blocks.people.remove_all(BEN)
    blocks.links.claim(*ACCOUNT, CEM)
    blocks.linked(CEM)
    assert CEM in blocks.blocked_users(ANA)
    assert ANA in blocks.blocked_users(CEM)
    [block] = blocks.of(ANA)
    blocks.lift(ANA, block.block_id)
    assert CEM not in blocks.blocked_users(ANA)
    assert ANA not in blocks.blocked_users(CEM)


def test_a_block_follows_an_account_that_is_linked_later(blocks: Blocks) -> None:
    """Somebody blocked as a stranger cannot come back through a sign-in."""
    blocks.block(ANA, BEN, NOW)
    blocks.links.claim(*ACCOUNT, BEN)
    blocks.linked(BEN)
    blocks.links.release_all(BEN)
    blocks.people.remove_all(BEN)
    blocks.links.claim(*ACCOUNT, CEM)
    blocks.linked(CEM)
    assert CEM in blocks.blocked_users(ANA)


def test_two_who_block_the_same_person_cannot_tell(blocks: Blocks) -> None:
    """Their ids of the block have nothing in common; blocking again keeps the id."""
    blocks.block(ANA, BEN, NOW)
    [first] = blocks.of(ANA)
    blocks.block(ANA, BEN, NOW)
    blocks.block(CEM, BEN, NOW)
    assert blocks.of(ANA) == (first,)
    assert blocks.of(CEM)[0].block_id != first.block_id


def test_whoever_returns_unblocked_is_met(blocks: Blocks) -> None:
    """Nothing is made up."""
    blocks.links.claim(*ACCOUNT, BEN)
    blocks.linked(BEN)
    assert BEN not in blocks.blocked_users(ANA)


def test_whoever_leaves_takes_their_own_blocks(blocks: Blocks) -> None:
    """Those of others against them stay."""
    blocks.block(ANA, BEN, NOW)
    blocks.block(BEN, CEM, NOW)
    blocks.forget(BEN)
    assert BEN not in blocks.blocked_users(CEM)
    assert BEN in blocks.blocked_users(ANA)


def test_nothing_that_is_kept_names_the_blocked(blocks: Blocks, tmp_path: Path) -> None:
    """Neither their id nor their account, in any file."""
    blocks.links.claim(*ACCOUNT, BEN)
    blocks.block(ANA, BEN, NOW)
    blocks.links.release_all(BEN)
    blocks.people.remove_all(BEN)
    kept = list((tmp_path / "people").glob("*.json"))
    assert len(kept) == 3
    for file in kept:
        assert BEN not in file.name + file.read_text()
        assert "ben" not in file.name + file.read_text()
