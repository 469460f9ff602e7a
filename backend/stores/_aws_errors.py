"""Which refusals of DynamoDB, and of Secrets Manager, pass by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from backend.use_cases.errors import StoreUnavailableError

_PASSING = frozenset(
    {
        "InternalServerError",
        "InternalServiceError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


@contextmanager
def unavailable_when_it_passes() -> Iterator[None]:
    """Turn what passes by itself into ``StoreUnavailableError``.

    That is throttling, a fault of the service, a transaction that is under way, and a
    lost or slow connection. Other errors (missing rights, a missing table) rise as they
    are.
    """
    try:
        yield
    except ClientError as error:
        if error_code(error) in _PASSING:
            raise StoreUnavailableError(error_code(error)) from error
        raise
    except (ConnectionError, HTTPClientError) as error:
        raise StoreUnavailableError(type(error).__name__) from error


def error_code(error: ClientError) -> str:
    """Return the name that the service gives the error."""
    return error.response.get("Error", {}).get("Code", "")
