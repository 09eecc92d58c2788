"""The last contacts of two sides: by kind, the most senior first."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.offices import classify_title, office_ranks
from dragoman.merging.types import Engagement
from dragoman.merging.views import DONE
from dragoman.model import Party
from dragoman.record.brief.sides import Side
from dragoman.record.days import first_day, last_day

LEVELS = ("leaders", "ministers", "officials")
_KINDS = ("meeting", "talks", "call", "trip", "conference", "remarks", "statement")
_LEADERS, _MINISTERS = 2, 10
"""Greatest rank (``office_ranks``) of each level: heads of state, government and organisations; then ministers
and national security advisers.
"""


def last_contacts(
    found: Sequence[Engagement], sides: tuple[Side, Side], today: str
) -> list[tuple[str, int, Engagement]]:
    """For each kind and level (of the less senior side) the last one that took place up to ``today``.

    One without a day counts only where no other of its kind and level has one.
    """
    best: dict[tuple[int, int], tuple[tuple[str, str, str], Engagement]] = {}
    for one in found:
        if one.status not in DONE or one.kind not in _KINDS or _start(one) > today:
            continue
        at = (_KINDS.index(one.kind), _level(one, sides))
        order = (_end(one), max((support.published or "" for support in one.reports), default=""), one.id)
        if at not in best or order > best[at][0]:
            best[at] = (order, one)
    return [(_KINDS[kind], level, one) for (kind, level), (_, one) in sorted(best.items(), key=lambda each: each[0])]


def _start(one: Engagement) -> str:
    told = (one.date.start or one.date.end) if one.date else None
    return first_day(told) if told else ""


def _end(one: Engagement) -> str:
    told = (one.date.end or one.date.start) if one.date else None
    return last_day(told) if told else ""


def _level(one: Engagement, sides: tuple[Side, Side]) -> int:
    ranks = [min(map(_rank, mine)) for side in sides if (mine := [party for party in one.parties if side.has(party)])]
    rank = max(ranks, default=_MINISTERS + 1)
    return 0 if rank <= _LEADERS else 1 if rank <= _MINISTERS else 2


def _rank(party: Party) -> int:
    kind = classify_title(party.role) if party.role else None
    return office_ranks().get(kind or "other", _MINISTERS + 1)
