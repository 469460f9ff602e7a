"""Two people side by side: what both have, what one has, what each could bring."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backend.taste_profile.feature_keys import genre_key
from backend.taste_profile.item_lists import item_key
from backend.taste_profile.profile import TasteProfile
from backend.taste_profile.top_items import ItemKind, TopItem
from backend.taste_profile.vectors import READ_TWICE, TasteVector


@dataclass(frozen=True, slots=True)
class Discovery:
    """An artist or track that one has and the other may like.

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
    both); artists first, then tracks.
    """

    shared: tuple[tuple[TopItem, TopItem], ...]
    only_you: tuple[TopItem, ...]
    only_them: tuple[TopItem, ...]
    discoveries_for_you: tuple[Discovery, ...]
    discoveries_for_them: tuple[Discovery, ...]


Owned = Mapping[str, TopItem]


def compare_profiles(
    you: TasteProfile, them: TasteProfile, your: TasteVector, their: TasteVector
) -> Comparison:
    """Compare two people whose profiles and vectors are given.

    A discovery is an item of one side only, ordered by ``weight * (1 + fit)``: its
    unit weight in its owner's taste, and the share (0 to 1) of its genres that the
    other listens to. So what is dear to the one and close to the other comes first.

    Returns:
        Complete lists; whoever shows them decides how many.
    """
    yours, theirs = _owned(you.top_items), _owned(them.top_items)
    your_order, their_order = _order(yours, your), _order(theirs, their)
    weight = _weights(your)
    other_weight = _weights(their)
    shared = sorted(
        (key for key in your_order if key in theirs),
        key=lambda key: (
            yours[key].kind,
            -weight.get(key, 0.0) * other_weight.get(key, 0.0),
            key,
        ),
    )
    return Comparison(
        shared=tuple((yours[key], theirs[key]) for key in shared),
        only_you=tuple(yours[key] for key in your_order if key not in theirs),
        only_them=tuple(theirs[key] for key in their_order if key not in yours),
        discoveries_for_you=_discoveries(theirs, their_order, their, yours, your),
        discoveries_for_them=_discoveries(yours, your_order, your, theirs, their),
    )


def _owned(items: Iterable[TopItem]) -> Owned:
    """Keep one item per feature: the one with most plays, else the best rank."""
    owned: dict[str, TopItem] = {}
    for item in items:
        key = item_key(item)
        if key not in owned or _standing(item) > _standing(owned[key]):
            owned[key] = item
    return owned


def _standing(item: TopItem) -> tuple[int, int]:
    return item.plays or 0, -(item.rank or 1_000_000_000)


def _weights(vector: TasteVector) -> Mapping[str, float]:
    return {
        key: broad + deep
        for kind in READ_TWICE
        for key, (broad, deep) in vector.blocks.get(kind, {}).items()
    }


def _order(owned: Owned, vector: TasteVector) -> list[str]:
    weights = _weights(vector)
    return sorted(owned, key=lambda key: (owned[key].kind, -weights.get(key, 0.0), key))


def _discoveries(
    owned: Owned,
    order: list[str],
    owner: TasteVector,
    known: Owned,
    listener: TasteVector,
) -> tuple[Discovery, ...]:
    weights = _weights(owner)
    genres = listener.blocks.get("genre", {})
    places: dict[ItemKind, int] = {"artist": 0, "track": 0}
    ordered = []
    for key in order:
        item = owned[key]
        places[item.kind] += 1
        if key in known:
            continue
        fitting = [g for g in item.genres if genre_key(g) in genres]
        fitting.sort(key=lambda g: (-sum(genres[genre_key(g)]), g))
        fit = math.fsum(item.genres[g] for g in fitting) / (
            math.fsum(item.genres.values()) or 1
        )
        value = weights.get(key, 0.0) * (1 + fit)
        spellings: dict[str, str] = {}
        for name in fitting:
            spellings.setdefault(genre_key(name), name)
        shown = tuple(spellings.values())[:3]
        discovery = Discovery(item, places[item.kind], shown)
        ordered.append((item.kind, -value, key, discovery))
    ordered.sort(key=lambda entry: entry[:3])
    return tuple(discovery for *_, discovery in ordered)
