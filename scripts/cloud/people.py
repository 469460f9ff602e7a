"""The people who are measured: what is kept of them, and their vectors."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.dev_server.hetrec import read_listeners
from backend.taste_profile import (
    BlockWeights,
    Statistics,
    TasteProfile,
    TasteVectorizer,
    TopItem,
    build_statistics,
    build_taste_profile,
)
from backend.taste_profile.exact_index import ArrayPanel
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.weights import WEIGHT_STEPS
from backend.use_cases.community.ports import WeightedUser
from backend.use_cases.profiles.profile import ProfileItem
from scripts.speed.population import invent_population, user_id

SAVED_AT = "2026-11-21T08:00:00.000000+00:00"


@dataclass(frozen=True)
class People:
    """A population under its own statistics.

    Args:
        name: What to call it.
        n: How many there are.
        statistics: Of all of them.
        users: Yields everybody as an index takes them.
        weights: Of one user.
        item: Returns what a profile store keeps of one.
        user_ids: Of everybody.
    """

    name: str
    n: int
    statistics: Statistics
    users: Callable[[], Iterator[WeightedUser]]
    weights: Callable[[str], BlockWeights]
    item: Callable[[str], ProfileItem]
    user_ids: list[str]


def invented(n: int, seed: int = 7) -> People:
    """Invent people with about 205 features each."""
    population = invent_population(n, np.random.Generator(np.random.PCG64(seed)))

    def weights(user: str) -> BlockWeights:
        return population.weights_of(int(user[-12:], 16))

    return _people(
        f"{n:,} invented",
        build_statistics(
            TasteProfile(user, (), taste) for user, taste in population.everybody()
        ),
        [user_id(number) for number in range(n)],
        weights,
        lambda user: _item(user, _top_items(weights(user))),
    )


def listeners(folder: Path) -> People:
    """Read the listeners of HetRec 2011 Last.fm 2K."""
    found, _ = read_listeners(folder)
    items = {
        user: _item(user, listener.top_items)
        for listener in found
        for user in [str(uuid.uuid5(uuid.NAMESPACE_OID, str(listener.number)))]
    }
    profiles = {
        user: build_taste_profile(user, item.counted_items)
        for user, item in items.items()
    }
    return _people(
        "HetRec listeners",
        build_statistics(profiles.values()),
        list(items),
        lambda user: profiles[user].weights,
        items.__getitem__,
    )


def _people(
    name: str,
    statistics: Statistics,
    user_ids: list[str],
    weights: Callable[[str], BlockWeights],
    item: Callable[[str], ProfileItem],
) -> People:
    vectorizer = TasteVectorizer(statistics, ArrayPanel)

    def users() -> Iterator[WeightedUser]:
        for user in user_ids:
            taste = weights(user)
            yield user, taste, vectorizer.vector(user, taste).local_scale

    return People(name, len(user_ids), statistics, users, weights, item, user_ids)


def changed(weights: BlockWeights, rng: random.Random) -> BlockWeights:
    """Return a later taste: plays moved by up to a tenth, every tenth thing new."""
    return {kind: _changed(kind, block, rng) for kind, block in weights.items()}


def _changed(
    kind: FeatureKind, block: Mapping[str, float], rng: random.Random
) -> Mapping[str, float]:
    moved = {
        f"{key}new" if rng.random() < 0.1 else key: share * rng.uniform(0.9, 1.1)
        for key, share in block.items()
    }
    total = sum(moved.values())
    return {
        key: max(1, round(share / total * WEIGHT_STEPS)) / WEIGHT_STEPS
        for key, share in moved.items()
    }


def _item(user: str, top_items: tuple[TopItem, ...]) -> ProfileItem:
    return ProfileItem(
        user_id=user,
        top_items=top_items,
        visibility="open",
        display_name="Somebody",
        is_verified=True,
        updated_at=SAVED_AT,
    )


def _top_items(weights: BlockWeights) -> tuple[TopItem, ...]:
    """Return items as large as a source's: with genres and a link."""
    rng = random.Random(0)
    genres = [key.partition("|")[2] for key in weights["genre"]]
    artists = [key.partition("|")[2] for key in weights["artist"]]

    def item(kind: str, key: str, share: float) -> TopItem:
        return TopItem(
            kind="artist" if kind == "artist" else "track",
            name=key.rpartition("|")[2],
            artists=() if kind == "artist" else (rng.choice(artists),),
            plays=max(1, round(share * 20_000)),
            genres=dict.fromkeys(rng.sample(genres, 2), 1.0)
            if kind == "artist"
            else {},
            links={"musicbrainz": str(uuid.UUID(int=rng.getrandbits(128), version=4))},
            source="listenbrainz",
            fetched_at=SAVED_AT,
        )

    return tuple(
        item(kind, key, share)
        for kind in ("artist", "track")
        for key, share in weights["artist" if kind == "artist" else "track"].items()
    )
