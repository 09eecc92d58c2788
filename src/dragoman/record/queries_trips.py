"""Trips stop by stop, and a person's visits to countries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Party, Stop
from dragoman.record.queries_filters import Question
from dragoman.record.queries_persons import is_person, the_person
from dragoman.record.queries_select import Condition, conditions, page_of, ranked
from dragoman.record.queries_types import Leg, Person, Trip, Trips, Visit, Visits
from dragoman.record.queries_view import Sight, decoded
from dragoman.record.schema import engagement, engagement_party
from dragoman.record.view import days

RULE = "country-visits"
DEFINITION = (
    "A visit is a run of days in one country other than the one the person acts for: stops that were made on"
    " trips, and meetings, talks and conferences held there. Days that follow one another are one visit,"
    " however many cities, meetings and documents tell of them; what was planned, postponed or cancelled does"
    " not count. A stay without exact days joins a visit to that country on the same trip, in the same time or,"
    " where no day is known at all, told by the same document; else it is a visit of its own."
)
_DONE = ("held", "cut_short")
_PRESENT = ("meeting", "talks", "conference")
_EDGE = 1
"""Days by which an engagement may lie outside a stop and belong to it (an evening here is tomorrow there)."""


def trips_of(sight: Sight, asked: Question) -> Trips:
    """A page of trips, each with its stops and what took place there."""
    where = [*conditions(sight, asked), engagement.c.kind == "trip"]
    page = page_of(sight, asked, where)
    during = members(sight, [one.id for one in page.items])
    found = tuple(Trip(one, *by_stop(one, during.get(one.id, ()))) for one in page.items)
    return Trips(found, page.total, page.next, page.today)


def members(sight: Sight, trips: Sequence[str]) -> dict[str, list[Engagement]]:
    """What took place during trips, by the trip's id, in order of day."""
    found: dict[str, list[Engagement]] = {}
    columns = (engagement.c.trip, engagement.c.first_day, engagement.c.id, engagement.c.body)
    for at in range(0, len(trips), 400):
        wanted = sa.select(*columns).where(engagement.c.trip.in_(trips[at : at + 400]))
        rows = sight.view.execute(wanted).all()
        for row in sorted(rows, key=lambda row: (row.first_day or "~", row.id)):
            found.setdefault(row.trip, []).append(decoded(row.body))
    return found


def by_stop(trip: Engagement, during: Sequence[Engagement]) -> tuple[tuple[Leg, ...], tuple[Engagement, ...]]:
    """The stops with what belongs to each, and what belongs to none."""
    at: dict[int, list[Engagement]] = {}
    elsewhere: list[Engagement] = []
    for one in during:
        fits = [
            (*far, number) for number, stop in enumerate(trip.stops) if (far := _apart(one, stop, trip)) is not None
        ]
        if fits:
            at.setdefault(min(fits)[-1], []).append(one)
        else:
            elsewhere.append(one)
    legs = tuple(Leg(stop, tuple(at.get(number, ()))) for number, stop in enumerate(trip.stops))
    return legs, tuple(elsewhere)


def _apart(one: Engagement, stop: Stop, trip: Engagement) -> tuple[bool, int] | None:
    """How badly an engagement fits a stop (another city, days apart); None where it cannot be there."""
    if stop.country not in _lands(one, trip):
        return None
    city = one.place.city if one.place else None
    other_city = bool(city and stop.city and city.casefold() != stop.city.casefold())
    stay, day = days(Dates(stop.start, stop.end)), days(one.date)
    if not stay["first_day"] or not day["first_day"]:
        return other_city, _EDGE
    far = max(_between(stay["last_day"], day["first_day"]), _between(day["last_day"], stay["first_day"]), 0)
    return None if far > _EDGE else (other_city, far)


def _lands(one: Engagement, trip: Engagement) -> set[str]:
    if one.place is not None and one.place.country:
        return {one.place.country}
    own = {party.country for party in trip.parties}
    return {party.country for party in one.parties if party.country and party.country not in own}


def _between(earlier: str, later: str) -> int:
    """Days from one day to another, negative where the second comes first."""
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days


# --- visits --------------------------------------------------------------------------------------


class _Stay(msgspec.Struct, frozen=True):
    """A person's presence in a country; ``exact``: its days are known as days."""

    country: str
    city: str | None
    first: str | None
    last: str | None
    exact: bool
    start: str | None
    end: str | None
    engagement: str
    trip: str | None
    documents: frozenset[str]


class _Run(msgspec.Struct):
    """Stays that make one visit."""

    stays: list[_Stay]

    def first(self) -> str | None:
        """The first day."""
        return min((stay.first for stay in self.stays if stay.first), default=None)

    def last(self) -> str | None:
        """The last day."""
        return max((stay.last for stay in self.stays if stay.last), default=None)


