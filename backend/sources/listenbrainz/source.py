"""Listening from ListenBrainz's public statistics."""

from __future__ import annotations

import re
import unicodedata

from backend.sources._bounded_time import Deadline, Patience, in_time
from backend.sources.listenbrainz._client import ListenBrainzClient, Service
from backend.sources.listenbrainz._lists import MAX_ROWS, TopLists
from backend.sources.listenbrainz._metadata import ListenBrainzMetadata
from backend.sources.listenbrainz._rows import SOURCE
from backend.sources.listenbrainz.reader import read_token_owner
from backend.taste_profile import clean_name
from backend.use_cases.listening.errors import (
    SourceAccountUnknownError,
    SourceRefusedError,
    SourceSignInExpiredError,
)
from backend.use_cases.listening.music_source import (
    AccessToken,
    Listening,
    PublicName,
)

__all__ = ["ListenBrainzSource", "Patience"]

LISTENBRAINZ_API_URL = "https://api.listenbrainz.org"

_TOKEN = re.compile(r"[\x21-\x7e]{1,200}")
_USER_TOKEN = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAX_USER_NAME_LENGTH = 64


class ListenBrainzSource:
    """Six top lists of at most 100: artists and recordings over three ranges.

    With plays, MBIDs as aliases, genres that MusicBrainz agreed on, and the years of
    recordings. ``ranges_for`` says which of ListenBrainz's calendar ranges stand for
    ours, and why. Where a list is not computed (204) its neighbour stands in; when a
    user has listened and no list is computed, that is an error.

    Of a save, at most 15 calls: 6 lists and up to 4 stand-ins, 3 for genres and 1 for
    years (both remembered for a day), 1 for a token. At most 4 at a time; ListenBrainz
    lets one address make 30 in 10 seconds. When it says that none is left, nobody's
    next is made until it says there are more; nothing is retried. Lists are all or
    nothing; genres and years are left out when they are not to be had.

    A public name proves nothing, and is given on as it was typed: ListenBrainz looks
    names up whatever their case, and repeats what it was asked. A person's own user
    token proves who they are; it goes with every call, because tokens that
    ListenBrainz has listed may ask more.

    Args:
        api_url: Of the API without its version, or of a stand-in.
        user_agent: What we call ourselves there.
        patience: How long anything may take.
        page_size: Rows in one call, 1 to 100; fewer make more calls.
    """

    def __init__(
        self,
        *,
        api_url: str = LISTENBRAINZ_API_URL,
        user_agent: str = "MusicSoulmateFinder/1",
        patience: Patience | None = None,
        page_size: int = MAX_ROWS,
    ) -> None:
        if not 1 <= page_size <= MAX_ROWS:
            raise ValueError(f"page_size must be between 1 and {MAX_ROWS}")
        self._service = Service(api_url.rstrip("/"), user_agent, patience or Patience())
        self._page_size = page_size
        self._metadata = ListenBrainzMetadata()

    def fetch_listening(
        self, proof: PublicName | AccessToken, *, fetched_at: str
    ) -> Listening:
        """Ask whose the token is, if there is one, then for the lists and the genres.

        Raises:
            SourceError: As the port says; ``unknown_user`` for a name that nobody has,
                ``not_computed`` when no list of the user is there yet.
        """
        is_verified = isinstance(proof, AccessToken)
        token = _token(proof) if isinstance(proof, AccessToken) else None
        deadline = Deadline(self._service.patience.total_seconds)
        client = ListenBrainzClient(self._service, deadline, token)
        if isinstance(proof, PublicName):
            user_name = _asked_name(proof)
        else:
            user_name = _token_owner(client)
        listed = TopLists(client, user_name, self._page_size).fetch(fetched_at)
        return Listening(
            source=SOURCE,
            # It tells no lasting id, and looks names up whatever their case.
            account=user_name.casefold() if is_verified else None,
            display_name=user_name,
            top_items=self._metadata.complete(listed, client),
            is_verified=is_verified,
            public_name=user_name,
        )


def _token(proof: AccessToken) -> str:
    # In a header, anything else would be an error that quotes it.
    if not _TOKEN.fullmatch(proof.token):
        raise SourceRefusedError(SOURCE, "bad_token")
    return proof.token


def _asked_name(proof: PublicName) -> str:
    user_name = unicodedata.normalize("NFC", proof.user_name.strip())
    if not _is_user_name(user_name):
        raise SourceRefusedError(SOURCE, "bad_user_name")
    return user_name


def _token_owner(client: ListenBrainzClient) -> str:
    [answer] = in_time(SOURCE, [client.token_owner], client.deadline)
    try:
        user_name = read_token_owner(answer)
    except SourceSignInExpiredError:
        # What has another form never was a user token: reconnecting cannot help.
        if not _USER_TOKEN.fullmatch(client.token or ""):
            raise SourceRefusedError(SOURCE, "bad_token") from None
        raise
    if not _is_user_name(user_name):
        raise SourceAccountUnknownError(SOURCE)
    return user_name


def _is_user_name(text: str) -> bool:
    """Return whether it may be a user name, and a path can hold it."""
    # Parts of dots would lead to another path.
    return (
        0 < len(text) <= _MAX_USER_NAME_LENGTH
        and text == clean_name(text)
        and not {"", ".", ".."} & set(text.split("/"))
    )
