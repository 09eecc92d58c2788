"""Engagements hung under the journey during which they took place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.merging.names import words_of
from dragoman.merging.types import Engagement
from dragoman.merging.views import OFF, first_day, last_day
from dragoman.model import Dates, Party

HANGS = frozenset({"meeting", "talks", "conference", "remarks"})
SLACK = 1
"""A day more or less: an evening here is another calendar day there."""
LONGEST = 60
"""Days after its first to which a journey is looked at."""

Journeys = defaultdict[str, list[tuple[int, str, Engagement]]]
"""The journeys of each traveller, in order of their first day."""


def hang(engagements: Sequence[Engagement]) -> list[Engagement]:
    """The engagements, ``trip`` set where a party was on a journey, in that country, in those days."""
    journeys = journeys_of(engagements)
    return [hung(one, journeys) if one.kind in HANGS else one for one in engagements]


def journeys_of(engagements: Sequence[Engagement]) -> Journeys:
    """The journeys of each traveller."""
    journeys: Journeys = defaultdict(list)
    for trip in engagements:
        first = first_of(trip) if trip.kind == "trip" else None
        if first is not None:
            for name in {name for party in trip.parties for name in names_of(party)}:
                journeys[name].append((first, trip.id, trip))
    for known in journeys.values():
        known.sort(key=lambda one: one[:2])
    return journeys


def first_of(trip: Engagement) -> int | None:
    """The first day of a journey or, where the journey has none, of its stops."""
    days = [exact_days(trip.date), *(exact_days(Dates(stop.start, stop.end)) for stop in trip.stops)]
    return min((found[0] for found in days if found is not None), default=None)


def names_of(party: Party) -> Iterator[str]:
    """What a person is found by: the person's id, and last name with country."""
    if party.person is not None:
        yield party.person.id
    words = words_of(party.name or (party.person.name if party.person else ""))
    if words and party.country:
        yield f"{party.country}:{words[-1]}"


def hung(engagement: Engagement, journeys: Journeys) -> Engagement:
    """The engagement with the journey during which it took place."""
    days = exact_days(engagement.date)
    if days is None:
        return engagement
    fits: list[tuple[int, str]] = []
    for party in engagement.parties:
        lands = _lands(engagement, party)
        for name in names_of(party):
            known = journeys.get(name, [])
            at = bisect_left(known, days[0] - LONGEST, key=lambda one: one[0])
            for first, _, trip in known[at:]:
                if first > days[1] + SLACK:
                    break
                apart = _apart(engagement, days, lands, trip)
                if apart is not None:
                    fits.append((apart, trip.id))
    return msgspec.structs.replace(engagement, trip=min(fits)[1]) if fits else engagement


def _lands(engagement: Engagement, traveller: Party) -> set[str]:
    """Where it took place; where that is not told, a meeting took place with one of its hosts at home."""
    if engagement.place is not None and engagement.place.country:
        return {engagement.place.country}
    if engagement.kind != "meeting":
        return set()
    return {p.country for p in engagement.parties if p.country and p.country != traveller.country}


def exact_days(date: Dates | None) -> tuple[int, int] | None:
    """First and last day of a date, None where it is coarser."""
    start, end = (date.start or date.end, date.end or date.start) if date else (None, None)
    if not start or not end or len(start) < 10 or len(end) < 10:
        return None
    return first_day(start), last_day(end)


def _apart(engagement: Engagement, days: tuple[int, int], lands: set[str], trip: Engagement) -> int | None:
    """Days between the engagement and its stop (0 within, 1 at the edge), None where it fell in none."""
    if trip.status in OFF and engagement.status not in OFF:
        return None
    best: int | None = None
    whole = exact_days(trip.date)
    for stop in trip.stops:
        if stop.country not in lands or (stop.status in OFF and engagement.status not in OFF):
            continue
        stay = exact_days(Dates(stop.start, stop.end)) or whole
        if stay is None:
            continue
        if whole is not None and not (whole[0] - SLACK <= days[0] and days[1] <= whole[1] + SLACK):
            continue
        apart = max(0, stay[0] - days[1], days[0] - stay[1])
        if apart <= SLACK and (best is None or apart < best):
            best = apart
    return best
