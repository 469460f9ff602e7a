"""HTTP that ends: in time, within bounds, at the host that was called."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from backend.sources._bounded_time import Deadline

MAX_ANSWER_BYTES = 8_000_000
_PIECE_BYTES = 65_536
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def is_loopback(url: str) -> bool:
    """Return whether an address is of this machine, and of no other."""
    return urlsplit(url).hostname in _LOOPBACK


class BoundedSession(requests.Session):
    """A session without retries, redirects, ``.netrc`` or endless answers.

    A read timeout of ``requests`` starts anew with every byte, so a body that drips
    would never end; here the whole answer has to arrive before the deadline.

    Redirects are not followed: an answer from elsewhere would not be the service's,
    and nothing secret shall travel there.
    """

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline
        self.answered: requests.Response | None = None
        # Without it, a machine's .netrc would replace the bearer token.
        self.auth = _unchanged

    def request(  # type: ignore[override]  # takes whatever the base class takes
        self, method: str, url: str, *arguments: Any, **options: Any
    ) -> requests.Response:
        """Send one request and read its whole answer, which ``answered`` keeps.

        Raises:
            requests.RequestException: No whole answer arrived in time and in bounds.
        """
        self.answered = None
        # A proxy of the machine cannot know a service on its loopback.
        self.trust_env = not is_loopback(url)
        options |= {"stream": True, "allow_redirects": False}
        response = super().request(method, url, *arguments, **options)
        with closing(response.raw):
            body = self._whole_body(response)
        response.raw = BytesIO(body)
        self.answered = response
        return response

    def _whole_body(self, response: requests.Response) -> bytes:
        body = bytearray()
        try:
            while piece := response.raw.read1(_PIECE_BYTES, decode_content=True):
                body += piece
                if len(body) > MAX_ANSWER_BYTES:
                    raise requests.ConnectionError("the answer is too long")
                if not self._deadline.remaining_seconds:
                    raise requests.ReadTimeout("the answer takes too long")
        except ReadTimeoutError:
            raise requests.ReadTimeout("the answer stopped") from None
        except (HTTPError, OSError) as error:
            if isinstance(error, requests.RequestException):
                raise
            raise requests.ConnectionError("the answer broke off") from None
        return bytes(body)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
