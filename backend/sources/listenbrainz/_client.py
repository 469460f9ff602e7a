"""The calls to ListenBrainz: plain HTTP, each on a connection of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import requests

from backend.sources._bounded_session import BoundedSession
from backend.sources._bounded_time import Deadline, Patience, time_out
from backend.sources.listenbrainz._failures import Allowance, failure_of
from backend.sources.listenbrainz.reader import Entity
from backend.use_cases.listening.errors import SourceError

_log = logging.getLogger(__name__)

# At DEBUG it writes out addresses, and those of these paths name people.
logging.getLogger("urllib3.connectionpool").addFilter(
    lambda record: "/user/" not in record.getMessage()
)


@dataclass(frozen=True, slots=True)
class Service:
    """Where ListenBrainz is, what we call ourselves there, how much we may ask."""

    api_url: str
    user_agent: str
    patience: Patience
    allowance: Allowance = field(default_factory=Allowance)


@dataclass(slots=True)
class ListenBrainzClient:
    """Every call of one fetch, which share a deadline.

    Every method raises a ``SourceError`` when it has no answer to give.
    """

    service: Service
    deadline: Deadline
    token: str | None = field(default=None, repr=False)

    def token_owner(self) -> object:
        """Ask whose the token is."""
        return self._answer("token owner", "/1/validate-token")

    def top_list(
        self, user_name: str, entity: Entity, stats_range: str, *, count: int, at: int
    ) -> object | None:
        """Ask for ``count`` rows of a list from place ``at``, counted from 0.

        Returns:
            The raw answer; ``None`` when the list is not computed (yet).
        """
        return self._answer(
            f"top {entity}",
            f"/1/stats/user/{quote(user_name, safe='')}/{entity}",
            names_user=True,
            params={"range": stats_range, "count": count, "offset": at},
        )

    def listen_count(self, user_name: str) -> object:
        """Read how much a user ever listened to."""
        path = f"/1/user/{quote(user_name, safe='')}/listen-count"
        return self._answer("listen count", path, names_user=True)

    def artists(self, mbids: Sequence[str]) -> object:
        """Read the tags of any number of artists."""
        params = {"artist_mbids": ",".join(mbids), "inc": "tag"}
        return self._answer("tags of artists", "/1/metadata/artist/", params=params)

    def recordings(self, mbids: Sequence[str]) -> object:
        """Ask for the releases of recordings, at most 1,000."""
        body = {"recording_mbids": list(mbids), "inc": "release"}
        path = "/1/metadata/recording/"
        return self._answer("releases of recordings", path, json=body)

    def _answer(
        self, what: str, path: str, *, names_user: bool = False, **options: Any
    ) -> object | None:
        self.service.allowance.check()
        method = "POST" if "json" in options else "GET"
        error: Exception | None = None
        with BoundedSession(self.deadline) as session:
            try:
                answered = session.request(
                    method,
                    f"{self.service.api_url}{path}",
                    headers=self._headers(),
                    timeout=time_out(self.service.patience, self.deadline),
                    **options,
                )
                self.service.allowance.note(answered)
                if answered.status_code == 204:
                    return None
                if answered.status_code == 200:
                    found: object = answered.json()
                    return found
            except (requests.RequestException, ValueError, RecursionError) as caught:
                error = caught
            failure: SourceError = failure_of(
                session.answered,
                error,
                names_user=names_user,
                bears_token=self.token is not None,
            )
        _log.warning("ListenBrainz gave no %s: %s", what, failure.code)
        # Out here, so that no text of a library is chained to it.
        raise failure

    def _headers(self) -> Mapping[str, str]:
        headers = {
            "User-Agent": self.service.user_agent,
            "Accept": "application/json",
        }
        if self.token is not None:
            headers["Authorization"] = f"Token {self.token}"
        return headers
