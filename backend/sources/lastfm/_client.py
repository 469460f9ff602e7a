"""The calls to Last.fm: plain HTTP, with nothing but the service's name in any URL.

Every call is a POST of a form, reads too, as the widely used pylast makes them: a URL
with ``api_key=…`` would end up in exceptions, in debug logs and in proxies.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import md5
from types import TracebackType

import requests

from backend.sources._bounded_session import BoundedSession
from backend.sources._bounded_time import Deadline, Patience, time_out
from backend.sources._pacer import Pacer
from backend.sources._plain_values import mapping
from backend.sources.lastfm._failures import (
    FAULTS_OF_DEPLOYMENT,
    Subject,
    code_of,
    failure_of,
    is_unknown_artist,
    unanswered,
)
from backend.sources.lastfm.reader import MAX_ITEMS
from backend.taste_profile.top_items import ItemKind, TimeRange
from backend.use_cases.listening.errors import SourceError

_log = logging.getLogger(__name__)

PERIODS: Mapping[TimeRange, str] = {
    "short_term": "1month",
    "medium_term": "6month",
    "long_term": "overall",
}
"""``overall`` rather than ``12month``: a long-term list stands for a year or more,
and a listener who was quiet for a year has a taste all the same."""

_METHODS: Mapping[ItemKind, str] = {
    "artist": "user.getTopArtists",
    "track": "user.getTopTracks",
}
_UNSIGNED = frozenset({"format", "callback"})


@dataclass(frozen=True, slots=True)
class Service:
    """Where Last.fm is, as whom this deployment asks, and how fast."""

    api_url: str
    api_key: str = field(repr=False)
    secret: str = field(repr=False)
    user_agent: str
    patience: Patience
    pacer: Pacer | None


class LastfmClient:
    """Calls one after another, on one connection; each thread needs its own.

    Every call raises a ``SourceError`` when it has no answer to give.
    """

    def __init__(self, service: Service, deadline: Deadline) -> None:
        self._service = service
        self._deadline = deadline
        self._http = BoundedSession(deadline)

    def __enter__(self) -> LastfmClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def session(self, token: str) -> object:
        """Exchange a token of the web sign-in; ``auth.getSession``, signed."""
        form = {"method": "auth.getSession", "token": token}
        form |= {"api_key": self._service.api_key, "format": "json"}
        form["api_sig"] = signature(form, self._service.secret)
        return self._answer("session", "sign_in", form)

    def top_list(self, user_name: str, kind: ItemKind, time_range: TimeRange) -> object:
        """Read the first page of a user's top artists or tracks."""
        form = {
            "method": _METHODS[kind],
            "user": user_name,
            "period": PERIODS[time_range],
            "limit": str(MAX_ITEMS),
        }
        return self._answer(f"top {kind}s", "user", form)

    def top_tags(self, artist: str) -> object:
        """Ask for an artist's tags; of an unknown artist, the answer says nothing."""
        form = {"method": "artist.getTopTags", "artist": artist, "autocorrect": "1"}
        return self._answer("tags", "artist", form)

    def _answer(self, what: str, subject: Subject, form: Mapping[str, str]) -> object:
        said: object = None
        failure: SourceError | None = None
        if self._service.pacer is not None:
            self._service.pacer.wait(self._deadline)
        try:
            answered = self._http.post(
                self._service.api_url,
                data={**form, "api_key": self._service.api_key, "format": "json"},
                headers={
                    "User-Agent": self._service.user_agent,
                    "Accept": "application/json",
                },
                timeout=time_out(self._service.patience, self._deadline),
            )
        except requests.RequestException as error:
            failure = unanswered(error)
        else:
            said = _json_of(answered)
            is_object = answered.status_code == 200 and isinstance(said, Mapping)
            if is_object and "error" not in mapping(said):
                return said
            if subject == "artist" and is_unknown_artist(said):
                return said
            failure = failure_of(answered, said, subject)
        fault = FAULTS_OF_DEPLOYMENT.get(code_of(said) or 0)
        if fault is not None:
            _log.error("Last.fm refuses this deployment: %s", fault)
        _log.warning("Last.fm gave no %s: %s", what, failure.code)
        # Out here, so that no text of a library is chained to it.
        raise failure


def signature(form: Mapping[str, str], secret: str) -> str:
    """Return ``api_sig``: the MD5 of all names and values in order, and the secret.

    ``format`` and ``callback`` are left out of it, as Last.fm's authentication
    specification, section 8, and its users tell.
    """
    signed = sorted((name, form[name]) for name in form.keys() - _UNSIGNED)
    text = "".join(name + value for name, value in signed) + secret
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def _json_of(answered: requests.Response) -> object:
    try:
        said: object = answered.json()
    except (ValueError, RecursionError):
        return None
    return said
