"""Who calls the Web API, what they may ask, and what shall go wrong for them."""

from __future__ import annotations

from flask import g, request

from backend.dev_server.demo.spotify.grants import Consent
from backend.dev_server.demo.spotify.people import InventedPerson
from backend.dev_server.demo.spotify.refusals import RefusalError, bad_request
from backend.dev_server.demo.spotify.state import StandIn
from backend.dev_server.demo.switches import Switch

API_PREFIX = "/v1/"


def authenticate(stand_in: StandIn) -> None:
    """Read the bearer token of the current request.

    Raises:
        RefusalError: There is none, or it is unknown or expired.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        raise RefusalError(401, "No token provided")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise bad_request("Only valid bearer authentication supported")
    consent = stand_in.grants.consent_of(token)
    g.consent = consent
    g.person = stand_in.people[consent.person_id]
    if g.switch is None and consent.trouble is not None:
        g.switch = Switch(consent.trouble, API_PREFIX)
    g.trouble = g.switch.trouble if g.switch else None


def signed_in() -> InventedPerson:
    """Return the person whose token the current request bears."""
    person: InventedPerson = g.person
    return person


def require_scope(*any_of: str) -> None:
    """Refuse the current request if its token has none of the scopes.

    Raises:
        RefusalError: 403, as Spotify words it.
    """
    consent: Consent = g.consent
    if consent.scopes.isdisjoint(any_of):
        raise RefusalError(403, "Insufficient client scope")
