"""Records of two people that only make sense together, and which stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from backend.use_cases.accounts.record_store import Change, Record, RecordStore
from backend.use_cases.errors import StoreUnavailableError

Place = tuple[str, str]

_OTHER_WORD = {"wave": "waved", "waved": "wave", "pair": "pair"}
_HOLDER = {"link": "holder", "recovery": "holder", "invitation": "by"}


def halves(people: RecordStore) -> set[Place]:
    """Return every record whose other half is missing, as owner and kind."""
    kept = {
        (owner, kind): record
        for owner in people.owners()
        for kind, record in people.records(owner).items()
    }
    return {
        place
        for place, record in kept.items()
        if (other := _other_half(*place, record)) and other not in kept
    }


def _other_half(owner: str, kind: str, record: Record) -> Place | None:
    word, _, rest = kind.partition("#")
    if word in _OTHER_WORD:
        return rest, f"{_OTHER_WORD[word]}#{owner}"
    if word == "block":
        return f"blocked#{rest}", f"by#{owner}"
    if word == "by":
        return rest, f"block#{owner.partition('#')[2]}"
    if word in _HOLDER:
        return (kind, word) if rest else (str(record[_HOLDER[word]]), owner)
    return None


class BreakingStore:
    """A store whose writes fail from one of them on.

    Args:
        store: Where the records are kept.
    """

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self.get, self.records = store.get, store.records
        self.owners = store.owners
        self._writes_left: int | None = None
        self._is_answer_lost = False

    def break_after(self, writes: int, *, is_answer_lost: bool) -> None:
        """Fail after so many writes; the first that fails may have happened."""
        self._writes_left, self._is_answer_lost = writes, is_answer_lost

    def mend(self) -> bool:
        """Fail no more; tell whether a write has failed."""
        was_broken = self._writes_left is not None and self._writes_left < 0
        self._writes_left = None
        return was_broken

    def put(self, owner: str, kind: str, record: Record) -> None:
        """Keep a record unless this is the write that never arrives."""
        if self._arrives():
            self._store.put(owner, kind, record)
        self._answer()

    def claim(self, owner: str, kind: str, record: Record) -> Record:
        """Claim unless this is the write that never arrives."""
        kept = self._store.claim(owner, kind, record) if self._arrives() else {}
        self._answer()
        return kept

    def remove(self, owner: str, kind: str) -> bool:
        """Remove unless this is the write that never arrives."""
        was_there = self._arrives() and self._store.remove(owner, kind)
        self._answer()
        return was_there

    def remove_all(self, owner: str) -> None:
        """Remove one by one, as a table does."""
        for kind in self.records(owner):
            self.remove(owner, kind)

    def change_together(self, changes: Sequence[Change]) -> bool:
        """Change unless this is the write that never arrives."""
        was_made = self._arrives() and self._store.change_together(changes)
        self._answer()
        return was_made

    def _arrives(self) -> bool:
        if self._writes_left is None:
            return True
        self._writes_left -= 1
        return self._writes_left >= 0 or (
            self._is_answer_lost and self._writes_left == -1
        )

    def _answer(self) -> None:
        if self._writes_left is not None and self._writes_left < 0:
            raise StoreUnavailableError("gone")
