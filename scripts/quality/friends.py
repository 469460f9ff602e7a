"""Friend finding: a person's friends should stand first in a ranking of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.quality.amounts import amounts
from scripts.quality.listeners import INPUTS, Listeners, told
from scripts.quality.measures import Scores, friend_finding
from scripts.quality.peers import PEERS
from scripts.quality.progress import Progress
from scripts.quality.rows import EVERYBODY, OURS, Row, halves, lead, row_of
from scripts.quality.soulmate import Community, Scorer


class Friends:
    """Ranks everybody for everybody; our points are kept for other tasks."""

    def __init__(
        self, listeners: Listeners, scorer: Scorer, progress: Progress
    ) -> None:
        self._listeners = listeners
        self._scorer = scorer
        self._progress = progress
        self._points: dict[str, Scores] = {}

    def points(self, given: str) -> Scores:
        """Return our points of everybody with everybody, for one kind of input."""
        if given not in self._points:
            items = told(self._listeners.top_items, INPUTS[given])
            community = Community.of(self._listeners.user_ids, items)
            what = f"{OURS}, {given}: every pair"
            self._points[given] = self._scorer.among(community, what)
        return self._points[given]

    def rows(self, given: str) -> Iterator[Row]:
        """Yield our row, our rows by half, and a row for every peer's formula."""
        are_friends = self._listeners.are_friends
        ours = friend_finding(self.points(given), are_friends)
        yield row_of(ours, input=given, method=OURS, users=EVERYBODY)
        for half, figures in halves(ours, self._listeners.tuned).items():
            said = {"input": given, "method": f"{OURS}, {half} half", "users": half}
            yield row_of(figures, task="friends by half", **said)
        items = told(self._listeners.top_items, INPUTS[given])
        [everybody] = amounts([items])
        for method, formula in PEERS.items():
            self._progress.say(f"{method}, {given}")
            theirs = friend_finding(formula(everybody, everybody), are_friends)
            row = row_of(theirs, input=given, method=method, users=EVERYBODY)
            yield row | lead(ours, theirs)
