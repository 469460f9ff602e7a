"""The body of ``POST /taste-profile``, in each of its kinds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

from msgspec import Meta, Struct, defstruct, field

from backend.http_api.errors import HttpApiError
from backend.http_api.fields import Name
from backend.http_api.profiles.messages import ChangeChoices
from backend.taste_profile import (
    TimeRange,
    TopItem,
)
from backend.taste_profile.plain_input import top_items_from
from backend.use_cases.listening.music_source import (
    AccessToken,
    AuthorizationCode,
    PublicName,
)
from backend.use_cases.music_sources import MUSIC_SOURCES, ProofKind, SourceFacts

Count = Annotated[int, Meta(ge=1, le=1_000_000_000)]


GenreNames = Annotated[list[Name], Meta(max_length=50)]


# The bounds keep sums of weights finite, and every store can keep such numbers.
GenreWeight = Annotated[float, Meta(ge=1e-6, le=1e9)]


GenreWeights = Annotated[dict[Name, GenreWeight], Meta(max_length=50)]


# (?!\n)$ because Python's $ alone lets one line break through.
LinkName = Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,40}(?!\n)$")]


Link = Annotated[str, Meta(pattern=r"^[!-~]{1,300}(?!\n)$")]


Links = Annotated[dict[LinkName, Link], Meta(max_length=8)]


ReleaseDate = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(?!\n)$")]


Secret = Annotated[str, Meta(min_length=1, max_length=4000)]


class _Item(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    name: Name
    time_range: TimeRange | None = None
    rank: Count | None = None
    plays: Count | None = None
    genres: GenreNames | GenreWeights | None = None
    links: Links | None = None


class TopArtist(_Item):
    """An artist, with what is known of its place: rank, plays, or neither (a like)."""


class TopTrack(_Item):
    """A track; ``artist`` or ``artists`` (main artist first) is required."""

    artist: Name | None = None
    artists: Annotated[list[Name], Meta(max_length=20)] | None = None
    release_date: ReleaseDate | None = None


class _Save(ChangeChoices, kw_only=True, tag_field="source"):
    is_added: bool = False


class _SaveItems(_Save):
    artists: list[Name | TopArtist] = field(default_factory=list)
    tracks: list[TopTrack] = field(default_factory=list)

    def top_items(self, fetched_at: str) -> tuple[TopItem, ...]:
        """Return the top items, or raise ``InvalidTopItemError`` naming the culprit."""
        origin = {
            "source": str(self.__struct_config__.tag),
            "fetched_at": fetched_at,
        }
        lists: dict[str, Sequence[str | _Item]] = {
            "artists": self.artists,
            "tracks": self.tracks,
        }
        return top_items_from(
            {
                kind: [_plain(i, rank) | origin for rank, i in enumerate(items, 1)]
                for kind, items in lists.items()
            }
        )


class SaveTopItems(_SaveItems, tag="top_items"):
    """Save a taste profile from top items as JSON.

    Artists given as plain names are in order: the first has rank 1.
    """


class SaveHistory(_SaveItems, tag="history"):
    """Save a taste profile from your own listening history, aggregated at home.

    As from top items. The files stay with the person, so nothing proves whose
    listening it is: it is kept as not verified.
    """


class _SaveByName(_Save):
    user_name: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    token: Secret | None = None
    is_refreshed: bool | None = None

    @property
    def proof_kind(self) -> ProofKind:
        """How the user proves or names themselves to the source."""
        if self.token is None:
            return "user_name"
        proofs = MUSIC_SOURCES[str(self.__struct_config__.tag)].proofs
        return next(proof for proof in proofs if proof != "user_name")

    def proof(self) -> PublicName | AccessToken:
        """Return who is meant, or what proves it, or raise ``invalid_request``."""
        if self.token is not None and self.user_name is None:
            return AccessToken(token=self.token)
        if self.user_name is not None and self.token is None:
            return PublicName(user_name=self.user_name)
        raise HttpApiError("invalid_request", "send either user_name or token")


def _by_name(source: str, facts: SourceFacts) -> type[_SaveByName]:
    """Return the body of a save from a source that takes a public name or a token."""
    told = f"""Save a taste profile from {facts.name}.

    A ``user_name`` proves nothing: what it leads to is kept as not verified, and never
    for a user who exists already. {facts.token_note} ``is_refreshed`` keeps the user
    name, so that the listening can be read again from time to time.
    """
    return cast(
        "type[_SaveByName]",
        defstruct(
            f"Save{facts.name.replace('.', '')}",
            [],
            bases=(_SaveByName,),
            namespace={"__doc__": told},
            module=__name__,
            tag=source,
        ),
    )


class SaveSpotify(_Save, tag="spotify"):
    """Save a taste profile from Spotify, by what its sign-in page sent back.

    ``code``, ``code_verifier`` and ``redirect_uri`` belong together (PKCE). A bare
    ``access_token`` is taken only where the server is set up so. All are used once
    and kept nowhere.
    """

    code: Secret | None = None
    code_verifier: Secret | None = None
    redirect_uri: Annotated[str, Meta(max_length=500)] | None = None
    access_token: Secret | None = None
    is_refreshed: ClassVar[None] = None
    proof_kind: ClassVar[ProofKind] = "code"

    def proof(self) -> AuthorizationCode | AccessToken:
        """Return what proves who signed in, or raise ``invalid_request``."""
        if self.access_token is not None and self.code is None:
            return AccessToken(token=self.access_token)
        if None not in (self.code, self.code_verifier, self.redirect_uri):
            return AuthorizationCode(
                code=self.code or "",
                code_verifier=self.code_verifier or "",
                redirect_uri=self.redirect_uri or "",
            )
        raise HttpApiError(
            "invalid_request", "send code, code_verifier and redirect_uri together"
        )


_BY_NAME = tuple(
    _by_name(source, facts)
    for source, facts in MUSIC_SOURCES.items()
    if "user_name" in facts.proofs
)

if TYPE_CHECKING:
    SaveFromSource = SaveSpotify | _SaveByName
else:
    SaveFromSource = reduce(or_, _BY_NAME, SaveSpotify)


SaveItems = SaveTopItems | SaveHistory


SaveTasteProfile = SaveItems | SaveFromSource
"""The body of ``POST /taste-profile``; ``source`` says which kind it is."""


def _plain(item: str | _Item, rank: int) -> dict[str, Any]:
    if isinstance(item, str):
        return {"name": item, "rank": rank}
    return {name: getattr(item, name) for name in item.__struct_fields__}
