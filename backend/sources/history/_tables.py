"""Which kind of export a file is, by what is in it."""

from __future__ import annotations

import re

from backend.sources.history._archives import ZIP_MAGIC
from backend.sources.history._csv_tables import csv_table
from backend.sources.history._json_tables import json_table
from backend.sources.history._rows import Table
from backend.sources.history.errors import RefusedFileError

_BOM = b"\xef\xbb\xbf"
_BEGINS_JSON = re.compile(rb"\s*[\[{]")


def table_of(content: bytes) -> Table | None:
    """Return the table of a file; ``None`` for one that is in order, but empty.

    Raises:
        RefusedFileError: ``nested``, ``not_text`` or ``unknown_format``; some are
            found broken only while their rows are read.
    """
    if content.startswith(ZIP_MAGIC):
        raise RefusedFileError("nested")
    content = content.removeprefix(_BOM)
    if not _BEGINS_JSON.match(content):
        return csv_table(content)
    try:
        # Fields that are not wanted are skipped unread, so nobody else would notice.
        _ = content.isascii() or content.decode()
    except UnicodeDecodeError:
        raise RefusedFileError("not_text") from None
    return json_table(content)
