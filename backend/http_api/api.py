"""From a routed request to a reply: the steps that every operation shares."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from backend.http_api.access import SESSION_COOKIE, Access, Caller
from backend.http_api.accounts.personal_data import erasures_of
from backend.http_api.errors import ErrorReply, HttpApiError, error_reply, status_of
from backend.http_api.messages import HttpReply, HttpRequest, Outcome
from backend.http_api.operation import Call, Operation, Services
from backend.http_api.sessions import LIFETIME, SessionSigner
from backend.taste_profile import SoulmateError, clean_name
from backend.use_cases.accounts.errors import ErasedError
from backend.use_cases.listening.errors import SourceError

MAX_BODY_BYTES = 256 * 1024
MAX_MESSAGE_LENGTH = 400
ERASING = "erase_me"

_HEADERS = {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HttpApi:
    """The API behind every door.

    Args:
        services: What operations work with.
        signer: Signs and checks sessions.
        has_https: Whether cookies may demand HTTPS; only a loopback server may not.
    """

    services: Services
    signer: SessionSigner
    has_https: bool = True

    def handle(self, operation: Operation, request: HttpRequest) -> HttpReply:
        """Run an operation; whatever goes wrong becomes a reply of the one shape."""
        try:
            caller = self._caller(operation, request)
            call = Call(
                services=self.services,
                caller=caller.user_id if caller else None,
                is_program=caller is not None and caller.is_program,
                path=dict(request.path),
                query=_query(operation, request),
                body=_body(operation, request),
            )
            self._check_limit(operation, call, request.address)
            return self._reply(self._run(operation, call), caller)
        except SoulmateError as error:
            return refusal(error, self._ending_cookies(error, request))
        except Exception:
            return failure(operation.name)

    def _caller(self, operation: Operation, request: HttpRequest) -> Caller | None:
        try:
            return Access(self.services, self.signer).caller(operation, request)
        except ErasedError as error:
            # A second request may come because the first broke off.
            if operation.name == ERASING:
                self._go_on_erasing(operation, error.user_id)
            raise

    def _run(self, operation: Operation, call: Call) -> Outcome:
        """Run it, and keep nothing of a user who is erased while it runs."""
        outcome: Outcome | None = None
        try:
            outcome = operation.run(call)
        finally:
            # Also what was refused may have kept something before.
            if operation.limit not in ("read", "rank"):
                self._check_still_here(operation, call.caller, outcome)
        return outcome

    def _check_still_here(
        self, operation: Operation, caller: str | None, outcome: Outcome | None
    ) -> None:
        if outcome is not None and (outcome.ends_session or outcome.is_guarded):
            return
        started = outcome.starts_session_of if outcome else None
        for user_id in {caller, started} - {None}:
            if self.services.accounts.is_erased(str(user_id)):
                self._go_on_erasing(operation, str(user_id))
                raise ErasedError(str(user_id))

    def _go_on_erasing(self, operation: Operation, user_id: str) -> None:
        """Remove what may be left, the taste where this operation may."""
        erasures = erasures_of(self.services)
        if operation.name == ERASING:
            erasures.erase(user_id, self.services.now())
        else:
            erasures.forget(user_id)

    def _check_limit(self, operation: Operation, call: Call, address: str) -> None:
        """Count a request once it is known to make sense."""
        limiter, now = self.services.limiter, self.services.now()
        if call.caller is not None:
            limiter.check(operation.limit, call.caller, now)
        elif operation.caller == "user_or_new":
            limiter.check_address("join", address, now)
        elif operation.method != "GET":
            limiter.check_address(operation.limit, address, now)

    def _reply(self, outcome: Outcome, caller: Caller | None) -> HttpReply:
        cookies = []
        starts_session_of = outcome.starts_session_of
        if starts_session_of is None and caller is not None and caller.has_old_cookie:
            starts_session_of = caller.user_id
        if outcome.ends_session:
            cookies.append(self._cookie("", 0))
        elif starts_session_of is not None:
            token = self.signer.issue(starts_session_of, self.services.now())
            cookies.append(self._cookie(token, int(LIFETIME.total_seconds())))
        return json_reply(outcome.status, outcome.reply, tuple(cookies))

    def _ending_cookies(
        self, error: SoulmateError, request: HttpRequest
    ) -> tuple[str, ...]:
        """A cookie that is good no more would stand in the way of a new start."""
        is_over = error.code in ("session_expired", "session_invalid", "erased")
        if is_over and "authorization" not in request.headers:
            return (self._cookie("", 0),)
        return ()

    def _cookie(self, token: str, max_age: int) -> str:
        secure = "; Secure" if self.has_https else ""
        return (
            f"{SESSION_COOKIE}={token}; Path=/; Max-Age={max_age}"
            f"; HttpOnly; SameSite=Strict{secure}"
        )


def json_reply(
    status: int,
    reply: Any,
    cookies: tuple[str, ...] = (),
    retry_after_seconds: int | None = None,
) -> HttpReply:
    """Return a reply with a JSON body."""
    headers = _HEADERS
    if retry_after_seconds is not None:
        headers = {**_HEADERS, "retry-after": str(retry_after_seconds)}
    return HttpReply(
        status=status,
        body=msgspec.json.encode(reply),
        headers=headers,
        cookies=cookies,
    )


def refusal(error: SoulmateError, cookies: tuple[str, ...] = ()) -> HttpReply:
    """Return the reply for an error that was raised on purpose."""
    if status_of(error) >= 500:
        _logger.error("%s: %s", error.code, getattr(error, "reason", ""))
    # A message may quote the caller: no control characters, no whole bodies.
    message = clean_name(str(error)[:MAX_MESSAGE_LENGTH])
    return json_reply(
        status_of(error),
        _told(error, message),
        cookies,
        getattr(error, "retry_after_seconds", None),
    )


def _told(error: SoulmateError, message: str) -> ErrorReply:
    if isinstance(error, SourceError):
        return error_reply(error.code, message, source=error.source, cause=error.cause)
    return error_reply(error.code, message)


def failure(what: str) -> HttpReply:
    """Return the reply for the error being handled, which nobody expected."""
    _logger.exception("%s failed", what)
    return json_reply(
        500, error_reply("internal_error", "something went wrong here; try again soon")
    )


def _query(operation: Operation, request: HttpRequest) -> Any:
    try:
        pairs = parse_qsl(
            request.query, keep_blank_values=True, errors="strict", max_num_fields=20
        )
    except ValueError:
        raise HttpApiError(
            "invalid_request", "the query string cannot be read"
        ) from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise HttpApiError("invalid_request", "a query parameter is given twice")
    try:
        return msgspec.convert(dict(pairs), operation.query, strict=False)
    except msgspec.ValidationError as error:
        raise HttpApiError("invalid_request", f"query: {error}") from None


def _body(operation: Operation, request: HttpRequest) -> Any:
    if operation.body is None:
        return None
    if request.body is None or len(request.body) > MAX_BODY_BYTES:
        raise HttpApiError(
            "body_too_large", f"send at most {MAX_BODY_BYTES // 1024} KB"
        )
    content_type = request.headers.get("content-type", "").partition(";")[0]
    if content_type.strip().lower() != "application/json":
        raise HttpApiError(
            "unsupported_media_type", "send content-type: application/json"
        )
    try:
        return msgspec.json.decode(request.body, type=operation.body)
    except msgspec.ValidationError as error:
        raise HttpApiError("invalid_request", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HttpApiError("malformed_json", f"the body is no JSON: {error}") from None