def visits_of(sight: Sight, asked: Question) -> Visits:
    """The visits of one person, counted by country.

    With days in the question those visits count that may touch them.

    Raises:
        QueryError: nobody or several are called so.
    """
    person = the_person(sight.view, asked.who or "")
    home = set(person.countries[:1])
    stays = [stay for one in _held(sight, person) for stay in _stays(one, person) if stay.country not in home]
    runs = [run for country in sorted({stay.country for stay in stays}) for run in _runs(stays, country)]
    visits = [visit for run in runs if _asked(visit := _visit(run), asked)]
    visits.sort(key=lambda one: (one.start or "~", one.country, one.engagements))
    by_country: dict[str, int] = {}
    for visit in visits:
        by_country[visit.country] = by_country.get(visit.country, 0) + 1
    counts = ranked(by_country, named=True)
    return Visits(person, RULE, DEFINITION, len(visits), counts, tuple(visits))


def _asked(visit: Visit, asked: Question) -> bool:
    if asked.country and visit.country != asked.country:
        return False
    span = days(Dates(visit.start, visit.end))
    if asked.first and not (span["last_day"] and span["last_day"] >= asked.first):
        return False
    return not asked.last or bool(span["first_day"] and span["first_day"] <= asked.last)


def _held(sight: Sight, person: Person) -> Iterable[Engagement]:
    theirs: Condition = engagement.c.id.in_(sa.select(engagement_party.c.engagement_id).where(is_person(person)))
    wanted = sa.select(engagement.c.body).where(
        theirs, engagement.c.status.in_(_DONE), engagement.c.kind.in_(("trip", *_PRESENT))
    )
    return [decoded(body) for body in sight.view.execute(wanted.order_by(engagement.c.id)).scalars()]


def _stays(one: Engagement, person: Person) -> Iterable[_Stay]:
    if one.kind == "trip":
        if not any(_is(party, person) and party.part != "host" for party in one.parties):
            return
        for stop in one.stops:
            if stop.status in _DONE and stop.country:
                yield _stay(one, stop.country, stop.city, Dates(stop.start, stop.end), one.id)
    elif one.place is not None and one.place.country:
        yield _stay(one, one.place.country, one.place.city, one.date, one.trip)


def _is(party: Party, person: Person) -> bool:
    from dragoman.record.view import party_words  # noqa: PLC0415

    if party.person is not None:
        return party.person.id in person.ids
    return f" {' '.join(party_words(party))} " in person.wordings


def _stay(one: Engagement, country: str, city: str | None, dates: Dates | None, trip: str | None) -> _Stay:
    """Where the days are not told, those of the whole trip bound them."""
    known = dates is not None and bool(dates.start or dates.end)
    span = days(dates if known else one.date)
    told = dates if known and dates is not None else Dates(None, None)
    start, end = told.start or told.end, told.end or told.start
    exact = bool(start and end and len(start) == 10 and len(end) == 10)
    told_by = frozenset(support.key.partition("/")[0] for support in one.reports)
    return _Stay(country, city, span["first_day"], span["last_day"], exact, start, end, one.id, trip, told_by)


def _runs(stays: Sequence[_Stay], country: str) -> list[_Run]:
    """The visits to one country: stays with days first, then what can only be placed beside them."""
    mine = [stay for stay in stays if stay.country == country]
    runs: list[_Run] = []
    for stay in sorted((one for one in mine if one.exact), key=lambda one: (one.first or "", one.last or "")):
        last = runs[-1].last() if runs else None
        if runs and last and _between(last, stay.first or "") <= 1:
            runs[-1].stays.append(stay)
        else:
            runs.append(_Run([stay]))
    vague = [one for one in mine if not one.exact]
    for stay in sorted(vague, key=lambda one: (one.first or "~", one.last or "~", one.engagement)):
        fits = [run for run in runs if _beside(stay, run)]
        if fits:
            fits[0].stays.append(stay)
        else:
            runs.append(_Run([stay]))
    return runs


def _beside(stay: _Stay, run: _Run) -> bool:
    """Whether a stay whose days are not known may be part of a visit."""
    if stay.trip is not None and any(other.trip == stay.trip for other in run.stays):
        return True
    first, last = run.first(), run.last()
    if stay.first is None or stay.last is None or first is None or last is None:
        return any(stay.documents & other.documents for other in run.stays)
    return stay.first <= last and first <= stay.last


def _visit(run: _Run) -> Visit:
    exact = [stay for stay in run.stays if stay.exact] or [stay for stay in run.stays if stay.start]
    start = min((stay.start for stay in exact if stay.start), default=None)
    end = max((stay.end for stay in exact if stay.end), default=None)
    cities = dict.fromkeys(stay.city for stay in run.stays if stay.city)
    ids = dict.fromkeys(stay.engagement for stay in run.stays)
    return Visit(run.stays[0].country, start, end, tuple(cities), tuple(sorted(ids)))
