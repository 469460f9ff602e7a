"""Tables and key of a deployed stack, as the variables that functions are given."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import boto3

VARIABLES = {
    "TasteProfiles": "TASTE_PROFILES_TABLE",
    "TasteStatistics": "TASTE_STATISTICS_TABLE",
    "TasteVectors": "TASTE_VECTORS_TABLE",
    "TasteFeatures": "TASTE_FEATURES_TABLE",
    "People": "PEOPLE_TABLE",
    "RateLimits": "RATE_LIMITS_TABLE",
    "Erasures": "ERASURES_TABLE",
    "SessionKey": "SESSION_KEY_SECRET",
}


def variables(resources: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return variable to name of table, or of the secret.

    Args:
        resources: As CloudFormation describes them.

    Raises:
        ValueError: The stack lacks one of them.
    """
    names = {r["LogicalResourceId"]: r["PhysicalResourceId"] for r in resources}
    missing = VARIABLES.keys() - names.keys()
    if missing:
        raise ValueError(f"the stack has no {', '.join(sorted(missing))}")
    return {variable: names[table] for table, variable in VARIABLES.items()}


if __name__ == "__main__":
    answer = boto3.client("cloudformation").describe_stack_resources(
        StackName=sys.argv[1]
    )
    for variable, name in variables(answer["StackResources"]).items():
        print(f"export {variable}={shlex.quote(name)}")
