"""The stops of one journey from all its reports, in order of travel; dropped ones keep their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.merging.views import OFF, View, first_day, fold_city, last_day
from dragoman.model import Status, Stop

_Told = tuple[Stop, View, int]  # the stop, its report, its place in the report's list
_Visit = list[_Told]


def chain(views: Sequence[View], status: Status) -> tuple[Stop, ...]:
    """The stops that ``views`` tell of; ``status`` is that of the whole journey."""
    first = views[0].report.stops
    if all(view.report.stops == first for view in views):
        return tuple(_settled(stop, status) for stop in first)
    visits = _visits([(_dated(stop, view), view, at) for view in views for at, stop in enumerate(view.report.stops)])
    made = [_stop(visit, status) for visit in visits]
    return tuple(made[at] for at in _in_order(visits, made))


def _dated(stop: Stop, view: View) -> Stop:
    """The one stop of a report, with the report's days where it has none: they are the days of the stay."""
    date = view.report.date
    if date is None or len(view.report.stops) > 1 or stop.start or stop.end or stop.status in OFF:
        return stop
    return Stop(stop.city, stop.country, stop.status, date.start, date.end) if view.exact else stop


def _settled(stop: Stop, status: Status) -> Stop:
    if stop.status == "planned" and status in OFF:
        return Stop(stop.city, stop.country, status, stop.start, stop.end)
    return stop


def _visits(told: list[_Told]) -> list[_Visit]:
    """One list for each visit; a city that one report has twice is visited twice."""
    by_city: defaultdict[tuple[str, str], list[_Told]] = defaultdict(list)
    vague: list[_Told] = []
    for one in sorted(told, key=lambda one: (one[1].number, one[2])):
        city = fold_city(one[0].city)
        if city:
            by_city[city, ""].append(one)
        elif one[0].country:
            vague.append(one)
    found = [visit for _, group in sorted(by_city.items()) for visit in _split(group)]
    rest: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in vague:
        fits = [visit for visit in found if any(stop.country == one[0].country for stop, _, _ in visit)]
        if fits:
            _nearest(one, fits).append(one)
        else:
            rest[one[0].country or ""].append(one)
    return found + [visit for _, group in sorted(rest.items()) for visit in _split(group)]


def _split(group: list[_Told]) -> list[_Visit]:
    by_report: defaultdict[int, list[_Told]] = defaultdict(list)
    for one in group:
        by_report[one[1].number].append(one)
    fullest = max(by_report.values(), key=lambda told: (len(told), -told[0][1].number))
    visits: list[_Visit] = [[one] for one in fullest]
    for number, told in sorted(by_report.items()):
        if number == fullest[0][1].number:
            continue
        left = list(visits)
        for one in told:
            visit = _nearest(one, left)
            visit.append(one)
            left = [other for other in left if other is not visit]
    return visits


def _nearest(one: _Told, visits: Sequence[_Visit]) -> _Visit:
    """The visit whose days are nearest; of equal ones the first."""
    return min(visits, key=lambda visit: _apart(one[0], visit[0][0]))


def _apart(one: Stop, other: Stop) -> int:
    a, b = one.start or one.end, other.start or other.end
    return abs(first_day(a) - first_day(b)) if a and b else 1


def _stop(visit: _Visit, journey: Status) -> Stop:
    cities = [stop.city for stop, _, _ in visit if stop.city]
    lands = [stop.country for stop, _, _ in visit if stop.country]
    status = _status(visit)
    if status == "planned" and journey in OFF:
        status = journey
    speaking = [stop for stop, _, _ in visit if stop.status == status] or [stop for stop, _, _ in visit]
    return Stop(
        city=min(cities, key=lambda c: (-cities.count(c), c)) if cities else None,
        country=min(lands, key=lambda c: (-lands.count(c), c)) if lands else None,
        status=status,
        start=_day([s.start for s in speaking]) or _day([s.start for s, _, _ in visit]),
        end=_day([s.end for s in speaking]) or _day([s.end for s, _, _ in visit]),
    )


def _day(days: Sequence[str | None]) -> str | None:
    known = [day for day in days if day]
    return min(known, key=lambda d: (-len(d), -known.count(d), d)) if known else None


def _status(visit: _Visit) -> Status:
    """What holds of a stop: what was made stays made, a plan gives way to any news."""

    def order(one: _Told) -> tuple[bool, int, int]:
        stop, view, at = one
        day = view.published or 0
        late = stop.status in {"held", "cut_short"} or view.done
        late = late or bool(stop.start and view.published and view.published >= last_day(stop.start))
        return late and stop.status != "planned", day, at

    return max(visit, key=order)[0].status


def _in_order(visits: Sequence[_Visit], made: Sequence[Stop]) -> list[int]:
    """The visits in order of travel: by the order that reports list them in and by their days."""
    place = [sum(at / max(1, len(view.stops)) for _, view, at in visit) / len(visit) for visit in visits]
    before = {
        (a, b)
        for a in range(len(visits))
        for b in range(len(visits))
        if a != b and _precedes(visits[a], visits[b], made[a], made[b]) > 0
    }
    left, order = set(range(len(visits))), []
    while left:
        free = [at for at in left if not any((other, at) in before for other in left)] or list(left)
        best = min(free, key=lambda at: (_first(made[at]), place[at], made[at].country or "", made[at].city or ""))
        order.append(best)
        left.remove(best)
    return order


def _first(stop: Stop) -> int:
    return first_day(stop.start) if stop.start else last_day(stop.end) if stop.end else 9_999_999


def _precedes(one: _Visit, other: _Visit, a: Stop, b: Stop) -> int:
    count = 0
    if a.start and b.start and len(a.start) == len(b.start) == 10 and a.start != b.start:
        count += 4 if a.start < b.start else -4
    at = {view.number: place for _, view, place in other}
    for _, view, place in one:
        if view.number in at:
            count += 1 if place < at[view.number] else -1
    return count
