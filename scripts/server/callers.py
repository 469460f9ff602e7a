"""What Locust's callers do: each asks for its own first ten, again and again."""

from __future__ import annotations

import json
import random
from argparse import ArgumentParser
from itertools import count
from pathlib import Path

from locust import FastHttpUser, constant, events, task

_seeds = count()


@events.init_command_line_parser.add_listener  # type: ignore[untyped-decorator]
def add_option(parser: ArgumentParser) -> None:
    """Take a JSON file of user ids with their sessions."""
    parser.add_argument("--sessions", required=True)


class Caller(FastHttpUser):  # type: ignore[misc]  # Locust comes with the measuring
    """A user from the file of sessions, another one at every request."""

    wait_time = constant(0)

    def on_start(self) -> None:
        """Read who there is."""
        file = Path(self.environment.parsed_options.sessions)
        self.sessions = list(json.loads(file.read_text()).items())
        self.rng = random.Random(next(_seeds))

    @task  # type: ignore[untyped-decorator]
    def matches(self) -> None:
        """Ask for the first ten; anything but a ranking is a failure."""
        user_id, session = self.rng.choice(self.sessions)
        with self.client.get(
            f"/matches/{user_id}",
            headers={"Authorization": f"Bearer {session}"},
            name="/matches",
            catch_response=True,
        ) as answer:
            if answer.status_code != 200 or "matches" not in answer.json():
                answer.failure(f"{answer.status_code}: {answer.text[:200]}")
