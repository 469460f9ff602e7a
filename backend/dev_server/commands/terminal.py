"""Rankings and sums as plain text for a terminal."""

from __future__ import annotations

from backend.http_api.matching.messages import (
    ContributionReply,
    DiscoveryReply,
    MatchesReply,
    MatchReply,
    PairReply,
)

_BANDS = {
    "exceptional": "exceptionally close",
    "very_close": "very close",
    "close": "close",
    "some": "some common ground",
    "none": "nothing in common that counts",
}
_LISTED = 10


def ranking_text(user: str, reply: MatchesReply) -> str:
    """Return a ranking as text, closest first."""
    statistics = reply.statistics
    lines = [f"Soulmates of {user}, by {reply.artists} artists"]
    if reply.has_little_data:
        lines.append("  Little data: with 20 artists or more this gets much better.")
    if statistics.is_young:
        lines.append("  Young community: no rarity yet, scores will settle.")
    if not reply.matches:
        lines.append("  Nobody here shares an artist or a track with them yet.")
    for place, match in enumerate(reply.matches, 1):
        lines += ["", f"{place:3}. {_headline(match)}", f"     {_why(match)}"]
    lines += ["", _footer(reply)]
    return "\n".join(lines)


def pair_text(user: str, reply: PairReply) -> str:
    """Return the sum of one pair as text, and what each could show the other."""
    match = reply.match
    lines = [f"{user} and {_headline(match)}", f"  {_why(match)}", ""]
    for row in match.contributions:
        lines.append(f"  {row.points:>6}  {_row_name(row)}")
    if match.points is not None:
        lines += [f"  {'─' * 6}", f"  {match.points:>6}  points of 10,000"]
    if reply.comparison is not None:
        found = reply.comparison
        lines += _listed(
            f"{match.display_name} could show {user}", found.discoveries_for_you
        )
        lines += _listed(
            f"{user} could show {match.display_name}", found.discoveries_for_them
        )
    lines += ["", _footer(reply)]
    return "\n".join(lines)


def _headline(match: MatchReply) -> str:
    parts = [match.display_name, _BANDS[match.band]]
    if match.one_in is not None:
        is_thin = match.evidence.level == "thin"
        rarity = f"closer than 1 pair in {match.one_in:,}"
        parts.append("too little shared to say how rare" if is_thin else rarity)
    if match.points is not None:
        parts.append(f"{match.points:,} points")
    if not match.is_verified:
        parts.append("unverified")
    return " · ".join(parts)


def _why(match: MatchReply) -> str:
    evidence = match.evidence
    text = f"{evidence.level} evidence"
    if evidence.shared_artists is not None:
        text += f": {evidence.shared_artists} shared of {evidence.all_artists} artists"
    if match.shared_artists:
        # A name may end in a full stop of its own.
        meeting = f"You meet at {_joined(match.shared_artists)}".removesuffix(".")
        text = f"{meeting}. {text.capitalize()}"
    return text


def _row_name(row: ContributionReply) -> str:
    if row.kind is None:
        return "others"
    if row.is_assumed:
        return f"{row.kind}s: not known on one side, what is usual was assumed"
    name = row.name or ""
    if row.artist:
        name = f"{row.artist} – {name}"
    return name if row.kind == "artist" else f"{name}  ({row.kind})"


def _listed(title: str, discoveries: list[DiscoveryReply]) -> list[str]:
    lines = ["", f"{title}:"] if discoveries else []
    for found in discoveries[:_LISTED]:
        name = f"{found.artist} – {found.name}" if found.artist else found.name
        reason = f"their no. {found.place}"
        if found.shared_genres:
            reason += f", both into {_joined(found.shared_genres)}"
        lines.append(f"  {name}  ({reason})")
    return lines


def _joined(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _footer(reply: MatchesReply | PairReply) -> str:
    statistics = reply.statistics
    return (
        f"{reply.algorithm}, statistics {statistics.version}"
        f" of {statistics.people:,} people"
    )
