"""``gaps``: what one would expect a report of and the record has none, seen from a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import msgspec
import sqlalchemy as sa

from dragoman.knowledge.homes import official_home
from dragoman.merging.types import Engagement
from dragoman.model import Dates, Stop
from dragoman.record.contacts.sides import DONE, Witness, witness
from dragoman.record.queries_filters import QueryError, Question, country_name, windowed
from dragoman.record.queries_select import conditions
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight, decoded
from dragoman.record.schema import document, engagement, engagement_report
from dragoman.record.view import days

What = Literal["no outcome", "scheduled, never reported", "stop never reported", "one side only", "neither side"]
WHATS: tuple[What, ...] = (
    "no outcome",
    "scheduled, never reported",
    "stop never reported",
    "one side only",
    "neither side",
)
_E = engagement.c
_OPEN = ("planned", "postponed")
_CONTACTS = ("call", "meeting", "talks")
_CHUNK = 400


class Gap(msgspec.Struct, frozen=True):
    """Something that is missing. ``note`` says what, ``found`` has the words that let one expect it."""

    what: What
    start: str | None
    end: str | None
    note: str
    found: Witness


class Gaps(Tabular, frozen=True):
    """Gaps by their sort, and in order of day; ``total`` counts all that fit."""

    COLUMNS: ClassVar[Columns] = {
        "what": str,
        "start": str,
        "end": str,
        "kind": str,
        "id": str,
        "note": str,
        "document": str,
        "published": str,
        "quote": str,
    }
    items: tuple[Gap, ...]
    total: int
    today: str
    next: str | None = None

    def rows(self) -> list[dict[str, Cell]]:
        """One row a gap."""
        return [
            {
                "what": one.what,
                "start": one.start,
                "end": one.end,
                "kind": one.found.kind,
                "id": one.found.id,
                "note": one.note,
                "document": one.found.document,
                "published": one.found.published,
                "quote": one.found.quote,
            }
            for one in self.items
        ]


def gaps_of(sight: Sight, asked: Question) -> Gaps:
    """What was planned for a day before ``today`` without a report of its outcome, stops of journeys that nothing
    reports, and calls, meetings and talks of two countries of which not both tell.

    Raises:
        QueryError: no ``today`` is given, or ``who`` is nobody or several.
    """
    if asked.today is None:
        raise QueryError("gaps are seen from a day: give --today, such as 2023-06-20")
    wanted = sa.select(_E.body).where(_E.last_day < asked.today, *conditions(sight, asked))
    found = [decoded(body) for body in sight.view.execute(wanted.order_by(_E.first_day, _E.id)).scalars()]
    by_day = gaps_in(sight, found, asked.today)
    gaps = sorted(by_day[::-1] if asked.newest else by_day, key=lambda gap: WHATS.index(gap.what))
    shown, after = windowed(gaps, asked)
    return Gaps(tuple(shown), len(gaps), asked.today, after)


def gaps_in(sight: Sight, found: Sequence[Engagement], today: str) -> list[Gap]:
    """What is missing of engagements whose days are over on ``today``, in order of day."""
    scheduled = _scheduled(sight, found)
    gaps = [gap for one in found for gap in _gaps(one, scheduled, today)]
    return sorted(gaps, key=lambda gap: (gap.start or "", gap.found.id, WHATS.index(gap.what)))


def _gaps(one: Engagement, scheduled: set[str], today: str) -> Iterator[Gap]:
    start, end = (one.date.start, one.date.end) if one.date else (None, None)
    if one.status in _OPEN:
        on_a_list = one.id in scheduled and one.kind != "trip"
        what: What = "scheduled, never reported" if on_a_list else "no outcome"
        yield Gap(what, start, end, f"{one.status}, and nothing tells what came of it", witness(one))
        return
    if one.kind == "trip" and one.status in DONE:
        for stop in one.stops:
            if stop.status == "planned" and _past(stop, one, today):
                place = stop.city or country_name(stop.country or "?")
                note = f"{place} was planned, and nothing tells of it"
                yield Gap("stop never reported", stop.start or start, stop.end or end, note, witness(one))
    if one.kind in _CONTACTS and one.status in DONE:
        yield from _sides(one, start, end)


def _past(stop: Stop, trip: Engagement, today: str) -> bool:
    day = days(Dates(stop.start, stop.end))["last_day"] or days(trip.date)["last_day"]
    return bool(day and day < today)


def _sides(one: Engagement, start: str | None, end: str | None) -> Iterator[Gap]:
    """A contact of two countries: whose own publishers tell of it; nothing where a publisher is not known."""
    lands = sorted({party.country for party in one.parties if party.country and len(party.country) == 2})
    publishers = {support.publisher for support in one.reports if support.publisher}
    if len(lands) != 2 or not all(support.publisher for support in one.reports):
        return
    homes = {publisher: official_home(publisher) for publisher in publishers}
    telling = [land for land in lands if land in homes.values()]
    others = ", ".join(sorted(publisher for publisher in publishers if homes[publisher] not in lands))
    if len(telling) == 1:
        (missing,) = (land for land in lands if land not in telling)
        note = f"{country_name(telling[0])} tells of it, {country_name(missing)} does not"
        yield Gap("one side only", start, end, note + (f" (others: {others})" if others else ""), witness(one))
    elif not telling:
        note = f"neither {country_name(lands[0])} nor {country_name(lands[1])} tells of it"
        yield Gap("neither side", start, end, note + (f", only {others}" if others else ""), witness(one))


def _scheduled(sight: Sight, found: Sequence[Engagement]) -> set[str]:
    """Which of the open engagements a schedule has announced."""
    ids = [one.id for one in found if one.status in _OPEN]
    told = engagement_report.c
    keys: dict[str, set[str]] = {}
    for at in range(0, len(ids), _CHUNK):
        wanted = sa.select(told.engagement_id, told.document_key).where(told.engagement_id.in_(ids[at : at + _CHUNK]))
        for name, key in sight.view.execute(wanted):
            keys.setdefault(key, set()).add(name)
    schedules: set[str] = set()
    every = sorted(keys)
    for at in range(0, len(every), _CHUNK):
        wanted_keys = document.c.key.in_(every[at : at + _CHUNK])
        rows = sight.truth.execute(sa.select(document.c.key).where(wanted_keys, document.c.genre == "schedule"))
        schedules.update(name for key in rows.scalars() for name in keys[key])
    return schedules
