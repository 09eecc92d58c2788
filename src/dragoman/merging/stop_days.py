"""The days of one stop as several reports tell them, and which of them cannot both be true.

Most differences are none: a stay told by its working days alone, an arrival of which only the evening before
is missing, a day that is another one at home. What remains: stays that lie apart, and an arrival on a day on
which another report has the traveller there since the day before or longer.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import permutations
from typing import NamedTuple

from dragoman.merging.names import words_of
from dragoman.merging.views import DONE, View, day_text, first_day, fold_city
from dragoman.merging.zones import far_apart, zones_behind

_NEAR = 1
"""Days between two stays that may be told from two time zones or as departure and arrival."""
_ARRIVING = frozenset({"arrived", "landed", "reached", "arriving", "landing", "reaching"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BETWEEN = frozenset({"in", "at", "on", "down", "late", "early", "the", "morning", "afternoon", "evening", "night"}) | {
    *_DAYS
}
_NOT = frozenset({"not", "never", "would", "should", "will", "to", "before", "until", "after", "again", "back"})


class Told(NamedTuple):
    """One report's days of a stop: ``last`` None where the end is not told.

    ``arrival``: its words say that the traveller arrived on the first of them; ``leads``: it is the first day
    of the journey, on which the traveller may only have set out.
    """

    city: str
    first: int
    last: int | None
    arrival: bool
    leads: bool
    view: View


def days_at_odds(views: Sequence[View], origin: dict[int, str]) -> Iterator[list[tuple[str, View]]]:
    """For each stop on whose days reports of different origins contradict each other, what each of them says."""
    by_city: dict[str, list[Told]] = {}
    for view in views:
        cities = [fold_city(stop.city) for stop in view.report.stops]
        for one in _told(view):
            name = fold_city(one.city) or ""
            if cities.count(name) == 1:
                by_city.setdefault(name, []).append(one)
    for _, told in sorted(by_city.items()):
        alike: dict[Hashable, list[Told]] = {}  # many reports tell the same: those are compared once
        for one in told:
            alike.setdefault((*one[1:5], one.view.done, one.view.codes, _land(one)), []).append(one)
        pairs = list(permutations(alike.values(), 2))
        for rule in (_apart, _there_before, _two_arrivals):
            odd = [(a, b) for a, b in pairs if rule(a[0], b[0]) and _independent([*a, *b], origin)]
            if odd:
                sides = {one.view.number: one for pair in odd for group in pair for one in group}
                yield [(_text(one, plain=rule is _apart), one.view) for _, one in sorted(sides.items())]
                break


def _independent(told: Sequence[Told], origin: dict[int, str]) -> bool:
    return len({origin[one.view.number] for one in told}) > 1


def _told(view: View) -> Iterator[Told]:
    leaves = view.report.date.start if view.report.date else None
    for stop in view.report.stops:
        if not stop.city or not stop.start or len(stop.start) < 10:
            continue
        first = first_day(stop.start)
        last = first_day(stop.end) if stop.end and len(stop.end) == 10 else None
        made = view.done and stop.status in DONE
        arrival = made and any(
            arrives(span.quote, stop.city, first, dated=last is None) for span in view.report.evidence
        )
        yield Told(stop.city, first, last, arrival, stop.start == leaves, view)


def arrives(quote: str, city: str, day: int, *, dated: bool) -> bool:
    """Whether the words say that somebody arrived in the city, and on that day.

    With ``dated`` the day need not stand in the words: it is known to be that of an arrival.
    """
    words, name = words_of(quote), words_of(city)
    for at, word in enumerate(words):
        if word not in _ARRIVING or not _NOT.isdisjoint(words[max(0, at - 4) : at]):
            continue
        start = at + 1
        while start < len(words) and words[start] in _BETWEEN:
            start += 1
        if words[start : start + len(name)] == name:
            near = words[at + 1 : start + len(name) + 5]
            called = date.fromordinal(day)
            named = {_DAYS[called.weekday()], str(called.day)}
            others = {*_DAYS} - named
            return others.isdisjoint(near) and (dated or not named.isdisjoint(near))
    return False


def _apart(one: Told, other: Told) -> bool:
    """Whether the first stay is over more than a day before the second begins.

    The day of departure, which a first stop often bears, is another fact.
    """
    if one.leads or other.leads:
        return False
    if one.last is None:
        return other.last is None and other.first - one.first > _NEAR
    return other.first - one.last > _NEAR


def _there_before(stay: Told, come: Told) -> bool:
    """Whether the one has the traveller on a stay at a place on whose second day or later the other has him come.

    A stay of several days is told by the calendar of the place; the day of an arrival may be that at home, which
    makes it too late by one where home lies far east.
    """
    if not come.arrival or stay.arrival or stay.leads or not stay.view.done:
        return False
    if stay.last is None or not stay.first < come.first <= stay.last:
        return False
    return not zones_behind(come.view.codes, _land(come))


def _two_arrivals(one: Told, other: Told) -> bool:
    """Whether both tell the arrival, on days that no difference of time zones explains."""
    if not (one.arrival and other.arrival):
        return False
    lands = {land for land in (_land(one), _land(other)) if land}
    far = far_apart(one.view.codes | other.view.codes | lands)
    return abs(one.first - other.first) > (1 if far or not lands else 0)


def _land(told: Told) -> str | None:
    return next((stop.country for stop in told.view.report.stops if stop.city == told.city), None)


def _text(told: Told, *, plain: bool) -> str:
    if plain:
        return f"{told.city} {day_text(told.first)}"
    return f"{told.city}, {'arrived' if told.arrival else 'from'} {day_text(told.first)}"
