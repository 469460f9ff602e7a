"""Everything one stand-in knows, handed to each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from backend.dev_server.demo.lastfm.people import ApiAccount, InventedPerson
from backend.dev_server.demo.lastfm.refusals import user_not_found
from backend.dev_server.demo.lastfm.sign_ins import SignIns
from backend.dev_server.demo.switches import Switches


class StandIn:
    """The API account, the people, the artists' genres, the sign-ins, the switches."""

    def __init__(
        self,
        account: ApiAccount,
        people: Iterable[InventedPerson],
        genres: Mapping[str, Sequence[str]],
        *,
        now: Callable[[], datetime],
        new_secret: Callable[[], str],
    ) -> None:
        self.account = account
        self.people = {person.user_name.casefold(): person for person in people}
        self.genres = {name.casefold(): (name, of) for name, of in genres.items()}
        self.sign_ins = SignIns(now, new_secret)
        self.switches = Switches()

    def person(self, user_name: str) -> InventedPerson:
        """Return a person by name, whatever its case.

        Raises:
            RefusalError: There is nobody by it.
        """
        found = self.people.get(user_name.casefold())
        if found is None:
            raise user_not_found()
        return found
