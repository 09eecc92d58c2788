"""Who is in the record and which countries: the lists that one looks things up in, with their counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.merging.names import words_of
from dragoman.record.queries_filters import QueryError, Question, country_name, windowed
from dragoman.record.queries_persons import face_rows, faces, is_person, persons
from dragoman.record.queries_select import total_of
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import Person
from dragoman.record.queries_view import Sight
from dragoman.record.schema import engagement, engagement_party, tally

ORDERS = ("count", "name")
_PARTY = engagement_party.c


class PersonList(Tabular, frozen=True):
    """A page of persons; ``total`` counts all that fit, ``next`` is the page after this one."""

    COLUMNS: ClassVar[Columns] = {"id": str, "name": str, "countries": str, "engagements": int}
    items: tuple[Person, ...]
    total: int
    next: str | None = None

    def __iter__(self) -> Iterator[Person]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a person."""
        return [
            {
                "id": one.id,
                "name": one.name,
                "countries": "; ".join(one.countries) or None,
                "engagements": one.engagements,
            }
            for one in self.items
        ]


class Land(msgspec.Struct, frozen=True):
    """A country or organisation: ``engagements`` with it or in it, ``acting`` those in which somebody acts for it,
    ``at`` those that take place there.
    """

    code: str
    name: str
    engagements: int
    acting: int
    at: int


class CountryList(Tabular, frozen=True):
    """A page of countries and organisations; ``total`` counts all that fit."""

    COLUMNS: ClassVar[Columns] = {"code": str, "name": str, "engagements": int, "acting": int, "at": int}
    items: tuple[Land, ...]
    total: int
    next: str | None = None

    def __iter__(self) -> Iterator[Land]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a country."""
        return [
            {"code": one.code, "name": one.name, "engagements": one.engagements, "acting": one.acting, "at": one.at}
            for one in self.items
        ]


def person_list(sight: Sight, asked: Question, name: str | None, order: str) -> PersonList:
    """The persons of the record whom any part of ``name`` may mean; with a country, those who act for it.

    Args:
        order: "count", the most frequent first, or "name".

    Raises:
        QueryError: there is no such order, or ``name`` can be no name.
    """
    _checked(order)
    if name and name.strip():
        found = persons(sight.view, name)
    else:
        found = [face.person() for face in faces(face_rows(sight.view))]
    if asked.country:
        found = [one for one in found if asked.country in one.countries]
    if order == "name":
        found.sort(key=lambda one: (_folded(one.name), one.id))
    shown, after = windowed(found, asked)
    return PersonList(tuple(_counted(sight, one) for one in shown), len(found), after)


def _counted(sight: Sight, person: Person) -> Person:
    """The person with the number of engagements that its list has."""
    theirs = engagement.c.id.in_(sa.select(_PARTY.engagement_id).where(is_person(person)))
    return msgspec.structs.replace(person, engagements=total_of(sight, [theirs]))


def country_list(sight: Sight, asked: Question, name: str | None, order: str) -> CountryList:
    """The countries and organisations of the record, by any part of the name or by the code.

    Raises:
        QueryError: there is no such order.
    """
    _checked(order)
    wanted = sa.select(tally.c.land, tally.c.what, tally.c.engagements)
    rows = sight.view.execute(wanted.where(tally.c.land != "", tally.c.what.in_(("all", "acting", "there"))))
    told: dict[str, dict[str, int]] = {}
    for row in rows:
        told.setdefault(row.land, {})[row.what] = row.engagements
    found = [
        Land(code, country_name(code), some.get("all", 0), some.get("acting", 0), some.get("there", 0))
        for code, some in sorted(told.items())
    ]
    if name and (given := name.strip()):
        found = [one for one in found if one.code == given.upper() or _folded(given) in _folded(one.name)]
    found.sort(key=lambda one: (-one.engagements if order == "count" else 0, _folded(one.name), one.code))
    shown, after = windowed(found, asked)
    return CountryList(tuple(shown), len(found), after)


def _checked(order: str) -> None:
    if order not in ORDERS:
        raise QueryError(f"order: {order!r} is none; there are {', '.join(ORDERS)}")


def _folded(name: str) -> str:
    return " ".join(words_of(name)) or name.casefold()
