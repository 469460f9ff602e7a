"""Waves reveal two people to each other, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.stores.files.records import JsonRecordStore
from backend.use_cases.people.wave_records import Waves

ANA = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
CEM = "33333333-3333-4333-8333-333333333333"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def waves(tmp_path: Path) -> Waves:
    """Nobody has waved yet."""
    return Waves(JsonRecordStore(tmp_path))


def test_one_wave_reveals_nobody(waves: Waves) -> None:
    """The receiver knows of it, and that is all."""
    assert waves.wave(ANA, BEN, NOW) is None
    assert waves.revealed_at(ANA, BEN) is None
    [sent], [received] = waves.of(ANA), waves.of(BEN)
    assert (sent.other_id, sent.is_sent, sent.is_mutual) == (BEN, True, False)
    assert (received.other_id, received.is_sent, received.is_mutual) == (
        ANA,
        False,
        False,
    )


def test_waves_from_both_sides_reveal_both(waves: Waves) -> None:
    """To each other only."""
    waves.wave(ANA, BEN, NOW)
    later = NOW + timedelta(microseconds=1)
    assert waves.wave(BEN, ANA, later) == later
    assert waves.wave(ANA, BEN, NOW + timedelta(hours=1)) == later
    assert [(w.other_id, w.is_mutual) for w in waves.of(BEN)] == [(ANA, True)] * 2
    assert waves.of(CEM) == ()
    assert waves.revealed_at(ANA, CEM) is None


def test_a_wave_taken_back_reveals_no_more(waves: Waves) -> None:
    """Neither side sees it any longer; taking back nothing is fine."""
    waves.wave(ANA, BEN, NOW)
    waves.wave(BEN, ANA, NOW)
    waves.take_back(ANA, BEN)
    waves.take_back(ANA, BEN)
    assert waves.revealed_at(ANA, BEN) is None
    assert [(w.other_id, w.is_sent) for w in waves.of(ANA)] == [(BEN, False)]
    assert [(w.other_id, w.is_sent) for w in waves.of(BEN)] == [(ANA, True)]


def test_waving_twice_is_waving_once_at_the_first_time(waves: Waves) -> None:
    """Nobody comes to the top by waving again and again."""
    waves.wave(ANA, BEN, NOW)
    waves.wave(CEM, BEN, NOW + timedelta(hours=1))
    waves.wave(ANA, BEN, NOW + timedelta(days=9))
    assert [wave.other_id for wave in waves.of(BEN)] == [CEM, ANA]


def test_whoever_leaves_has_never_waved(waves: Waves) -> None:
    """Nor has anybody waved at them."""
    waves.wave(ANA, BEN, NOW)
    waves.wave(BEN, ANA, NOW)
    waves.wave(CEM, ANA, NOW)
    waves.wave(CEM, BEN, NOW)
    waves.forget(ANA)
    assert waves.of(ANA) == ()
    assert [wave.other_id for wave in waves.of(BEN)] == [CEM]
    assert [wave.other_id for wave in waves.of(CEM)] == [BEN]
