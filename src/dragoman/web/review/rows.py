"""A ruling as lists and pages show it."""

from __future__ import annotations

from typing import Any

from dragoman.record.decisions import Decision
from dragoman.web import links


def address(name: str) -> str:
    """The page of a ruling."""
    return f"/review/rulings/{name}"


def row_of(one: Decision) -> dict[str, Any]:
    """A ruling as its row shows it; ``sides`` are (words, address)."""
    made = one.ruling
    sides = [side for side in (made.left, made.right) if side]
    return {
        "id": made.id,
        "made": made,
        "recorded": one.recorded,
        "orphaned": one.orphaned,
        "address": address(made.id),
        "sides": [(side, _thing(side, persons=not made.lefts)) for side in sides],
    }


def _thing(name: str, *, persons: bool) -> str:
    """The page of what a ruling names: a person, a report's document, or an engagement."""
    if persons:
        return links.person(name)
    return links.document(name.partition("/")[0]) if "/" in name else links.engagement(name)
