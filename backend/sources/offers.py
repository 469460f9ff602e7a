"""How each music source is set up; a source is imported at its first use."""

from __future__ import annotations

from importlib import import_module

from backend.use_cases.listening.source_option import SourceOffer


def offer_of(source: str) -> SourceOffer:
    """Return how a source of the list is set up, from its module ``offer``."""
    offer: SourceOffer = import_module(f"backend.sources.{source}.offer").OFFER
    return offer
