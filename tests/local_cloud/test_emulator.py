"""A function under AWS's emulator answers, fails and runs out of time visibly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.local_cloud import artefact
from scripts.local_cloud.emulator import EmulatedFunction, FunctionError, emulated
from scripts.local_cloud.template import Template

pytestmark = pytest.mark.deployment

TEMPLATE = """
Resources:
  Moody:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: moody.handler, Timeout: 5, MemorySize: 128}
"""
HANDLER = """
import os, time

def handler(event, context):
    if event["mood"] == "angry":
        raise RuntimeError("no")
    if event["mood"] == "gone":
        os._exit(3)
    if event["mood"] == "slow":
        time.sleep(90)
    if event["mood"] == "verbose":
        return "x" * 7_000_000
    return {"name": context.function_name, "color": os.environ["COLOR"]}
"""


@pytest.fixture(scope="module")
def moody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmulatedFunction]:
    """A function that behaves as its event asks."""
    folder = tmp_path_factory.mktemp("moody")
    (folder / "moody.py").write_text(HANDLER, "utf-8")
    (folder / "template.yaml").write_text(TEMPLATE, "utf-8")
    commands = (artefact.runtime_interface_emulator(), artefact.runtime())
    template = Template(folder / "template.yaml")
    log = folder / "log"
    with emulated(template, "Moody", {"COLOR": "red"}, commands, log) as function:
        yield function


def test_a_calm_function_answers_with_its_context_and_environment(
    moody: EmulatedFunction,
) -> None:
    """Through the real runtime client, not a call in this process."""
    assert moody.invoke({"mood": "calm"}) == {"name": "Moody", "color": "red"}


@pytest.mark.parametrize(
    ("mood", "said"),
    [
        ("angry", "RuntimeError"),
        ("gone", "Runtime.ExitError"),
        ("slow", "timed out after 5.00 seconds"),
        ("verbose", "ResponseSizeTooLarge"),
    ],
)
def test_a_function_that_fails_is_an_error_and_answers_the_next_call(
    moody: EmulatedFunction, mood: str, said: str
) -> None:
    """Exceptions, exits, time-outs and answers above 6 MB."""
    with pytest.raises(FunctionError, match=said):
        moody.invoke({"mood": mood})
    assert moody.invoke({"mood": "calm"})["name"] == "Moody"
