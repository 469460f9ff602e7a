"""What every store of links promises; an adapter's test inherits the class."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.use_cases.links import Linker, LinkStore

LINKER = Linker.from_secret("a secret of more than thirty-two bytes")
LINK = LINKER.link("spotify", "ana's account")
ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"


class LinkStoreContract:
    """Subclass it and override ``links``."""

    @pytest.fixture
    def links(self) -> LinkStore:
        """Return an empty store."""
        raise NotImplementedError("an adapter's test must provide its store")

    def test_an_unknown_link_leads_nowhere(self, links: LinkStore) -> None:
        """Nobody is assumed."""
        assert links.holder(LINK) is None

    def test_the_first_claim_stands(self, links: LinkStore) -> None:
        """A link never moves to another user."""
        assert links.claim(LINK, ANA) == ANA
        assert links.claim(LINK, BEN) == ANA
        assert links.holder(LINK) == ANA

    def test_claiming_twice_is_the_same_as_once(self, links: LinkStore) -> None:
        """Signing in again changes nothing."""
        assert [links.claim(LINK, ANA), links.claim(LINK, ANA)] == [ANA, ANA]

    def test_accounts_and_sources_are_told_apart(self, links: LinkStore) -> None:
        """The same account name at another source is another account."""
        links.claim(LINK, ANA)
        assert links.holder(LINKER.link("lastfm", "ana's account")) is None
        assert links.holder(LINKER.link("spotify", "ben's account")) is None


class ConcurrentClaimsContract(LinkStoreContract):
    """What a store promises whose conditions are decided in one step."""

    def test_of_many_claims_at_once_one_wins(self, links: LinkStore) -> None:
        """Everybody is told the same winner."""
        users = [f"{n:08d}-0000-4000-8000-000000000000" for n in range(16)]
        with ThreadPoolExecutor(8) as threads:
            told = set(threads.map(lambda user: links.claim(LINK, user), users))
        assert told == {links.holder(LINK)}
