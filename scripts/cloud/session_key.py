"""The command behind ``scripts/rotate-session-key``."""

from __future__ import annotations

import sys
from secrets import token_hex, token_urlsafe

import boto3

from backend.stores.aws_secrets import SecretsManagerSessionKeyStore
from backend.use_cases.accounts.session_keys import SessionKey


def main(secret_id: str) -> int:
    """Make a new version of a secret the current one."""
    store = SecretsManagerSessionKeyStore(boto3.client("secretsmanager"), secret_id)
    known, new = store.current(), SessionKey(token_hex(16), token_urlsafe(48))
    if not store.replace(known.key_id, new):
        print("It was rotated a moment ago: nothing done.", file=sys.stderr)
        return 1
    print(f"Sessions are signed with {new.key_id}; {known.key_id} is still good.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
