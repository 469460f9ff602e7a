"""Two people side by side: what both have, what one has, what each could bring."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.taste_profile.feature_keys import genre_key
from backend.taste_profile.item_lists import item_key
from backend.taste_profile.profile import TasteProfile
from backend.taste_profile.top_items import ItemKind, TopItem
from backend.taste_profile.vectors import READ_TWICE, TasteVector


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An artist or track of a person, and its place among their artists or tracks.

    An artist known from tracks alone has neither rank nor plays.
    """

    item: TopItem
    place: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """An artist or track that one of the two has and the other may like.

    Args:
        item: The item, as the one who has it knows it.
        place: Its place in that person's taste, from 1.
        shared_genres: Up to three of its genres that the other listens to as well.
    """

    item: TopItem
    place: int
    shared_genres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two people have in common and what they could show each other.

    Lists are ordered by how telling an item is for the one who has it (shared: for
    both); artists first, then tracks. Nothing is on two sides of it: what counts as
    shared in the score is shared here.
    """

    shared: tuple[tuple[PlacedItem, PlacedItem], ...]
    only_you: tuple[PlacedItem, ...]
    only_them: tuple[PlacedItem, ...]
    discoveries_for_you: tuple[Discovery, ...]
    discoveries_for_them: tuple[Discovery, ...]


Owned = Mapping[str, PlacedItem]
Weights = Mapping[str, float]


def compare_profiles(
    you: TasteProfile, them: TasteProfile, your: TasteVector, their: TasteVector
) -> Comparison:
    """Compare two people whose profiles and vectors are given.

    A discovery is an item of one side only, ordered by ``weight * (1 + fit)``: its
    unit weight in its owner's taste, and the share (0 to 1) of its genres that the
    other listens to. So what is dear to the one and close to the other comes first.

    Returns:
        Complete lists; the presenter decides how many to show.
    """
    weights, other_weights = _weights(your), _weights(their)
    yours = _owned(you.top_items, weights)
    theirs = _owned(them.top_items, other_weights)
    shared = sorted(
        yours.keys() & theirs.keys(),
        key=lambda key: (
            yours[key].item.kind,
            -weights.get(key, 0.0) * other_weights.get(key, 0.0),
            key,
        ),
    )
    only_you = {key: placed for key, placed in yours.items() if key not in theirs}
    only_them = {key: placed for key, placed in theirs.items() if key not in yours}
    return Comparison(
        shared=tuple((yours[key], theirs[key]) for key in shared),
        only_you=tuple(only_you.values()),
        only_them=tuple(only_them.values()),
        discoveries_for_you=_discoveries(only_them, other_weights, your),
        discoveries_for_them=_discoveries(only_you, weights, their),
    )


def _owned(items: Sequence[TopItem], weights: Weights) -> Owned:
    """Return one item per feature, in the order of the person's taste."""
    best: dict[str, TopItem] = {}
    for item in [*items, *_artists_of_tracks(items)]:
        key = item_key(item)
        if key not in best or _standing(item) > _standing(best[key]):
            best[key] = item
    order = sorted(best, key=lambda key: (best[key].kind, -weights.get(key, 0.0), key))
    places: dict[ItemKind, int] = {"artist": 0, "track": 0}
    owned: dict[str, PlacedItem] = {}
    for key in order:
        kind = best[key].kind
        places[kind] += 1
        owned[key] = PlacedItem(best[key], places[kind])
    return owned


def _artists_of_tracks(items: Iterable[TopItem]) -> Iterator[TopItem]:
    """Yield the artists that the score knows from tracks."""
    for item in items:
        for name in item.artists:
            yield TopItem(
                kind="artist",
                name=name,
                time_range=item.time_range,
                source=item.source,
                fetched_at=item.fetched_at,
            )


def _standing(item: TopItem) -> tuple[int, int]:
    """Most plays first, else the best rank."""
    return item.plays or 0, -(item.rank or 1_000_000_000)


def _weights(vector: TasteVector) -> Weights:
    return {
        key: broad + deep
        for kind in READ_TWICE
        for key, (broad, deep) in vector.blocks.get(kind, {}).items()
    }


def _discoveries(
    own: Owned, weights: Weights, listener: TasteVector
) -> tuple[Discovery, ...]:
    ordered = []
    for key, placed in own.items():
        item = placed.item
        fitting = _fitting_genres(item, listener)
        fit = math.fsum(item.genres[name] for name in fitting) / (
            math.fsum(item.genres.values()) or 1
        )
        value = weights.get(key, 0.0) * (1 + fit)
        spellings: dict[str, str] = {}
        for name in fitting:
            spellings.setdefault(genre_key(name), name)
        shown = tuple(spellings.values())[:3]
        ordered.append((item.kind, -value, key, Discovery(item, placed.place, shown)))
    ordered.sort(key=lambda entry: entry[:3])
    return tuple(discovery for *_, discovery in ordered)


def _fitting_genres(item: TopItem, listener: TasteVector) -> list[str]:
    """Return the item's genres that a person listens to, their strongest first."""
    genres = listener.blocks.get("genre", {})
    fitting = [name for name in item.genres if genre_key(name) in genres]
    return sorted(fitting, key=lambda name: (-genres[genre_key(name)][0], name))
