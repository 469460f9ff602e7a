"""What can go wrong with a user's account.

SoulmateError
├── ErasedError            the person was erased, and stays so
├── ApiKeyNotFoundError    the person has no such key
├── TooManyApiKeysError    revoke one first
├── TooManyRequestsError   more requests than anybody needs
└── RecoveryCodeError      the code leads to nobody
"""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class ErasedError(SoulmateError):
    """The user was erased before or during this request."""

    code = "erased"

    def __init__(self, user_id: str) -> None:
        self.user_id = user_id
        super().__init__("everything about you was erased: start anew without session")


class ApiKeyNotFoundError(SoulmateError):
    """The person has no such key, or has it no more."""

    code = "api_key_not_found"

    def __init__(self) -> None:
        super().__init__("you have no such key")


class TooManyApiKeysError(SoulmateError):
    """The user has as many keys as are allowed."""

    code = "too_many_api_keys"

    def __init__(self, limit: int) -> None:
        super().__init__(f"you have {limit} keys, which is the most: revoke one first")


class TooManyRequestsError(SoulmateError):
    """One user, or one address, sent more requests than anybody needs."""

    code = "too_many_requests"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"that was often: try again in {retry_after_seconds} seconds")
        self.retry_after_seconds = retry_after_seconds


class RecoveryCodeError(SoulmateError):
    """The recovery code leads to nobody, or not any more."""

    code = "recovery_code_unknown"

    def __init__(self) -> None:
        super().__init__("this recovery code leads nowhere, or was replaced by another")
