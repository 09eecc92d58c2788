"""Itineraries that nobody can have travelled: two places at once, or faster than a jet.

Days of travel are shared by two places, and neighbours (an enclave, a city across the border) are visited from
one another: neither is impossible. The rule of two places needs days alone; that of speed also needs to know
where the cities lie, and leaves out stops in cities that the gazetteer does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from dragoman.knowledge.places import cities
from dragoman.merging.views import OFF, View, first_day, fold_city
from dragoman.merging.votes import keys
from dragoman.model import Conflict, Stop

JET = 1000
"""Kilometres an hour that no traveller of these journeys exceeds."""
NEAR = 150
"""Kilometres between two places that one may visit from each other and be in both for days."""
_FAR = 112.5
"""Degrees of longitude from which a day here is told as another one there."""
_EARTH = 6371.0

Days = tuple[int, int]


def whole_days_shared(one: Days, other: Days) -> int:
    """Days that lie within both stays, the first and last ones left out: travel and day trips share those."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]) - 1)


class _Stay(NamedTuple):
    at: int
    stop: Stop
    days: Days
    where: tuple[float, float] | None


def impossible(stops: Sequence[Stop], views: Sequence[View]) -> list[Conflict]:
    """The stops (in order of travel) that one traveller cannot both have made, each with the reports that tell it."""
    stays = [stay for at, stop in enumerate(stops) if (stay := _stay(at, stop)) is not None]
    odd = {(one.at, other.at): (one, other) for one, other in _odd(stays)}
    return [_conflict(pair, views) for _, pair in sorted(odd.items())]


def _odd(stays: Sequence[_Stay]) -> Iterator[tuple[_Stay, _Stay]]:
    for one, other in combinations(stays, 2):
        apart = one.stop.country != other.stop.country and not _neighbours(one, other)
        if apart and whole_days_shared(one.days, other.days):
            yield one, other
    placed = sorted((stay for stay in stays if stay.where), key=lambda stay: (stay.days, stay.at))
    for first in range(len(placed)):
        for last in range(first + 2, len(placed)):
            if _too_fast(placed[first : last + 1]):
                yield placed[first], placed[last]
                break


def _stay(at: int, stop: Stop) -> _Stay | None:
    if stop.status in OFF or not stop.start or not stop.end or len(stop.start) < 10 or len(stop.end) < 10:
        return None
    return _Stay(
        at, stop, (first_day(stop.start), first_day(stop.end)), _where().get((stop.country, fold_city(stop.city)))
    )


@cache
def _where() -> dict[tuple[str | None, str | None], tuple[float, float]]:
    """Where the cities lie, by country and folded name."""
    return {
        (city.country, fold_city(name)): (city.latitude, city.longitude)
        for city in cities()
        for name in city.surfaces()
    }


def _neighbours(one: _Stay, other: _Stay) -> bool:
    return one.where is not None and other.where is not None and kilometres(one.where, other.where) <= NEAR


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two places (latitude, longitude) on the globe."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    return 2 * _EARTH * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))


def _too_fast(route: Sequence[_Stay]) -> bool:
    """From the first hour of the last day at its start to the last hour of the first day at its end there is less
    time than a jet needs; between far time zones a day more, since the days may be told by either clock. Two
    places alone never are too far apart for that; stays that overlap are another matter.
    """
    places = [stay.where for stay in route if stay.where]
    days = route[-1].days[0] - route[0].days[1] + 1
    turn = abs(places[0][1] - places[-1][1])
    needed = sum(kilometres(a, b) for a, b in pairwise(places)) / JET
    return days > 0 and needed > 24 * (days + (min(turn, 360 - turn) >= _FAR))


def _conflict(pair: tuple[_Stay, _Stay], views: Sequence[View]) -> Conflict:
    return Conflict(
        "stops",
        tuple(f"{stay.stop.city or stay.stop.country} {stay.stop.start} to {stay.stop.end}" for stay in pair),
        tuple(keys(_telling(stay.stop, views)) for stay in pair),
    )


def _telling(stop: Stop, views: Sequence[View]) -> list[View]:
    """The reports that tell of the stop."""
    name = (stop.country, fold_city(stop.city))
    return [view for view in views if name in view.stops] or [view for view in views if view.stops]
