"""CloudFront serves the site as the dev server does, and the API beside it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import playwright
import pytest

from backend.http_api.operations import OPERATIONS
from scripts.deployment.site_files import FRONTEND
from scripts.local_cloud.template import Template
from tests.contracts.api_client import ApiClient
from tests.doors.flask_server import flask_door

NODE = Path(playwright.__file__).parent / "driver/node"
"""Comes with the browser tests."""

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
READER = "/history/worker.js"
# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/http-status-codes.html
CACHED_ERRORS = {400, 403, 404, 405, 414, 500, 501, 502, 503, 504}


@pytest.fixture(scope="module")
def distribution(template: Template) -> dict[str, Any]:
    """The one distribution's configuration."""
    [found] = template.resources("AWS::CloudFront::Distribution").values()
    configuration: dict[str, Any] = found["DistributionConfig"]
    return configuration


@pytest.fixture(scope="module")
def api_behaviour(distribution: dict[str, Any]) -> dict[str, Any]:
    """How everything below /api is served."""
    return behaviour_at(distribution, "/api/*")


def behaviour_at(distribution: dict[str, Any], path: str) -> dict[str, Any]:
    """Return how a path is served: in a way of its own, or as everything else."""
    own = {b["PathPattern"]: b for b in distribution["CacheBehaviors"]}
    behaviour: dict[str, Any] = own.get(path, distribution["DefaultCacheBehavior"])
    return behaviour


def added_headers(template: Template, behaviour: dict[str, Any]) -> dict[str, Any]:
    """Return what a response headers policy adds; all of it overrides."""
    policies = template.resources("AWS::CloudFront::ResponseHeadersPolicy")
    [policy] = behaviour["ResponseHeadersPolicyId"].values()
    configuration = policies[policy]["ResponseHeadersPolicyConfig"]
    others = configuration.get("CustomHeadersConfig", {"Items": []})["Items"]
    added = {
        **configuration["SecurityHeadersConfig"],
        **{header["Header"].lower(): header for header in others},
    }
    assert all(header["Override"] is True for header in added.values())
    return added


def test_only_what_the_dev_server_serves_in_a_way_of_its_own_has_one_here(
    distribution: dict[str, Any],
) -> None:
    """The worker that reads people's files, and the API."""
    own = [behaviour["PathPattern"] for behaviour in distribution["CacheBehaviors"]]
    assert own == ["/api/*", READER]
    assert (FRONTEND / READER.removeprefix("/")).is_file()


@pytest.mark.parametrize("path", ["/", READER])
def test_the_site_has_the_headers_of_the_dev_server_and_https(
    template: Template, distribution: dict[str, Any], tmp_path: Path, path: str
) -> None:
    """Written down twice and compared here."""
    with flask_door(tmp_path) as door:
        headers = ApiClient(door.url).send("GET", path).headers
    behaviour = behaviour_at(distribution, path)
    assert behaviour["TargetOriginId"] == "site"
    added = added_headers(template, behaviour)
    transport = added.pop("StrictTransportSecurity")
    assert transport["AccessControlMaxAgeSec"] >= 365 * 24 * 3600
    said = {
        "content-security-policy": added["ContentSecurityPolicy"][
            "ContentSecurityPolicy"
        ],
        "permissions-policy": added["permissions-policy"]["Value"],
        "referrer-policy": added["ReferrerPolicy"]["ReferrerPolicy"],
        "x-content-type-options": "nosniff" if added["ContentTypeOptions"] else "",
    }
    assert len(said) == len(added)
    assert said == {name: headers[name] for name in said}
    # Whatever else the dev server says, but for what describes the file itself.
    of_the_file = ("accept-ranges", "cache-", "content-", "etag", "last-modified")
    of_the_answer = ("connection", "date", "server", "x-request-id")
    others = {name.lower() for name in headers} - {*said}
    known = of_the_file + of_the_answer
    assert [name for name in others if not name.startswith(known)] == []


def test_the_api_says_its_own_headers_but_for_https(
    template: Template, api_behaviour: dict[str, Any]
) -> None:
    """Its content policy is stricter than the site's and must not be overridden."""
    assert added_headers(template, api_behaviour).keys() == {"StrictTransportSecurity"}


