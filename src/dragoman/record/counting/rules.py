"""The counting rules: named, each with its definition. Pure: a person's stays in, what one counts out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

NEXT_DAY = 1
"""Days from one stay to the next within one visit or one journey."""

DEFINITIONS = {
    "rows": (
        "A row is one stay as a list or a report tells it: these days in this country. Rows that agree in days,"
        " country, cities and remarks are one; nothing else is joined."
    ),
    "country-visits": (
        "A visit is a run of days in one country other than the one the person acts for: stops that were made on"
        " trips, and meetings, talks and conferences held there. Days that follow one another are one visit,"
        " however many cities, meetings and documents tell of them, unless a list has a stay elsewhere between"
        " them; what was planned, postponed or cancelled does not count. A stay without exact days joins a visit"
        " to that country on the same trip, in the same time or, where no day is known at all, told by the same"
        " document; else it is a visit of its own."
    ),
    "countries": (
        "A country counts once, however often it was visited. Territories count with the government that the"
        " record files them under (the West Bank with the Palestinian Authority)."
    ),
    "trips": (
        "A trip is a journey abroad: stays that share a day or follow from one day to the next, and stays that"
        " documents tell of one journey. A trip counts for each country that it touched, once in the total."
    ),
    "city-stops": (
        "A city stop is a city of a row (see rows); a row that names none counts as one stop, two cities of one"
        " row as two."
    ),
    "days": (
        "A day counts when any part of it was spent in the country. A day in two countries counts for each of"
        " them and once in the total; stays without exact days count no day."
    ),
    "bilateral": (
        "A bilateral visit is a visit (see country-visits) during which a meeting with an official of that"
        " country is told: met, was received, held talks or consultations."
    ),
}
"""Every rule with what it counts, in the order in which they are listed."""
UNITS = {
    "rows": ("row", "rows"),
    "country-visits": ("visit", "visits"),
    "countries": ("country", "countries"),
    "trips": ("trip", "trips"),
    "city-stops": ("city stop", "city stops"),
    "days": ("day", "days"),
    "bilateral": ("bilateral visit", "bilateral visits"),
}
"""What each counting rule counts, one and several."""
DEFAULT = "country-visits"


class Stay(msgspec.Struct, frozen=True):
    """A person's presence in a country as one source tells it.

    ``first`` and ``last`` are the full days that ``start`` and ``end`` can mean (those of the journey where
    the stay's own are not told); ``exact``: both are told as days. ``source`` is the list's row
    ("list.xml#12") or the engagement's id; ``place`` are the list's own words for the country. ``number`` orders
    rows of one list, None for reports. ``met``: a meeting with an official of that country is told.
    """

    country: str
    place: str
    cities: tuple[str, ...]
    start: str | None
    end: str | None
    first: str | None
    last: str | None
    exact: bool
    source: str
    trip: str | None
    documents: frozenset[str]
    number: int | None = None
    met: bool = False
    words: str = ""


class Counted(msgspec.Struct, frozen=True):
    """One of what a rule counts: the stays behind it, its countries (the first where it began) and days."""

    countries: tuple[str, ...]
    start: str | None
    end: str | None
    stays: tuple[Stay, ...]


def counted(rule: str, stays: Iterable[Stay]) -> list[Counted]:
    """What ``rule`` counts among one person's stays, in order of days. Raises KeyError for no rule."""
    told = sorted(stays, key=_order)
    found = _RULES[rule](told)
    return sorted(found, key=lambda one: (one.start or "~", one.countries, one.stays[0].source))


def total(rule: str, found: Sequence[Counted]) -> int:
    """How many there are in all: days are counted once, whatever countries they were spent in."""
    return len({one.start for one in found}) if rule == "days" else len(found)


def gap(earlier: str, later: str) -> int:
    """Days from one day to another, negative where the second comes first."""
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days


def _order(stay: Stay) -> tuple[str, str, int, str]:
    return (stay.first or "~", stay.last or "~", stay.number or 0, stay.source)


def _one(stays: Sequence[Stay]) -> Counted:
    exact = [stay for stay in stays if stay.exact] or [stay for stay in stays if stay.start]
    start = min((stay.start for stay in exact if stay.start), default=None)
    end = max((stay.end for stay in exact if stay.end), default=None)
    return Counted(tuple(dict.fromkeys(stay.country for stay in stays)), start, end, tuple(stays))


def _rows(stays: Sequence[Stay]) -> list[Counted]:
    alike: dict[tuple[object, ...], list[Stay]] = {}
    for stay in stays:
        cities = tuple(sorted(city.casefold() for city in stay.cities))
        told = (stay.country, cities, stay.start, stay.end, stay.words if stay.number is not None else stay.source)
        alike.setdefault(told, []).append(stay)
    return [_one(same) for same in alike.values()]


def _countries(stays: Sequence[Stay]) -> list[Counted]:
    by_country: dict[str, list[Stay]] = {}
    for stay in stays:
        by_country.setdefault(stay.country, []).append(stay)
    return [_one(mine) for mine in by_country.values()]


def _city_stops(stays: Sequence[Stay]) -> list[Counted]:
    found = []
    for row in _rows(stays):
        cities = row.stays[0].cities or ("",)
        found += [msgspec.structs.replace(row, stays=tuple(_only(stay, city) for stay in row.stays)) for city in cities]
    return found


def _only(stay: Stay, city: str) -> Stay:
    return msgspec.structs.replace(stay, cities=(city,) if city else ())


def _days(stays: Sequence[Stay]) -> list[Counted]:
    spent: dict[tuple[str, str], list[Stay]] = {}
    for stay in stays:
        for day in _each_day(stay):
            spent.setdefault((day, stay.country), []).append(stay)
    return [Counted((country,), day, day, tuple(mine)) for (day, country), mine in spent.items()]


def _each_day(stay: Stay) -> Iterator[str]:
    if not (stay.exact and stay.first and stay.last):
        return
    first = datetime.date.fromisoformat(stay.first)
    for number in range(gap(stay.first, stay.last) + 1):
        yield (first + datetime.timedelta(days=number)).isoformat()


def _bilateral(stays: Sequence[Stay]) -> list[Counted]:
    return [one for one in _country_visits(stays) if any(stay.met for stay in one.stays)]


# --- runs of days --------------------------------------------------------------------------------


def _trips(stays: Sequence[Stay]) -> list[Counted]:
    runs: list[list[Stay]] = []
    until: str | None = None
    for stay in (one for one in stays if one.exact):
        if runs and until and gap(until, stay.first or "") <= NEXT_DAY:
            runs[-1].append(stay)
            until = max(until, stay.last or "")
        else:
            runs.append([stay])
            until = stay.last
    return [_one(run) for run in _with_vague(_joined_by_trip(runs), stays)]


def _joined_by_trip(runs: Sequence[list[Stay]]) -> list[list[Stay]]:
    """Runs that documents tell of one journey are one, also with days between them that nothing is told of."""
    found: list[list[Stay]] = []
    for run in runs:
        trips = {stay.trip for stay in run if stay.trip}
        last = found[-1] if found else []
        if trips & {stay.trip for stay in last if stay.trip}:
            last.extend(run)
        else:
            found.append(list(run))
    return found


def _country_visits(stays: Sequence[Stay]) -> list[Counted]:
    found: list[Counted] = []
    for country in sorted({stay.country for stay in stays}):
        mine = [stay for stay in stays if stay.country == country]
        found += [_one(run) for run in _with_vague(_runs(mine, stays), mine)]
    return found


def _runs(mine: Sequence[Stay], everywhere: Sequence[Stay]) -> list[list[Stay]]:
    runs: list[list[Stay]] = []
    until: str | None = None
    for stay in (one for one in mine if one.exact):
        if runs and until and gap(until, stay.first or "") <= NEXT_DAY and not _left(runs[-1], stay, everywhere):
            runs[-1].append(stay)
            until = max(until, stay.last or "")
        else:
            runs.append([stay])
            until = stay.last
    return runs


def _left(run: Sequence[Stay], stay: Stay, everywhere: Sequence[Stay]) -> bool:
    """Whether a list puts a stay elsewhere between the last of a run and ``stay``; reports have no such order."""
    last = run[-1]
    if last.number is None or stay.number is None or _list_of(last) != _list_of(stay):
        return False
    return any(
        other.country != stay.country
        and other.number is not None
        and _list_of(other) == _list_of(stay)
        and _order(last) < _order(other) < _order(stay)
        and (other.first or "") >= (last.last or "")
        for other in everywhere
    )


def _list_of(stay: Stay) -> str:
    return stay.source.rpartition("#")[0]


def _with_vague(runs: list[list[Stay]], stays: Sequence[Stay]) -> list[list[Stay]]:
    """The runs with the stays whose days are not exact: each beside what it may be part of, else alone."""
    vague = [stay for stay in stays if not stay.exact]
    for stay in sorted(vague, key=lambda one: (one.first or "~", one.last or "~", one.source)):
        fits = next((run for run in runs if _beside(stay, run)), None)
        if fits is None:
            runs.append([stay])
        else:
            fits.append(stay)
    return runs


def _beside(stay: Stay, run: Sequence[Stay]) -> bool:
    """Whether a stay whose days are not known may be part of a run."""
    if stay.trip is not None and any(other.trip == stay.trip for other in run):
        return True
    first = min((other.first for other in run if other.first), default=None)
    last = max((other.last for other in run if other.last), default=None)
    if stay.first is None or stay.last is None or first is None or last is None:
        return any(stay.documents & other.documents for other in run)
    return stay.first <= last and first <= stay.last


_RULES: dict[str, Callable[[Sequence[Stay]], list[Counted]]] = {
    "rows": _rows,
    "country-visits": _country_visits,
    "countries": _countries,
    "trips": _trips,
    "city-stops": _city_stops,
    "days": _days,
    "bilateral": _bilateral,
}
