"""``flask make-statistics``: describe the population anew."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired
from backend.taste_profile import Statistics
from backend.use_cases.community.count_statistics import make_statistics as publish


@click.command("make-statistics")
@with_appcontext
def make_statistics() -> None:
    """Count everybody anew: rarity of artists, the panel, usual scores."""
    wired: Wired = current_app.extensions["soulmate"]
    click.echo("Counting everybody …", err=True)
    click.echo(told(publish(wired.store, wired.statistics_store)))


def told(statistics: Statistics) -> str:
    """Say in one line what new statistics rest on."""
    panel = f"a panel of {len(statistics.panel)}"
    if statistics.is_young:
        panel = "no panel yet: a young community"
    people = statistics.people.get("artist", 0)
    return f"Statistics {statistics.version}: {people} people, {panel}."
