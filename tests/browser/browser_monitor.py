"""Sees what a browser says and asks while a test runs, and judges it at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

_STATUS = re.compile(r"Failed to load resource: .* status of (\d+)")


@dataclass
class BrowserMonitor:
    """The console and the requests of every page of one browser.

    Args:
        site: The address of the site, whose pages may not complain; the stand-ins'
            own pages have tests of their own.
        stand_ins: The only other addresses that may be asked.
        expected: Statuses, or words of the console, that are no fault.
    """

    site: str
    stand_ins: tuple[str, ...]
    expected: set[int | str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def watch(self, context: BrowserContext) -> None:
        """Listen from now on."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", self._see)

    def judge(self) -> None:
        """Fail the test for an error that nobody expected, or a foreign request."""
        assert self.complaints == []
        assert self.asked <= {self.site, *self.stand_ins}

    def _hear(self, message: ConsoleMessage) -> None:
        is_bad = message.type in ("error", "warning")
        if not is_bad or message.location["url"].startswith(self.stand_ins):
            return
        status = _STATUS.match(message.text)
        if status and int(status[1]) in self.expected:
            return
        words = [one for one in self.expected if isinstance(one, str)]
        if not any(word in message.text for word in words):
            self.complaints.append(f"{message.type}: {message.text}")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            self.asked.add(f"{parts.scheme}://{parts.netloc}")
