"""Statistics as one compressed text, the same bytes for the same statistics."""

from __future__ import annotations

import gzip
import zlib

import msgspec

from backend.stores._item_limits import is_version
from backend.taste_profile import (
    InvalidTasteError,
    Statistics,
    statistics_from_record,
    statistics_to_record,
)


class DamagedStatisticsError(Exception):
    """What is kept at a place cannot be read as the statistics it should be."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place!a}: {reason}")


def pack(statistics: Statistics) -> bytes:
    """Return the statistics as compressed JSON.

    Raises:
        ValueError: The version cannot name a file and a key: a mistake of the caller.
    """
    if not is_version(statistics.version):
        raise ValueError(f"{statistics.version!r} cannot name statistics")
    record = statistics_to_record(statistics)
    text = msgspec.json.encode(record, order="deterministic")
    return gzip.compress(text, compresslevel=6, mtime=0)


def unpack(packed: bytes, version: str) -> Statistics:
    """Return what ``pack`` was given.

    Raises:
        DamagedStatisticsError: It is cut off, changed, or of another version.
    """
    try:
        record = msgspec.json.decode(gzip.decompress(packed))
        statistics = statistics_from_record(record)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedStatisticsError(version, "not compressed, or cut off") from error
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        InvalidTasteError,
    ) as error:
        raise DamagedStatisticsError(version, "not statistics") from error
    if statistics.version != version:
        raise DamagedStatisticsError(version, "of another version")
    return statistics
