"""Commands find the tables of a deployed stack, however much the stack has."""

from __future__ import annotations

import boto3
from botocore.stub import Stubber

from scripts.cloud.stack import VARIABLES, resources, variables


def test_a_stack_with_many_resources_is_read_to_its_end() -> None:
    """CloudFormation lists them by pages; the tables may stand on the last."""
    client = boto3.client(
        "cloudformation",
        region_name="us-east-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",
    )
    names = [f"Alarm{number}" for number in range(150)] + [*VARIABLES]
    listed = [
        {
            "LogicalResourceId": name,
            "PhysicalResourceId": f"physical-{name}",
            "ResourceType": "AWS::Any::Thing",
            "LastUpdatedTimestamp": "2026-11-21T12:00:00Z",
            "ResourceStatus": "CREATE_COMPLETE",
        }
        for name in names
    ]
    first, rest = (
        {"StackResourceSummaries": listed[:100], "NextToken": "more"},
        {"StackResourceSummaries": listed[100:]},
    )
    with Stubber(client) as told:
        told.add_response("list_stack_resources", first, {"StackName": "ours"})
        asked = {"StackName": "ours", "NextToken": "more"}
        told.add_response("list_stack_resources", rest, asked)
        found = variables(resources(client, "ours"))
    assert found == {v: f"physical-{name}" for name, v in VARIABLES.items()}
