"""The site's files reach their bucket as browsers need them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from scripts.deployment.site_files import (
    FRONTEND,
    UnknownContentTypeError,
    empty,
    keys,
    site_files,
    upload_site,
)
from scripts.local_cloud.ministack import ACCOUNT
from tests.local_cloud.fixtures import SESSION

BUCKET = "site"


@pytest.fixture
def s3() -> Iterator[Any]:
    """A client of an S3 in this process, with one empty bucket."""
    with mock_aws():
        new_client: Any = SESSION.client
        # Named, for an AWS_ENDPOINT_URL of the person who runs it would lead past moto.
        client = new_client(
            "s3", endpoint_url=f"https://s3.{ACCOUNT['AWS_REGION']}.amazonaws.com"
        )
        client.create_bucket(Bucket=BUCKET)
        yield client


def test_every_file_has_its_content_type_and_is_asked_for_again(s3: Any) -> None:
    """The names carry no version, so a browser must not keep them unasked."""
    count = upload_site(s3, BUCKET)
    files = site_files()
    assert FRONTEND / "index.html" in files
    assert FRONTEND / "README.md" not in files
    assert count == len(files)
    assert {*keys(s3, BUCKET)} == {f.relative_to(FRONTEND).as_posix() for f in files}
    for name, content_type in (
        ("index.html", "text/html; charset=utf-8"),
        ("main.js", "text/javascript; charset=utf-8"),
        ("styles/base.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
    ):
        kept = s3.get_object(Bucket=BUCKET, Key=name)
        assert kept["ContentType"] == content_type
        assert "max-age=0" in kept["CacheControl"]
        assert "must-revalidate" in kept["CacheControl"]
        assert kept["Body"].read() == (FRONTEND / name).read_bytes()


def test_pages_come_after_what_they_ask_for(s3: Any, tmp_path: Path) -> None:
    """A visitor in between finds the old page, or the new one whole."""
    for name in ("a.html", "b.js", "c.css"):
        (tmp_path / name).touch()
    put: list[str] = []
    s3.meta.events.register(
        "before-parameter-build.s3.PutObject",
        lambda params, **_: put.append(params["Key"]),
    )
    upload_site(s3, BUCKET, tmp_path)
    assert put == ["b.js", "c.css", "a.html"]


@pytest.mark.slow
def test_what_the_site_has_no_more_is_removed(s3: Any, tmp_path: Path) -> None:
    """More of it than one page of the listing holds."""
    (tmp_path / "index.html").touch()
    for number in range(1_100):
        s3.put_object(Bucket=BUCKET, Key=f"old/{number}.js")
    upload_site(s3, BUCKET, tmp_path)
    assert [*keys(s3, BUCKET)] == ["index.html"]


def test_a_file_of_an_unknown_kind_stops_it_before_anything_is_uploaded(
    s3: Any, tmp_path: Path
) -> None:
    """A browser would not know what to do with it."""
    (tmp_path / "index.html").touch()
    (tmp_path / "song.xyz").touch()
    with pytest.raises(UnknownContentTypeError) as caught:
        upload_site(s3, BUCKET, tmp_path)
    assert caught.value.file.name == "song.xyz"
    assert [*keys(s3, BUCKET)] == []


def test_an_emptied_bucket_can_be_deleted(s3: Any) -> None:
    """CloudFormation refuses to delete one that holds anything."""
    upload_site(s3, BUCKET)
    empty(s3, BUCKET)
    s3.delete_bucket(Bucket=BUCKET)
    assert s3.list_buckets()["Buckets"] == []
