"""``flask seed-demo``, ``clear-demo`` and ``demo-token``: invented people."""

from __future__ import annotations

import sys
from collections.abc import Collection

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.commands.statistics import told
from backend.dev_server.demo.clearing import clear_demo_people, invented_sources
from backend.dev_server.demo.marker import (
    DEMO_PEOPLE,
    MAX_DEMO_PEOPLE,
    Demo,
    read_demo,
    write_demo,
)
from backend.dev_server.demo.seeding import seed_demo_people
from backend.dev_server.demo.spotify.objects import account_id
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.dev_server.wiring import DATA_VARIABLE, Wired
from backend.http_api.accounts.personal_data import erasures_of
from backend.use_cases.community.count_statistics import make_statistics


@click.command("seed-demo")
@click.argument("people", default=DEMO_PEOPLE, type=click.IntRange(1, MAX_DEMO_PEOPLE))
@with_appcontext
def seed_demo(people: int) -> None:
    """Fill the data folder with PEOPLE invented listeners; again costs nothing."""
    wired: Wired = current_app.extensions["soulmate"]
    demo = read_demo(wired.data_folder)
    if demo is not None and demo.people >= people:
        return
    click.echo(f"Inventing {people} people …", err=True)
    now = wired.api.services.now()
    seed_demo_people(people, Demo(people).seed, wired.store, now)
    _link_accounts(wired, people)
    statistics = make_statistics(wired.store, wired.statistics_store)
    write_demo(wired.data_folder, Demo(people))
    # Kept in a file, so that nobody has to wait for it at their first ranking.
    wired.population.community()
    click.echo(told(statistics), err=True)


@click.command("clear-demo")
@click.option("--yes", is_flag=True, help="Do not ask before.")
@with_appcontext
def clear_demo(*, yes: bool) -> None:
    """Remove the invented people, and everybody who came through a stand-in.

    Everybody else stays. At a terminal, it asks before.
    """
    wired: Wired = current_app.extensions["soulmate"]
    services = wired.api.services
    demo = read_demo(wired.data_folder)
    if demo is None:
        return
    found = invented_sources(demo, services.profiles)
    if not yes and sys.stdin.isatty():
        _confirm_removing(demo, found)
    click.echo("Removing the invented people …", err=True)
    clear_demo_people(
        demo,
        found,
        erasures=erasures_of(services),
        links=services.links,
        now=services.now(),
    )
    make_statistics(wired.store, wired.statistics_store)
    write_demo(wired.data_folder, None)


@click.command("demo-token")
@click.argument("name", required=False, default="")
@with_appcontext
def demo_token(name: str) -> None:
    """Print a session token of the first invented person whose name begins with NAME.

    Use it as: curl -H "Authorization: Bearer TOKEN" …
    """
    wired: Wired = current_app.extensions["soulmate"]
    person = _person_called(wired, name)
    click.echo(f"{person.name}, user_id {person.user_id}", err=True)
    click.echo(wired.api.signer.issue(person.user_id, wired.api.services.now()))


def _confirm_removing(demo: Demo, found: Collection[str]) -> None:
    """Ask the user at the terminal.

    Raises:
        Abort: They say no.
    """
    invented = {person.user_id for person in invented_people(demo.people, demo.seed)}
    others = len(set(found) - invented)
    text = "This removes the invented people"
    if others:
        text += f", and what {others} others brought through the stand-ins"
    click.echo(f"{text}. {DATA_VARIABLE} names another folder to start in.", err=True)
    click.confirm("Remove them?", abort=True, err=True)


def _person_called(wired: Wired, name: str) -> InventedPerson:
    demo = read_demo(wired.data_folder)
    if demo is None:
        raise click.ClickException("nobody is invented here yet: run flask seed-demo")
    for person in invented_people(demo.people, demo.seed):
        if person.name.casefold().startswith(name.casefold()) and person.top_items:
            return person
    raise click.ClickException(f"nobody who is invented here is called {name!r}")


def _link_accounts(wired: Wired, people: int) -> None:
    """Lead the stand-in's accounts to the people who are there already."""
    links = wired.api.services.links
    for person in invented_people(people, Demo(people).seed):
        links.claim("spotify", account_id(person), person.user_id)
