"""What a stack offers when the secret of Last.fm is not what it should be."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import partial

import boto3
import pytest
from botocore.stub import Stubber
from mypy_boto3_secretsmanager import SecretsManagerClient
from source_options import CloudSourceOptions

from backend.use_cases.music_sources import MUSIC_SOURCES

SECRET_MARK = "s3cret"
OTHERS = [source for source in MUSIC_SOURCES if source != "lastfm"]
GOOD = json.dumps({"api_key": f"{SECRET_MARK}-key", "secret": SECRET_MARK})


@pytest.fixture
def client() -> SecretsManagerClient:
    """A client that asks nobody."""
    return boto3.client(
        "secretsmanager",
        region_name="us-east-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",
    )


@pytest.fixture
def told(client: SecretsManagerClient) -> Iterator[Stubber]:
    """What it is answered."""
    with Stubber(client) as stubber:
        yield stubber


def source_options(
    client: SecretsManagerClient, lastfm_secret_id: str
) -> CloudSourceOptions:
    """Return the sources of a stack that names everything."""
    settings = {"SPOTIFY_CLIENT_ID": "0123", "LASTFM_SECRET_ID": lastfm_secret_id}
    return CloudSourceOptions(client, settings, "testing@example.org")


def test_a_good_secret_offers_all_and_is_asked_for_once(
    client: SecretsManagerClient, told: Stubber
) -> None:
    """The stub would refuse a second question."""
    told.add_response("get_secret_value", {"SecretString": GOOD})
    offered = source_options(client, "lastfm")
    for _ in range(2):
        assert list(offered()) == list(MUSIC_SOURCES)
    assert offered()["lastfm"].takes == ("returned_token", "user_name")


def test_without_the_sign_in_secret_there_is_the_name(
    client: SecretsManagerClient, told: Stubber
) -> None:
    """An API key alone reads public listening."""
    told.add_response("get_secret_value", {"SecretString": '{"api_key": "k"}'})
    assert source_options(client, "lastfm")()["lastfm"].takes == ("user_name",)


def test_no_secret_is_asked_for_where_none_is_named(
    client: SecretsManagerClient, told: Stubber
) -> None:
    """The stub would refuse any question."""
    assert list(source_options(client, "")()) == OTHERS
    told.assert_no_pending_responses()


@pytest.mark.parametrize(
    "said",
    [
        f"{SECRET_MARK}-no-json",
        f'["{SECRET_MARK}"]',
        f'"{SECRET_MARK}"',
        "null",
        "{}",
        f'{{"key": "{SECRET_MARK}"}}',
        '{"api_key": ""}',
        '{"api_key": 7}',
        f'{{"api_key": "{SECRET_MARK}", "secret": null}}',
    ],
)
def test_a_bad_secret_closes_no_other_way_in(
    client: SecretsManagerClient,
    told: Stubber,
    caplog: pytest.LogCaptureFixture,
    said: str,
) -> None:
    """The log tells that Last.fm is left out, and nothing of the secret."""
    told.add_response("get_secret_value", {"SecretString": said})
    offered = source_options(client, "lastfm")
    for _ in range(2):
        assert list(offered()) == OTHERS
    [record] = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert record.getMessage() == "Last.fm is left out: UnusableSecretError"
    assert SECRET_MARK not in caplog.text


def test_a_secret_that_cannot_be_had_now_closes_no_other_way_in(
    client: SecretsManagerClient, told: Stubber
) -> None:
    """Throttled, forbidden, gone: Last.fm alone is left out."""
    told.add_client_error("get_secret_value", "ThrottlingException")
    assert list(source_options(client, "lastfm")()) == OTHERS


def test_it_is_tried_again_after_a_while(
    client: SecretsManagerClient, told: Stubber
) -> None:
    """Not with every request."""
    told.add_client_error("get_secret_value", "ThrottlingException")
    told.add_response("get_secret_value", {"SecretString": GOOD})
    offered = source_options(client, "lastfm")
    for seconds, is_offered in ((0.0, False), (59.0, False), (61.0, True)):
        offered.clock = partial(float, seconds)
        assert ("lastfm" in offered()) is is_offered
