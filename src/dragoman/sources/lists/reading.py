"""Rows of a list made ready for the record: what is odd about them told, journeys chained, one report each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.model import Dates, Document, ListRow, Report, Stop
from dragoman.reading.result import Reading
from dragoman.sources.lists.meetings import met_officials
from dragoman.sources.lists.travellers import traveller

NEXT_DAY = 1
"""Days that may lie between two stays of one journey."""
LONGEST = 60
"""Days from which on a stay is odd."""
_CONFIDENCE = 0.97


def reading(document: Document, rows: Sequence[ListRow]) -> Reading:
    """The list as the record keeps it: every row, and a report for each journey that whole rows make."""
    seen = [_judged(row) for row in rows]
    numbers: dict[int, int] = {}
    reports: list[Report] = []
    for journey in journeys(row for row in seen if _tellable(row)):
        numbers.update(dict.fromkeys((row.number for row in journey), len(reports)))
        reports.append(_report(journey))
    kept = tuple(msgspec.structs.replace(row, report=numbers.get(row.number)) for row in seen)
    return Reading(document, "list", (), tuple(reports), kept)


def journeys(rows: Iterable[ListRow]) -> Iterator[tuple[ListRow, ...]]:
    """Rows of one traveller whose stays are at most a day apart, in order of days; visits home end a journey.

    The rule is the one by which the Office of the Historian's rows were counted as trips elsewhere, too.
    """
    by_traveller: dict[tuple[str, str | None], list[ListRow]] = {}
    for row in rows:
        by_traveller.setdefault((row.name, row.acting_for), []).append(row)
    found = []
    for mine in by_traveller.values():
        journey: list[ListRow] = []
        until = ""
        for row in sorted(mine, key=order):
            if journey and days_between(until, row.start or "") > NEXT_DAY:
                found.append(tuple(journey))
                journey, until = [], ""
            journey.append(row)
            until = max(until, row.end or "")
        found.append(tuple(journey))
    return iter(sorted(found, key=lambda one: order(one[0])))


def order(row: ListRow) -> tuple[str, str, int]:
    """Rows in order of travel: of those of one day the one that the list has first."""
    return (row.start or "~", row.end or "~", row.number)


def days_between(earlier: str, later: str) -> int:
    """Days from one day to another, negative where the second comes first. Raises ValueError for no day."""
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days


def _tellable(row: ListRow) -> bool:
    return bool(row.name and row.start and row.end and row.start <= row.end)


def _judged(row: ListRow) -> ListRow:
    met = met_officials(row.remarks, row.country)
    return msgspec.structs.replace(row, odd=tuple(_oddities(row)), met=met)


def _oddities(row: ListRow) -> Iterator[str]:
    if not row.name:
        yield "nobody is named"
    if not row.start or not row.end:
        yield "its first or last day is missing or no day"
    elif row.start > row.end:
        yield f"it ends ({row.end}) before it begins ({row.start})"
    elif days_between(row.start, row.end) >= LONGEST:
        yield f"it lasts {days_between(row.start, row.end)} days"
    if not row.place:
        yield "no country is named"
    elif row.country is None:
        yield f"no country of today is called {row.place!r}"
    elif row.country == row.acting_for:
        yield "the country is the traveller's own"


def _report(journey: Sequence[ListRow]) -> Report:
    first = journey[0]
    party = traveller(first.name, first.role, first.acting_for, first.start)
    confirmed = tuple(dict.fromkeys(row.evidence for row in journey))
    return Report(
        kind="trip",
        status="held",
        parties=(party,),
        date=Dates(first.start, max(row.end or "" for row in journey)),
        evidence=confirmed,
        stops=tuple(dict.fromkeys(stop for row in journey for stop in stops(row))),
        confidence=_CONFIDENCE,
    )


def stops(row: ListRow) -> Iterator[Stop]:
    """A stop for each city; of several cities of one row only the first day and the last are known."""
    if len(row.cities) < 2:
        yield Stop(row.cities[0] if row.cities else None, row.country, "held", row.start, row.end)
        return
    last = len(row.cities) - 1
    for at, city in enumerate(row.cities):
        yield Stop(city, row.country, "held", row.start if at == 0 else None, row.end if at == last else None)
