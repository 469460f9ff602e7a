"""The accounts service: the page on which people agree, and the token endpoint."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template
from flask import request as asked
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from backend.dev_server.demo.spotify.grants import Consent, Tokens
from backend.dev_server.demo.spotify.people import InventedPerson
from backend.dev_server.demo.spotify.refusals import (
    BareTextRefusalError,
    TokenRefusalError,
)
from backend.dev_server.demo.spotify.state import StandIn
from backend.dev_server.demo.spotify.troubles import TROUBLES

ResponseT = TypeVar("ResponseT", bound=AnyResponse)

PEOPLE_SHOWN = 24
TASTES_SEARCHED = 400
"""Beyond these people, only names: a taste takes milliseconds to look up."""
_CARRIED = (
    "client_id",
    "response_type",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge_method",
    "code_challenge",
)


def accounts_service(stand_in: StandIn) -> Blueprint:
    """Return the accounts service of a stand-in."""
    blueprint = Blueprint("accounts", __name__, template_folder="templates")

    @blueprint.get("/authorize")
    def show_people() -> Response:
        _check_asked(stand_in, asked.args)
        search = asked.args.get("search", "")
        found = _found(stand_in, search)
        page = render_template(
            "authorize.html",
            app_name=stand_in.app.name,
            scopes=asked.args.get("scope", "").split(),
            carried={name: asked.args.get(name, "") for name in _CARRIED},
            people=[(p, _loves(p)) for p in found[:PEOPLE_SHOWN]],
            n_found=len(found),
            n_people=len(stand_in.people),
            search=search,
            troubles=TROUBLES,
        )
        return _guarded(make_response(page), asked.args["redirect_uri"])

    @blueprint.post("/authorize")
    def answer() -> AnyResponse:
        _check_asked(stand_in, asked.form)
        person = stand_in.people.get(asked.form.get("person_id", ""))
        if person is None:
            return _send_back(asked.form, error="access_denied")
        stand_in.welcome(person)
        trouble = asked.form.get("trouble")
        consent = Consent(
            person_id=person.person_id,
            client_id=stand_in.app.client_id,
            scopes=frozenset(asked.form.get("scope", "").split()),
            given_at=stand_in.now(),
            trouble=next((known for known in TROUBLES if known == trouble), None),
        )
        code = stand_in.grants.issue_code(
            consent, asked.form["redirect_uri"], asked.form["code_challenge"]
        )
        return _send_back(asked.form, code=code)

    @blueprint.post("/api/token")
    def token() -> Response:
        form = asked.form
        if form.get("client_id") != stand_in.app.client_id:
            raise TokenRefusalError("invalid_client", "Invalid client")
        if form.get("grant_type") == "authorization_code":
            if not form.get("code"):
                raise TokenRefusalError("invalid_request", "code must be supplied")
            tokens = stand_in.grants.exchange(
                form["code"],
                client_id=form["client_id"],
                redirect_uri=form.get("redirect_uri", ""),
                code_verifier=form.get("code_verifier", ""),
            )
        elif form.get("grant_type") == "refresh_token":
            tokens = stand_in.grants.refresh(
                form.get("refresh_token", ""), client_id=form["client_id"]
            )
        else:
            raise TokenRefusalError(
                "unsupported_grant_type", "grant_type parameter is missing"
            )
        return _written(tokens)

    return blueprint


def _check_asked(stand_in: StandIn, query: MultiDict[str, str]) -> None:
    """Refuse on the page itself: an unknown address must never be returned to."""
    if query.get("client_id") != stand_in.app.client_id:
        raise BareTextRefusalError(400, "INVALID_CLIENT: Invalid client")
    if not stand_in.app.may_return_to(query.get("redirect_uri", "")):
        raise BareTextRefusalError(400, "INVALID_CLIENT: Invalid redirect URI")
    if query.get("response_type") != "code":
        raise BareTextRefusalError(400, "response_type must be code")
    if query.get("code_challenge_method") != "S256":
        raise BareTextRefusalError(400, "code_challenge_method must be S256")
    if len(query.get("code_challenge", "")) != 43:
        raise BareTextRefusalError(400, "code_challenge is invalid")


def _found(stand_in: StandIn, search: str) -> list[InventedPerson]:
    sought = search.casefold().strip()
    return [
        person
        for place, person in enumerate(stand_in.people.values())
        if sought in person.name.casefold()
        or (place < TASTES_SEARCHED and _loves_any(person, sought))
    ]


def _loves_any(person: InventedPerson, sought: str) -> bool:
    return any(sought in item.name.casefold() for item in person.top_items)


def _loves(person: InventedPerson) -> str:
    artists = [item for item in person.top_items if item.kind == "artist"]
    lasting = [item.name for item in artists if item.time_range == "long_term"]
    return ", ".join((lasting or [item.name for item in artists])[:3])


def _send_back(query: MultiDict[str, str], **answer: str) -> AnyResponse:
    if query.get("state"):
        answer["state"] = query["state"]
    uri = query["redirect_uri"]
    joint = "&" if urlsplit(uri).query else "?"
    return _guarded(redirect(f"{uri}{joint}{urlencode(answer)}", code=302), uri)


def _guarded(response: ResponseT, redirect_uri: str) -> ResponseT:
    parts = urlsplit(redirect_uri)
    # Browsers hold the redirect after a form to `form-action` as well.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; base-uri 'none';"
        f" form-action 'self' {parts.scheme}://{parts.netloc};"
        " frame-ancestors 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _written(tokens: Tokens) -> Response:
    return jsonify(
        {
            "access_token": tokens.access_token,
            "token_type": "Bearer",
            "expires_in": 3_600,
            "refresh_token": tokens.refresh_token,
            "scope": " ".join(sorted(tokens.consent.scopes)),
        }
    )
