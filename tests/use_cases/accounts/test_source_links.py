"""Links lead accounts to people, and tell nobody which accounts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.accounts.source_links import SourceLinks

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
ACCOUNT = ("spotify", "ana's account")


@pytest.fixture
def links(tmp_path: Path) -> SourceLinks:
    """Links of nobody yet."""
    secret = "a secret of more than thirty-two bytes"
    return SourceLinks.from_secret(JsonRecordStore(tmp_path), secret)


def test_an_unknown_account_leads_nowhere(links: SourceLinks) -> None:
    """Nobody is assumed."""
    assert links.holder(*ACCOUNT) is None


def test_the_first_claim_stands(links: SourceLinks) -> None:
    """A link never moves, and who lost has nothing of it."""
    assert links.claim(*ACCOUNT, ANA) == ANA
    assert links.claim(*ACCOUNT, BEN) == ANA
    assert links.holder(*ACCOUNT) == ANA
    assert links.release_all(BEN) == 0
    assert links.holder(*ACCOUNT) == ANA


def test_claiming_twice_is_the_same_as_once(links: SourceLinks) -> None:
    """Signing in again changes nothing."""
    assert [links.claim(*ACCOUNT, ANA), links.claim(*ACCOUNT, ANA)] == [ANA, ANA]
    assert links.release_all(ANA) == 1


def test_accounts_and_sources_are_told_apart(links: SourceLinks) -> None:
    """The same account name at another source is another account."""
    links.claim(*ACCOUNT, ANA)
    assert links.holder("lastfm", "ana's account") is None
    assert links.holder("spotify", "ben's account") is None


def test_it_is_known_where_somebody_has_accounts(links: SourceLinks) -> None:
    """Whoever lost a claim has none by it."""
    assert links.sources_of(ANA) == frozenset()
    links.claim(*ACCOUNT, ANA)
    links.claim(*ACCOUNT, BEN)
    links.claim("lastfm", "ana_99", ANA)
    assert links.sources_of(ANA) == {"spotify", "lastfm"}
    assert links.sources_of(BEN) == frozenset()
    links.release_all(ANA)
    assert links.sources_of(ANA) == frozenset()


def test_whoever_leaves_takes_all_their_links(links: SourceLinks) -> None:
    """Each account can be somebody new afterwards; leaving twice is fine."""
    links.claim(*ACCOUNT, ANA)
    links.claim("lastfm", "ana_99", ANA)
    links.claim("spotify", "ben's account", BEN)
    assert links.release_all(ANA) == 2
    assert links.release_all(ANA) == 0
    assert links.holder(*ACCOUNT) is None
    assert links.holder("spotify", "ben's account") == BEN
    assert links.claim(*ACCOUNT, BEN) == BEN


def test_of_many_claims_at_once_one_wins(links: SourceLinks) -> None:
    """Everybody is told the same winner."""
    users = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(16)]
    with ThreadPoolExecutor(8) as threads:
        told = set(threads.map(lambda user: links.claim(*ACCOUNT, user), users))
    assert told == {links.holder(*ACCOUNT)}


def test_nothing_kept_names_the_account(links: SourceLinks, tmp_path: Path) -> None:
    """The files say whose a link is, never which account it stands for."""
    links.claim(*ACCOUNT, ANA)
    kept = list((tmp_path / "people").glob("*.json"))
    texts = "".join(file.name + file.read_text() for file in kept)
    assert ANA in texts
    assert "ana's" not in texts
