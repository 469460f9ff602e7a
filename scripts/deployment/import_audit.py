"""Whether built functions import where there is nothing but Lambda's own Python."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from scripts.local_cloud.artefact import RUNTIME_ENVIRONMENT
from scripts.local_cloud.loopback import LoopbackHandler, serving
from scripts.local_cloud.template import Template

# Neither this checkout nor any package of ours is on the path; -S leaves out what else
# that Python has installed. A handler connects when it is imported, as on Lambda.
# What functions import when they are called is tried as well.
_IMPORT_ALL = """
import ast, importlib, pathlib, sys

handler, artefact, runtime = sys.argv[1:]
sys.path += [artefact, runtime]
importlib.import_module(handler)
for path in sorted(pathlib.Path(artefact, "backend").rglob("*.py")):
    module = ".".join(path.relative_to(artefact).with_suffix("").parts)
    importlib.import_module(module.removesuffix(".__init__"))
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef)
    )
    for node in (node for function in functions for node in ast.walk(function)):
        if isinstance(node, ast.ImportFrom):
            importlib.import_module(node.module)
        elif isinstance(node, ast.Import):
            for name in node.names:
                importlib.import_module(name.name)
"""


class _Secrets(LoopbackHandler):
    """Gives keys to every caller, one or many, as Secrets Manager does."""

    def do_POST(self) -> None:
        asked = json.loads(self.read_body())
        told = (
            {"SecretValues": [_secret(name) for name in asked["SecretIdList"]]}
            if "SecretIdList" in asked
            else _secret(asked["SecretId"])
        )
        self.send(200, [], json.dumps(told).encode())


def _secret(name: str) -> dict[str, str]:
    return {"Name": name, "ARN": name, "VersionId": "1", "SecretString": "k" * 64}


def audit_imports(built: Template, python: Path) -> list[str]:
    """Import every handler and every module that its function ships.

    Args:
        built: The built template.
        python: An interpreter of the version that it is built for.

    Returns:
        One line for each function that does not import: its name and the error.
    """
    complaints = []
    with serving(_Secrets) as url:
        for name, function in built.functions.items():
            handler = function["Handler"].partition(".")[0]
            if error := _import_error(built, name, handler, python, url):
                complaints.append(f"{name} does not import: {error}")
    return complaints


def _import_error(
    built: Template, function: str, handler: str, python: Path, url: str
) -> str | None:
    secrets = built.resources("AWS::SecretsManager::Secret")
    texts = (f"{secret}.SecretString" for secret in secrets)
    names = [*built.tables, *secrets, *texts]
    variables = {
        **built.environment(function, {name: name for name in names}),
        "AWS_ENDPOINT_URL": url,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    # What Lambda's Python brings is pure Python but for a part that nobody imports.
    [runtime] = RUNTIME_ENVIRONMENT.glob("lib/python3*/site-packages")
    artefact = built.artefact(function)
    done = subprocess.run(
        [python, "-ISB", "-c", _IMPORT_ALL, handler, artefact, runtime],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else None
