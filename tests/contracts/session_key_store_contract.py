"""What every store of session keys promises."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import pytest

from backend.use_cases.accounts.session_keys import SessionKey, SessionKeyStore


def new_key() -> SessionKey:
    """Return a key that nobody has had."""
    return SessionKey(str(uuid.uuid4()), token_hex(32))


def rotated(store: SessionKeyStore) -> SessionKey:
    """Replace the current key; return the new one."""
    new = new_key()
    assert store.replace(store.current().key_id, new)
    return new


def rotated_twice(store: SessionKeyStore) -> SessionKey:
    """Replace the current key twice; return it, which is then good nowhere."""
    replaced = store.current()
    rotated(store)
    rotated(store)
    return replaced


class SessionKeyStoreContract:
    """Subclass it and override ``store``."""

    @pytest.fixture
    def store(self) -> SessionKeyStore:
        """Return a store with its first key."""
        raise NotImplementedError("an adapter's test must provide its store")

    def test_the_first_key_stands_alone(self, store: SessionKeyStore) -> None:
        """And is the same each time."""
        assert store.kept() == (store.current(),)
        assert store.current() == store.current()

    def test_a_rotation_keeps_the_key_before_it(self, store: SessionKeyStore) -> None:
        """The new one signs, with the id and the secret that it was given."""
        first = store.current()
        second = rotated(store)
        assert store.current() == second
        assert store.kept() == (second, first)

    def test_a_second_rotation_forgets_the_first_key(
        self, store: SessionKeyStore
    ) -> None:
        """However often: two are kept."""
        rotated_twice(store)
        third = store.current()
        fourth = rotated(store)
        assert store.kept() == (fourth, third)

    def test_who_knows_another_key_replaces_nothing(
        self, store: SessionKeyStore
    ) -> None:
        """Neither by the key before, nor by one that never was."""
        first = store.current()
        second = rotated(store)
        for known in (first.key_id, str(uuid.uuid4())):
            assert store.replace(known, new_key()) is False
        assert store.kept() == (second, first)

    def test_of_many_rotations_at_once_one_is_done(
        self, store: SessionKeyStore
    ) -> None:
        """Who pressed a button twice ends no session."""
        first, keys = store.current(), [new_key() for _ in range(6)]
        with ThreadPoolExecutor(6) as threads:
            did = [*threads.map(lambda new: store.replace(first.key_id, new), keys)]
        assert did.count(True) == 1
        assert store.kept() == (keys[did.index(True)], first)
