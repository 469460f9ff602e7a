"""Which account this is, and what a stack in it gave out."""

from __future__ import annotations

from dataclasses import dataclass

import boto3
from botocore.exceptions import BotoCoreError, ClientError

KEPT = ("TasteProfilesTable", "PeopleTable", "PseudonymKeySecret")
"""Outputs of what outlives a stack."""


@dataclass(frozen=True)
class Account:
    """Where it goes: an account, in one region."""

    session: boto3.Session
    number: str
    region: str

    def __str__(self) -> str:
        return f"account {self.number}, {self.region}"


def stack_name(stage: str) -> str:
    """Return the name of a stage's stack."""
    return f"soulmate-{stage}"


def this_account() -> Account:
    """Return the account that the environment's credentials are for.

    Raises:
        SystemExit: There is no region, or there are no valid credentials.
    """
    session = boto3.Session()
    if session.region_name is None:
        raise SystemExit("Which region? Set AWS_REGION, or run `aws configure`.")
    try:
        number = session.client("sts").get_caller_identity()["Account"]
    except (BotoCoreError, ClientError) as error:
        raise SystemExit(f"AWS does not know you: {error}") from None
    return Account(session, number, session.region_name)


def outputs(account: Account, stack: str) -> dict[str, str]:
    """Return what a stack gave out, by name.

    Raises:
        SystemExit: There is no such stack.
    """
    cloudformation = account.session.client("cloudformation")
    try:
        [found] = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    except ClientError as error:
        raise SystemExit(f"There is no stack {stack} in {account}: {error}") from None
    return {o["OutputKey"]: o["OutputValue"] for o in found.get("Outputs", [])}


def agreed(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False
