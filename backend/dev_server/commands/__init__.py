"""The commands of ``flask``: data in, statistics, and rankings in the terminal."""

from __future__ import annotations

from flask import Flask

from backend.dev_server.commands.demo import clear_demo, demo_token, seed_demo
from backend.dev_server.commands.erasures import replay
from backend.dev_server.commands.from_source import login, save_taste_profile
from backend.dev_server.commands.import_history import import_history
from backend.dev_server.commands.import_listeners import import_listeners
from backend.dev_server.commands.rankings import compare, matches
from backend.dev_server.commands.refreshing import refresh_taste_profiles
from backend.dev_server.commands.serve import serve
from backend.dev_server.commands.session_key import rotate
from backend.dev_server.commands.statistics import make_statistics


def register_commands(app: Flask) -> None:
    """Add every command to ``flask``."""
    for command in (
        serve,
        seed_demo,
        clear_demo,
        demo_token,
        login,
        save_taste_profile,
        refresh_taste_profiles,
        import_history,
        import_listeners,
        make_statistics,
        matches,
        compare,
        replay,
        rotate,
    ):
        app.cli.add_command(command)
