"""What holds for every test: local cloud, Hypothesis, no world made too early."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from backend.dev_server.demo.world import InventedPerson
from backend.taste_profile.panel import Panel

pytest_plugins = ["tests.local_cloud.fixtures"]

# A shell that starts the suite in the background has it ignore what Ctrl-C sends, and
# every server that a test starts and interrupts would ignore it as well.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No example fails because the machine is busy. `./scripts/test --fast` asks for a
# fifth of the examples.
for name, share in (("whole", 1.0), ("fast", 0.2)):
    settings.register_profile(
        name,
        max_examples=round(100 * share),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "whole"))


# Who waits alone for one of these at the end waits for minutes.
LONGEST_FIRST = (
    "tests/deployment/test_local_cloud.py",
    "tests/doors/test_lambda_door.py",
    "tests/doors/test_same_json.py",
    "tests/doors/test_fuzzing.py",
    "tests/doors/test_crowd.py",
    "tests/stores/files/test_crashes.py",
    "tests/doors/",
    "tests/deployment/",
    "tests/browser/test_every_route.py",
    "tests/browser/",
    "tests/stores/",
    "tests/dev_server/",
)
FEW = 50


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Let nothing wait until the disk has written: no test here cuts the power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""

    def place(item: pytest.Item) -> int:
        begins = map(item.nodeid.startswith, LONGEST_FIRST)
        return next((n for n, is_it in enumerate(begins) if is_it), len(LONGEST_FIRST))

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Refuse to make a world where test modules are only read; a few people are none.

    Every process reads every module, and most then run other tests.
    """
    made, make = itertools.count(1), InventedPerson.__init__

    def refuse(*_: object) -> None:
        raise AssertionError("make worlds in a fixture or a cached function")

    def make_few(person: InventedPerson, **fields: Any) -> None:
        if next(made) > FEW:
            refuse()
        make(person, **fields)

    with pytest.MonkeyPatch.context() as patch:
        # Whatever is compared with a grown community passes through this.
        patch.setattr(Panel, "similarities", refuse)
        patch.setattr(InventedPerson, "__init__", make_few)
        return (yield)
