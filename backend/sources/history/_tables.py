"""Which kind of export a file is, told by what is in it."""

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
    is_json = _BEGINS_JSON.match(content) is not None
    try:
        # JSON is read as bytes: decoded here only to tell whether it can be.
        text = "" if is_json and content.isascii() else content.decode()
    except UnicodeDecodeError:
        raise RefusedFileError("not_text") from None
    if not is_json:
        return csv_table(text)
    del text
    return json_table(content)
