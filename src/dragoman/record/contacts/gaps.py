"""``gaps``: what one would expect a report of and the record has none, seen from a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.record.contacts.sides import Witness, witness
from dragoman.record.missing import OPEN, Missing, missing
from dragoman.record.queries_filters import QueryError, Question, window
from dragoman.record.queries_select import conditions
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import document, engagement, engagement_gap, engagement_report

What = Literal["no outcome", "scheduled, never reported", "stop never reported", "one side only", "neither side"]
WHATS: tuple[What, ...] = (
    "no outcome",
    "scheduled, never reported",
    "stop never reported",
    "one side only",
    "neither side",
)
_E, _GAP = engagement.c, engagement_gap.c
_SCHEDULED = 1
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
    where: list[sa.ColumnElement[bool]] = [_GAP.past < asked.today]
    if narrow := conditions(sight, asked):
        where.append(_GAP.engagement_id.in_(sa.select(_E.id).where(*narrow)))
    first = _open(sight, where)
    where.append(_GAP.sort != OPEN)
    others = sight.view.execute(sa.select(sa.func.count()).select_from(engagement_gap).where(*where)).scalar_one()
    at, end, after = window(len(first) + others, asked)
    shown = first[at:end]
    if end > len(first):
        order = (_GAP.sort, _GAP.start, _GAP.engagement_id, _GAP.position)
        wanted = sa.select(_GAP.engagement_id, _GAP.position, _GAP.sort).where(*where).order_by(*order)
        from_ = max(at - len(first), 0)
        wanted = wanted.offset(from_).limit(end - len(first) - from_)
        shown += [tuple(row) for row in sight.view.execute(wanted)]
    return Gaps(tuple(_told(sight, shown)), len(first) + others, asked.today, after)


def _open(sight: Sight, where: Sequence[sa.ColumnElement[bool]]) -> list[tuple[str, int, int]]:
    """Plans without an outcome (engagement, position, sort), those that a schedule announced behind the others."""
    wanted = sa.select(_GAP.start, _GAP.engagement_id, _GAP.position, _E.kind).join(
        engagement, _E.id == _GAP.engagement_id
    )
    rows = sorted(map(tuple, sight.view.execute(wanted.where(*where, _GAP.sort == OPEN))))
    scheduled = _scheduled(sight, [name for _, name, _, kind in rows if kind != "trip"])
    found = [(name, position, _SCHEDULED if name in scheduled else OPEN) for _, name, position, _ in rows]
    return sorted(found, key=lambda one: one[2])


def _told(sight: Sight, shown: Sequence[tuple[str, int, int]]) -> Iterator[Gap]:
    """The gaps of a page with their words."""
    found = by_ids(sight, list(dict.fromkeys(name for name, _, _ in shown)))
    for name, position, sort in shown:
        yield _gap(found[name], missing(found[name])[position], sort)


def _gap(one: Engagement, gap: Missing, sort: int) -> Gap:
    return Gap(WHATS[sort], gap.start, gap.end, gap.note, witness(one))


def gaps_in(sight: Sight, found: Sequence[Engagement], today: str) -> list[Gap]:
    """What is missing of engagements whose days are over on ``today``, in order of day."""
    told = [(one, gap) for one in found for gap in missing(one) if gap.past < today]
    scheduled = _scheduled(sight, [one.id for one, gap in told if gap.sort == OPEN and one.kind != "trip"])
    gaps = [_gap(one, gap, _SCHEDULED if gap.sort == OPEN and one.id in scheduled else gap.sort) for one, gap in told]
    return sorted(gaps, key=lambda gap: (gap.start or "", gap.found.id, WHATS.index(gap.what)))


def _scheduled(sight: Sight, ids: Sequence[str]) -> set[str]:
    """Which of the engagements a schedule has announced."""
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
