"""The Flask door, served as ``flask run`` serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from backend.dev_server import create_app
from backend.dev_server.keys import local_keys
from backend.dev_server.wiring import Wired
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
    with pytest.MonkeyPatch.context() as environment:
        for name in OURS:
            environment.delenv(name, raising=False)
        for name, value in settings(music).items():
            environment.setenv(name, value)
        pseudonym_key, session_keys = local_keys(data_folder, new_key)
        replaced_key = rotated_twice(session_keys)
        app = create_app(data_folder)
    wired: Wired = app.extensions["soulmate"]
    server = make_server(HOST, 0, app, threaded=True, request_handler=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield OpenDoor(
            url=f"http://{HOST}:{server.server_port}",
            store=wired.store,
            statistics_store=wired.statistics_store,
            signer=wired.api.signer,
            replaced=signer_of(replaced_key, session_keys),
            pseudonym_key=pseudonym_key,
            kept=lambda: bytes_below(data_folder),
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


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
