"""Fixtures that every test may ask for: the local cloud."""

from __future__ import annotations

import signal

pytest_plugins = ["tests.local_cloud.fixtures"]

# A shell that starts the suite in the background has it ignore what Ctrl-C sends, and
# every server that a test starts and interrupts would ignore it as well.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
