"""``flask refresh-taste-profiles``: read again what people agreed to."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from backend.dev_server.wiring import Wired
from backend.use_cases.listening.refresh_batch import RefreshReport, refresh_stalest
from backend.use_cases.listening.source_option import readable_by_name
from backend.use_cases.music_sources import MUSIC_SOURCES, source_name
from backend.use_cases.profiles.expiry import forget_expired

LONGEST_WAIT_SECONDS = 60


@click.command("refresh-taste-profiles")
@click.option(
    "--older-than",
    "days",
    default=7,
    type=click.IntRange(0, 365),
    show_default=True,
    help="Only what was read so many days ago or more.",
)
@click.option(
    "--limit",
    default=100,
    type=click.IntRange(1, 100_000),
    show_default=True,
    help="How many people of each source at most.",
)
@with_appcontext
def refresh_taste_profiles(days: int, limit: int) -> None:
    """Read the listening of those who agreed to it again, the oldest first.

    What a source lets nobody keep any longer (Spotify's after 30 days) goes first, and
    so do invitations and entries of audit logs whose time is over.
    Started again, it goes on where it stopped; run it from cron. A source that asks to
    wait for more than a minute is left alone until the next time.
    """
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    wired: Wired = current_app.extensions["soulmate"]
    services = wired.api.services
    expired = forget_expired(limit, profiles=services.profiles, now=services.now)
    for records in wired.expiring:
        records.forget_expired(services.now())
    sources = readable_by_name(services.source_options())
    report = refresh_stalest(
        limit,
        older_than=timedelta(days=days),
        sources=sources,
        dropped=MUSIC_SOURCES.keys() - sources.keys(),
        profiles=services.profiles,
        now=services.now,
        wait=_wait,
    )
    if expired:
        click.echo(f"{expired} had listening that may not be kept any longer: gone.")
    click.echo(_told(report))


def _wait(seconds: int) -> bool:
    if seconds > LONGEST_WAIT_SECONDS:
        return False
    click.echo(f"Waiting {seconds} seconds, as the source asks …", err=True)
    time.sleep(seconds)
    return True


def _told(report: RefreshReport) -> str:
    told = (
        f"{report.refreshed} refreshed, {report.failed} could not be read just now,"
        f" {report.ended} not to be read any more."
    )
    for source, seconds in report.waiting:
        when = "later" if seconds is None else f"in {seconds} seconds"
        told += f"\n{source_name(source)} is left alone for now: try again {when}."
    return told
