"""One function of the built artefact behind AWS's Runtime Interface Emulator."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.local_cloud.loopback import HOST, free_port, running
from scripts.local_cloud.template import Template

INVOKE = "/2015-03-31/functions/function/invocations"


class FunctionError(Exception):
    """The function raised, ended, ran out of time or answered too much."""


class EmulatedFunction:
    """A function that can be invoked; one execution environment, one call at once.

    Args:
        port: Where its emulator listens.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._turn = threading.Lock()

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Hand over an event and return what the handler returned.

        Raises:
            FunctionError: With what the emulator said instead of a reply.
        """
        with self._turn:
            connection = http.client.HTTPConnection(HOST, self._port, timeout=900)
            try:
                connection.request("POST", INVOKE, json.dumps(event).encode())
                response = connection.getresponse()
                answer = response.read().decode()
            finally:
                connection.close()
        if response.status != http.HTTPStatus.OK:
            raise FunctionError(answer)
        try:
            reply = json.loads(answer)
        except ValueError as error:
            # A function that ran out of time comes as plain text under a 200.
            raise FunctionError(answer) from error
        if isinstance(reply, dict) and {"errorType", "errorMessage"} <= reply.keys():
            raise FunctionError(answer)
        return reply


@contextmanager
def emulated(
    built: Template,
    function: str,
    variables: Mapping[str, str],
    commands: tuple[Path, Path],
    log: Path,
) -> Iterator[EmulatedFunction]:
    """Run a built function for as long as the block does.

    Args:
        built: The built template.
        function: The function's logical id.
        variables: Its environment: the template's and the one of the local AWS.
        commands: The emulator and the interpreter with Lambda's runtime client.
        log: Where the function's log goes.
    """
    properties = built.functions[function]
    artefact = built.artefact(function)
    door, runtime_api = free_port(), free_port()
    emulator, python = commands
    command: list[str | Path] = [
        emulator,
        *("--log-level", "error"),
        *("--runtime-interface-emulator-address", f"{HOST}:{door}"),
        *("--runtime-api-address", f"{HOST}:{runtime_api}"),
        *(python, "-m", "awslambdaric", properties["Handler"]),
    ]
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": ":UTC",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAMBDA_TASK_ROOT": str(artefact),
        "AWS_LAMBDA_FUNCTION_NAME": function,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(properties["Timeout"]),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(properties["MemorySize"]),
        **variables,
    }
    with running(command, environment, artefact, log, door):
        yield EmulatedFunction(door)
