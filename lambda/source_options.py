"""The music sources that a stack offers; each is imported at its first use."""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from backend.use_cases.listening.source_option import (
    Settings,
    SourceOffer,
    SourceOption,
    Surroundings,
)
from backend.use_cases.music_sources import MUSIC_SOURCES, source_name

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

RETRY_SECONDS = 60.0

_log = logging.getLogger(__name__)


class UnusableSecretError(Exception):
    """A secret does not hold what it should; no message shows what it holds."""


@dataclass(slots=True)
class CloudSourceOptions:
    """Gives the sources to come from: open ones always, others where they are set up.

    One whose secret cannot be had is left out, with an error in the log, and closes
    no other; it is tried again after ``RETRY_SECONDS``.

    Args:
        secrets: A ready client.
        settings: Of the sources, and which secrets hold more of them.
        contact: Whom services may write to; empty tells nobody.
        clock: One that never goes back, in seconds.
    """

    secrets: SecretsManagerClient
    settings: Settings
    contact: str
    clock: Callable[[], float] = time.monotonic
    _made: dict[str, SourceOption] = field(default_factory=dict, init=False)
    _retry_at: dict[str, float] = field(default_factory=dict, init=False)

    @property
    def named(self) -> frozenset[str]:
        """The sources that the stack names, also while one of them is left out."""
        return frozenset(source for source in MUSIC_SOURCES if self._is_named(source))

    def __call__(self) -> Mapping[str, SourceOption]:
        """Return the sources, by key."""
        for source in MUSIC_SOURCES:
            if source not in self._made:
                option = self._option(source)
                if option is not None:
                    self._made[source] = option
        return {key: self._made[key] for key in MUSIC_SOURCES if key in self._made}

    def _is_named(self, source: str) -> bool:
        offer = _offer_of(source)
        setting = offer.secret or offer.settings[0]
        return offer.is_open or bool(self.settings.get(setting))

    def _option(self, source: str) -> SourceOption | None:
        from backend.sources.user_agent import user_agent

        if not self._is_named(source):
            return None
        offer = _offer_of(source)
        surroundings = Surroundings(user_agent=user_agent(self.contact))
        if offer.secret is None:
            return offer.make(self.settings, surroundings)
        if self.clock() < self._retry_at.get(source, -math.inf):
            return None
        try:
            settings = {**self.settings, **self._from_secret(offer, offer.secret)}
        except (BotoCoreError, ClientError, UnusableSecretError) as error:
            self._retry_at[source] = self.clock() + RETRY_SECONDS
            # Its kind alone: a text might quote what the secret holds.
            kind = type(error).__name__
            _log.error("%s is left out: %s", source_name(source), kind)
            return None
        return offer.make(settings, surroundings)

    def _from_secret(self, offer: SourceOffer, secret: str) -> Settings:
        secret_id = self.settings[secret]
        answer = self.secrets.get_secret_value(SecretId=secret_id)
        try:
            held = json.loads(answer["SecretString"])
            settings = {
                name: held.get(key, "") for name, key in offer.in_secret.items()
            }
        except (KeyError, ValueError, TypeError, AttributeError):
            # Chained, a text of the reader would go along.
            settings = {}
        are_texts = all(isinstance(value, str) for value in settings.values())
        if not are_texts or not offer.is_set_up(settings):
            raise UnusableSecretError
        return settings


def _offer_of(source: str) -> SourceOffer:
    # Functions that reach no source do not ship this room.
    from backend.sources.offers import offer_of

    return offer_of(source)
