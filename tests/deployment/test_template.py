"""The template is valid, and says what the code and the design say."""

from __future__ import annotations

from typing import Any

import pytest

from backend.http_api.operations import OPERATIONS
from backend.stores.dynamodb.profiles import EXPIRY_INDEX, REFRESH_INDEX
from scripts.local_cloud.artefact import sam
from scripts.local_cloud.template import Permission, Template

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
WRITES = ("Put", "Update", "Delete", "BatchWrite", "Transact", "PartiQL")
NOBODY_CALLS = ("RefreshFunction", "IndexFunction", "StatisticsFunction")
LASTFM = {"LastfmSecretId": "lastfm-account"}


@pytest.mark.deployment
def test_sam_finds_nothing_to_say_about_the_template() -> None:
    """Schema, references and the linter's rules, without an account."""
    assert "is a valid SAM Template" in sam("validate", "--lint")


def test_every_operation_is_a_route_and_every_route_an_operation(
    template: Template,
) -> None:
    """The cloud serves the one table of operations, no more and no less."""
    routes = [(route.method, route.path) for route in template.routes]
    assert sorted(routes) == sorted((o.method, o.path) for o in OPERATIONS)


def writes_of(template: Template, function: str) -> set[str]:
    """Return the tables that a function may write to."""
    return {
        p.resource
        for p in template.permissions(function)
        if p.action.startswith(tuple(f"dynamodb:{word}" for word in WRITES))
    }


def test_functions_are_split_by_what_their_routes_may_change(
    template: Template,
) -> None:
    """Who only reads may only count requests, and note that a key is used.

    An export is noted as well, so it may write.
    """
    for route in template.routes:
        written = writes_of(template, route.function)
        changes = route.method in CHANGES or route.path == "/me/export"
        assert (written != {"RateLimits", "KeyUses"}) == changes, route
        assert {"RateLimits", "KeyUses"} <= written, route


def events_of(template: Template, function: str) -> dict[str, dict[str, Any]]:
    """Return what calls a function besides the API: properties by type."""
    events = template.functions[function]["Events"].values()
    return {e["Type"]: e["Properties"] for e in events if e["Type"] != "HttpApi"}


def test_what_nobody_calls_has_no_route_and_signs_nothing(template: Template) -> None:
    """Two schedules and a stream; none of them may read a key."""
    called = {route.function for route in template.routes}
    calls = {name: {*events_of(template, name)} for name in template.functions}
    assert {name: types for name, types in calls.items() if types} == {
        "RefreshFunction": {"Schedule"},
        "StatisticsFunction": {"Schedule"},
        "IndexFunction": {"DynamoDB"},
    }
    for name in set(template.functions) - called:
        resources = {p.resource for p in template.permissions(name)}
        assert "SessionKey" not in resources, name
        is_refreshing = name == "RefreshFunction"
        assert bool(resources & {"PseudonymKey", "People"}) is is_refreshing, name


def test_refreshing_renews_profiles_and_notes_consents_alone(
    template: Template,
) -> None:
    """It finds whose turn it is, and what has expired, by the indexes.

    Of the records about people it reaches the audit logs, and no other.
    """
    [noting] = [
        statement
        for statement in template.statements("RefreshFunction")
        if statement["Sid"] == "NoteConsents"
    ]
    audit_logs = {"dynamodb:LeadingKeys": ["audit#*"]}
    assert noting["Condition"] == {"ForAllValues:StringLike": audit_logs}
    assert template.permissions("RefreshFunction") == {
        Permission("dynamodb:GetItem", "TasteProfiles"),
        Permission("dynamodb:PutItem", "TasteProfiles"),
        Permission("dynamodb:DeleteItem", "TasteProfiles"),
        Permission("dynamodb:Query", "TasteProfiles/index/refresh"),
        Permission("dynamodb:Query", "TasteProfiles/index/expiry"),
        Permission("dynamodb:Query", "People"),
        Permission("dynamodb:PutItem", "People"),
        Permission("dynamodb:DeleteItem", "People"),
        Permission("dynamodb:GetItem", "Erasures"),
        Permission("secretsmanager:GetSecretValue", "PseudonymKey"),
    }


def test_a_request_never_reads_everybody(template: Template) -> None:
    """What it costs must not grow with the number of people."""
    for name in {route.function for route in template.routes}:
        actions = {p.action for p in template.permissions(name)}
        assert "dynamodb:Scan" not in actions, name


