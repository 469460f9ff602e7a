"""A person with a browser: opens the address given, answers, and comes back.

Run as a program, as ``BROWSER`` of the environment; who that is stands in ``PERSON``.
"""

from __future__ import annotations

import os
import sys
from urllib.parse import parse_qsl, urlsplit

import requests

TAMPERED = "tampered"


def answer(address: str, person_id: str, *, is_tampered: bool = False) -> str:
    """Continue as a person, or cancel as nobody; return what the last page says."""
    parts = urlsplit(address)
    form = {**dict(parse_qsl(parts.query)), "person_id": person_id}
    page = f"{parts.scheme}://{parts.netloc}{parts.path}"
    sent_back = requests.post(page, data=form, allow_redirects=False, timeout=120)
    returned = sent_back.headers["Location"]
    if is_tampered:
        returned = returned.replace(form["state"], form["state"][::-1])
    # What browsers ask for beside it must not be taken for an answer.
    icon = requests.get(f"{form['redirect_uri']}favicon.ico", timeout=120)
    assert icon.status_code == 404, icon.text
    arrived = requests.get(returned, timeout=120)
    assert arrived.status_code == 200, arrived.text
    return arrived.text


if __name__ == "__main__":
    answer(
        sys.argv[1], os.environ["PERSON"], is_tampered=bool(os.environ.get(TAMPERED))
    )
