"""``relations``: the ties between countries as documents tell them, in order of day."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from dragoman.model import Evidence, Relation
from dragoman.record import findings
from dragoman.record.days import days
from dragoman.record.findings import Source
from dragoman.record.queries_filters import Question, country_name, windowed
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight

_ORDERED = ("embassy", "ambassador")


class Saying(msgspec.Struct, frozen=True):
    """The words of one document that tell a change of ties."""

    source: Source
    evidence: Evidence
    attribution: str | None


class Change(msgspec.Struct, frozen=True):
    """A change of ties, or their level, as one or several documents tell it."""

    relation: Relation
    told: tuple[Saying, ...]


class Level(msgspec.Struct, frozen=True):
    """What ties two countries have by the latest change, with the day since when."""

    countries: tuple[str, str]
    level: str
    since: str | None


class Relations(Tabular, frozen=True):
    """Changes of ties in order of day (those without one by their publication) and the latest level of each pair."""

    COLUMNS: ClassVar[Columns] = {
        "one": str,
        "other": str,
        "start": str,
        "end": str,
        "what": str,
        "level": str,
        "planned": int,
        "documents": str,
        "published": str,
        "attribution": str,
        "quote": str,
    }
    changes: tuple[Change, ...]
    levels: tuple[Level, ...]
    total: int
    next: str | None = None

    def rows(self) -> list[dict[str, Cell]]:
        """One row a change."""
        return [
            {
                "one": one.relation.countries[0],
                "other": one.relation.countries[1],
                "start": one.relation.date.start if one.relation.date else None,
                "end": one.relation.date.end if one.relation.date else None,
                "what": one.relation.what,
                "level": one.relation.level,
                "planned": int(one.relation.planned),
                "documents": "; ".join(saying.source.document for saying in one.told),
                "published": one.told[0].source.published,
                "attribution": one.told[0].attribution,
                "quote": one.told[0].evidence.quote,
            }
            for one in self.changes
        ]


def relations_of(sight: Sight, asked: Question) -> Relations:
    """The changes that fit the question; ``since`` and ``until`` are of their days, else of the publication."""
    of = asked.between or ((asked.country,) if asked.country else ())
    found = findings.relations(sight.truth, sight.as_of, of=of)
    grouped: dict[tuple[object, ...], list[tuple[Source, Relation]]] = {}
    for source, one in found:
        grouped.setdefault(_key(one), []).append((source, one))
    changes = [
        Change(told[0][1], tuple(Saying(source, one.evidence, one.attribution) for source, one in told))
        for told in grouped.values()
    ]
    ordered = sorted(changes, key=lambda one: (_day(one), one.relation.countries, one.relation.what))
    fitting = [one for one in ordered if _fits(one, asked)]
    shown, after = windowed(fitting[::-1] if asked.newest else fitting, asked)
    return Relations(tuple(shown), tuple(_levels(ordered)), len(fitting), after)


def _key(one: Relation) -> tuple[object, ...]:
    """Equal for tellings of one change: of embassies the order of the countries counts."""
    countries = one.countries if one.what.startswith(_ORDERED) else tuple(sorted(one.countries))
    return (one.what, countries, one.level, one.planned, one.date.start if one.date else None)


def _day(one: Change) -> str:
    return days(one.relation.date)["first_day"] or one.told[0].source.published or "~"


def _fits(one: Change, asked: Question) -> bool:
    span = days(one.relation.date)
    first = span["first_day"] or one.told[0].source.published
    last = span["last_day"] or first
    if asked.first and not (last and last >= asked.first):
        return False
    return not asked.last or bool(first and first <= asked.last)


def _levels(changes: list[Change]) -> list[Level]:
    """The level of each pair after the last change that was made; embassies and plans make none."""
    found: dict[tuple[str, str], Level] = {}
    for one in changes:
        relation = one.relation
        if relation.planned or relation.level is None:
            continue
        first, second = sorted(relation.countries)
        gone = relation.what in {"severed", "suspended", "downgraded"}
        level = f"{relation.level} {relation.what}" if gone else relation.level
        found[first, second] = Level((first, second), level, relation.date.start if relation.date else None)
    return [found[pair] for pair in sorted(found)]


def words_of(one: Relation) -> str:
    """ "Peru and Sweden: established, diplomatic relations"."""
    between = " in " if one.what.startswith(_ORDERED) else " and "
    said = one.what.replace("_", " ")
    parts = [said if one.what != "level" else "", one.level or "", "planned" if one.planned else ""]
    return f"{between.join(map(country_name, one.countries))}: {', '.join(filter(None, parts))}"
