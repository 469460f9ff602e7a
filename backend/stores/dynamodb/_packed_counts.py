"""A begun count as one compressed text."""

from __future__ import annotations

import gzip
import zlib
from hashlib import blake2b

import msgspec

from backend.stores._packed_statistics import DamagedStatisticsError
from backend.taste_profile import ALGORITHM, PopulationCount
from backend.use_cases.community.statistics_stages import BegunCount


def pack_count(begun: BegunCount) -> tuple[str, bytes]:
    """Return a name that says the same as the content, and the content."""
    record = {
        "algorithm": ALGORITHM,
        "started_at": begun.started_at,
        "position": begun.position,
        "count": begun.count.to_record(),
    }
    text = msgspec.json.encode(record, order="deterministic")
    # Kept for an hour or so: quick rather than small.
    packed = gzip.compress(text, compresslevel=1, mtime=0)
    return f"count-{blake2b(packed, digest_size=8).hexdigest()}", packed


def unpack_count(packed: bytes, name: str) -> BegunCount:
    """Return what ``pack_count`` was given, under its name.

    Raises:
        DamagedStatisticsError: It is cut off, or counted by another algorithm.
    """
    try:
        record = msgspec.json.decode(gzip.decompress(packed))
        if record["algorithm"] != ALGORITHM:
            raise DamagedStatisticsError(name, "counted by another algorithm")
        return BegunCount(
            name=name,
            started_at=record["started_at"],
            position=record["position"],
            count=PopulationCount.from_record(record["count"]),
        )
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedStatisticsError(name, "not compressed, or cut off") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStatisticsError(name, "not a count") from error
