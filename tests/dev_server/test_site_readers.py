"""Files of the site, to readers who go away before they have read."""

from __future__ import annotations

import gc
import socket
import struct
import threading
import time
import warnings
from pathlib import Path
from urllib.parse import urlsplit

from tests.doors.flask_server import flask_door

RESET = struct.pack("ii", 1, 0)
"""Closing then tells the server at once that nobody is there."""


def test_a_reader_who_goes_away_leaves_no_file_open(tmp_path: Path) -> None:
    """Werkzeug's server forgets to close what it was about to send."""
    with flask_door(tmp_path) as door, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        before = threading.active_count()
        address = urlsplit(door.url)
        for _ in range(20):
            reader = socket.create_connection((address.hostname, address.port))
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            reader.sendall(b"GET /reference.js HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
            time.sleep(0.01)
            reader.close()
        # Each of them is served by a thread of its own.
        latest = time.monotonic() + 120
        while threading.active_count() > before and time.monotonic() < latest:
            time.sleep(0.01)
        gc.collect()
    assert [str(one.message) for one in said if "unclosed" in str(one.message)] == []
