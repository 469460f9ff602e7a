"""A process learns of new session keys, and nobody can make it ask all the time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.use_cases.accounts.secret_keys import WeakKeyError
from backend.use_cases.accounts.session_keys import (
    KNOWN_FOR,
    SOUGHT_EVERY,
    SessionKey,
    SessionKeys,
)
from backend.use_cases.errors import StoreUnavailableError
from tests.contracts.session_key_store_contract import (
    new_key,
    rotated,
    rotated_twice,
)

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass
class Watched:
    """A store of files that counts how often it is read, and may be out of order."""

    files: JsonSessionKeyStore
    reads: int = 0
    trouble: list[Exception] = field(default_factory=list)

    def current(self) -> SessionKey:
        """Return the key that signs."""
        return self.files.current()

    def kept(self) -> tuple[SessionKey, ...]:
        """Return both, unless there is trouble."""
        self.reads += 1
        if self.trouble:
            raise self.trouble[0]
        return self.files.kept()

    def replace(self, known_id: str, new: SessionKey) -> bool:
        """Replace the current key."""
        return self.files.replace(known_id, new)


@pytest.fixture
def store(tmp_path: Path) -> Watched:
    """A store with its first key."""
    files = JsonSessionKeyStore(tmp_path)
    files.begin(new_key())
    return Watched(files)


@pytest.fixture
def keys(store: Watched) -> SessionKeys:
    """What a process knows that has just started."""
    return SessionKeys(store.current(), store)


def test_what_is_known_is_not_read_again(store: Watched, keys: SessionKeys) -> None:
    """However often it is asked for, for some minutes."""
    for seconds in range(0, int(KNOWN_FOR.total_seconds()), 7):
        now = NOW + seconds * SECOND
        assert keys.find(keys.current(now).key_id, now) == store.current()
    assert store.reads == 0


def test_the_first_session_under_a_new_key_tells_of_it(
    store: Watched, keys: SessionKeys
) -> None:
    """From then on it signs here too, and the one before is still good."""
    first = keys.current(NOW)
    second = rotated(store)
    assert keys.current(NOW) == first
    assert keys.find(second.key_id, NOW) == second
    assert keys.current(NOW) == second
    assert keys.find(first.key_id, NOW) == first
    assert store.reads == 1


def test_who_starts_after_a_rotation_finds_the_key_before(store: Watched) -> None:
    """It is asked for when its first session comes."""
    first = store.current()
    second = rotated(store)
    keys = SessionKeys(second, store)
    assert store.reads == 0
    assert keys.find(first.key_id, NOW) == first
    assert keys.current(NOW) == second


def test_a_key_that_was_replaced_twice_is_soon_good_nowhere(
    store: Watched, keys: SessionKeys
) -> None:
    """At once where a newer key is seen; elsewhere when what is known is old."""
    replaced = rotated_twice(store)
    elsewhere = SessionKeys(replaced, store)
    assert elsewhere.find(replaced.key_id, NOW) == replaced
    assert keys.find(store.current().key_id, NOW) == store.current()
    assert keys.find(replaced.key_id, NOW) is None
    assert elsewhere.find(replaced.key_id, NOW + KNOWN_FOR) is None
    assert elsewhere.current(NOW + KNOWN_FOR) == store.current()


def test_a_storm_of_unknown_keys_is_one_read_a_minute(
    store: Watched, keys: SessionKeys
) -> None:
    """By many at once, too; whoever has a good session is not disturbed."""
    good, minutes = store.current(), 3

    def forged(n: int) -> SessionKey | None:
        now = NOW + n * minutes * SOUGHT_EVERY / 3_000
        assert keys.find(good.key_id, now) == good
        return keys.find(f"forged {n}", now)

    with ThreadPoolExecutor(8) as threads:
        assert {*threads.map(forged, range(3_000))} == {None}
    assert store.reads <= minutes


def test_after_a_storm_a_new_key_is_known_within_a_minute(
    store: Watched, keys: SessionKeys
) -> None:
    """In the meantime a session under it is refused."""
    assert keys.find("forged", NOW) is None
    second = rotated(store)
    assert keys.find(second.key_id, NOW + SOUGHT_EVERY - SECOND) is None
    assert keys.find(second.key_id, NOW + SOUGHT_EVERY) == second


@pytest.mark.parametrize(
    "trouble", [StoreUnavailableError("gone"), WeakKeyError("weak")]
)
def test_while_keys_cannot_be_read_the_known_ones_are_good(
    store: Watched, keys: SessionKeys, trouble: Exception
) -> None:
    """Others cannot be told: that is no refusal, and asks once a minute as well."""
    first, second = store.current(), rotated(store)
    store.trouble.append(trouble)
    later = NOW + KNOWN_FOR
    assert keys.find(first.key_id, NOW) == first
    assert keys.find(first.key_id, later) == first
    for seconds in range(30):
        with pytest.raises(StoreUnavailableError):
            keys.find(second.key_id, later + seconds * SECOND)
    assert store.reads == 2
    store.trouble.clear()
    assert keys.find(second.key_id, later + SOUGHT_EVERY) == second


def test_a_key_must_be_long_and_is_not_shown() -> None:
    """Bytes count, not characters; neither a log nor a trace tells it."""
    for secret in ("", "k" * 31):
        with pytest.raises(WeakKeyError):
            SessionKey("1", secret)
    assert "é" not in repr(SessionKey("1", "é" * 16))
