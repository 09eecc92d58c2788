"""What an article's engagements tell of each other: a meeting inside a stop is at that stop, on its days."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.gazetteer import gazetteer
from dragoman.model import Dates, Place
from dragoman.reading.articles import Piece
from dragoman.reading.assemble import Engagement
from dragoman.reading.dating import compatible
from dragoman.reading.journeys import UNDONE, Journey, JourneyStop

PLACED = frozenset({"meeting", "remarks", "statement", "conference"})


def complete(engagements: Sequence[Engagement], journeys: Sequence[Journey], piece: Piece) -> None:
    """Fill in cities of stops, places and days of meetings, from the stops and the dateline."""
    here = dateline_place(piece)
    for journey in journeys:
        _not_yet(journey, piece.published)
        _name_cities(journey, engagements, here)
    for engagement in engagements:
        if engagement.kind in PLACED:
            _place(engagement, journeys, here, piece.published)
    for engagement in engagements:
        _fallen_with(engagement, journeys)
    gatherings = [e for e in engagements if e.kind == "conference" and e.place is not None and e.place.city]
    for engagement in engagements:
        if engagement.kind == "meeting" and engagement.place is None:
            engagement.place = _abroad(engagement, journeys, gatherings)


def dateline_place(piece: Piece) -> Place | None:
    """The city of the dateline with its country, where it is one that is known."""
    if not piece.dateline_city:
        return None
    for name in (piece.dateline_city, piece.dateline_city.title()):
        for hit in gazetteer().find(name):
            if hit.entry.kind in {"city", "country"} and hit.entry.country:
                return Place(hit.entry.city or hit.entry.country, hit.entry.country) if hit.entry.city else None
    return None


def _not_yet(journey: Journey, day: str | None) -> None:
    """A journey whose first day lies ahead of the article has not begun, in whatever tense it is told."""
    span = journey.span()
    if day is None or span is None or not span.start or len(span.start) < 10 or span.start <= day:
        return
    ahead = [stop for stop in journey.stops if stop.status == "planned" and stop.start]
    if journey.start is None and ahead and not any(stop.start for stop in journey.stops if stop.status == "held"):
        return  # "is in Peru and will fly to Chile on Friday": the day is that of the second leg
    for stop in journey.stops:
        if stop.status == "held":
            stop.status = "planned"


def _name_cities(journey: Journey, engagements: Sequence[Engagement], here: Place | None) -> None:
    """A stop told by its country only takes the city where its meetings were, or that of the dateline."""
    for stop in journey.stops:
        if stop.city is not None:
            continue
        cities = {
            e.place.city
            for e in engagements
            if e.place
            and e.place.city
            and e.place.country == stop.country
            and e.kind != "conference"
            and set(e.actors) & set(journey.travellers)
        }
        if len(cities) == 1:
            stop.city = cities.pop()
        elif not cities and here is not None and here.country == stop.country and stop.status == "held":
            stop.city = here.city


def _place(engagement: Engagement, journeys: Sequence[Journey], here: Place | None, day: str | None) -> None:
    fits = [
        (journey, stop)
        for journey in journeys
        for stop in journey.stops
        if set(engagement.actors) & set(journey.travellers)
        and _is_host(stop, engagement, journey)
        and _together(engagement, journey)
    ]
    if engagement.place is not None:
        fits = [
            (j, s) for j, s in fits if engagement.place.country == s.country and engagement.place.city in (None, s.city)
        ]
    if len(fits) == 1:
        stop = fits[0][1]
        if engagement.place is None or engagement.place.city is None:
            engagement.place = Place(stop.city, stop.country)
        if stop.status == "planned" and engagement.status == "held" and engagement.present:
            engagement.status = "planned"
        told = stop.start is not None and stop.end is not None and len(stop.start) == 10
        if engagement.date is None and told and engagement.kind != "conference":
            engagement.date = Dates(stop.start, stop.end)
        return
    if engagement.kind == "conference":
        _at_stop(engagement, journeys)
    elif engagement.kind == "meeting" and engagement.place is None and here is not None:
        now = _fresh(engagement.date, day) or _current(engagement)
        engagement.place = here if now and _at_home(engagement, journeys, here) else None


def _fallen_with(engagement: Engagement, journeys: Sequence[Journey]) -> None:
    """What was planned for a journey that was put off or called off fell with it."""
    if engagement.status != "planned" or engagement.kind not in {"meeting", "talks"}:
        return
    for journey in journeys:
        near = 0 <= min(engagement.sentences) - journey.sentence <= 2
        if (
            journey.status not in {"cancelled", "postponed"}
            or not near
            or any(s.status == "planned" for s in journey.stops)
        ):
            continue
        told = journey.span() is not None and engagement.date is not None
        theirs = set(engagement.actors) & set(journey.travellers) and _hosted(engagement, journey)
        if theirs and told and compatible(engagement.date, journey.span(), slack=2):
            engagement.status = journey.status


def _hosted(engagement: Engagement, journey: Journey) -> bool:
    return any(_is_host(stop, engagement, journey) for stop in journey.stops)


def _abroad(engagement: Engagement, journeys: Sequence[Journey], gatherings: Sequence[Engagement]) -> Place | None:
    """Where those who met were at the time: the one stop of their journey, or the gathering that they attended.

    ``None`` where a host may have been at home, or where several places fit.
    """
    if engagement.date is None and min(engagement.sentences) > 12:
        return None
    fits: set[Place] = set()
    for journey in journeys:
        if not set(engagement.actors) & set(journey.travellers) or not _together(engagement, journey):
            continue
        going = [stop for stop in journey.stops if (stop.status in UNDONE) == (engagement.status in UNDONE)]
        fits |= {Place(stop.city, stop.country) for stop in going if _at(engagement, stop)}
    for gathering in gatherings:
        same = set(engagement.actors) & set(gathering.actors)
        if same and engagement.date is not None and compatible(engagement.date, gathering.date) and gathering.place:
            fits.add(gathering.place)
    named = {place.country for place in fits}
    if len(named) != 1 or not fits:
        return None
    return max(fits, key=lambda place: place.city or "")


def _at(engagement: Engagement, stop: JourneyStop) -> bool:
    """The stop's days, where they are told, hold the engagement's."""
    if stop.start is None and stop.end is None:
        return True
    return compatible(engagement.date, Dates(stop.start, stop.end or stop.start))


def _at_stop(engagement: Engagement, journeys: Sequence[Journey]) -> None:
    """A gathering without a place of its own is where the one journey of those who attend leads at that time."""
    if engagement.place is not None:
        return
    mine = [j for j in journeys if set(engagement.actors) & set(j.travellers) and _together(engagement, j)]
    if len(mine) == 1 and len(mine[0].stops) == 1 and (mine[0].status in UNDONE) == (engagement.status in UNDONE):
        engagement.place = Place(mine[0].stops[0].city, mine[0].stops[0].country)


def _at_home(engagement: Engagement, journeys: Sequence[Journey], here: Place) -> bool:
    """Somebody of the article's own country takes part who is not told to be away at that time."""
    own = [actor for actor in engagement.actors if actor.country == here.country]
    away = {actor for journey in journeys if _together(engagement, journey) for actor in journey.travellers}
    return bool(own) and not set(own) & away


def _current(engagement: Engagement) -> bool:
    """Without a day of its own, but told at the head of the article, or as what is to come."""
    return engagement.date is None and min(engagement.sentences) <= 3 and not engagement.perfect


def _is_host(stop: JourneyStop, engagement: Engagement, journey: Journey) -> bool:
    """The other side acts for the country of the stop."""
    others = [actor for actor in engagement.actors if actor not in journey.travellers]
    return any(actor.country == stop.country for actor in others)


def _together(engagement: Engagement, journey: Journey) -> bool:
    done = engagement.status in UNDONE
    if done != (journey.status in UNDONE) and done:
        return any(stop.status in UNDONE for stop in journey.stops)
    return compatible(engagement.date, journey.span(), slack=1)


def _fresh(dates: Dates | None, day: str | None) -> bool:
    """The event is news: of the article's day or at most a few days older."""
    if dates is None or day is None or not dates.start or len(dates.start) < 10:
        return False
    return compatible(dates, Dates(day, day), slack=3)