def test_the_bucket_is_private_but_for_the_distribution(template: Template) -> None:
    """No public access, and nothing in plain HTTP even for those who may."""
    [bucket] = template.resources("AWS::S3::Bucket").values()
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    [policy] = template.resources("AWS::S3::BucketPolicy").values()
    allowed, denied = policy["PolicyDocument"]["Statement"]
    assert allowed["Effect"] == "Allow"
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert set(allowed["Action"]) == {"s3:GetObject", "s3:ListBucket"}
    source = allowed["Condition"]["StringEquals"]["AWS:SourceArn"]["Fn::Sub"]
    assert source.endswith(":distribution/${Site}")
    assert (denied["Effect"], denied["Action"]) == ("Deny", "s3:*")
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_the_origins_are_the_bucket_with_access_control_and_the_api_over_https(
    distribution: dict[str, Any],
) -> None:
    """CloudFront signs what it asks of the bucket."""
    site, api = distribution["Origins"]
    assert site["OriginAccessControlId"] == {"Fn::GetAtt": ["SiteAccess", "Id"]}
    assert site["S3OriginConfig"] == {"OriginAccessIdentity": ""}
    assert api["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
    assert api["DomainName"]["Fn::Sub"].startswith("${Api}.execute-api.")


def test_the_functions_know_the_distribution_by_a_secret(
    template: Template, distribution: dict[str, Any]
) -> None:
    """Generated; the bucket is not told, and whatever a caller sends is replaced."""
    site, api = distribution["Origins"]
    [shown] = api["OriginCustomHeaders"]
    assert shown["HeaderName"] == "x-origin-secret"
    assert "OriginCustomHeaders" not in site
    secret = template.resources("AWS::SecretsManager::Secret")["OriginSecret"]
    assert secret["GenerateSecretString"]["PasswordLength"] >= 32
    for function in {route.function for route in template.routes}:
        variables = template.functions[function]["Environment"]["Variables"]
        assert variables["ORIGIN_SECRET"] == shown["HeaderValue"]


def test_the_api_is_never_cached_nor_asked_in_the_clear(
    distribution: dict[str, Any], api_behaviour: dict[str, Any]
) -> None:
    """Cookies, queries and bodies reach it as they are, over HTTPS alone."""
    assert api_behaviour["PathPattern"] == "/api/*"
    assert api_behaviour["CachePolicyId"] == CACHING_DISABLED
    assert api_behaviour["OriginRequestPolicyId"] == ALL_BUT_HOST
    assert api_behaviour["ViewerProtocolPolicy"] == "https-only"
    assert {o.method for o in OPERATIONS} <= {*api_behaviour["AllowedMethods"]}
    kept_for = distribution["CustomErrorResponses"]
    assert {told["ErrorCode"] for told in kept_for} == CACHED_ERRORS
    assert all(
        told == {"ErrorCode": told["ErrorCode"], "ErrorCachingMinTTL": 0}
        for told in kept_for
    )
    for path in ("/", READER):
        site = behaviour_at(distribution, path)
        assert site["ViewerProtocolPolicy"] == "redirect-to-https"


def passed_on(template: Template, requests: list[dict[str, Any]]) -> Any:
    """Return what the function makes of requests; Node runs its own code."""
    [function] = template.resources("AWS::CloudFront::Function").values()
    viewer = json.dumps({"ip": "192.0.2.7"})
    calls = f"{json.dumps(requests)}.map(request => handler({{request, viewer}}))"
    script = f"""{function["FunctionCode"]}
        const viewer = {viewer};
        console.log(JSON.stringify({calls}));
    """
    ran = subprocess.run(
        [NODE, "-e", script], capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(ran.stdout)


def test_the_prefix_is_taken_off_once(template: Template) -> None:
    """Paths that only begin alike stay as they are."""
    reached = {f"/api{o.path}": o.path for o in OPERATIONS}
    reached |= {"/api/api/me": "/api/me", "/api/": "/", "/apiary": "/apiary"}
    passed = passed_on(template, [{"uri": uri, "headers": {}} for uri in reached])
    assert [request["uri"] for request in passed] == [*reached.values()]


def test_the_api_is_told_who_called(template: Template) -> None:
    """By CloudFront, whatever the caller says of themselves."""
    said = {"x-viewer-address": {"value": "198.51.100.1"}, "accept": {"value": "*/*"}}
    [passed] = passed_on(template, [{"uri": "/api/me", "headers": said}])
    assert passed["headers"] == {**said, "x-viewer-address": {"value": "192.0.2.7"}}
