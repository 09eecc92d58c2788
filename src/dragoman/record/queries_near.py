"""What an engagement may be one with: those of the same parties, near it in time, of a like kind."""

from __future__ import annotations

import datetime

import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Party
from dragoman.record import view
from dragoman.record.days import days as days_of
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import engagement, engagement_party

MOST = 8
DAYS = 45
"""How far apart two accounts of one engagement may date it, errors of a month included."""
_LOOKED = 2_000
"""Parties looked at, those of the newest engagements first."""
_SPOKEN = ("call", "meeting", "talks")
_SOMEBODY = 3
"""A shared person counts for this many shared countries."""
_E = engagement.c
_P = engagement_party.c


def near(sight: Sight, one: Engagement, most: int = MOST) -> tuple[Engagement, ...]:
    """Those that share persons or countries with it: most shared first, then the nearest day, then the id.

    What shares less than a third as much as another is left out.
    One that has no day may be near to any, and so may any be to one that has none.
    """
    kinds = _SPOKEN if one.kind in _SPOKEN else (one.kind,)
    wanted = {word for party in one.parties for word in _keys_of(party)}
    shares = sa.or_(
        _P.person_id.in_([key for sort, key in wanted if sort == "person"]),
        _P.words.in_([key for sort, key in wanted if sort == "words"]),
        _P.country.in_([key for sort, key in wanted if sort == "country"]),
    )
    asked = (
        sa.select(_E.id, _E.first_day, _P.person_id, _P.words, _P.country)
        .join(engagement_party, _P.engagement_id == _E.id)
        .where(_E.id != one.id, _E.kind.in_(kinds), shares, *_about_then(one))
        .order_by(_E.first_day.desc(), _E.id, _P.position)
        .limit(_LOOKED)
    )
    shared: dict[str, set[tuple[str, str]]] = {}
    days: dict[str, str | None] = {}
    for row in sight.view.execute(asked):
        days[row.id] = row.first_day
        theirs = {("person", row.person_id), ("words", row.words), ("country", row.country)}
        shared.setdefault(row.id, set()).update(wanted & theirs)
    day = days_of(one.date)["first_day"]
    weights = {id_: _weight(all_) for id_, all_ in shared.items()}
    telling = [id_ for id_ in weights if 3 * weights[id_] >= max(weights.values())]
    ids = sorted(telling, key=lambda id_: (-weights[id_], _apart(days[id_], day), id_))[:most]
    found = by_ids(sight, ids)
    return tuple(found[id_] for id_ in ids if id_ in found)


def _keys_of(party: Party) -> set[tuple[str, str]]:
    words = " ".join(view.party_words(party))
    return {
        (sort, key)
        for sort, key in (
            ("person", party.person.id if party.person else None),
            ("words", f" {words} " if words else None),
            ("country", party.country),
        )
        if key
    }


def _weight(shared: set[tuple[str, str]]) -> int:
    return sum(1 if sort == "country" else _SOMEBODY for sort, _ in shared)


def _about_then(one: Engagement) -> list[sa.ColumnElement[bool]]:
    days = days_of(one.date)
    margin = datetime.timedelta(days=DAYS)
    try:
        first = datetime.date.fromisoformat(days["first_day"]) - margin
        last = datetime.date.fromisoformat(days["last_day"]) + margin
    except (TypeError, OverflowError):
        return []
    dated = sa.and_(_E.last_day >= first.isoformat(), _E.first_day <= last.isoformat())
    return [sa.or_(_E.first_day.is_(None), dated)]


def _apart(day: str | None, other: str | None) -> int:
    if day is None or other is None:
        return 10**6
    return abs((datetime.date.fromisoformat(day) - datetime.date.fromisoformat(other)).days)
