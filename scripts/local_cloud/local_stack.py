"""One address before a stack of the local AWS: the site, and below it the API.

MiniStack gives no traffic to the routes that SAM writes as OpenAPI, nor serves anything
through CloudFront. So this routes by the deployed document to the deployed functions,
and gives the files of the bucket with the headers of the distribution.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from scripts.cloud.stack import resources
from scripts.local_cloud.gateway import HttpApi
from scripts.local_cloud.http_event import HttpReply, HttpRequest, json_reply
from scripts.local_cloud.local_function import DeployedFunction
from scripts.local_cloud.ministack import ACCOUNT
from scripts.local_cloud.template import Route, Template

DISTRIBUTION = "192.0.2.1"
"""The address that requests below ``/api`` reach the API from."""

_SESSION = boto3.Session(
    aws_access_key_id=ACCOUNT["AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=ACCOUNT["AWS_SECRET_ACCESS_KEY"],
    region_name=ACCOUNT["AWS_REGION"],
)


@dataclass(frozen=True)
class LocalStack:
    """The stack of a local AWS, reached as people and programs reach it.

    Args:
        url: The endpoint of the local AWS.
        stack: The name of the stack.
        template: What was deployed.
    """

    url: str
    stack: str
    template: Template

    def client(self, service: str) -> Any:
        """Return a client of the local AWS."""
        # What a function does may take as long as the function may.
        waiting = Config(read_timeout=900, retries={"total_max_attempts": 1})
        new_client: Any = _SESSION.client
        return new_client(service, endpoint_url=self.url, config=waiting)

    @cached_property
    def resources(self) -> dict[str, str]:
        """Physical ids by logical ids."""
        listed = resources(self.client("cloudformation"), self.stack)
        return {
            resource["LogicalResourceId"]: resource["PhysicalResourceId"]
            for resource in listed
        }

    @cached_property
    def api(self) -> HttpApi:
        """The HTTP API, by the routes of the template that CloudFormation keeps."""
        return HttpApi(self.routes, self.functions)

    @cached_property
    def functions(self) -> dict[str, DeployedFunction]:
        """Every function, by its logical id."""
        return {
            name: DeployedFunction(self.client("lambda"), self.resources[name])
            for name in self.template.functions
        }

    def answer(self, request: HttpRequest) -> HttpReply:
        """Answer as the distribution does: the site, and below it the API."""
        if request.path.startswith("/api/"):
            return self.api.answer(self._to_api(request))
        return self._file(request)

    @cached_property
    def routes(self) -> list[Route]:
        """The routes that CloudFormation made of the template."""
        kept = self.client("cloudformation").get_template(
            StackName=self.stack, TemplateStage="Processed"
        )["TemplateBody"]
        document = json.loads(kept) if isinstance(kept, str) else kept
        paths = document["Resources"]["Api"]["Properties"]["Body"]["paths"]
        return [
            Route(path, method.upper(), _function_of(operation))
            for path, operations in paths.items()
            for method, operation in operations.items()
        ]

    def _file(self, request: HttpRequest) -> HttpReply:
        if request.method not in ("GET", "HEAD"):
            return json_reply(403, {"message": "Forbidden"})
        key = request.path.removeprefix("/") or "index.html"
        try:
            kept = self._s3.get_object(Bucket=self.resources["SiteBucket"], Key=key)
        except ClientError:
            return json_reply(404, {"message": "Not Found"})
        headers = [
            ("content-type", kept["ContentType"]),
            ("cache-control", kept["CacheControl"]),
            *self._headers_at(request.path),
        ]
        return HttpReply(200, headers, kept["Body"].read())

    @cached_property
    def _s3(self) -> Any:
        return self.client("s3")

    def _headers_at(self, path: str) -> list[tuple[str, str]]:
        """The policy for a path, but for what demands HTTPS of this address."""
        [site] = self.template.resources("AWS::CloudFront::Distribution").values()
        found = site["DistributionConfig"]
        behaviour = next(
            (b for b in found["CacheBehaviors"] if b["PathPattern"] == path),
            found["DefaultCacheBehavior"],
        )
        policies = self.template.resources("AWS::CloudFront::ResponseHeadersPolicy")
        policy = policies[behaviour["ResponseHeadersPolicyId"]["Ref"]]
        added = policy["ResponseHeadersPolicyConfig"]
        security, others = added["SecurityHeadersConfig"], added["CustomHeadersConfig"]
        content = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        return [
            ("content-security-policy", content),
            ("referrer-policy", security["ReferrerPolicy"]["ReferrerPolicy"]),
            ("x-content-type-options", "nosniff"),
            *((one["Header"].lower(), one["Value"]) for one in others["Items"]),
        ]

    @cached_property
    def origin_secret(self) -> str:
        """What the distribution proves itself with."""
        answer = self.client("secretsmanager").get_secret_value(
            SecretId=self.resources["OriginSecret"]
        )
        return str(answer["SecretString"])

    def _to_api(self, request: HttpRequest) -> HttpRequest:
        """The request without its prefix, and with what the distribution says."""
        said = {
            "x-viewer-address": request.source_ip,
            "x-origin-secret": self.origin_secret,
        }
        kept = [(n, value) for n, value in request.headers if n.lower() not in said]
        return replace(
            request,
            path=request.path.removeprefix("/api"),
            headers=[*kept, *said.items()],
            source_ip=DISTRIBUTION,
        )


def _function_of(operation: dict[str, Any]) -> str:
    """``…/functions/${SaveFunction.Arn}/invocations`` leads to ``SaveFunction``."""
    uri: str = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
    return uri.rpartition("/functions/${")[2].partition(".Arn}")[0]
