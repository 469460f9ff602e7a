"""Processes that write profile files, for tests that need real ones.

``python -m tests.stores.files.writers COMMAND FOLDER …``; see the functions at the
end. A promise that is broken ends the process with an ``AssertionError``.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import TopItem
from backend.use_cases.errors import StoreUnavailableError
from backend.use_cases.profiles.errors import ProfileNotFoundError
from backend.use_cases.profiles.profile import ProfileItem
from backend.use_cases.profiles.store import ProfileStore
from tests.contracts.concurrent_saves_contract import save_again
from tests.contracts.stored_items import item_of_size, new_user_id, profile_item

USERS = [new_user_id() for _ in range(3)]
NOBODY_ACCOUNT = 65534
LONGEST_LIFE_SECONDS = 0.02
STEPS_A_LIFE = 8


def item_at(step: int, user_id: str) -> ProfileItem | None:
    """What is kept after so many steps: nothing, then revisions 1 to 7, again."""
    revision = step % STEPS_A_LIFE
    if revision == 0:
        return None
    # Another size at every step, so that a mixture of two would show.
    top = TopItem(kind="artist", name="Low", plays=step)
    return profile_item(user_id, top_items=(top,) * (step % 97), revision=revision)


def take_steps(store: ProfileStore, steps: dict[str, int]) -> Iterator[str]:
    """Save and delete without end; yields whose step is done."""
    while True:
        for user_id in steps:
            before, after = (item_at(steps[user_id] + n, user_id) for n in range(2))
            if after is None:
                store.delete(user_id)
            else:
                revision = before.revision if before else None
                store.put(after, expected_revision=revision)
            steps[user_id] += 1
            yield user_id


def step_found(store: ProfileStore, user_id: str, done: int) -> int:
    """Return the step that the store is at: the one that was told, or the next."""
    try:
        found = store.get(user_id)
    except ProfileNotFoundError:
        found = None
    fitting = [step for step in (done, done + 1) if item_at(step, user_id) == found]
    assert fitting, f"step {done} of {user_id} became {found!r:.200}"
    return fitting[0]


def write_until_killed(folder: Path, steps: dict[str, int], telling: int) -> None:
    """Take steps and tell each one that is done; never returns."""
    try:
        for user_id in take_steps(JsonProfileStore(folder), dict(steps)):
            os.write(telling, bytes([USERS.index(user_id)]))
    finally:
        # At once, so that a failure is not taken for a kill.
        os._exit(1)


def kill_writers(folder: Path, kills: int) -> None:
    """Kill writers at random moments; after each, nothing told may be lost."""
    rng = random.Random(kills)
    steps = dict.fromkeys(USERS, 0)
    for life in range(kills):
        told, telling = os.pipe()
        writer = os.fork()
        if writer == 0:
            write_until_killed(folder, steps, telling)
        os.close(telling)
        # Every other one gets to write, however slow the machine is.
        begun = os.read(told, 1) if life % 2 else b""
        time.sleep(rng.random() * LONGEST_LIFE_SECONDS)
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "it failed itself"
        with open(told, "rb") as pipe:
            for number in begun + pipe.read():
                steps[USERS[number]] += 1
        store = JsonProfileStore(folder)
        for user_id, done in steps.items():
            steps[user_id] = step_found(store, user_id, done)
        kept = {user_id for user_id in USERS if item_at(steps[user_id], user_id)}
        assert store.revisions().keys() == kept
        assert {item.user_id for item in store.scan()} == kept
    print(sum(steps.values()))


def save_often(folder: Path, user_id: str, times: int) -> None:
    """Save on top of the newest, among others who do the same."""
    store = JsonProfileStore(folder)
    for _ in range(times):
        save_again(store, user_id)


def fill_up(folder: Path) -> None:
    """Save until the disk is full; then all that was told is there, and room helps."""
    store = JsonProfileStore(folder)
    kept: list[ProfileItem] = []
    while len(kept) < 10_000:
        item = item_of_size(30_000)
        try:
            store.put(item, expected_revision=None)
        except StoreUnavailableError:
            break
        kept.append(item)
    assert 0 < len(kept) < 10_000, "the disk did not fill up"
    _expect_exactly(folder, kept)
    first = kept[0]
    changed = item_of_size(60_000, user_id=first.user_id, revision=2)
    with pytest.raises(StoreUnavailableError):
        store.put(changed, expected_revision=1)
    _expect_exactly(folder, kept)
    for item in kept[1:4]:
        store.delete(item.user_id)
    store.put(changed, expected_revision=1)
    _expect_exactly(folder, [changed, *kept[4:]])


def hit_the_file_size_limit(folder: Path) -> None:
    """Save more than the operating system lets this process write."""
    store = JsonProfileStore(folder)
    small, large = item_of_size(1_000), item_of_size(60_000)
    store.put(small, expected_revision=None)
    changed = item_of_size(60_000, user_id=small.user_id, revision=2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    for item, expected in ((changed, 1), (large, None)):
        with pytest.raises(StoreUnavailableError) as caught:
            store.put(item, expected_revision=expected)
        assert "File too large" in caught.value.reason
    _expect_exactly(folder, [small])


def meet_no_permission(folder: Path) -> None:
    """As an ordinary account, find a file that may not be read, then a folder."""
    if os.geteuid() == 0:
        os.chown(folder, NOBODY_ACCOUNT, NOBODY_ACCOUNT)
        os.setgroups([])
        os.setgid(NOBODY_ACCOUNT)
        os.setuid(NOBODY_ACCOUNT)
    store = JsonProfileStore(folder)
    closed, other = item_of_size(1_000), item_of_size(1_000)
    store.put(closed, expected_revision=None)
    store.put(other, expected_revision=None)
    (folder / "profiles" / f"{closed.user_id}.json").chmod(0)
    _expect_exactly(folder, [other])
    assert len(list((folder / "set-aside").iterdir())) == 1
    (folder / "profiles").chmod(0)
    with pytest.raises(StoreUnavailableError):
        store.get(other.user_id)
    (folder / "profiles").chmod(0o700)
    _expect_exactly(folder, [other])


def _expect_exactly(folder: Path, kept: list[ProfileItem]) -> None:
    found = {item.user_id: item for item in JsonProfileStore(folder).scan()}
    assert found == {item.user_id: item for item in kept}
    names = {path.name for path in (folder / "profiles").iterdir()}
    assert names == {".lock", *(f"{item.user_id}.json" for item in kept)}


def main(command: str, folder: str, *numbers: str) -> None:
    """Run one of the commands above on a folder."""
    # A killed process leaves behind what it wrote, whether or not on the disk yet.
    pytest.MonkeyPatch().setattr(os, "fsync", lambda descriptor: None)
    match command:
        case "kill":
            kill_writers(Path(folder), int(numbers[0]))
        case "save":
            save_often(Path(folder), numbers[0], int(numbers[1]))
        case "fill":
            fill_up(Path(folder))
        case "limit":
            hit_the_file_size_limit(Path(folder))
        case "close":
            meet_no_permission(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
