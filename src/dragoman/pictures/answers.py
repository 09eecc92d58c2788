"""Answers of a record as pictures: what ``.map()`` and ``.timeline()`` give, and the command line draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dragoman.merging.types import Engagement
from dragoman.model import Stop
from dragoman.pictures.events import years
from dragoman.pictures.map import visits_map, visits_title, world_map
from dragoman.pictures.picture import Picture
from dragoman.pictures.route import trip_map, trip_title
from dragoman.pictures.timeline import timeline, timeline_title, visits_timeline
from dragoman.pictures.words import DROPPED
from dragoman.record.queries_types import Counts, Engagements, Trip, Trips, Visits

_ENGAGEMENTS, _TRIPS = ("engagement", "engagements"), ("trip", "trips")


def map_of(answer: object) -> Picture:
    """The map of an answer: trip, trips, engagements or visits. Raises TypeError for any other."""
    if isinstance(answer, Trip):
        return Picture(trip_map(answer), trip_title(answer))
    if isinstance(answer, Visits):
        return Picture(visits_map(answer), visits_title(answer))
    if isinstance(answer, Trips):
        return _map_of_trips(answer)
    if isinstance(answer, Engagements):
        return _map_of_engagements(answer)
    raise TypeError(f"there is no map of {type(answer).__name__}")


def timeline_of(answer: object, title: str | None = None) -> Picture:
    """The timeline of an answer: trip, trips, engagements or visits. Raises TypeError for any other."""
    if isinstance(answer, Trip):
        during = [one for leg in answer.legs for one in leg.engagements]
        return _timeline([answer.engagement, *during, *answer.elsewhere], title or trip_title(answer))
    if isinstance(answer, Visits):
        return Picture(visits_timeline(answer), visits_title(answer))
    if isinstance(answer, Trips):
        whole = [trip.engagement for trip in answer]
        return _timeline(whole, title, _part(len(answer), answer.total, "trips"), today=answer.today)
    if isinstance(answer, Engagements):
        return _timeline(answer.items, title, _part(len(answer), answer.total, "engagements"), today=answer.today)
    raise TypeError(f"there is no timeline of {type(answer).__name__}")


def map_of_counts(counts: Counts, title: str, *, but: str | None = None) -> Picture:
    """How many engagements each country has, ``but`` one."""
    return _counted({one.key: one.count for one in counts.items if one.key != but}, title, _ENGAGEMENTS)


def _map_of_trips(trips: Trips) -> Picture:
    """How many trips went to each country; stops that are planned or were dropped do not count."""
    whole = [trip.engagement for trip in trips]
    counts = Counter(code for one in whole if one.status not in DROPPED for code in _reached(one.stops))
    return _counted(counts, f"Trips by country{years(whole)}", _TRIPS, _part(len(trips), trips.total, "trips"))


def _map_of_engagements(found: Engagements) -> Picture:
    """How many engagements took place in each country, by their place or stops; calls have none."""
    counts: Counter[str] = Counter()
    nowhere = 0
    for one in found:
        if one.status not in DROPPED and one.status != "planned":
            codes = _reached(one.stops) | ({one.place.country} if one.place and one.place.country else set())
            counts.update(codes)
            nowhere += not codes
    told = f"{nowhere} more took place in no country that is told, as calls do." if nowhere else ""
    title = f"Engagements by the country where they took place{years(found)}"
    return _counted(counts, title, _ENGAGEMENTS, told, _part(len(found), found.total, "engagements"))


def _timeline(engagements: Sequence[Engagement], title: str | None, *notes: str, today: str | None = None) -> Picture:
    heading = title or timeline_title(engagements)
    return Picture(timeline(engagements, title=heading, notes=notes, today=today), heading)


def _reached(stops: Iterable[Stop]) -> set[str]:
    return {stop.country for stop in stops if stop.country and stop.status not in {*DROPPED, "planned"}}


def _counted(counts: Mapping[str, int], title: str, noun: tuple[str, str], *notes: str) -> Picture:
    return Picture(world_map(counts, title=title, noun=noun, notes=notes), title)


def _part(shown: int, total: int, what: str) -> str:
    return f"{shown} of {total} {what}." if shown < total else ""
