"""What we call ourselves at services."""

from __future__ import annotations

import pytest

from backend.sources.user_agent import user_agent


def test_without_a_contact_it_is_the_name_alone() -> None:
    """A name and a version."""
    assert user_agent("") == "MusicSoulmateFinder/1"


@pytest.mark.parametrize("contact", ["a@b.example", "https://example.org/?q=1&r=%20"])
def test_a_contact_stands_behind_it(contact: str) -> None:
    """In brackets, as MusicBrainz asks for."""
    assert user_agent(contact) == f"MusicSoulmateFinder/1 ( {contact} )"


@pytest.mark.parametrize("contact", ["a b", "a\r\nX: y", "a)", "ü", "x" * 201, " "])
def test_what_a_header_cannot_hold_refuses_to_start(contact: str) -> None:
    """The variable is named."""
    with pytest.raises(ValueError, match="SOULMATE_CONTACT"):
        user_agent(contact)
