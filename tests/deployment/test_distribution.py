"""CloudFront serves the site as the dev server does, and the API beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from backend.http_api.operations import OPERATIONS
from tests.cloud.template import Template
from tests.contracts.api_client import ApiClient
from tests.doors.flask_server import flask_door

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


@pytest.fixture(scope="module")
def distribution(template: Template) -> dict[str, Any]:
    """The one distribution's configuration."""
    [found] = template.resources("AWS::CloudFront::Distribution").values()
    configuration: dict[str, Any] = found["DistributionConfig"]
    return configuration


@pytest.fixture(scope="module")
def api_behaviour(distribution: dict[str, Any]) -> dict[str, Any]:
    """How the one special path is served."""
    [found] = distribution["CacheBehaviors"]
    behaviour: dict[str, Any] = found
    return behaviour


def security_headers(template: Template, policy: str) -> dict[str, Any]:
    """Return what a response headers policy adds; all of it overrides."""
    policies = template.resources("AWS::CloudFront::ResponseHeadersPolicy")
    added = policies[policy]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    assert all(header["Override"] is True for header in added.values())
    return dict(added)


def test_the_site_has_the_headers_of_the_dev_server_and_https(
    template: Template, distribution: dict[str, Any], tmp_path: Path
) -> None:
    """One policy, written down twice and compared here."""
    with flask_door(tmp_path) as door:
        headers = ApiClient(door.url).send("GET", "/").headers
    [policy] = distribution["DefaultCacheBehavior"]["ResponseHeadersPolicyId"].values()
    added = security_headers(template, policy)
    transport = added.pop("StrictTransportSecurity")
    assert transport["AccessControlMaxAgeSec"] >= 365 * 24 * 3600
    said = {
        "content-security-policy": added["ContentSecurityPolicy"][
            "ContentSecurityPolicy"
        ],
        "referrer-policy": added["ReferrerPolicy"]["ReferrerPolicy"],
        "x-content-type-options": "nosniff" if added["ContentTypeOptions"] else "",
    }
    assert said == {name: headers[name] for name in said}
    # Whatever else the dev server says, but for what describes the file itself.
    of_the_file = ("accept-ranges", "cache-", "content-", "etag", "last-modified")
    of_the_connection = ("connection", "date", "server")
    others = {name.lower() for name in headers} - {*said}
    known = of_the_file + of_the_connection
    assert [name for name in others if not name.startswith(known)] == []


def test_the_api_says_its_own_headers_but_for_https(
    template: Template, api_behaviour: dict[str, Any]
) -> None:
    """Its content policy is stricter than the site's and must not be overridden."""
    [policy] = api_behaviour["ResponseHeadersPolicyId"].values()
    assert security_headers(template, policy).keys() == {"StrictTransportSecurity"}


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


def test_the_api_is_never_cached_nor_asked_in_the_clear(
    distribution: dict[str, Any], api_behaviour: dict[str, Any]
) -> None:
    """Cookies, queries and bodies reach it as they are, over HTTPS alone."""
    assert api_behaviour["PathPattern"] == "/api/*"
    assert api_behaviour["CachePolicyId"] == CACHING_DISABLED
    assert api_behaviour["OriginRequestPolicyId"] == ALL_BUT_HOST
    assert api_behaviour["ViewerProtocolPolicy"] == "https-only"
    assert {o.method for o in OPERATIONS} <= {*api_behaviour["AllowedMethods"]}
    assert "CustomErrorResponses" not in distribution
    site = distribution["DefaultCacheBehavior"]
    assert site["ViewerProtocolPolicy"] == "redirect-to-https"


def test_the_prefix_is_taken_off_once(template: Template) -> None:
    """The function's own code, run by Node where there is one."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    reached = {f"/api{o.path}": o.path for o in OPERATIONS}
    reached |= {"/api/api/me": "/api/me", "/api/": "/", "/apiary": "/apiary"}
    [function] = template.resources("AWS::CloudFront::Function").values()
    calls = f"{json.dumps([*reached])}.map(uri => handler({{request: {{uri}}}}).uri)"
    script = f"{function['FunctionCode']}\nconsole.log(JSON.stringify({calls}))"
    ran = subprocess.run(
        [node, "-e", script], capture_output=True, text=True, check=True, timeout=20
    )
    assert json.loads(ran.stdout) == [*reached.values()]
