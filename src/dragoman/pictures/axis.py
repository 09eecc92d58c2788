"""A time axis: from days to places on a line, with ticks that fit the span from one day to centuries."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from dragoman.pictures.words import MONTHS

_ROOM = 62
"""Least distance of two ticks, as wide as the longest of their words."""
_LAST = datetime.date.max.toordinal()


class Tick(msgspec.Struct, frozen=True):
    """A day at which the axis is marked; ``strong`` where a year (or, among days, a month) begins."""

    ordinal: int
    words: str
    strong: bool


class Step(msgspec.Struct, frozen=True):
    """A distance of ticks: so many days, months or years. ``name``: what one of it is called."""

    unit: str
    count: int
    days: float
    name: str


_STEPS = (
    Step("day", 1, 1, "day"),
    Step("day", 2, 2, "two days"),
    Step("day", 7, 7, "week"),
    Step("month", 1, 30.4, "month"),
    Step("month", 3, 91.3, "quarter"),
    Step("month", 6, 182.6, "half-year"),
    *(
        Step("year", count, 365.25 * count, "year" if count == 1 else f"{count} years")
        for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    ),
)


class Axis(msgspec.Struct, frozen=True):
    """Days (ordinals, both inclusive) laid from ``left`` to ``right``."""

    first: int
    last: int
    left: float
    right: float

    def x(self, ordinal: float) -> float:
        """Where a day begins."""
        return self.left + (ordinal - self.first) * (self.right - self.left) / (self.last + 1 - self.first)

    def step(self, room: float = _ROOM) -> Step:
        """The smallest distance of ticks that leaves room for their words."""
        day = (self.right - self.left) / (self.last + 1 - self.first)
        return next((step for step in _STEPS if step.days * day >= room), _STEPS[-1])

    def ticks(self) -> list[Tick]:
        """The ticks within the axis, with their words."""
        step = self.step()
        found: list[Tick] = []
        for ordinal in starts(step, self.first, self.last):
            day = datetime.date.fromordinal(ordinal)
            first_of = not found or datetime.date.fromordinal(found[-1].ordinal).year != day.year
            found.append(Tick(ordinal, _words(day, step, new_year=first_of), first_of and step.unit != "year"))
        return found


def axis_for(first: int, last: int, left: float, right: float) -> Axis:
    """An axis with a little air on both sides of the days."""
    air = max((last - first) // 40, 1)
    return Axis(max(first - air, 1), min(last + air, _LAST), left, right)


def starts(step: Step, first: int, last: int) -> Iterator[int]:
    """The days on which units of a step begin, from ``first`` to ``last``."""
    if step.unit == "day":
        # weeks begin on Mondays: day 1 of the calendar was one
        yield from range(first + (1 - first) % step.count, last + 1, step.count)
        return
    months = step.count * (12 if step.unit == "year" else 1)
    day = datetime.date.fromordinal(first)
    at = (day.year * 12 + day.month - 1) // months * months
    while at // 12 <= datetime.MAXYEAR:
        ordinal = datetime.date(at // 12, at % 12 + 1, 1).toordinal() if at >= 12 else 1
        if ordinal > last:
            return
        if ordinal >= first:
            yield ordinal
        at += months


def bins(step: Step, first: int, last: int) -> list[tuple[int, int]]:
    """The units of a step that touch a span, as first and last day."""
    edges = list(starts(step, max(first - int(step.days * 1.1) - 1, 1), min(last + int(step.days * 1.1) + 1, _LAST)))
    return [(a, b - 1) for a, b in zip(edges, [*edges[1:], _LAST], strict=True) if a <= last and b > first]


def _words(day: datetime.date, step: Step, *, new_year: bool) -> str:
    if step.unit == "year":
        return f"{day.year:04d}"
    month = MONTHS[day.month - 1]
    words = month if step.unit == "month" else f"{day.day} {month}"
    return f"{words} {day.year:04d}" if new_year else words
