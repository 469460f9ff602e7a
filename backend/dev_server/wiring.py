"""Which adapters the dev server runs on; reads the environment, alone in this room."""

from __future__ import annotations

import os
import secrets
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from backend.dev_server.keys import local_keys
from backend.dev_server.source_options import LocalSourceOptions, SourceSettings
from backend.http_api.api import HttpApi
from backend.http_api.operation import Services
from backend.http_api.sessions import SessionSigner
from backend.sources.user_agent import user_agent
from backend.stores.files.index_memory import JsonCommunityMemory
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.records import JsonRecordStore
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.stores.memory_counters import MemoryCounters
from backend.taste_profile import TasteVectorizer
from backend.taste_profile.exact_index import ArrayPanel, ExactIndex, Kernels
from backend.use_cases.accounts.accounts import Accounts
from backend.use_cases.accounts.api_key_usage import KeyUses
from backend.use_cases.accounts.api_keys import ApiKeys
from backend.use_cases.accounts.audit_log import AuditLog
from backend.use_cases.accounts.rate_limits import LIMITS, Limit, Limiter, LimitName
from backend.use_cases.accounts.session_keys import SessionKey, SessionKeys
from backend.use_cases.accounts.source_links import SourceLinks
from backend.use_cases.community.in_memory import InMemoryCommunities
from backend.use_cases.people.aliases import Aliases
from backend.use_cases.people.block_records import Blocks
from backend.use_cases.people.invitation_records import Invitations
from backend.use_cases.people.profile_guard import GuardedProfiles
from backend.use_cases.people.relationships import Relationships
from backend.use_cases.people.viewing import Viewing
from backend.use_cases.people.wave_records import Waves

DATA_VARIABLE = "SOULMATE_DATA"
ACCELERATOR_VARIABLE = "SOULMATE_ACCELERATOR"
ACCESS_TOKENS_VARIABLE = "SPOTIFY_ACCEPT_ACCESS_TOKENS"
DEFAULT_DATA = Path(__file__).resolve().parents[2] / "data" / "local"


# Everybody on this machine comes from one address.
_LIMITS: Mapping[LimitName, Limit] = {
    name: limit for name, limit in LIMITS.items() if name != "join"
}


@dataclass(frozen=True, slots=True)
class Wired:
    """The API and the parts that commands use.

    ``expiring`` are the stores of records that are over one day.
    """

    api: HttpApi
    store: JsonProfileStore
    statistics_store: JsonStatisticsStore
    population: InMemoryCommunities
    session_key_store: JsonSessionKeyStore
    expiring: tuple[JsonRecordStore, ...]
    data_folder: Path


def wire(data_folder: str | Path | None = None) -> Wired:
    """Connect the rooms over one data folder, which is made when missing.

    Raises:
        WeakKeyError: A key is too short to be safe.
        ValueError: An accelerator is asked for that is not known or not there.
    """
    folder = Path(data_folder or os.environ.get(DATA_VARIABLE) or DEFAULT_DATA)
    folder.mkdir(parents=True, exist_ok=True)
    key, session_key_store = local_keys(folder, new_session_key)
    store = JsonProfileStore(folder)
    statistics_store = JsonStatisticsStore(folder)
    kernels = _kernels(os.environ.get(ACCELERATOR_VARIABLE, ""))
    population = InMemoryCommunities(
        store,
        statistics_store,
        partial(ExactIndex, kernels=kernels),
        JsonCommunityMemory(folder, kernels),
        new_vectorizer=partial(TasteVectorizer, new_panel=ArrayPanel),
        progress=_tell_progress,
    )
    people = JsonRecordStore(folder)
    used_keys = JsonRecordStore(folder, "key_uses")
    links = SourceLinks.from_secret(people, key)
    accounts = Accounts.from_secret(people, JsonRecordStore(folder, "erasures"), key)
    waves, audit_log = Waves(people), AuditLog(people)
    relationships = Relationships(
        waves,
        Blocks.from_secret(people, links, key, _new_id),
        Invitations(people, _new_secret),
    )
    services = Services(
        profiles=GuardedProfiles(store, accounts, audit_log, _now, waves),
        viewing=Viewing(store, population, Aliases.from_secret(key), relationships),
        links=links,
        accounts=accounts,
        api_keys=ApiKeys(people, KeyUses(used_keys), _new_secret),
        audit_log=audit_log,
        limiter=Limiter(MemoryCounters(), key.encode(), _LIMITS),
        source_options=LocalSourceOptions(folder, _source_settings(), now=_now),
        now=_now,
        new_id=_new_id,
        contact=os.environ.get("SOULMATE_CONTACT", ""),
    )
    # Loopback is plain HTTP, where a cookie that demands HTTPS would be lost.
    keys = SessionKeys(session_key_store.current(), session_key_store)
    api = HttpApi(services, SessionSigner(keys), has_https=False)
    return Wired(
        api=api,
        store=store,
        statistics_store=statistics_store,
        population=population,
        session_key_store=session_key_store,
        expiring=(people, used_keys),
        data_folder=folder,
    )


def _source_settings() -> SourceSettings:
    return SourceSettings(
        spotify_client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
        accepts_access_tokens=bool(os.environ.get(ACCESS_TOKENS_VARIABLE)),
        listenbrainz_url=os.environ.get("LISTENBRAINZ_URL", ""),
        lastfm_api_key=os.environ.get("LASTFM_API_KEY", ""),
        lastfm_secret=os.environ.get("LASTFM_SECRET", ""),
        lastfm_url=os.environ.get("LASTFM_URL", ""),
        user_agent=user_agent(os.environ.get("SOULMATE_CONTACT", "")),
    )


def _tell_progress(done: int, of: int) -> None:
    # On the terminal of the server: a first start with many people takes a while.
    print(f"Making the index: {done:,} of {of:,} people", file=sys.stderr, flush=True)


def _new_id() -> str:
    return str(uuid.uuid4())


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def new_session_key() -> SessionKey:
    """Return a key that nobody has had."""
    return SessionKey(_new_id(), secrets.token_urlsafe(48))


def _now() -> datetime:
    return datetime.now(UTC)


def _kernels(accelerator: str) -> Kernels | None:
    """Return the compiled loops that were asked for; ``None`` for numpy's."""
    if not accelerator:
        return None
    if accelerator != "numba":
        raise ValueError(
            f"{ACCELERATOR_VARIABLE} is {accelerator!r}: set numba, or none"
        )
    try:
        from backend.accelerators.numba_kernels import NumbaKernels
    except ImportError:
        raise ValueError(
            f"{ACCELERATOR_VARIABLE} asks for numba, which is not installed:"
            " pip install numba"
        ) from None
    return NumbaKernels()
