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
from backend.dev_server.source_options import LocalSourceOptions
from backend.http_api.api import HttpApi
from backend.http_api.composition import Adapters, compose
from backend.http_api.sessions import SessionSigner
from backend.sources.user_agent import user_agent
from backend.stores.files.counters import SqliteCounters
from backend.stores.files.crowd_reader import JsonCrowdReader
from backend.stores.files.index_memory import JsonCommunityMemory
from backend.stores.files.profiles import JsonProfileStore
from backend.stores.files.records import JsonRecordStore
from backend.stores.files.session_keys import JsonSessionKeyStore
from backend.stores.files.statistics import JsonStatisticsStore
from backend.stores.memory_counters import MemoryCounters
from backend.taste_profile import TasteVectorizer
from backend.taste_profile.exact_index import ArrayPanel, ExactIndex, Kernels
from backend.use_cases.accounts.rate_limits import LIMITS, Limit, LimitName
from backend.use_cases.accounts.session_keys import SessionKey, SessionKeys
from backend.use_cases.community.in_memory import InMemoryCommunities
from backend.use_cases.listening.source_option import Surroundings

DATA_VARIABLE = "SOULMATE_DATA"
ACCELERATOR_VARIABLE = "SOULMATE_ACCELERATOR"
_MOST_READERS = 8
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


@dataclass(frozen=True, slots=True)
class Sharing:
    """What each of several processes has to know that serve one data folder.

    Args:
        processes: How many there are.
        stand_ins: Where the stand-ins of a demo world are, by source.
    """

    processes: int
    stand_ins: Mapping[str, str]


def wire(
    data_folder: str | Path | None = None, sharing: Sharing | None = None
) -> Wired:
    """Connect the rooms over one data folder, which is made when missing.

    Args:
        data_folder: From the environment, or the usual one, when not given.
        sharing: What several processes share; ``None`` when this one serves alone.

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
    new_vectorizer = partial(TasteVectorizer, new_panel=ArrayPanel)
    population = InMemoryCommunities(
        store,
        statistics_store,
        partial(ExactIndex, kernels=kernels),
        JsonCommunityMemory(folder, kernels),
        new_vectorizer=new_vectorizer,
        crowd_reader=JsonCrowdReader(folder, new_vectorizer, _cores()),
        progress=_tell_progress,
    )
    people = JsonRecordStore(folder)
    key_uses = JsonRecordStore(folder, "key_uses")
    services = compose(
        Adapters(
            profiles=store,
            communities=population,
            people=people,
            erasures=JsonRecordStore(folder, "erasures"),
            key_uses=key_uses,
            counters=SqliteCounters(folder) if sharing else MemoryCounters(),
            limits=_LIMITS,
            source_options=_source_options(folder, sharing),
            pseudonym_key=key,
            now=_now,
            new_id=_new_id,
            new_secret=_new_secret,
            contact=os.environ.get("SOULMATE_CONTACT", ""),
        )
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
        expiring=(people, key_uses),
        data_folder=folder,
    )


def _source_options(folder: Path, sharing: Sharing | None) -> LocalSourceOptions:
    agent = user_agent(os.environ.get("SOULMATE_CONTACT", ""))
    return LocalSourceOptions(
        folder,
        dict(os.environ),
        Surroundings(user_agent=agent, sharers=sharing.processes if sharing else 1),
        now=_now,
        stand_ins=sharing.stand_ins if sharing else None,
    )


def _tell_progress(done: int, of: int) -> None:
    # On the terminal of the server: a first start with many people takes a while.
    print(f"Making the index: {done:,} of {of:,} people", file=sys.stderr, flush=True)


def _cores() -> int:
    """Return how many processes may read at once; each takes about 150 MB."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    return min(cores, _MOST_READERS)


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
