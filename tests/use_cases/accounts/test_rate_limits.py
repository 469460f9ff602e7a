"""Limits: as much as everybody needs, and no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.stores.memory_counters import MemoryCounters
from backend.use_cases.accounts.errors import TooManyRequestsError
from backend.use_cases.accounts.rate_limits import Limit, Limiter

ANA = "11111111-1111-4111-8111-111111111111"
NOON = datetime(2099, 11, 20, 12, 0, 10, tzinfo=UTC)


@pytest.fixture
def limiter() -> Limiter:
    """Three a minute for joining, and nothing else limited."""
    return Limiter(MemoryCounters(), b"key", {"join": Limit(3, 60)})


def test_one_too_many_is_told_when_to_come_back(limiter: Limiter) -> None:
    """In the seconds that are left of the minute, and then all is well."""
    for _ in range(3):
        limiter.check("join", ANA, NOON)
    with pytest.raises(TooManyRequestsError) as refused:
        limiter.check("join", ANA, NOON)
    assert refused.value.retry_after_seconds == 50
    assert "50 seconds" in str(refused.value)
    limiter.check("join", ANA, NOON + timedelta(seconds=50))


def test_what_is_not_named_is_not_limited(limiter: Limiter) -> None:
    """A policy names what it limits."""
    for _ in range(50):
        limiter.check("read", ANA, NOON)


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("nonsense", "", True),
    ],
)
def test_a_home_is_one_address(
    limiter: Limiter, one: str, other: str, are_one: bool
) -> None:
    """However many addresses a network of IPv6 has."""
    for _ in range(3):
        limiter.check_address("join", one, NOON)
    if are_one:
        with pytest.raises(TooManyRequestsError):
            limiter.check_address("join", other, NOON)
    else:
        limiter.check_address("join", other, NOON)
