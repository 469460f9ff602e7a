"""What the functions log about themselves: lines of JSON, and figures within them.

A line names operations, statuses, counts and places in the code: no names, no taste, no
addresses, no tokens. So messages of exceptions stay out of it, which may quote the
caller, and so do the libraries, which log whole requests.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter
from aws_lambda_powertools.metrics import MetricUnit


class Context(Protocol):
    """What the runtime says about an invocation."""

    aws_request_id: str

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the function may still run."""


ContextT = TypeVar("ContextT", bound=Context)
ReplyT = TypeVar("ReplyT")
Handler = Callable[[Any, ContextT], ReplyT]


class FunctionFailedError(Exception):
    """A handler failed; the log says where, under the same correlation id."""


class _Formatter(LambdaPowertoolsFormatter):
    """Powertools' JSON, with exceptions by their types and places alone."""

    def formatException(self, ei: Any) -> str:
        """Return one line per frame and exception, the first cause first."""
        told = traceback.TracebackException(*ei, lookup_lines=False)
        lines: list[str] = []
        error: traceback.TracebackException | None = told
        while error is not None:
            frames = [f"  {f.filename}:{f.lineno} {f.name}" for f in error.stack]
            name = getattr(error.exc_type, "__qualname__", "Exception")
            lines = [*frames, name, *lines]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


logger = Logger(logger_formatter=_Formatter(utc=True, serialize_stacktrace=False))
"""For handlers; what is below ``backend`` speaks through it, too."""

metrics = Metrics(namespace="MusicSoulmateFinder")
"""Figures of this invocation, written when it ends (embedded metric format)."""


def _speak_alone() -> None:
    package = logging.getLogger("backend")
    package.handlers = logger.handlers
    package.setLevel(logging.INFO)
    for handler in list(logging.root.handlers):
        # The runtime's own would print what libraries say, in plain text.
        if type(handler).__module__.startswith("awslambdaric"):
            logging.root.removeHandler(handler)
            logging.root.addHandler(logging.NullHandler())


_speak_alone()


def observed(handler: Handler[ContextT, ReplyT]) -> Handler[ContextT, ReplyT]:
    """Let a handler's lines carry one correlation id, and write its figures at the end.

    The id is the one that API Gateway logs and returns (``apigw-requestid``), or the
    invocation's own. What the handler raises is logged and becomes
    ``FunctionFailedError``, because the runtime would print its message.
    """

    @functools.wraps(handler)
    def observing(event: Any, context: ContextT) -> ReplyT:
        logger.set_correlation_id(_correlation_id(event, context))
        try:
            return handler(event, context)
        except Exception:
            logger.exception("the function failed")
            raise FunctionFailedError from None
        finally:
            if metrics.provider.metric_set:
                metrics.add_metadata("correlation_id", logger.get_correlation_id())
                metrics.flush_metrics()

    return observing


def count(**figures: int) -> None:
    """Add to figures of this invocation, by their names in CloudWatch."""
    for name, figure in figures.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=figure)


def count_answer(operation: str, status: int) -> None:
    """Count an answer; its line says which operation gave it, and how it ended."""
    if status < 400:
        count(Answers=1)
    elif status < 500:
        count(Refusals=1)
    else:
        count(Failures=1)
    metrics.add_metadata("operation", operation)
    metrics.add_metadata("status", status)


def _correlation_id(event: Any, context: Context) -> str:
    try:
        return str(event["requestContext"]["requestId"])
    except (KeyError, TypeError):
        return context.aws_request_id
