"""How many requests one user, or one address, may send in a while."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Literal, Protocol

from backend.use_cases.accounts.errors import TooManyRequestsError

LimitName = Literal["read", "rank", "write", "reach_out", "join"]
"""What is counted together: reading your own, ranking others, changing, calling a music
source, and becoming a new user."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``n`` in each stretch of ``seconds``, which begin by the clock."""

    n: int
    seconds: int


LIMITS: Mapping[LimitName, Limit] = {
    "read": Limit(600, 60),
    "rank": Limit(120, 60),
    "write": Limit(120, 600),
    "reach_out": Limit(30, 600),
    "join": Limit(60, 600),
}


class Counters(Protocol):
    """Counts for a while."""

    def count(self, owner: str, what: str, until: int) -> int:
        """Add one to a counter that lives until a moment, and then begins anew.

        Args:
            owner: Whose counter: ``user#…`` or ``address#…``, a keyed hash.
            what: What is counted: a word.
            until: Seconds of Unix time; another moment is another counter.

        Returns:
            How many there are now: callers at once all get another number.
        """


@dataclass(frozen=True, slots=True)
class Limiter:
    """Refuses callers who ask too often.

    Args:
        counters: Where requests are counted.
        key: People and addresses are counted under a hash with this key, because a
            counter can outlive the person.
        limits: What is allowed; what is not named is not limited.
    """

    counters: Counters
    key: bytes = field(repr=False)
    limits: Mapping[LimitName, Limit] = field(default_factory=lambda: LIMITS)

    def check(self, name: LimitName, who: str, now: datetime) -> None:
        """Count one request of a person.

        Raises:
            TooManyRequestsError: It is one too many.
        """
        self._count(name, f"user#{self._digest(who)}", now)

    def check_address(self, name: LimitName, address: str, now: datetime) -> None:
        """Count one request of nobody known, by where it comes from.

        Of IPv6, a network of 64 bits is one address: any home has one. Whatever is no
        address counts as one and the same.

        Raises:
            TooManyRequestsError: It is one too many.
        """
        self._count(name, f"address#{self._digest(_network(address))}", now)

    def _count(self, name: LimitName, owner: str, now: datetime) -> None:
        limit = self.limits.get(name)
        if limit is None:
            return
        seconds = now.timestamp()
        until = (int(seconds) // limit.seconds + 1) * limit.seconds
        if self.counters.count(owner, name, until) > limit.n:
            raise TooManyRequestsError(max(1, int(until - seconds)))

    def _digest(self, who: str) -> str:
        return hmac.digest(self.key, who.encode(), "sha256").hex()[:32]


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return ip.exploded[:19]
    return str(ip)
