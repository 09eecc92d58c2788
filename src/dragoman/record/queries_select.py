"""Filters as conditions, pages and counts over the merged view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.record import tally
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


_TALLIED = ("kind", "status", "year", "topic", "country", "at")
"""Counts that are kept with the view."""
_MANY = 1000
"""Of more engagements than these a page is sought in the order of the list, of fewer among those that fit."""


def total_of(sight: Sight, where: Sequence[Condition]) -> int:
    """How many engagements fulfil all conditions."""
    wanted = sa.select(sa.func.count()).select_from(engagement).where(*where)
    return int(sight.view.execute(wanted).scalar_one())


def land_alone(asked: Question) -> str | None:
    """The country that alone is asked for, "" where nothing is; None where anything else is."""
    plain = Question(country=asked.country, as_of=asked.as_of, today=asked.today, newest=asked.newest)
    same = msgspec.structs.replace(asked, limit=None, after=None, order=plain.order) == plain
    return (asked.country or "") if same else None


def known_total(sight: Sight, asked: Question) -> int | None:
    """How many engagements a question finds, where that is kept: of one country, or one kind, status or topic of it."""
    several = [("kind", asked.kinds), ("status", asked.statuses), ("topic", (asked.topic,) if asked.topic else ())]
    given = [(what, keys) for what, keys in several if keys]
    land = land_alone(msgspec.structs.replace(asked, kinds=(), statuses=(), topic=None))
    if land is None or len(given) > 1:
        return None
    what, keys = given[0] if given else ("all", ("",))
    told = tally.counted(sight.view, land, what)
    return sum(told.get(key, 0) for key in keys)


def page_of(sight: Sight, asked: Question, where: Sequence[Condition], total: int | None = None) -> Engagements:
    """A page in the asked order and that of ids, those without a day last; ``newest`` turns the order.

    Args:
        total: how many fulfil all conditions, where that is known.
    """
    count = total_of(sight, where) if total is None else total
    items, after = _page(sight, asked, where, count)
    return Engagements(items, count, after, asked.today)


def _page(
    sight: Sight, asked: Question, where: Sequence[Condition], total: int
) -> tuple[tuple[Engagement, ...], str | None]:
    if asked.limit is not None and total > _MANY:
        where = [_of_each(one) for one in where]
    rows: list[Any] = []
    for told in (True, False):
        left = None if asked.limit is None else asked.limit + 1 - len(rows)
        if left != 0 and len(rows) < total:
            rows += sight.view.execute(_in_order(asked, where, left, told=told)).all()
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


def _in_order(asked: Question, where: Sequence[Condition], limit: int | None, *, told: bool) -> sa.Select[Any]:
    """Values and ids behind the page before, of what has a value (``told``) or of the rest."""
    column, of = _ORDERED[asked.order]
    # without the bodies, which would be read and sorted for all that fit, not for the page alone
    wanted = sa.select(column, _E.id).where(*where, column.is_not(None) if told else column.is_(None))
    if asked.after is not None:
        day, name = asked.after
        further = _E.id < name if asked.newest else _E.id > name
        if not told:
            wanted = wanted if day else wanted.where(further)
        elif not day:
            wanted = wanted.where(sa.false())
        else:
            # written out: SQLite compares rows only since 3.15, and by the same rule
            edge = _edge(day, of)
            behind = (column <= edge, column < edge) if asked.newest else (column >= edge, column > edge)
            wanted = wanted.where(behind[0], sa.or_(behind[1], further))
    order: tuple[Any, ...] = (column.desc(), _E.id.desc()) if asked.newest else (column, _E.id)
    return wanted.order_by(*order).limit(limit)


def _of_each(one: Condition) -> Condition:
    """That an id is among those of a table, asked of each row: in the order of a list few rows are looked at."""
    right = getattr(one, "right", None)
    if getattr(one, "operator", None) is not sa.sql.operators.in_op or not isinstance(right, sa.Select):
        return one
    (column,) = right.selected_columns
    return sa.exists(right.where(column == _E.id).correlate(engagement))


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


def kept_counts(sight: Sight, asked: Question, by: str) -> Counts | None:
    """The counts of all engagements or of one country's, where they are kept."""
    land = land_alone(asked)
    if land is None or by not in _TALLIED:
        return None
    total = tally.counted(sight.view, land, "all").get("", 0)
    return Counts(by, ranked(tally.counted(sight.view, land, by), named=by in ("at", "country")), total)


def counted(sight: Sight, where: Sequence[Condition], by: str) -> Counts:
    """The counts with the number of engagements they are of."""
    return Counts(by, counts_of(sight, where, by), total_of(sight, where))