def test_profiles_and_accounts_are_changed_where_they_must_be_alone(
    template: Template,
) -> None:
    """What is derived from them can be made again; they cannot."""
    changing: dict[str, set[str]] = {}
    for name in template.functions:
        for table in writes_of(template, name):
            changing.setdefault(table, set()).add(name)
    called = {route.function for route in template.routes}
    derived = {"IndexFunction", "StatisticsFunction"}
    assert changing.pop("TasteProfiles") == {"SaveFunction", "RefreshFunction"}
    assert changing.pop("People") == {
        "SaveFunction",
        "MeetFunction",
        "RefreshFunction",
    }
    assert changing.pop("Erasures") == {"SaveFunction"}
    assert changing.pop("RateLimits") == changing.pop("KeyUses") == called
    assert changing.pop("TasteStatistics") == {"StatisticsFunction"}
    assert changing == {"TasteVectors": derived, "TasteFeatures": derived}


def test_the_stream_tells_who_changed_and_loses_no_failure(template: Template) -> None:
    """Keys only; part of a batch may fail; what keeps failing is set aside."""
    stream = template.tables["TasteProfiles"]["StreamSpecification"]
    assert stream == {"StreamViewType": "KEYS_ONLY"}
    change = events_of(template, "IndexFunction")["DynamoDB"]
    assert change["Stream"] == {"Fn::GetAtt": ["TasteProfiles", "StreamArn"]}
    assert change["StartingPosition"] == "TRIM_HORIZON"
    assert change["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert change["BisectBatchOnFunctionError"] is True
    assert 0 < change["MaximumRetryAttempts"] < 10
    letters = {"Fn::GetAtt": ["IndexDeadLetters", "Arn"]}
    failures = change["DestinationConfig"]["OnFailure"]
    assert failures == {"Type": "SQS", "Destination": letters}


def test_what_is_derived_is_kept_under_the_keys_of_its_store(
    template: Template,
) -> None:
    """Vectors by person and version, postings by feature and place."""
    keys = {
        name: [key["AttributeName"] for key in table["KeySchema"]]
        for name, table in template.tables.items()
    }
    assert keys["TasteVectors"] == ["user_id", "version"]
    assert keys["TasteFeatures"] == ["feature", "place"]


def test_every_function_keeps_its_log_for_as_long_as_the_stack_says(
    template: Template,
) -> None:
    """A log group that Lambda makes by itself would be kept for ever."""
    groups = template.resources("AWS::Logs::LogGroup")
    for name, function in template.functions.items():
        group = function["LoggingConfig"]["LogGroup"]["Ref"]
        assert group == name.replace("Function", "Logs")
    assert all(
        group["RetentionInDays"] == {"Ref": "LogRetentionDays"}
        for group in groups.values()
    )


def test_alarms_look_at_what_goes_wrong_and_tell_whom_the_stack_names(
    template: Template,
) -> None:
    """Errors, throttles, slow answers, dead letters, a stream that falls behind."""
    alarms = template.resources("AWS::CloudWatch::Alarm")
    watched = {metric for alarm in alarms.values() for metric in _watched(alarm)}
    assert watched == {
        ("5xx", "Api"),
        ("Latency", "Api"),
        *(("Errors", name) for name in NOBODY_CALLS),
        *(("Throttles", name) for name in template.functions),
        ("ApproximateNumberOfMessagesVisible", "IndexDeadLetters"),
        ("IteratorAge", "IndexFunction"),
    }
    topic = [{"Ref": "AlarmTopicArn"}]
    told = {"Fn::If": ["HasAlarmTopic", topic, {"Ref": "AWS::NoValue"}]}
    for alarm in alarms.values():
        assert (alarm["AlarmActions"], alarm["OKActions"]) == (told, told)
        assert alarm["TreatMissingData"] == "notBreaching"


def test_a_throttle_of_any_function_alarms_within_five_minutes(
    template: Template,
) -> None:
    """One alarm adds up all of them, and says how to see which it was."""
    alarm = template.resources("AWS::CloudWatch::Alarm")["ThrottlesAlarm"]
    total, *each = alarm["Metrics"]
    assert (total["Expression"], total["ReturnData"]) == (
        "SUM(FILL(METRICS(), 0))",
        True,
    )
    # CloudWatch takes no more into one alarm.
    assert len(each) == len(template.functions) <= 10
    assert all(metric["ReturnData"] is False for metric in each)
    assert {(m["MetricStat"]["Stat"], m["MetricStat"]["Period"]) for m in each} == {
        ("Sum", 300)
    }
    assert (alarm["Threshold"], alarm["EvaluationPeriods"]) == (1, 1)
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert "By Function Name" in alarm["AlarmDescription"]


def _watched(alarm: dict[str, Any]) -> list[tuple[str, str]]:
    """What an alarm looks at: itself one metric, or a list of them."""
    if "Metrics" not in alarm:
        return [_metric(alarm)]
    return [_metric(m["MetricStat"]["Metric"]) for m in alarm["Metrics"][1:]]


def _metric(metric: dict[str, Any]) -> tuple[str, str]:
    [dimension] = metric["Dimensions"]
    value = dimension["Value"]
    named = value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]
    return metric["MetricName"], str(named)


