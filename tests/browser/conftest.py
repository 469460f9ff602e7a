"""A browser, and the demo world for it to see.

Everything but ``browser`` is quick; the world is made once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

from backend.stores.files._atomic_files import exclusive
from tests.browser.browser_monitor import BrowserMonitor
from tests.browser.demo_server import DemoServer, demo_server, seed

# What Playwright switches off, for this replaces its list; and the address bar's own
# pages, which nobody sees here and which cost every window half a second.
WITHOUT = (
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(WITHOUT)}",
)
PATIENCE_MS = 120_000
"""A guard against hanging; what a page shows, it shows at once."""
expect.set_options(timeout=PATIENCE_MS)
WITH_PAGES = ("spotify", "lastfm")
"""The sources whose stand-ins browsers are sent to."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program, which a person may lack and CI may not."""
    found = shutil.which("chromium")
    if found is None:
        reason = "Chromium is not installed: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    return str(found)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, launched."""
    # Not of the session: until it ends, no other test could run an event loop.
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=list(ARGUMENTS)
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Path:
    """A data folder with the demo world; it asks for a browser lest it be in vain."""
    own = tmp_path_factory.getbasetemp()
    # Made once for all who test at the same time; each changes a copy.
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "seeded"
    shared.mkdir(exist_ok=True)
    with exclusive(shared):
        if not (shared / "world").exists():
            seed(shared / "unfinished")
            (shared / "unfinished").rename(shared / "world")
    folder: Path = shutil.copytree(shared / "world", own / "demo")
    return folder


@pytest.fixture(scope="package")
def shared_server(demo_folder: Path) -> Iterator[DemoServer]:
    """The server that every test but the destructive ones asks."""
    with demo_server(demo_folder) as server:
        yield server


@pytest.fixture
def server(shared_server: DemoServer) -> Iterator[DemoServer]:
    """The shared server; what a test switched on at the stand-ins is off again."""
    yield shared_server
    shared_server.switch_all_off()


@pytest.fixture
def own_server(demo_folder: Path, tmp_path: Path) -> Iterator[DemoServer]:
    """A server of one test, which may stop it."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_folder, folder)
    with demo_server(folder) as server:
        yield server


@pytest.fixture
def monitor(request: pytest.FixtureRequest) -> BrowserMonitor:
    """Who sees what the pages of this test say and ask."""
    name = "own_server" if "own_server" in request.fixturenames else "server"
    asked: DemoServer = request.getfixturevalue(name)
    return BrowserMonitor(asked.url, tuple(map(asked.stand_in_url, WITH_PAGES)))


@pytest.fixture
def context(
    browser: Browser, monitor: BrowserMonitor, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser window of its own; ``width`` and ``theme`` may be parameters."""
    given = getattr(request.node, "callspec", None)
    params = given.params if given else {}
    opened = browser.new_context(
        viewport={"width": params.get("width", 1280), "height": 900},
        color_scheme=params.get("theme", "light"),
        reduced_motion="reduce",
        locale="en-GB",
    )
    opened.set_default_timeout(PATIENCE_MS)
    monitor.watch(opened)
    yield opened
    opened.close()
    monitor.judge()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
