"""A report made comparable: days as numbers, parties as actors, folded places. Made once for each report."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from dragoman.knowledge.countries import country
from dragoman.merging.actors import Actor, actor_of
from dragoman.merging.names import words_of
from dragoman.merging.types import SourceReport
from dragoman.merging.wording import telling_words
from dragoman.model import Dates, Place, Report

SPOKEN = frozenset({"call", "meeting", "talks"})
DONE = frozenset({"held", "cut_short"})
OFF = frozenset({"cancelled", "postponed", "declined"})
MANY = 10
"""A meeting of so many is a gathering of its own, whatever it is called."""
LONG = {"spoken": 3, "trip": 45, "conference": 21, "remarks": 2, "statement": 2, "appointment": 2}
"""The most days that a date of each family may span and still say the day of the event."""


@lru_cache(maxsize=65536)
def first_day(words: str) -> int:
    """The first day of "2023", "2023-11" or "2023-11-09" as a number (proleptic ordinal).

    Raises ValueError for anything else.
    """
    return date.fromisoformat(words + "-01-01"[len(words) - 4 :] if len(words) < 10 else words).toordinal()


@lru_cache(maxsize=65536)
def last_day(words: str) -> int:
    """The last day of "2023", "2023-11" or "2023-11-09" as a number."""
    if len(words) == 10:
        return first_day(words)
    if len(words) == 4:
        return date(int(words), 12, 31).toordinal()
    month = date.fromisoformat(words + "-28") + timedelta(days=4)
    return month.toordinal() - month.day


def day_text(day: int) -> str:
    """A number of a day as ISO text."""
    return date.fromordinal(day).isoformat()


class View:
    """What merging compares of one report.

    ``lo`` and ``hi`` bound the event's days, None where undated; ``exact``: it tells the day (or the days of
    a stay); ``open``: the end of the stay is not told. ``published`` is a day's number; ``page`` what stands
    before the slash of the key; ``number`` the report's place in the order of all;
    ``by_place``: a gathering is named for its place alone.
    """

    __slots__ = (
        "actors",
        "by_place",
        "city",
        "codes",
        "country",
        "exact",
        "family",
        "hi",
        "key",
        "kind",
        "lo",
        "number",
        "open",
        "origin",
        "page",
        "published",
        "report",
        "source",
        "status",
        "stops",
        "telling",
        "topics",
    )

    def __init__(self, source: SourceReport, number: int = 0) -> None:
        report = source.report
        self.number = number
        self.source, self.report, self.key = source, report, source.key
        self.page = source.key.rpartition("/")[0] or source.key
        self.kind, self.status = report.kind, report.status
        self.family = "spoken" if report.kind in SPOKEN else report.kind
        self.actors: tuple[Actor, ...] = tuple(actor_of(party) for party in report.parties)
        self.codes = frozenset(actor.country for actor in self.actors if actor.country)
        self.published = None if not source.published else last_day(source.published[:10])
        self.lo, self.hi, self.exact, self.open = _bounds(report, LONG[self.family])
        self.city, self.country = _folded(report.place)
        self.stops = tuple((stop.country, fold_city(stop.city)) for stop in report.stops)
        self.topics = frozenset(report.topics)
        self.telling = telling_words(report.name)
        self.by_place = bool(self.telling) and self.telling <= place_words(self.city, self.country)
        self.origin = source.origin or source.publisher or source.document

    @property
    def done(self) -> bool:
        return self.status in DONE

    @property
    def off(self) -> bool:
        return self.status in OFF


def reach(view: View) -> int:
    """The last day that a report's event may still go on; a stay without a told end goes on for ten days."""
    return (view.hi or 0) + (10 if view.open else 0)


def at_home(land: str | None, city: str | None, homes: frozenset[str]) -> bool:
    """Whether a stop (its city folded) is the traveller's own seat of government, or the own country at large."""
    known = country(land) if land and land in homes else None
    return known is not None and (city is None or city == fold_city(known.capital))


@lru_cache(maxsize=65536)
def fold_city(city: str | None) -> str | None:
    """A city's name in plain lower-case letters, to compare it."""
    return " ".join(words_of(city)) or None if city else None


@lru_cache(maxsize=65536)
def place_words(city: str | None, code: str | None) -> frozenset[str]:
    """The words by which a gathering is named for its place: those of the (folded) city and of the country."""
    known = country(code) if code else None
    names = (known.name, *known.names, *known.demonyms) if known else ()
    return frozenset(word for name in (city or "", *names) for word in words_of(name))


def _folded(place: Place | None) -> tuple[str | None, str | None]:
    return (None, None) if place is None else (fold_city(place.city), place.country)


def _bounds(report: Report, long: int) -> tuple[int | None, int | None, bool, bool]:
    dates = report.date
    if dates is None or not (dates.start or dates.end):
        dates = _of_stops(report) if report.kind == "trip" else None
    if dates is None:
        return None, None, False, False
    start, end = dates.start or dates.end or "", dates.end or dates.start or ""
    lo, hi = first_day(start), last_day(end)
    if hi < lo:
        lo, hi = first_day(end), last_day(start)
    exact = len(start) == 10 and len(end) == 10 and hi - lo <= long
    return lo, hi, exact, dates.end is None and report.kind == "trip"


def _of_stops(report: Report) -> Dates | None:
    starts = [day for stop in report.stops if (day := stop.start or stop.end)]
    ends = [day for stop in report.stops if (day := stop.end or stop.start)]
    return Dates(min(starts, key=first_day), max(ends, key=last_day)) if starts else None