def test_other_origins_may_call_with_a_key_when_the_stack_names_them(
    template: Template,
) -> None:
    """Every method of the table, no cookie, and nobody by default."""
    [api] = template.resources("AWS::Serverless::HttpApi").values()
    condition, allowed, otherwise = api["CorsConfiguration"]["Fn::If"]
    assert (condition, otherwise) == ("HasCorsOrigins", {"Ref": "AWS::NoValue"})
    assert template.parameters["CorsOrigins"]["Default"] == ""
    assert allowed["AllowOrigins"] == {"Fn::Split": [",", {"Ref": "CorsOrigins"}]}
    assert {*allowed["AllowMethods"]} == {o.method for o in OPERATIONS}
    assert {*allowed["AllowHeaders"]} == {"authorization", "content-type"}
    assert "AllowCredentials" not in allowed


def test_who_reaches_sources_may_read_the_lastfm_account_where_there_is_one(
    template: Template,
) -> None:
    """Listing the sources, saving and refreshing need the key in it."""
    account = Permission("secretsmanager:GetSecretValue", "LastfmSecretId")
    reading = set()
    for name in template.functions:
        without = template.permissions(name)
        added = template.permissions(name, LASTFM) - without
        assert added <= {account}
        reading |= {name} if added else set()
    assert reading == {"SaveFunction", "ReadFunction", "RefreshFunction"}


def test_no_permission_has_a_wildcard(template: Template) -> None:
    """Every statement names its actions, and its resource by reference.

    Reading secrets together takes no resource: what it gives is named one by one.
    """
    together = Permission("secretsmanager:BatchGetSecretValue", "*")
    known = {
        *template.tables,
        *template.resources("AWS::SecretsManager::Secret"),
        *LASTFM,
    }
    for name in template.functions:
        for permission in template.permissions(name, LASTFM) - {together}:
            assert "*" not in f"{permission.action}{permission.resource}"
            assert permission.resource.partition("/")[0] in known


def test_indexes_of_profiles_hold_nothing_but_keys(template: Template) -> None:
    """Whoever waits longest to be refreshed, and whose sources expire, come first."""
    indexes = template.tables["TasteProfiles"]["GlobalSecondaryIndexes"]
    keys = {
        index["IndexName"]: [key["AttributeName"] for key in index["KeySchema"]]
        for index in indexes
    }
    assert keys == {
        REFRESH_INDEX: ["refresh_source", "refresh_tried_at"],
        EXPIRY_INDEX: ["expires", "source_expires_at"],
    }
    for index in indexes:
        assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_taste_profiles_are_encrypted_recoverable_and_outlive_the_stack(
    template: Template,
) -> None:
    """Losing the stack must not lose the people."""
    table = template.tables["TasteProfiles"]
    assert table["SSESpecification"]["SSEEnabled"] is True
    recovery = table["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True
    assert template.deletion_policy("TasteProfiles") == "Retain"


def test_only_what_hashes_hang_on_outlives_the_stack_and_nobody_writes_a_key(
    template: Template,
) -> None:
    """Who answers callers reads both keys; sessions may end with the stack."""
    assert template.deletion_policy("PseudonymKey") == "Retain"
    assert template.deletion_policy("SessionKey") == "Delete"
    called = {route.function for route in template.routes}
    # Whoever notes a change of consent looks for an erasure by its keyed hash.
    readers = {"PseudonymKey": {*called, "RefreshFunction"}, "SessionKey": called}
    for key in readers:
        permitted = {
            (name, permission.action)
            for name in template.functions
            for permission in template.permissions(name)
            if permission.resource == key
        }
        expected = {(n, "secretsmanager:GetSecretValue") for n in readers[key]}
        assert permitted == expected
