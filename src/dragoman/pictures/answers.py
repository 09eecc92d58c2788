"""Answers of a record as pictures: what ``.map()`` and ``.timeline()`` give, and the command line draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.merging.types import Engagement
from dragoman.model import Stop
from dragoman.pictures.events import years
from dragoman.pictures.map import visits_map, visits_title, world_map
from dragoman.pictures.picture import Picture
from dragoman.pictures.route import trip_map, trip_title
from dragoman.pictures.timeline import timeline, timeline_title, visits_timeline
from dragoman.pictures.words import DROPPED

if TYPE_CHECKING:
    from dragoman.record.queries_types import Engagements, Trip, Trips, Visits

_ENGAGEMENTS, _TRIPS = ("engagement", "engagements"), ("trip", "trips")


def map_of_trip(trip: Trip) -> Picture:
    """The route of a trip."""
    return Picture(trip_map(trip), trip_title(trip))


def map_of_trips(trips: Trips) -> Picture:
    """How many trips went to each country; stops that are planned or were dropped do not count."""
    whole = [trip.engagement for trip in trips]
    counts = Counter(code for one in whole if one.status not in DROPPED for code in _reached(one.stops))
    return _counted(counts, f"Trips by country{years(whole)}", _TRIPS, _part(len(trips), trips.total, "trips"))


def map_of_engagements(found: Engagements) -> Picture:
    """How many engagements took place in each country, by their place or stops; calls have none."""
    counts: Counter[str] = Counter()
    nowhere = 0
    for one in found:
        if one.status in DROPPED or one.status == "planned":
            continue
        place = one.place.country if one.place else None
        codes = _reached(one.stops) | ({place} if place else set())
        counts.update(codes)
        nowhere += not codes
    told = f"{nowhere} took place in no one country that is told, as calls do." if nowhere else ""
    title = f"Engagements by the country where they took place{years(found)}"
    return _counted(counts, title, _ENGAGEMENTS, told, _part(len(found), found.total, "engagements"))


def map_of_visits(visits: Visits) -> Picture:
    """The countries of a person's visits."""
    return Picture(visits_map(visits), visits_title(visits))


def map_of_counts(counts: dict[str, int], title: str, *notes: str) -> Picture:
    """Engagements by country."""
    return _counted(counts, title, _ENGAGEMENTS, *notes)


def timeline_of(
    engagements: Sequence[Engagement], *notes: str, title: str | None = None, today: str | None = None
) -> Picture:
    """Engagements along a time axis."""
    heading = title or timeline_title(engagements)
    return Picture(timeline(engagements, title=heading, notes=notes, today=today), heading)


def timeline_of_engagements(found: Engagements) -> Picture:
    """An answer's engagements along a time axis."""
    return timeline_of(found.items, _part(len(found), found.total, "engagements"), today=found.today)


def timeline_of_trips(trips: Trips) -> Picture:
    """Trips along a time axis."""
    whole = [trip.engagement for trip in trips]
    return timeline_of(whole, _part(len(trips), trips.total, "trips"), today=trips.today)


def timeline_of_trip(trip: Trip) -> Picture:
    """A trip with all that took place during it."""
    during = [one for leg in trip.legs for one in leg.engagements]
    return timeline_of([trip.engagement, *during, *trip.elsewhere], title=trip_title(trip))


def timeline_of_visits(visits: Visits) -> Picture:
    """A person's visits along a time axis, in a lane for each country."""
    return Picture(visits_timeline(visits), visits_title(visits))


def _reached(stops: Iterable[Stop]) -> set[str]:
    return {stop.country for stop in stops if stop.country and stop.status not in {*DROPPED, "planned"}}


def _counted(counts: dict[str, int], title: str, noun: tuple[str, str], *notes: str) -> Picture:
    return Picture(world_map(counts, title=title, noun=noun, notes=notes), title)


def _part(shown: int, total: int, what: str) -> str:
    return f"{shown} of {total} {what}." if shown < total else ""
