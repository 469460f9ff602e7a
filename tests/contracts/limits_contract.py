"""Part of ``HttpApiContract``: nobody may ask without end."""

from __future__ import annotations

from backend.use_cases.accounts.rate_limits import LIMITS
from tests.contracts.api_client import ApiClient
from tests.contracts.invented_people import ANA, BEN


class LimitsContract:
    """A clear refusal that says when to come back, for the one who asks only."""

    def test_one_person_asks_for_rankings_only_so_often(self, api: ApiClient) -> None:
        """Others go on, and so does what is counted apart."""
        ana, ben = api.join(ANA), api.join(BEN)
        limit = LIMITS["rank"]
        refused = None
        # A stretch may end while this runs, but not twice.
        for _ in range(2 * limit.n + 1):
            answer = api.call("find_matches", ana.user_id, session=ana.session)
            if answer.status == 429:
                refused = answer
                break
            assert answer.status == 200
        assert refused is not None
        assert refused.code == "too_many_requests"
        assert 1 <= int(refused.headers["retry-after"]) <= limit.seconds
        assert api.call("me", session=ana.session).status == 200
        others = api.call("find_matches", ben.user_id, session=ben.session)
        assert others.status == 200
