"""Fields on which independent reports of the same state of knowledge disagree.

A coarser wording is no conflict, neither is a change over time, nor one event's two days in far zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.merging.history import State, statuses
from dragoman.merging.stop_days import days_at_odds
from dragoman.merging.views import DONE, OFF, View, day_text, fold_city
from dragoman.merging.votes import keys, votes
from dragoman.merging.zones import far_apart
from dragoman.model import Conflict, Stop

_Given = list[tuple[str, View]]


def conflicts_of(views: Sequence[View], state: State, origin: dict[int, str]) -> tuple[Conflict, ...]:
    """The conflicts of an engagement, by field; values in order of how many origins give them."""
    current = [view for view in state.current if view.published is not None or view.done] or state.current
    found = [_status(state, origin), _date(current, origin), _place(current, origin), _kind(current, origin)]
    if views[0].family == "trip":
        found += _of_stops(_with_ends(current, state), origin)
    found += _told_by_pages(views, {one.field for one in found if one})
    return tuple(sorted((one for one in found if one), key=lambda one: (one.field, one.values)))


def _conflict(field: str, given: Sequence[tuple[str, View]], origin: dict[int, str]) -> Conflict | None:
    """A conflict where two values come from different origins, else None."""
    ranked = votes(given, origin)
    if len(ranked) < 2 or len({origin[view.number] for _, view in given}) < 2:
        return None
    return Conflict(field, tuple(value for value, _ in ranked), tuple(keys(found) for _, found in ranked))


def _status(state: State, origin: dict[int, str]) -> Conflict | None:
    """Held and off at once, or two ways of being off in one day's news; what later news says is a change."""
    told = statuses(state.current)
    given = [(told[view.number], view) for view in state.current]
    if not state.disputed:
        given = [(status, view) for status, view in given if status == view.status and view.off]
        if len({view.published for _, view in given}) != 1:
            return None
    return _conflict("status", given, origin)


def _date(views: Sequence[View], origin: dict[int, str]) -> Conflict | None:
    if not views or views[0].family in {"trip", "conference"}:
        return None
    single = [view for view in views if view.exact and view.lo == view.hi and view.lo is not None]
    days = sorted({view.lo for view in single if view.lo is not None})
    codes = frozenset(code for view in single for code in view.codes)
    if len(days) < 2 or (days[-1] - days[0] == 1 and far_apart(codes)):
        return None
    if any(view.exact and (view.lo or 0) <= days[0] and days[-1] <= (view.hi or 0) for view in views):
        return None  # a stay of several days, told by its days
    return _conflict("date", [(day_text(view.lo or 1), view) for view in single], origin)


def _place(views: Sequence[View], origin: dict[int, str]) -> Conflict | None:
    placed = [view for view in views if view.kind not in {"call", "trip"} and (view.city or view.country)]
    cities = [view for view in placed if view.city]
    if len({view.city for view in cities}) > 1:
        return _conflict("place", [(_place_text(view, cities), view) for view in cities], origin)
    if len({view.country for view in placed if view.country}) > 1:
        return _conflict("place", [(_place_text(view, placed), view) for view in placed if view.country], origin)
    return None


def _place_text(view: View, views: Iterable[View]) -> str:
    """City and country: the city in the spelling that comes first, the country from others if need be."""
    alike = [other.report.place for other in views if other.city == view.city and other.report.place]
    city = min((place.city for place in alike if place.city), default=None)
    land = view.country or min((place.country for place in alike if place.country), default=None)
    return ", ".join(filter(None, (city, land)))


def _kind(views: Sequence[View], origin: dict[int, str]) -> Conflict | None:
    told = [view for view in views if view.kind in {"call", "meeting"}]
    return _conflict("kind", [(view.kind, view) for view in told], origin)


def _with_ends(current: Sequence[View], state: State) -> list[View]:
    """The reports that speak, and those without a day which say that a part came to nothing: no stale plans."""
    known = {view.number for view in current}
    return [view for view in state.current if view.number in known or view.off]


def _of_stops(views: Sequence[View], origin: dict[int, str]) -> list[Conflict | None]:
    """A stop made by one and dropped by another, two full tellings that differ, other days of a stop."""
    shown = _shown(views)
    given: dict[str, _Given] = {}
    for view in views:
        for stop in view.report.stops:
            if stop.status in DONE or stop.status in OFF:
                name = _stop_name(stop, shown)
                status = "held" if stop.status in DONE else stop.status
                given.setdefault(name, []).append((f"{name} {status}", view))
    found = [_conflict("stops", told, origin) for _, told in sorted(given.items())]
    return [
        *found,
        *_lengths(views, origin),
        *(_conflict("stops", told, origin) for told in days_at_odds(views, origin)),
    ]


def _shown(views: Sequence[View]) -> dict[str, dict[str, str]]:
    """By country the cities where the journey stops, folded, in the spelling that comes first."""
    found: dict[str, dict[str, str]] = {}
    named = {(stop.country or "", stop.city) for view in views for stop in view.report.stops if stop.city}
    for land, city in sorted(named):
        found.setdefault(land, {}).setdefault(fold_city(city) or "", city)
    return found


def _stop_name(stop: Stop, shown: dict[str, dict[str, str]]) -> str:
    """The city; of a stop told by its country alone, the one city there if there is but one."""
    cities = shown.get(stop.country or "", {})
    if stop.city:
        return cities.get(fold_city(stop.city) or "", stop.city)
    return next(iter(cities.values())) if len(cities) == 1 else stop.country or "?"


def _lengths(views: Sequence[View], origin: dict[int, str]) -> list[Conflict | None]:
    full = [view for view in views if view.exact and not view.open and len(view.stops) > 1]
    spans: dict[tuple[int | None, int | None], list[View]] = {}
    for view in full:
        spans.setdefault((view.lo, view.hi), []).append(view)
    found = []
    for _, told in sorted(spans.items(), key=lambda one: repr(one[0])):
        lands = {frozenset(land for land, _ in view.stops) for view in told}
        # a list that another contains is shorter, not contrary
        if any(not a <= b and not b <= a for a in lands for b in lands):
            given = [
                (
                    f"{len(view.stops)} stops: " + ", ".join(s.city or s.country or "?" for s in view.report.stops),
                    view,
                )
                for view in told
            ]
            found.append(_conflict("stops", given, origin))
    return found


def _told_by_pages(views: Sequence[View], known: set[str]) -> list[Conflict]:
    """Conflicts that the reader found between articles of one page, where the reports at large show none."""
    found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for view in views:
        for one in view.report.conflicts:
            if one.field not in known and one.field != "status":
                found.setdefault((one.field, tuple(sorted(one.values))), set()).add(view.key)
    return [
        Conflict(field, values, tuple(tuple(sorted(by)) for _ in values))
        for (field, values), by in sorted(found.items())
    ]
