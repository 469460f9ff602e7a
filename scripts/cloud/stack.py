"""What a deployed stack is made of, as variables; functions are given most of them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import boto3

VARIABLES = {
    "TasteProfiles": "TASTE_PROFILES_TABLE",
    "TasteStatistics": "TASTE_STATISTICS_TABLE",
    "TasteVectors": "TASTE_VECTORS_TABLE",
    "TasteFeatures": "TASTE_FEATURES_TABLE",
    "People": "PEOPLE_TABLE",
    "RateLimits": "RATE_LIMITS_TABLE",
    "KeyUses": "KEY_USES_TABLE",
    "Erasures": "ERASURES_TABLE",
    "PseudonymKey": "PSEUDONYM_KEY_SECRET",
    "SessionKey": "SESSION_KEY_SECRET",
    "IndexDeadLetters": "INDEX_DEAD_LETTERS_QUEUE",
}


def resources(cloudformation: Any, stack: str) -> Iterator[Mapping[str, Any]]:
    """Yield what a stack has, however much; a description ends after a hundred."""
    pages = cloudformation.get_paginator("list_stack_resources")
    for page in pages.paginate(StackName=stack):
        yield from page["StackResourceSummaries"]


def variables(listed: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return variable to name of table or secret, or URL of the queue.

    Args:
        listed: As CloudFormation lists what a stack has.

    Raises:
        ValueError: The stack lacks one of them.
    """
    names = {r["LogicalResourceId"]: r["PhysicalResourceId"] for r in listed}
    missing = VARIABLES.keys() - names.keys()
    if missing:
        raise ValueError(f"the stack has no {', '.join(sorted(missing))}")
    return {variable: names[table] for table, variable in VARIABLES.items()}


if __name__ == "__main__":
    listed = resources(boto3.client("cloudformation"), sys.argv[1])
    for variable, name in variables(listed).items():
        print(f"export {variable}={shlex.quote(name)}")
