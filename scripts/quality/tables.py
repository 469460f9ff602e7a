"""Rows as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.quality.rows import Row

_HIDDEN = ("_se", "_of_splits", "_lead", "_lead_in_se")


def table(rows: Sequence[Row]) -> str:
    """Return rows of one task as a table, the figures with their standard errors."""
    names = _columns(rows)
    lines = [names, *([_cell(row, name) for name in names] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(names))]
    return "\n".join(
        "  ".join(
            cell.ljust(width)
            if lines[0][i] in ("input", "method")
            else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def leads(rows: Iterable[Row]) -> str:
    """Return by how many standard errors we are ahead of every peer, per measure."""
    found = [
        {"input": row["input"], "method": row["method"]}
        | {
            name.removesuffix("_lead_in_se"): f"{float(str(value)):+.1f}"
            for name, value in row.items()
            if name.endswith("_lead_in_se")
        }
        for row in rows
        if "mrr_lead" in row
    ]
    return table(found) if found else ""


def _columns(rows: Sequence[Row]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row)
    return [n for n in names if n != "task" and not n.endswith(_HIDDEN)]


def _cell(row: Row, name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, float):
        return str(value)
    error = row.get(f"{name}_se")
    shown = f"{value:.4f}"
    return f"{shown} ±{error:.4f}" if isinstance(error, float) else shown
