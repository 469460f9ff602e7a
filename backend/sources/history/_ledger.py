"""All plays of all files, 25 bytes each, and what is said about every file."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from backend.sources.history._columns import KINDS, Mask, Numbers, PlayColumns
from backend.sources.history._counting import aggregate_plays
from backend.sources.history._names import NameBook
from backend.sources.history._plays import plays_of
from backend.sources.history._repetitions import first_of_each
from backend.sources.history._rows import Table
from backend.sources.history.aggregate import Aggregate
from backend.sources.history.audit import (
    SKIP_REASONS,
    Audit,
    FileAudit,
    SkipReason,
)
from backend.sources.history.errors import RefusalCode


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of a reading; no aggregate without a play."""

    aggregate: Aggregate | None
    audit: Audit


@dataclass(slots=True)
class _ReadFile:
    """A file and how many plays stand before it in the ledger."""

    audit: FileAudit
    plays: int = 0


class Ledger:
    """Takes one file after the other; a file that proves broken leaves no trace."""

    def __init__(self) -> None:
        self.first_refusal: RefusalCode | None = None
        self._names = NameBook()
        self._files: list[_ReadFile] = []
        self._rows = 0
        self._skipped: Counter[SkipReason] = Counter()
        self._tracks = array("i")
        self._times = array("q")
        self._ms = array("q")
        self._is_private = array("b")

    def ignore(self, name: str, reason: str) -> None:
        """Note a file that is not looked at."""
        self._files.append(_ReadFile(FileAudit(name, "ignored", 0, reason)))

    def refuse(self, name: str, code: RefusalCode) -> None:
        """Note a file that cannot be read."""
        self.first_refusal = self.first_refusal or code
        self._files.append(_ReadFile(FileAudit(name, "refused", 0, code)))

    def enter(self, name: str, table: Table) -> None:
        """Take all plays of a file, or none.

        Raises:
            RefusedFileError: The file proves broken further down.
        """
        plays = plays_of(table, self._names)
        self._rows += plays.rows
        self._skipped.update(plays.skipped)
        self._tracks.extend(plays.tracks)
        self._times.extend(plays.times)
        self._ms.extend(plays.ms)
        self._is_private.extend(plays.is_private)
        audit = FileAudit(name, plays.kind, 0, None)
        self._files.append(_ReadFile(audit, len(plays)))

    def close(self) -> Closed:
        """Leave out what came twice, count the rest, and say what was done."""
        columns = self._columns()
        counts = first_of_each(columns)
        tracks, times = columns.tracks[counts], columns.times[counts]
        private = int(np.count_nonzero(columns.is_private))
        self._skipped["repeated"] = len(counts) - private - len(tracks)
        aggregate = aggregate_plays(tracks, times, self._names) if len(tracks) else None
        return Closed(aggregate, self._audit(counts, tracks, times))

    def _columns(self) -> PlayColumns:
        # Files that were not read have no plays, whatever their number.
        kinds = [KINDS.index(f.audit.kind) if f.plays else 0 for f in self._files]
        lengths = [file.plays for file in self._files]
        tracks = np.asarray(self._tracks, dtype=np.int64)
        return PlayColumns(
            tracks=tracks,
            titles=self._names.titles()[tracks],
            times=np.asarray(self._times, dtype=np.int64),
            ms=np.asarray(self._ms, dtype=np.int64),
            kinds=np.repeat(np.array(kinds, dtype=np.int64), lengths),
            is_private=np.asarray(self._is_private, dtype=np.bool_),
        )

    def _audit(self, counts: Mask, tracks: Numbers, times: Numbers) -> Audit:
        files, begin = [], 0
        for file in self._files:
            end = begin + file.plays
            plays = int(np.count_nonzero(counts[begin:end]))
            told = file.audit
            files.append(FileAudit(told.name, told.kind, plays, told.reason))
            begin = end
        distinct = np.unique(tracks).tolist()
        artists = {self._names.tracks[track][0] for track in distinct}
        return Audit(
            files=files,
            rows=self._rows,
            plays=len(tracks),
            skipped={reason: self._skipped[reason] for reason in SKIP_REASONS},
            first=_day(int(times.min())) if len(times) else None,
            last=_day(int(times.max())) if len(times) else None,
            artists=sum(map(self._names.is_one, artists)),
            tracks=len(distinct),
        )


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
