"""Who is calling, and whether they may: sessions of people, keys of programs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from backend.http_api.errors import HttpApiError
from backend.http_api.messages import HttpRequest
from backend.http_api.sessions import Session, SessionSigner
from backend.use_cases.accounts.api_keys import is_api_key
from backend.use_cases.accounts.errors import ErasedError

if TYPE_CHECKING:
    from backend.http_api.operation import Operation, Services

_logger = logging.getLogger(__name__)

SESSION_COOKIE = "session"
REQUEST_HEADER = "x-soulmate-request"
"""Sent with a cookie on anything that changes: no other origin can make it sent."""

RENEWED_AFTER = timedelta(days=1)
"""A cookie older than this is replaced at its next use, so that it rolls on."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling.

    Args:
        user_id: The person.
        is_program: Whether it is a program with a key, which may not do all.
        has_old_cookie: Whether the session's cookie is due to be replaced.
    """

    user_id: str
    is_program: bool = False
    has_old_cookie: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """Lets callers in as the table of operations says.

    Args:
        services: Where sessions can have been ended, and keys revoked.
        signer: Signs and checks sessions.
    """

    services: Services
    signer: SessionSigner

    def caller(self, operation: Operation, request: HttpRequest) -> Caller | None:
        """Return who is calling; ``None`` where nobody needs to be known.

        Raises:
            HttpApiError: ``session_required``, ``session_expired``,
                ``session_invalid``, ``api_key_invalid``, ``scope_required``, or
                ``request_header_required``.
            ErasedError: The person of the session was erased.
        """
        if operation.caller == "anyone":
            return None
        authorization = request.headers.get("authorization", "")
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() == "bearer" and is_api_key(token):
            return self._program(operation, token)
        if scheme.lower() == "bearer":
            return Caller(self.session(token).user_id)
        cookie = request.cookies.get(SESSION_COOKIE)
        if cookie:
            return self._browser(operation, request, cookie)
        if authorization:
            raise HttpApiError(
                "session_invalid", "send the session as authorization: Bearer"
            )
        if operation.caller == "user":
            raise HttpApiError(
                "session_required", "save a taste profile first to get a session"
            )
        return None

    def session(self, token: str) -> Session:
        """Return what a session token says, if it is good.

        Raises:
            HttpApiError: ``session_expired`` or ``session_invalid``.
            ErasedError: The person of the session was erased.
        """
        session = self.signer.verify(token, self.services.now())
        if self.services.accounts.is_erased(session.user_id):
            raise ErasedError(session.user_id)
        if not self.services.accounts.admits(session.user_id, session.issued_at):
            raise HttpApiError(
                "session_invalid", "this session was ended: start a new one"
            )
        return session

    def _program(self, operation: Operation, key: str) -> Caller:
        holder = self.services.api_keys.holder(key)
        if holder is None or self.services.accounts.is_erased(holder.user_id):
            raise HttpApiError(
                "api_key_invalid", "this key is not valid, or was revoked: make another"
            )
        if operation.scope is None:
            raise HttpApiError(
                "scope_required", "no key may do this: sign in with a session"
            )
        if operation.scope not in holder.scopes:
            raise HttpApiError(
                "scope_required", f"this needs a key with the scope {operation.scope}"
            )
        self.services.api_keys.note_use(holder, self.services.now())
        # Which key did what, and nothing of whose it is.
        _logger.info("api key %s: %s", holder.key_id, operation.name)
        return Caller(holder.user_id, is_program=True)

    def _browser(
        self, operation: Operation, request: HttpRequest, cookie: str
    ) -> Caller:
        session = self.session(cookie)
        if operation.method != "GET" and not request.headers.get(REQUEST_HEADER):
            raise HttpApiError(
                "request_header_required",
                f"send the header {REQUEST_HEADER}: 1 with a session cookie",
            )
        age = self.services.now() - session.issued_at
        return Caller(session.user_id, has_old_cookie=age > RENEWED_AFTER)
