"""Counts that queries need at once, kept with the merged view: how many engagements of each sort, and who is in them.

A *fact* is (land, what, key): of the engagements that touch a country (or of all, where ``land`` is empty) one has
the kind, status, year, topic or country ``key``. A *face* is a way in which parties show a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.record import view
from dragoman.record.days import days as days_of
from dragoman.record.schema import engagement, face, face_word, tally

Fact = tuple[str, str, str]
Rows = list[dict[str, Any]]
TABLES = (tally, face, face_word)
_LOOK = ("person_id", "person_name", "name", "words", "country")
_Look = tuple[str | None, str | None, str | None, str, str | None]
_CHUNK = 400
_ENGAGEMENT = msgspec.json.Decoder(Engagement)


def facts(one: Engagement) -> Iterator[Fact]:
    """The facts that an engagement adds one to, each once."""
    touched = view.countries(one)
    lands = sorted({land for land, _ in touched})
    there = sorted({land for land, how in touched if how in ("place", "stop")})
    day = days_of(one.date)["first_day"]
    told = [("all", ""), ("kind", one.kind), ("status", one.status)]
    told += [("year", day[:4])] if day else []
    told += [("topic", topic) for topic in sorted(set(one.topics))]
    told += [("country", land) for land in lands] + [("at", land) for land in there]
    for land in ("", *lands):
        for what, key in told:
            yield land, what, key
    for land in there:
        yield land, "there", ""
    for land in sorted({land for land, how in touched if how == "party"}):
        yield land, "acting", ""
        yield from ((land, "partner", other) for other in lands)


def looks(one: Engagement) -> set[_Look]:
    """How the parties of an engagement look."""
    rows = (view.party_row(party) for party in one.parties)
    return {(row["person_id"], row["person_name"], row["name"], row["words"], row["country"]) for row in rows}


def _number(look: _Look) -> int:
    return int.from_bytes(blake2b(msgspec.json.encode(look), digest_size=8).digest(), "big", signed=True)


def rows_of(engagements: Iterable[Engagement]) -> dict[str, Rows]:
    """The rows of all tables for a whole view."""
    told: Counter[Fact] = Counter()
    seen: Counter[_Look] = Counter()
    for one in engagements:
        told.update(facts(one))
        seen.update(looks(one))
    return {
        "tally": [dict(zip(("land", "what", "key", "engagements"), (*fact, told[fact]), strict=True)) for fact in told],
        "face": [_face(look, seen[look]) for look in seen],
        "face_word": [row for look in seen for row in _words(look)],
    }


def _face(look: _Look, count: int) -> dict[str, Any]:
    return {"id": _number(look), "engagements": count, **dict(zip(_LOOK, look, strict=True))}


def _words(look: _Look) -> Rows:
    return [{"word": word, "face": _number(look)} for word in sorted(set(look[3].split()))]


def write(connection: sa.Connection, engagements: Iterable[Engagement]) -> None:
    """Put the counts of a whole view in the place of what is stored."""
    rows = rows_of(engagements)
    for table in reversed(TABLES):
        connection.execute(sa.delete(table))
    _insert(connection, rows)


def _insert(connection: sa.Connection, rows: dict[str, Rows]) -> None:
    for table in TABLES:
        if rows.get(table.name):
            connection.execute(sa.insert(table), rows[table.name])


def change(connection: sa.Connection, gone: Iterable[str], come: Iterable[Engagement]) -> None:
    """Count engagements that come, and no more those that go, which are still stored (by id)."""
    told: Counter[Fact] = Counter()
    seen: Counter[_Look] = Counter()
    for one in come:
        told.update(facts(one))
        seen.update(looks(one))
    for one in _stored(connection, gone):
        told.subtract(facts(one))
        seen.subtract(looks(one))
    rows: dict[str, Rows] = {"tally": [], "face": [], "face_word": []}
    for fact, more in sorted(told.items()):
        named = sa.and_(*(tally.c[name] == value for name, value in zip(("land", "what", "key"), fact, strict=True)))
        if more and not _added(connection, tally, named, more):
            rows["tally"].append(dict(zip(("land", "what", "key", "engagements"), (*fact, more), strict=True)))
    for look, more in sorted(seen.items(), key=repr):
        if more and not _added(connection, face, face.c.id == _number(look), more):
            rows["face"].append(_face(look, more))
            rows["face_word"] += _words(look)
    _insert(connection, rows)
    connection.execute(sa.delete(tally).where(tally.c.engagements == 0))
    none = sa.select(face.c.id).where(face.c.engagements == 0)
    connection.execute(sa.delete(face_word).where(face_word.c.face.in_(none)))
    connection.execute(sa.delete(face).where(face.c.engagements == 0))


def _added(connection: sa.Connection, table: sa.Table, named: sa.ColumnElement[bool], more: int) -> bool:
    """Whether there was a row to add to."""
    return connection.execute(sa.update(table).where(named).values(engagements=table.c.engagements + more)).rowcount > 0


def _stored(connection: sa.Connection, ids: Iterable[str]) -> Iterator[Engagement]:
    names = sorted(set(ids))
    for at in range(0, len(names), _CHUNK):
        wanted = sa.select(engagement.c.body).where(engagement.c.id.in_(names[at : at + _CHUNK]))
        yield from map(_ENGAGEMENT.decode, connection.execute(wanted).scalars())


# --- asking --------------------------------------------------------------------------------------


def counted(connection: sa.Connection, land: str, what: str) -> dict[str, int]:
    """How many engagements that touch ``land`` (of all, where it is empty) have each key of ``what``."""
    wanted = sa.select(tally.c.key, tally.c.engagements).where(tally.c.land == land, tally.c.what == what)
    return {row.key: row.engagements for row in connection.execute(wanted)}
