"""A save from Spotify and the first ranking after it, on the dev server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
from flask import Flask
from flask.testing import FlaskClient

from backend.dev_server import create_app
from backend.dev_server.demo.marker import DEMO_PEOPLE, Demo
from backend.dev_server.demo.world import invented_people
from backend.sources.spotify.sign_in import code_challenge
from scripts.trips.counting import Counter, Trip

_VERIFIER = "a-verifier-of-a-sign-in-that-is-only-counted"
_REDIRECT_URI = "http://127.0.0.1:5000/"


def json_door_trips(counter: Counter, folder: Path) -> dict[str, Trip]:
    """Return both trips, in a grown community of invented people.

    A known user saves again, with a session, after a ranking: so what is done once per
    process is done, and what a changed profile costs is counted.
    """
    app = create_app(folder)
    app.test_cli_runner().invoke(args=["seed-demo", str(DEMO_PEOPLE)])
    client = app.test_client()
    sources = client.get("/sources").get_json()["sources"]
    spotify = next(one for one in sources if one["source"] == "spotify")
    person = next(iter(invented_people(DEMO_PEOPLE, Demo(DEMO_PEOPLE).seed)))
    answer = _save(client, _code(spotify, person.person_id), {})
    session = _session(app, answer["user_id"])
    _rank(client, answer["user_id"], session)
    code = _code(spotify, person.person_id)
    with counter.counting() as save:
        _save(client, code, session)
    with counter.counting() as ranking:
        _rank(client, answer["user_id"], session)
    with counter.counting() as next_ranking:
        _rank(client, answer["user_id"], session)
    return {
        "a save from Spotify, JSON door": save,
        "the first ranking after it": ranking,
        "the next ranking": next_ranking,
    }


def _session(app: Flask, user_id: str) -> dict[str, str]:
    api = app.extensions["soulmate"].api
    token = api.signer.issue(user_id, api.services.now())
    return {"Authorization": f"Bearer {token}"}


def _save(client: FlaskClient, code: str, headers: dict[str, str]) -> dict[str, str]:
    body = {
        "source": "spotify",
        "code": code,
        "code_verifier": _VERIFIER,
        "redirect_uri": _REDIRECT_URI,
        "visibility": "open",
    }
    answer = client.post("/taste-profile", json=body, headers=headers)
    saved: dict[str, str] = answer.get_json()
    assert answer.status_code in (200, 201), saved
    return saved


def _rank(client: FlaskClient, user_id: str, headers: dict[str, str]) -> None:
    answer = client.get(f"/matches/{user_id}", headers=headers)
    assert answer.get_json().get("matches"), answer.status_code


def _code(spotify: dict[str, str], person_id: str) -> str:
    """Agree at the stand-in, as a browser does, and return the code."""
    form = {
        "client_id": spotify["client_id"],
        "response_type": "code",
        "redirect_uri": _REDIRECT_URI,
        "scope": spotify["scope"],
        "state": "x",
        "code_challenge_method": "S256",
        "code_challenge": code_challenge(_VERIFIER),
        "person_id": person_id,
    }
    url = spotify["authorize_url"]
    agreed = requests.post(url, data=form, allow_redirects=False, timeout=10)
    return parse_qs(urlsplit(agreed.headers["Location"]).query)["code"][0]
