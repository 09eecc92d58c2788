"""Trips stop by stop."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Stop
from dragoman.record.days import days
from dragoman.record.queries_filters import Question
from dragoman.record.queries_select import conditions, page_of
from dragoman.record.queries_types import Leg, Trip, Trips
from dragoman.record.queries_view import Sight, decoded
from dragoman.record.schema import engagement

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
