"""Fixtures of the local cloud; ``pytest_plugins = ["tests.local_cloud.fixtures"]``.

====================  =======  =====================================================
``template``          session  ``template.yaml``, read
``moto_tables``       test     its tables in this process (moto), empty
``ministack``         session  URL of a local AWS with every service
``ministack_tables``  test     its tables there, empty and this test's own
``built``             session  the functions, built for this Python
``music``             session  stand-ins for ListenBrainz and Last.fm
``lambda_service``    session  the HTTP API running before them: URL, tables, key
``lambda_door``       test     its base URL, when the tables have been emptied
====================  =======  =====================================================
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from backend.stores.aws_secrets import SecretsManagerSessionKeyStore
from backend.stores.files._atomic_files import exclusive
from backend.use_cases.accounts.session_keys import SessionKey, SessionKeyStore
from scripts.local_cloud import artefact
from scripts.local_cloud.artefact import NotSetUpError
from scripts.local_cloud.change_stream import ChangeStream, Followed
from scripts.local_cloud.emulator import emulated
from scripts.local_cloud.gateway import Function, HttpApi, serve_http_api
from scripts.local_cloud.ministack import ACCOUNT, local_aws
from scripts.local_cloud.permissions import Policy, guarded
from scripts.local_cloud.resources import Tables, create_secrets, create_tables
from scripts.local_cloud.template import Template
from tests.contracts.session_key_store_contract import rotated_twice
from tests.dev_server.open_lastfm import API_KEY, SECRET
from tests.dev_server.open_music import OpenMusic, open_music

# Named here, so that no test ever finds the account of the person who runs it.
SESSION = boto3.Session(
    aws_access_key_id=ACCOUNT["AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=ACCOUNT["AWS_SECRET_ACCESS_KEY"],
    region_name=ACCOUNT["AWS_REGION"],
)


def _needs_environments() -> Generator[None, object, object]:
    """Skip what needs an environment that is not there; under CI, fail it."""
    try:
        return (yield)
    except NotSetUpError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))


pytest_fixture_setup = pytest.hookimpl(wrapper=True)(_needs_environments)
pytest_runtest_call = pytest.hookimpl(wrapper=True)(_needs_environments)


@pytest.fixture(scope="session")
def template() -> Template:
    """The template of the whole cloud."""
    return Template()


@pytest.fixture
def moto_tables(template: Template) -> Iterator[Tables]:
    """Every table of the template, empty, in this process."""
    # Named, for an AWS_ENDPOINT_URL of the person who runs it would lead past moto.
    url = f"https://dynamodb.{ACCOUNT['AWS_REGION']}.amazonaws.com"
    with mock_aws():
        client = SESSION.client("dynamodb", endpoint_url=url)
        yield create_tables(template, client, "moto")


@pytest.fixture(scope="session")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The endpoint's URL of a local AWS, ended with the session."""
    with local_aws(tmp_path_factory.mktemp("ministack")) as url:
        yield url


@pytest.fixture
def ministack_tables(template: Template, ministack: str) -> Iterator[Tables]:
    """Every table of the template, empty and this test's own, on the local AWS."""
    client = SESSION.client("dynamodb", endpoint_url=ministack)
    tables = create_tables(template, client, uuid.uuid4().hex)
    yield tables
    tables.drop()
    client.close()


@dataclass(frozen=True)
class LambdaService:
    """The HTTP API as deployed.

    Args:
        url: Where it answers.
        tables: What it keeps.
        pseudonym_key: What it keys hashes with.
        session_keys: What it signs sessions with.
        replaced_key: What it signed sessions with before two rotations.
        origin_secret: What the distribution proves itself with.
        logs: The folder of its functions' logs.
        functions: Every function, those without a route included.
        music: The services that it is led to.
        changes: What has happened to the profiles, delivered after every save.
    """

    url: str
    tables: Tables
    pseudonym_key: str
    session_keys: SessionKeyStore
    replaced_key: SessionKey
    origin_secret: str
    logs: Path
    functions: Mapping[str, Function]
    music: OpenMusic
    changes: ChangeStream


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The functions built for the Python that runs the tests, by whoever is first."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "artefact"
    shared.mkdir(exist_ok=True)
    with exclusive(shared):
        if (shared / "built" / "template.yaml").exists():
            return Template(shared / "built" / "template.yaml")
        return artefact.build(
            shared / "built", artefact.LOCAL_PYTHON, artefact.LOCAL_MACHINE
        )


@pytest.fixture(scope="session")
def music() -> Iterator[OpenMusic]:
    """Services that show listening by name, with a few invented people."""
    with open_music() as opened:
        yield opened


@pytest.fixture(scope="session")
def lambda_service(
    tmp_path_factory: pytest.TempPathFactory,
    built: Template,
    ministack: str,
    music: OpenMusic,
) -> Iterator[LambdaService]:
    """The built functions under AWS's emulator, each behind its own policy."""
    folder = tmp_path_factory.mktemp("lambda")
    commands = (artefact.runtime_interface_emulator(), artefact.runtime())
    suffix = uuid.uuid4().hex
    dynamodb = SESSION.client("dynamodb", endpoint_url=ministack)
    secretsmanager = SESSION.client("secretsmanager", endpoint_url=ministack)
    tables = create_tables(built, dynamodb, suffix)
    secrets = create_secrets(built, secretsmanager, suffix)
    session_keys = SecretsManagerSessionKeyStore(secretsmanager, secrets["SessionKey"])
    replaced_key = rotated_twice(session_keys)
    lastfm = json.dumps({"api_key": API_KEY, "secret": SECRET})
    secretsmanager.create_secret(Name=f"lastfm-{suffix}", SecretString=lastfm)
    parameters = {
        # Everybody in the tests comes from one address.
        "NewPeopleLimit": "1000000",
        "ListenBrainzUrl": music.listenbrainz.url,
        "LastfmUrl": music.lastfm.url,
        "LastfmSecretId": f"lastfm-{suffix}",
    }
    physical = {**tables.names, **secrets, **parameters}
    with ExitStack() as stack:
        functions = {}
        for function in built.functions:
            policy = Policy(built.permissions(function, parameters), physical)
            variables = {
                **ACCOUNT,
                **built.environment(function, physical),
                "AWS_ENDPOINT_URL": stack.enter_context(guarded(ministack, policy)),
                # However busy this machine is.
                "AWS_LAMBDA_FUNCTION_TIMEOUT": "900",
            }
            log = folder / f"{function}.log"
            functions[function] = stack.enter_context(
                emulated(built, function, variables, commands, log)
            )
        changes = ChangeStream(
            dynamodb,
            SESSION.client("dynamodbstreams", endpoint_url=ministack),
            tables.names["TasteProfiles"],
            functions["IndexFunction"],
        )
        followed = Followed(functions["SaveFunction"], changes)
        routed: dict[str, Function] = {**functions, "SaveFunction": followed}
        url = stack.enter_context(serve_http_api(HttpApi(built.routes, routed)))
        yield LambdaService(
            url=url,
            tables=tables,
            pseudonym_key=secrets["PseudonymKey.SecretString"],
            session_keys=session_keys,
            replaced_key=replaced_key,
            origin_secret=secrets["OriginSecret.SecretString"],
            logs=folder,
            functions=functions,
            music=music,
            changes=changes,
        )
    dynamodb.close()
    secretsmanager.close()


@pytest.fixture
def lambda_door(lambda_service: LambdaService) -> str:
    """The HTTP API's base URL; nobody has saved anything yet."""
    lambda_service.tables.empty()
    lambda_service.changes.skip()
    return lambda_service.url
