"""Puts invented people into a store, where they are found like anybody else."""

from __future__ import annotations

import random
from datetime import datetime

from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.taste_profile import MAX_NAMED_ARTISTS, Visibility
from backend.use_cases.profiles.save import Choices, Saving, save_taste_profile
from backend.use_cases.profiles.store import ProfileStore
from backend.use_cases.profiles.stored_profiles import StoredProfiles

_OPEN, _ANONYMOUS = 0.7, 0.95


def seed_demo_people(n: int, seed: int, store: ProfileStore, now: datetime) -> int:
    """Save the first ``n`` invented people who are not kept yet.

    About 70 % are open, 25 % anonymous and 5 % hidden; all are verified. Who is kept
    already stays as they are, since a user may have signed in as them. People whose
    account is empty are left out: there is nothing to save.

    Returns:
        How many were saved.
    """
    kept = store.revisions()
    saved = 0
    for person in invented_people(n, seed):
        if person.user_id in kept or not person.top_items:
            continue
        save_taste_profile(
            _saving(person, seed),
            person.user_id,
            profiles=StoredProfiles(store),
            now=now,
            new_id=lambda: "",
        )
        saved += 1
    return saved


def visibility_of(number: int, seed: int) -> Visibility:
    """Return what an invented person has chosen."""
    share = random.Random(f"visibility/{seed}/{number}").random()
    if share < _OPEN:
        return "open"
    return "anonymous" if share < _ANONYMOUS else "hidden"


def _saving(person: InventedPerson, seed: int) -> Saving:
    visibility = visibility_of(person.number, seed)
    loved = [artist.name for artist in person.artists["long_term"]]
    named = loved[:MAX_NAMED_ARTISTS] if visibility == "anonymous" else ()
    return Saving(
        top_items=person.top_items,
        choices=Choices(
            visibility=visibility, display_name=person.name, named_artists=named
        ),
        is_verified=True,
        is_invented=True,
    )
