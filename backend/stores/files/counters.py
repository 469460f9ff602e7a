"""Counters in one SQLite file, for all processes that serve one data folder."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from pathlib import Path

from backend.use_cases.errors import StoreUnavailableError

_SWEPT_EVERY = 1_000
_LONGEST_SECONDS = 3_600
_PATIENCE_SECONDS = 5.0

_TABLE = """
    CREATE TABLE IF NOT EXISTS counts (
        until INTEGER, owner TEXT, what TEXT, n INTEGER NOT NULL,
        PRIMARY KEY (until, owner, what)
    ) WITHOUT ROWID
"""
_COUNT = """
    INSERT INTO counts VALUES (?, ?, ?, 1)
    ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n
"""
_log = logging.getLogger(__name__)


class SqliteCounters:
    """``counters.sqlite``: a row per counter; what is over goes now and then.

    Nothing waits for the disk: a power cut may lose counts, and a file that it has
    damaged is begun anew. ``kill -9`` of any process loses nothing.

    Made before a fork and used after it: the file is opened at the first count of a
    process.

    Args:
        folder: Holds the file; it is there.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "counters.sqlite"
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._counted = 0

    def count(self, owner: str, what: str, until: int) -> int:
        """Add one to a counter that lives until a moment.

        Raises:
            StoreUnavailableError: The file cannot be written just now.
        """
        with self._lock:
            try:
                return self._count(owner, what, until)
            except (sqlite3.OperationalError, OSError) as error:
                raise StoreUnavailableError(str(error)) from error
            except sqlite3.DatabaseError as error:
                _log.warning("%a is begun anew: %s", str(self._file), error)
                self._begin_anew()
                return self._count(owner, what, until)

    def kept(self) -> int:
        """Return how many counters there are in the file."""
        with self._lock:
            if self._connection is None:
                self._connection = self._opened()
            [[n]] = self._connection.execute("SELECT count(*) FROM counts").fetchall()
            return int(n)

    def close(self) -> None:
        """Let go of the file; the next count opens it again."""
        with self._lock:
            self._close()

    def _count(self, owner: str, what: str, until: int) -> int:
        if self._connection is None:
            self._connection = self._opened()
        connection = self._connection
        if self._counted % _SWEPT_EVERY == 0:
            # The clock is not looked at: what counts until then is not far from it.
            over = (until - _LONGEST_SECONDS,)
            connection.execute("DELETE FROM counts WHERE until < ?", over)
        self._counted += 1
        [[n]] = connection.execute(_COUNT, (until, owner, what)).fetchall()
        return int(n)

    def _opened(self) -> sqlite3.Connection:
        # SQLite gives the files beside it the same rights.
        os.close(os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(
            self._file,
            timeout=_PATIENCE_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            # A reader never waits for a writer, and no count for the disk.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(_TABLE)
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin_anew(self) -> None:
        self._close()
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
