"""Reading many people at once, for an index that knows none of them yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

from backend.taste_profile import ListedItem, TasteVectorizer
from backend.use_cases.community.appearance import (
    Appearance,
    appearance_of,
    shown_weights_of,
)
from backend.use_cases.community.ports import WeightedUser
from backend.use_cases.profiles.profile import ProfileHead


@dataclass(frozen=True, slots=True)
class Crowd:
    """Many people who were read.

    Args:
        appearances: As what each of them is ranked, the hidden included.
        ranked: Who of them is in the index now.
    """

    appearances: Mapping[str, Appearance]
    ranked: Set[str]


class CrowdReader(Protocol):
    """Reads many people from a store into an index, sooner than one by one."""

    def read_into(
        self,
        index: Any,
        user_ids: Sequence[str],
        progress: Callable[[int], None],
    ) -> Crowd:
        """Put into an index what these people show; who is gone is left out.

        Args:
            index: Empty, or with others in it; of the kind that the reader fills.
            user_ids: Whom to read. The index depends on their order.
            progress: Called now and then with how many were read so far.
        """


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """Some of a crowd, weighed for an index."""

    appearances: Mapping[str, Appearance]
    weighted: Sequence[WeightedUser]


def weigh_people(
    people: Iterable[tuple[ProfileHead, Sequence[ListedItem]]],
    vectorizer: TasteVectorizer,
) -> ReadPeople:
    """Weigh what people show.

    Args:
        people: Each with the items that count: all that are not muted.
        vectorizer: Of the statistics that the index is made for.
    """
    appearances: dict[str, Appearance] = {}
    weighted: list[WeightedUser] = []
    for head, counted in people:
        user_id = head.user_id
        appearances[user_id] = appearance_of(head)
        weights = {} if head.visibility == "hidden" else shown_weights_of(head, counted)
        if weights:
            local_scale = vectorizer.vector(user_id, weights).local_scale
            weighted.append((user_id, weights, local_scale))
    return ReadPeople(appearances, weighted)
