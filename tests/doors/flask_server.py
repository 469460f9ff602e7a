"""The Flask door, served as ``flask run`` serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from backend.dev_server import create_app
from backend.dev_server.door import register_api
from backend.dev_server.keys import local_keys
from backend.dev_server.wiring import Wired, wire
from backend.http_api.api import HttpApi
from backend.http_api.messages import HttpReply, HttpRequest
from backend.http_api.operation import Operation
from backend.use_cases.accounts.session_keys import SessionKey
from scripts.local_cloud.loopback import HOST
from tests.contracts.open_door import OpenDoor, signer_of
from tests.contracts.session_key_store_contract import new_key, rotated_twice
from tests.dev_server.open_lastfm import API_KEY, SECRET
from tests.dev_server.open_music import OpenMusic

KEYS = ("pseudonym_key", "session_keys.json")
OURS = (
    "SPOTIFY_CLIENT_ID",
    "LISTENBRAINZ_URL",
    "LASTFM_API_KEY",
    "LASTFM_SECRET",
    "LASTFM_URL",
)


class _QuietHandler(WSGIRequestHandler):
    """Logs no request: hundreds of lines would hide what failed."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def flask_door(data_folder: Path, music: OpenMusic | None = None) -> Iterator[OpenDoor]:
    """Serve the door on a free port for as long as the block runs.

    Args:
        data_folder: What it keeps its files in.
        music: The services to lead it to, if any.
    """
    replaced_key = _new_keys(data_folder)
    with _environment(music):
        app = create_app(data_folder)
    with _served(app) as url:
        yield _door(url, app.extensions["soulmate"], replaced_key)


class FlaskServer:
    """One server for many tests, each with a data folder of its own.

    Making the routes and starting to listen takes longer than most tests do.
    """

    url: str
    api: HttpApi

    def handle(self, operation: Operation, request: HttpRequest) -> HttpReply:
        """Answer as the API that was opened last does."""
        return self.api.handle(operation, request)

    def open_door(self, data_folder: Path, music: OpenMusic) -> OpenDoor:
        """Keep files in another folder from now on, as after a new start."""
        replaced_key = _new_keys(data_folder)
        with _environment(music):
            wired = wire(data_folder)
        self.api = wired.api
        return _door(self.url, wired, replaced_key)


@contextmanager
def flask_server(data_folder: Path) -> Iterator[FlaskServer]:
    """Serve whichever door is open, for as long as the block runs."""
    server = FlaskServer()

    def register(app: Flask, _: HttpApi) -> None:
        register_api(app, cast(HttpApi, server))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("backend.dev_server.register_api", register)
        app = create_app(data_folder)
    with _served(app) as server.url:
        yield server


@contextmanager
def _environment(music: OpenMusic | None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        for name in OURS:
            environment.delenv(name, raising=False)
        for name, value in settings(music).items():
            environment.setenv(name, value)
        yield


def _new_keys(data_folder: Path) -> SessionKey:
    _, session_keys = local_keys(data_folder, new_key)
    return rotated_twice(session_keys)


@contextmanager
def _served(app: Flask) -> Iterator[str]:
    server = make_server(HOST, 0, app, threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _door(url: str, wired: Wired, replaced_key: SessionKey) -> OpenDoor:
    pseudonym_key, session_keys = local_keys(wired.data_folder, new_key)
    return OpenDoor(
        url=url,
        store=wired.store,
        statistics_store=wired.statistics_store,
        signer=wired.api.signer,
        replaced=signer_of(replaced_key, session_keys),
        pseudonym_key=pseudonym_key,
        kept=lambda: bytes_below(wired.data_folder),
    )


def bytes_below(data_folder: Path) -> bytes:
    """Return every byte of a data folder and its names, but for the keys."""
    paths = [path for path in data_folder.rglob("*") if path.is_file()]
    return b"".join(
        str(path.relative_to(data_folder)).encode() + path.read_bytes()
        for path in paths
        if path.name not in KEYS
    )


def settings(music: OpenMusic | None) -> dict[str, str]:
    if music is None:
        return {}
    return {
        "LISTENBRAINZ_URL": music.listenbrainz.url,
        "LASTFM_API_KEY": API_KEY,
        "LASTFM_SECRET": SECRET,
        "LASTFM_URL": music.lastfm.url,
    }
