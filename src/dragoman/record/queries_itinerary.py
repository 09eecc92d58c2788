"""A journey as it was planned beside what came of it: what each report says of each stop, and what changed when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.merging.steps import Step, steps
from dragoman.merging.types import Engagement, Support
from dragoman.model import Evidence, Report, Stop
from dragoman.record.queries_filters import MissingError, Question
from dragoman.record.queries_pages import engagement_page
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import EngagementPage
from dragoman.record.queries_view import Sight
from dragoman.record.schema import report

_REPORT = msgspec.json.Decoder(Report)
_CHUNK = 400
_TAKEN = ("held", "planned")
"""Statuses of a stop that was not dropped."""


class Told(msgspec.Struct, frozen=True):
    """What one report says of one stop: ``stop`` in its own words, ``evidence`` those that tell it best."""

    report: Support
    stop: Stop
    evidence: Evidence


class Change(msgspec.Struct, frozen=True):
    """A step of the journey's history with the report that tells it and the words (of the cause, where it has one)."""

    step: Step
    report: Support
    evidence: Evidence


class Waypoint(msgspec.Struct, frozen=True):
    """A stop with what took place there and what was told of it, in order of publication.

    ``planned``: told while the stop was to come; ``outcome``: told of what came of it. ``whys``: changes with a
    cause whose report drops this stop.
    """

    stop: Stop
    engagements: tuple[Engagement, ...]
    planned: tuple[Told, ...]
    outcome: tuple[Told, ...]
    whys: tuple[Change, ...]


class Itinerary(Tabular, frozen=True):
    """A journey stop by stop; ``page`` is its page as an engagement, ``changes`` its history in steps."""

    COLUMNS: ClassVar[Columns] = {
        "position": int,
        "city": str,
        "country": str,
        "status": str,
        "start": str,
        "end": str,
        "told": str,
        "told_start": str,
        "told_end": str,
        "published": str,
        "document": str,
        "quote": str,
    }
    page: EngagementPage
    waypoints: tuple[Waypoint, ...]
    changes: tuple[Change, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """One row for what each report says of each stop."""
        return [
            {
                "position": position,
                "city": one.stop.city,
                "country": one.stop.country,
                "status": one.stop.status,
                "start": one.stop.start,
                "end": one.stop.end,
                "told": told.stop.status,
                "told_start": told.stop.start,
                "told_end": told.stop.end,
                "published": told.report.published,
                "document": told.report.document,
                "quote": told.evidence.quote,
            }
            for position, one in enumerate(self.waypoints, start=1)
            for told in (*one.planned, *one.outcome)
        ]


def itinerary_of(sight: Sight, name: str, asked: Question) -> Itinerary:
    """The journey with this id, or of what a former id became.

    Raises:
        MissingError: there is none, or it is no journey.
    """
    page = engagement_page(sight, name, asked)
    one = page.engagement
    if one.kind != "trip":
        raise MissingError(f"{one.id!r} is no trip, it is of kind {one.kind!r}")
    bodies = reports_of(sight, [support.key for support in one.reports])
    changes = tuple(_changes(one))
    return Itinerary(
        page=page,
        waypoints=tuple(_waypoint(leg.stop, leg.engagements, one.reports, bodies, changes) for leg in page.legs),
        changes=changes,
    )


def reports_of(sight: Sight, keys: Sequence[str]) -> dict[str, Report]:
    """Reports as their documents have them, by their keys."""
    found: dict[str, Report] = {}
    for at in range(0, len(keys), _CHUNK):
        wanted = sa.select(report.c.key, report.c.body).where(report.c.key.in_(keys[at : at + _CHUNK]))
        found.update((str(row.key), _REPORT.decode(row.body)) for row in sight.truth.execute(wanted))
    return found


def _waypoint(
    stop: Stop,
    engagements: tuple[Engagement, ...],
    supports: Sequence[Support],
    bodies: dict[str, Report],
    changes: Sequence[Change],
) -> Waypoint:
    told = [
        Told(support, own, telling(support.evidence, stop))
        for support in supports
        if support.key in bodies and support.evidence
        for own in bodies[support.key].stops
        if is_same_place(own, stop)
    ]
    told.sort(key=lambda each: (each.report.published or "~", each.report.key))
    dropping = {each.report.key for each in told if each.stop.status not in _TAKEN}
    whys = (one for one in changes if one.step.cause and one.report.key in dropping)
    return Waypoint(
        stop,
        engagements,
        tuple(each for each in told if each.stop.status == "planned"),
        tuple(each for each in told if each.stop.status != "planned"),
        tuple(whys) if stop.status not in _TAKEN else (),
    )


def _changes(one: Engagement) -> Iterator[Change]:
    by_key = {support.key: support for support in one.reports}
    for step in steps(one.history):
        support = by_key.get(step.key)
        if support is not None and support.evidence and step.what != "confirmed":
            words = [span for span in support.evidence if step.cause and step.cause in span.quote]
            yield Change(step, support, (words or list(support.evidence))[0])


def is_same_place(one: Stop, other: Stop) -> bool:
    """Whether two stops are of one place: the same city, or the same country where one of them tells no city."""
    if one.country and other.country and one.country != other.country:
        return False
    if one.city and other.city:
        return one.city.casefold() == other.city.casefold()
    return bool(one.country and one.country == other.country)


def telling(spans: Sequence[Evidence], stop: Stop) -> Evidence:
    """The words that name the place, else the first."""
    city = (stop.city or "").casefold()
    named = [span for span in spans if city and city in span.quote.casefold()]
    return (named or list(spans))[0]
