"""What became of an engagement, step by step: announced, confirmed, moved, cut, called off, held.

A history has an entry a report; a step is what an entry changes, with the day and the words of its report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.merging.types import HistoryEntry
from dragoman.merging.views import first_day, last_day
from dragoman.model import Dates, Status

What = Literal["announced", "confirmed", "moved", "postponed", "cut", "cancelled", "declined", "held"]

_ENDS: dict[Status, What] = {
    "postponed": "postponed",
    "cut_short": "cut",
    "cancelled": "cancelled",
    "declined": "declined",
    "held": "held",
}

_NEAR = 1
"""Days between two tellings of the same days."""


class Step(msgspec.Struct, frozen=True):
    """A change: ``published`` the day of the report ``key``, ``date`` the day that it gives, ``before`` the one
    that held until then (of what was moved), ``cause`` its words for why.
    """

    what: What
    published: str | None
    key: str
    date: Dates | None = None
    before: Dates | None = None
    cause: str | None = None


def steps(history: Sequence[HistoryEntry]) -> tuple[Step, ...]:
    """The steps of a history, in its order.

    The first plan is announced, a later one of the same days confirms it, one of other days moves it. An end
    that is told again is no step, unless it brings a cause and none was told. A plan told after the event is
    old news.
    """
    return tuple(_steps(history))


def _steps(history: Sequence[HistoryEntry]) -> Iterator[Step]:
    known: Dates | None = None
    last: What | None = None
    caused: set[What] = set()
    for entry in history:
        what = _what(entry, known, last)
        again = what == last and what != "moved" and not (entry.cause and what not in caused)
        if what is not None and not (again and what != "confirmed"):
            moved = known is not None and _apart(known, entry.date) and what in {"moved", "held"}
            yield Step(what, entry.published, entry.key, entry.date, known if moved else None, entry.cause)
            last = what
            caused |= {what} if entry.cause else set()
        known = _finer(known, entry.date, replace=what == "moved")


def _what(entry: HistoryEntry, known: Dates | None, last: What | None) -> What | None:
    if entry.status != "planned":
        return _ENDS[entry.status]
    if last in {"held", "cut"}:
        return None
    if last is None or last in {"cancelled", "declined"}:
        return "announced"
    return "moved" if _apart(known, entry.date) or last == "postponed" else "confirmed"


def _apart(one: Dates | None, other: Dates | None) -> bool:
    """Whether more than a day lies between the two: the day before is that of departure, or the same one far west.

    A coarser wording of the same days is not apart.
    """
    a, b = _bounds(one), _bounds(other)
    return a is not None and b is not None and (b[0] - a[1] > _NEAR or a[0] - b[1] > _NEAR)


def _bounds(dates: Dates | None) -> tuple[int, int] | None:
    if dates is None or not (start := dates.start or dates.end):
        return None
    return first_day(start), last_day(dates.end or start)


def _finer(known: Dates | None, told: Dates | None, *, replace: bool) -> Dates | None:
    old, new = _bounds(known), _bounds(told)
    if old is None or new is None:
        return told if new is not None else known
    return told if replace or new[1] - new[0] <= old[1] - old[0] else known
