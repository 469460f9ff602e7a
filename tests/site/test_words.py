"""The site has words for all that the server may name."""

from __future__ import annotations

import json

from backend.use_cases.listening.errors import (
    FORBIDDEN_CAUSES,
    REFUSAL_CAUSES,
    UNAVAILABLE_REASONS,
)
from tests.site.node import HERE, node


def test_every_cause_of_trouble_at_a_music_service_has_words() -> None:
    """The server names the cause; the site says it in its language."""
    printed = node(HERE / "causes.js")
    assert json.loads(printed.stdout) == {
        "source_refused": sorted(REFUSAL_CAUSES),
        "source_not_permitted": sorted(FORBIDDEN_CAUSES),
        "source_unavailable": sorted(UNAVAILABLE_REASONS),
        "source_rate_limited": ["busy", "quota"],
    }
