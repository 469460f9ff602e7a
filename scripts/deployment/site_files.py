"""The files of the site in their bucket, with content types and cache headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
CACHE_CONTROL = "public, max-age=0, s-maxage=86400, must-revalidate"
"""Browsers ask every time, for names carry no version; the edge keeps a file for a day,
or until the next deployment makes it forget."""


class UnknownContentTypeError(Exception):
    """A file of the site whose kind nobody has named a content type for."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"no content type is known for {file.name}")
        self.file = file


def site_files(folder: Path = FRONTEND) -> list[Path]:
    """Return every file of the site; what is written for its developers is none."""
    return [
        path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"
    ]


def upload_site(s3: Any, bucket: str, folder: Path = FRONTEND) -> int:
    """Put every file of the folder into the bucket, and remove what else is there.

    Pages come last, so that none asks for a file that is not there yet.

    Args:
        s3: A client.
        bucket: Its name.
        folder: The site as it lies.

    Returns:
        How many files the site has.

    Raises:
        UnknownContentTypeError: Before anything is uploaded.
    """
    files = sorted(site_files(folder), key=lambda path: (path.suffix == ".html", path))
    types = {path: _content_type(path) for path in files}
    for path, content_type in types.items():
        s3.put_object(
            Bucket=bucket,
            Key=path.relative_to(folder).as_posix(),
            Body=path.read_bytes(),
            ContentType=content_type,
            CacheControl=CACHE_CONTROL,
        )
    kept = {path.relative_to(folder).as_posix() for path in files}
    _remove(s3, bucket, (key for key in keys(s3, bucket) if key not in kept))
    return len(files)


def empty(s3: Any, bucket: str) -> None:
    """Remove everything from the bucket; CloudFormation deletes none that holds any."""
    _remove(s3, bucket, keys(s3, bucket))


def keys(s3: Any, bucket: str) -> Iterator[str]:
    """Yield the name of everything in the bucket."""
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (kept["Key"] for kept in page.get("Contents", ()))


def _remove(s3: Any, bucket: str, names: Iterator[str]) -> None:
    for name in list(names):
        s3.delete_object(Bucket=bucket, Key=name)


def _content_type(file: Path) -> str:
    try:
        return CONTENT_TYPES[file.suffix]
    except KeyError:
        raise UnknownContentTypeError(file) from None
