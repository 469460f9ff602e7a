"""The golden cases: what is given, and what must come of it, worked out by hand."""

from __future__ import annotations

from tests.history.cases.case import Case
from tests.history.cases.exports import EXPORTS
from tests.history.cases.refusals import REFUSALS
from tests.history.cases.rules import RULES
from tests.history.cases.services import SERVICES

CASES: tuple[Case, ...] = (*EXPORTS, *SERVICES, *RULES, *REFUSALS)
