"""Every error of reading a listening history.

SoulmateError
└── HistoryError                 base; ``code`` is one of ``REFUSALS``
    ├── RefusedFileError         one file, or one member of a zip, is not read
    └── NothingLeftError         no file gave a single play
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from backend.sources.history.audit import Audit
from backend.taste_profile.errors import SoulmateError

RefusalCode = Literal[
    "encrypted",
    "truncated",
    "too_large",
    "unsafe_path",
    "nested",
    "technical_log",
    "not_text",
    "unknown_format",
    "no_plays",
]

REFUSALS: Mapping[RefusalCode, str] = {
    "encrypted": "this zip is locked with a password: unpack it, and give what is"
    " inside",
    "truncated": "this zip is damaged or was not downloaded to its end: download it"
    " again",
    "too_large": "this is, or says it is, far larger than any listening history",
    "unsafe_path": "this zip has members that want to lie elsewhere, or twice at one"
    " place: it is not one that a music service made",
    "nested": "this is a zip in a zip: unpack the outer one, and give what is inside",
    "technical_log": "this is Spotify's technical log, which holds no history: ask for"
    " the account data or the extended streaming history",
    "not_text": "this is not text in UTF-8",
    "unknown_format": "this is no listening history of a known kind, or it is broken",
    "no_plays": "there is no play of 30 seconds or more in it",
}


class HistoryError(SoulmateError):
    """A listening history cannot be used; ``code`` tells why, the message in words."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(REFUSALS[code])
        self.code: RefusalCode = code


class RefusedFileError(HistoryError):
    """One file, or one member of a zip, is not read; the others may be."""


class NothingLeftError(HistoryError):
    """No file gave a single play.

    Args:
        code: Why the first refused file was refused; ``no_plays`` when none was.
        audit: What was found.
    """

    def __init__(self, code: RefusalCode, audit: Audit) -> None:
        super().__init__(code)
        self.audit = audit
