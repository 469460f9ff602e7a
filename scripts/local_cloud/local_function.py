"""A function as it is deployed, called through Lambda's own API."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scripts.local_cloud.emulator import FunctionError


@dataclass(frozen=True)
class DeployedFunction:
    """A function that can be invoked.

    Args:
        client: Of Lambda.
        name: Its physical name.
    """

    client: Any
    name: str

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return what the handler returned.

        Raises:
            FunctionError: With what the handler raised.
        """
        payload = json.dumps(event).encode()
        answer = self.client.invoke(FunctionName=self.name, Payload=payload)
        content = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise FunctionError(content)
        return json.loads(content)
