"""What to assume of a block that is not known, in exact arithmetic."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache

from backend.taste_profile.algorithm import ASSUMED_EXPONENT
from tests.taste_profile.oracle_weights import chosen, in_digits

NEARLY_NOTHING = Decimal("1e-40")


def usual_exponent() -> Decimal:
    return in_digits(chosen(ASSUMED_EXPONENT))


@lru_cache(maxsize=100_000)
def assumed(by_artist: Decimal, base: Decimal, exponent: Decimal) -> Decimal:
    apart = 1 - by_artist
    if apart < NEARLY_NOTHING:
        return Decimal(1)
    return 1 - (1 - base) * _power(apart, exponent)


def fitted(average: Decimal, artists: Counter[Decimal]) -> tuple[Decimal, Decimal]:
    """Return base and exponent that give the pairs their average."""
    exponent = usual_exponent()
    base = 1 - (1 - average) / _mean_power(artists, exponent)
    if base >= 0:
        return base, exponent
    # Newton's method, from below, as the mean of powers falls and is convex: a last
    # step of 1e-13 leaves an error of about its square.
    exponent, logs = Decimal(0), {a: _ln(1 - a) for a in artists}
    while True:
        powers = {a: (exponent * logs[a]).exp() for a in artists}
        remaining = sum((n * powers[a] for a, n in artists.items()), Decimal(0))
        slope = sum(n * powers[a] * logs[a] for a, n in artists.items())
        step = ((1 - average) * artists.total() - remaining) / slope
        exponent += step
        if abs(step) < Decimal("1e-13"):
            return Decimal(0), exponent


_ln = lru_cache(maxsize=100_000)(Decimal.ln)


def _power(number: Decimal, exponent: Decimal) -> Decimal:
    if exponent % 1 == 0:
        return number**exponent
    return (exponent * _ln(number)).exp()


def _mean_power(artists: Counter[Decimal], exponent: Decimal) -> Decimal:
    powers = (n * _power(1 - a, exponent) for a, n in artists.items())
    return sum(powers, Decimal(0)) / artists.total()
