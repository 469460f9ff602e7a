"""Everything that is kept about a user is exported, and erased, by one list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from backend.dev_server.wiring import wire
from backend.http_api.accounts.personal_data import (
    KEPT_WORDS,
    PARTS,
    erasures_of,
    exported,
)
from backend.http_api.operation import Services
from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.record_store import RECORD_WORDS
from tests.contracts.stored_items import profile_item

BEN = "22222222-2222-4222-8222-222222222222"


def with_everything(folder: Path) -> tuple[Services, str]:
    """Return the services of somebody of whom there is something of every part."""
    services = wire(folder).api.services
    now, ties = services.now(), services.viewing.relationships
    ana = profile_item(visibility="open", display_name="Ana")
    ben = profile_item(user_id=BEN, visibility="open", display_name="Ben")
    for item in (ana, ben):
        services.profiles.replace(None, item)
    services.links.claim("lastfm", "ana", ana.user_id)
    text, _ = services.api_keys.make(ana.user_id, "mine", ["profile:read"], now)
    holder = services.api_keys.holder(text)
    assert holder is not None
    services.api_keys.note_use(holder, now)
    services.accounts.make_recovery_code(ana.user_id, "s" * 43)
    services.accounts.end_sessions(ana.user_id, now)
    ties.waves.wave(ana.user_id, BEN, now)
    ties.blocks.block(ana.user_id, "33333333-3333-4333-8333-333333333333", now)
    for by, other in ((ana.user_id, BEN), (BEN, ana.user_id)):
        code, _ = ties.invitations.make(
            by, now, shows_name=True, is_reusable=True, days=2
        )
        ties.invitations.accept(code, other, now, shows_name=True)
    return services, ana.user_id


def words_kept(folder: Path) -> set[str]:
    """Return the words of all owners and kinds that a folder keeps."""
    found = set()
    for store in (JsonRecordStore(folder), JsonRecordStore(folder, "key_uses")):
        for owner in store.owners():
            places = (owner, *store.records(owner))
            found |= {place.partition("#")[0] for place in places}
    return {word for word in found if not word[0].isdigit()}


def test_every_word_of_a_record_belongs_to_one_part() -> None:
    """A record that nobody exports and erases fails here."""
    claimed = Counter(word for part in PARTS for word in part.words)
    claimed.update(KEPT_WORDS)
    assert set(claimed.values()) == {1}
    assert claimed.keys() == RECORD_WORDS


def test_a_store_keeps_no_record_of_a_word_that_is_not_listed(tmp_path: Path) -> None:
    """So that no record can be forgotten in the list."""
    with pytest.raises(ValueError, match="cannot name a record"):
        JsonRecordStore(tmp_path).put(BEN, "diary#1", {})


def test_every_part_is_exported(tmp_path: Path) -> None:
    """Of somebody who has something of each."""
    services, user_id = with_everything(tmp_path)
    told = exported(services, user_id, services.now())
    assert told.keys() == {part.name for part in PARTS if part.reply is not None}
    assert [name for name, content in told.items() if not content] == []


def test_every_part_is_erased(tmp_path: Path) -> None:
    """Nothing names the user afterwards but the blocks of others, by a hash."""
    services, user_id = with_everything(tmp_path)
    may_be_kept = RECORD_WORDS - KEPT_WORDS - {"known_by"}
    assert words_kept(tmp_path) >= may_be_kept
    receipt = erasures_of(services).erase(user_id, services.now())
    assert receipt.counts == {"linked_sources": 1}
    left = [path for path in tmp_path.rglob("*.json") if user_id in path.read_text()]
    assert [path for path in left if path.parent.name != "profiles"] == []
    assert not list(tmp_path.rglob(f"*{user_id}*"))
