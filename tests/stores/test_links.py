"""Links in JSON files and in DynamoDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.stores.dynamodb_links import DynamoDbLinkStore
from backend.stores.json_links import JsonLinkStore
from backend.use_cases.links import LinkStore
from tests.cloud.resources import Tables
from tests.contracts.link_store_contract import (
    ANA,
    LINK,
    ConcurrentClaimsContract,
    LinkStoreContract,
)


class TestJsonLinkStore(ConcurrentClaimsContract):
    @pytest.fixture
    def links(self, tmp_path: Path) -> LinkStore:
        """An empty folder."""
        return JsonLinkStore(tmp_path)

    def test_nothing_kept_names_the_account(self, tmp_path: Path) -> None:
        """The file says whose the link is, never which account it stands for."""
        JsonLinkStore(tmp_path).claim(LINK, ANA)
        kept = [file for file in (tmp_path / "links").iterdir() if file.suffix]
        texts = [file.name + file.read_text() for file in kept if file.is_file()]
        assert any(ANA in text for text in texts)
        assert not any("ana's" in text or "spotify" in text for text in texts)


class TestDynamoDbLinkStore(LinkStoreContract):
    @pytest.fixture
    def links(self, moto_tables: Tables) -> LinkStore:
        """An empty table in moto, which checks and writes in two steps."""
        return DynamoDbLinkStore(moto_tables.client, moto_tables.names["People"])


@pytest.mark.deployment
class TestDynamoDbLinkStoreOnLocalAws(ConcurrentClaimsContract):
    @pytest.fixture
    def links(self, ministack_tables: Tables) -> LinkStore:
        """An empty table of the local AWS."""
        return DynamoDbLinkStore(
            ministack_tables.client, ministack_tables.names["People"]
        )
