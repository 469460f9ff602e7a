"""What we call ourselves at services that ask to know who calls."""

from __future__ import annotations

import re

NAME = "MusicSoulmateFinder/1"
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{1,200}")


def user_agent(contact: str) -> str:
    """Return our name with whom to write to, in the form that MusicBrainz asks for.

    Args:
        contact: Page or mailbox of the operator of this service; empty for none.

    Raises:
        ValueError: It has spaces, brackets or other characters that a header or its
            comment cannot hold.

    Examples:
        >>> user_agent("music@example.org")
        'MusicSoulmateFinder/1 ( music@example.org )'
    """
    if not contact:
        return NAME
    if not _CONTACT.fullmatch(contact):
        raise ValueError("SOULMATE_CONTACT must be an address without spaces")
    return f"{NAME} ( {contact} )"
