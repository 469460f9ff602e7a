"""Which adapters the dev server runs on; reads the environment, alone in this room."""

from __future__ import annotations

import os
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backend.dev_server.ways_in import LocalWaysIn
from backend.http_api.api import HttpApi
from backend.http_api.operation import Rooms
from backend.http_api.sessions import SessionSigner
from backend.stores._whole_files import exclusive, write_whole
from backend.stores.json_community import JsonCommunityMemory
from backend.stores.json_files import JsonProfileStore
from backend.stores.json_links import JsonLinkStore
from backend.stores.json_statistics import JsonStatisticsStore
from backend.taste_profile.exact_index import ExactIndex
from backend.use_cases.aliases import Aliases
from backend.use_cases.links import Linker
from backend.use_cases.population import Population
from backend.use_cases.save_from_source import Identities
from backend.use_cases.viewing import Viewing

DATA_VARIABLE = "SOULMATE_DATA"
ACCESS_TOKENS_VARIABLE = "SPOTIFY_ACCEPT_ACCESS_TOKENS"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "data" / "local"


@dataclass(frozen=True, slots=True)
class Wired:
    """The API and the parts that commands use."""

    api: HttpApi
    store: JsonProfileStore
    statistics_store: JsonStatisticsStore
    population: Population
    data_folder: Path


def wire(data_folder: str | Path | None = None) -> Wired:
    """Connect the rooms over one data folder, which is made when missing.

    Raises:
        WeakSigningKeyError: The signing key is too short to be safe.
    """
    folder = Path(data_folder or os.environ.get(DATA_VARIABLE) or DEFAULT_DATA)
    folder.mkdir(parents=True, exist_ok=True)
    key = _signing_key(folder / "signing_key")
    store = JsonProfileStore(folder)
    statistics_store = JsonStatisticsStore(folder)
    population = Population(
        store, statistics_store, ExactIndex, JsonCommunityMemory(folder)
    )
    identities = Identities(JsonLinkStore(folder), Linker.from_secret(key))
    rooms = Rooms(
        store=store,
        viewing=Viewing(store, population, Aliases.from_secret(key)),
        identities=identities,
        ways_in=LocalWaysIn(
            folder,
            spotify_client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
            accepts_access_tokens=bool(os.environ.get(ACCESS_TOKENS_VARIABLE)),
            now=_now,
        ),
        now=_now,
        new_id=lambda: str(uuid.uuid4()),
    )
    # Loopback is plain HTTP, where a cookie that demands HTTPS would be lost.
    api = HttpApi(rooms, SessionSigner({"local": key}, "local"), has_https=False)
    return Wired(api, store, statistics_store, population, folder)


def _now() -> datetime:
    return datetime.now(UTC)


def _signing_key(file: Path) -> str:
    """Read the key, or make one, whole, that only its owner can read."""
    with exclusive(file.parent):
        if not file.exists():
            write_whole(file, secrets.token_urlsafe(48).encode())
    return file.read_text().strip()
