"""The same play from two services: one hears what is played through the other."""

from __future__ import annotations

import numpy as np

from backend.sources.history._columns import KINDS, Mask, Numbers, PlayColumns

NEAR_SECONDS = 90
"""Clocks differ by some seconds, and some exports know the minute only."""
LONGEST_SECONDS = 4 * 3_600
"""No track is longer; a length that says so is not believed."""
TIME_BITS = 33
"""Room for any time in seconds, and for hours more."""


def is_told_elsewhere(plays: PlayColumns) -> Mask:
    """Return which plays a more detailed kind has as well.

    Spotify writes when a play ended, scrobblers when it began, and ListenBrainz one or
    the other, depending on where it was fed from. So a play is a repetition when its
    time lies anywhere in a play of the same title of an earlier kind of ``KINDS``, from
    its begin to its end, 90 s more on both sides. Artists are not compared, as one
    service names that of the album and another everybody on the track; nobody hears
    two tracks of one title at one time. Account data beside the extended history is
    not compared here: both know the length, which is a sharper test.

    Cost:
        O(n log n) time for n plays, once for every kind there is.
    """
    found = np.zeros(len(plays.times), dtype=np.bool_)
    for kind in range(KINDS.index("listenbrainz"), len(KINDS)):
        earlier = np.flatnonzero(plays.kinds < kind)
        later = np.flatnonzero(plays.kinds == kind)
        if len(earlier) and len(later):
            found[later] = _is_within(plays, earlier, later)
    return found


def _is_within(plays: PlayColumns, earlier: Numbers, later: Numbers) -> Mask:
    """Return which of the later plays lie in one of the earlier ones."""
    title = plays.titles << TIME_BITS
    seconds = np.clip(plays.ms[earlier] // 1_000, 0, LONGEST_SECONDS)
    end = title[earlier] + plays.times[earlier] + NEAR_SECONDS
    begin = end - seconds - 2 * NEAR_SECONDS
    order = np.argsort(begin)
    # An end of another title is smaller than any time of this one.
    latest_end = np.maximum.accumulate(end[order])
    sought = title[later] + plays.times[later]
    place = np.searchsorted(begin[order], sought, side="right") - 1
    return (place >= 0) & (latest_end[place] >= sought)
