"""Filters as conditions, pages and counts over the merged view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.record.contacts.sides import between, two_sides
from dragoman.record.queries_filters import QueryError, Question, country_name, cursor
from dragoman.record.queries_persons import is_person, the_person
from dragoman.record.queries_types import Count, Counts, Engagements, Person
from dragoman.record.queries_view import Sight, decoded
from dragoman.record.schema import (
    engagement,
    engagement_conflict,
    engagement_country,
    engagement_party,
    engagement_topic,
)

Condition = sa.ColumnElement[bool]
_E = engagement.c
_CHUNK = 400
"""Ids of one statement."""
_BY_ROW = {
    "kind": _E.kind,
    "status": _E.status,
    "year": sa.func.substr(_E.first_day, 1, 4),
    "month": sa.func.substr(_E.first_day, 1, 7),
    "day": _E.first_day,
}
_ORDERED: dict[str, tuple[Any, type[Any]]] = {
    "day": (_E.first_day, str),
    "published": (_E.published_last, str),
    "reports": (_E.reports, int),
    "confidence": (_E.confidence, float),
}
_WHERE = ("place", "stop")
COUNTED = ("at", "country", "day", "kind", "month", "person", "status", "topic", "year")
"""What ``counts`` can count by."""


def conditions(sight: Sight, asked: Question, *, person: Person | None = None) -> list[Condition]:
    """What an engagement must fulfil. Raises QueryError where ``who`` or a side is nobody or several."""
    found: list[Condition] = []
    if asked.who is not None:
        person = the_person(sight.view, asked.who)
    if person is not None:
        found.append(_E.id.in_(sa.select(engagement_party.c.engagement_id).where(is_person(person))))
    if asked.country:
        lands = sa.select(engagement_country.c.engagement_id)
        found.append(_E.id.in_(lands.where(engagement_country.c.country == asked.country)))
    if asked.at:
        found.append(_E.id.in_(sa.select(engagement_country.c.engagement_id).where(_there(asked.at))))
    if asked.acting:
        mine = engagement_party.c.country == asked.acting
        found.append(_E.id.in_(sa.select(engagement_party.c.engagement_id).where(mine)))
    if asked.between:
        found.append(between(*two_sides(sight, *asked.between)))
    if asked.kinds:
        found.append(_E.kind.in_(asked.kinds))
    if asked.statuses:
        found.append(_E.status.in_(asked.statuses))
    if asked.topic:
        topics = sa.select(engagement_topic.c.engagement_id)
        found.append(_E.id.in_(topics.where(engagement_topic.c.topic == asked.topic)))
    if asked.min_confidence is not None:
        found.append(_E.confidence >= asked.min_confidence)
    return found + _days(asked)


def _there(country: str) -> Condition:
    return sa.and_(engagement_country.c.country == country, engagement_country.c.how.in_(_WHERE))


def _days(asked: Question) -> list[Condition]:
    found: list[Condition] = []
    if asked.first:
        found.append(_E.last_day >= asked.first)
    if asked.last:
        found.append(_E.first_day <= asked.last)
    if asked.when == "coming":
        found.append(_E.first_day > asked.today)
    elif asked.when == "past":
        found.append(_E.last_day < asked.today)
    elif asked.when == "now":
        found += [_E.first_day <= asked.today, _E.last_day >= asked.today]
    return found


def with_conflicts() -> Condition:
    """That reports disagree on it."""
    return _E.id.in_(sa.select(engagement_conflict.c.engagement_id))


def total_of(sight: Sight, where: Sequence[Condition]) -> int:
    """How many engagements fulfil all conditions."""
    wanted = sa.select(sa.func.count()).select_from(engagement).where(*where)
    return int(sight.view.execute(wanted).scalar_one())


def page_of(sight: Sight, asked: Question, where: Sequence[Condition]) -> Engagements:
    """A page in the asked order and that of ids, those without a day last; ``newest`` turns the order."""
    items, after = _page(sight, asked, where)
    return Engagements(items, total_of(sight, where), after, asked.today)


def _page(sight: Sight, asked: Question, where: Sequence[Condition]) -> tuple[tuple[Engagement, ...], str | None]:
    column, of = _ORDERED[asked.order]
    none = "" if asked.newest else "~"
    key = sa.func.coalesce(column, none) if of is str else column
    # without the bodies, which would be read and sorted for all that fit, not for the page alone
    wanted = sa.select(column, _E.id).where(*where)
    order: tuple[Any, ...] = (key.desc(), _E.id.desc()) if asked.newest else (key, _E.id)
    if asked.after is not None:
        edge, name = _edge(asked.after[0], of) if asked.after[0] else none, asked.after[1]
        # written out: SQLite compares rows only since 3.15, and by the same rule
        later, further = (key < edge, _E.id < name) if asked.newest else (key > edge, _E.id > name)
        wanted = wanted.where(sa.or_(later, sa.and_(key == edge, further)))
    wanted = wanted.order_by(*order)
    if asked.limit is not None:
        wanted = wanted.limit(asked.limit + 1)
    rows = sight.view.execute(wanted).all()
    more = asked.limit is not None and len(rows) > asked.limit
    shown = rows[: asked.limit] if more else rows
    after = cursor(None if shown[-1][0] is None else str(shown[-1][0]), shown[-1].id) if more else None
    bodies = _bodies(sight, [row.id for row in shown])
    return tuple(decoded(bodies[row.id]) for row in shown), after


def _edge(given: str, of: type[Any]) -> Any:
    """The value at which a page ended."""
    try:
        return of(given)
    except ValueError:
        raise QueryError(f"page: {given!r} is no page in this order; take it from the page before") from None


def _bodies(sight: Sight, ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(ids), _CHUNK):
        some = sa.select(_E.id, _E.body).where(_E.id.in_(ids[at : at + _CHUNK]))
        found |= {row.id: row.body for row in sight.view.execute(some)}
    return found


# --- counts --------------------------------------------------------------------------------------


def counts_of(sight: Sight, where: Sequence[Condition], by: str) -> tuple[Count, ...]:
    """Engagements by one of ``COUNTED``; the greatest first, then by code."""
    column: Any
    if by in _BY_ROW:
        column = _BY_ROW[by]
        wanted = sa.select(column, sa.func.count()).where(*where, column.is_not(None))
    else:
        table = engagement_topic if by == "topic" else engagement_country
        column = table.c["country" if by == "at" else by]
        many = sa.func.count(table.c.engagement_id.distinct())
        wanted = sa.select(column, many)
        if by == "at":
            wanted = wanted.where(engagement_country.c.how.in_(_WHERE))
        wanted = wanted.where(table.c.engagement_id.in_(sa.select(_E.id).where(*where)))
    rows = sight.view.execute(wanted.group_by(column)).all()
    return ranked({str(row[0]): int(row[1]) for row in rows}, named=by in ("at", "country"))


def ranked(found: dict[str, int], *, named: bool = False) -> tuple[Count, ...]:
    """Counts, the greatest first; ``named``: the keys are codes of countries."""
    keys = sorted(found, key=lambda key: (-found[key], key))
    return tuple(Count(key, found[key], country_name(key) if named else None) for key in keys)


def counted(sight: Sight, where: Sequence[Condition], by: str) -> Counts:
    """The counts with the number of engagements they are of."""
    return Counts(by, counts_of(sight, where, by), total_of(sight, where))
