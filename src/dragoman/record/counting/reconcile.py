"""``reconcile``: under which counting rule, if any, a stated number comes out."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from dragoman.record.counting.audit import Audit, Finding, audit_of
from dragoman.record.counting.question import SOURCES, visits_of
from dragoman.record.counting.rules import DEFINITIONS
from dragoman.record.queries_filters import QueryError, Question
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import Count, Person
from dragoman.record.queries_view import Sight

_DISPUTED = ("only official", "only reported", "differing days", "duplicate", "near duplicate", "impossible", "odd")


class Outcome(msgspec.Struct, frozen=True):
    """What one rule gives from one source; ``missing`` is the stated number less this one."""

    rule: str
    source: str
    total: int
    missing: int
    definition: str


class Reconciled(Tabular, frozen=True):
    """A stated number beside what each rule gives, and the rows on which the sources disagree."""

    COLUMNS: ClassVar[Columns] = {"rule": str, "source": str, "total": int, "missing": int, "definition": str}
    person: Person
    stated: int
    country: str | None
    outcomes: tuple[Outcome, ...]
    disputed: tuple[Finding, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each rule and source."""
        return [
            {
                "rule": one.rule,
                "source": one.source,
                "total": one.total,
                "missing": one.missing,
                "definition": one.definition,
            }
            for one in self.outcomes
        ]

    @property
    def agreeing(self) -> tuple[Outcome, ...]:
        """The rules under which the stated number comes out."""
        return tuple(one for one in self.outcomes if one.missing == 0)


def reconciled(sight: Sight, asked: Question, stated: int) -> Reconciled:
    """Count by every rule from every source that tells of the person, and compare with ``stated``.

    Raises:
        QueryError: nobody or several are called so, or nothing is told of their journeys.
    """
    outcomes = []
    person: Person | None = None
    for source in SOURCES:
        for rule, definition in DEFINITIONS.items():
            try:
                found = visits_of(sight, msgspec.structs.replace(asked, rule=rule, source=source))
            except QueryError:
                if source == "reported":
                    raise
                break  # no list has rows of this person
            person = found.person
            number = _of_country(found.total, found.by_country, asked.country)
            outcomes.append(Outcome(rule, source, number, stated - number, definition))
    if person is None:
        raise QueryError(f"{asked.who!r}: no journeys are told")
    return Reconciled(person, stated, asked.country, tuple(outcomes), tuple(_disputed(sight, asked, outcomes)))


def _of_country(total: int, by_country: tuple[Count, ...], country: str | None) -> int:
    return total if country is None else next((one.count for one in by_country if one.key == country), 0)


def _disputed(sight: Sight, asked: Question, outcomes: list[Outcome]) -> list[Finding]:
    if not any(one.source == "official" for one in outcomes):
        return []
    found: Audit = audit_of(sight, asked)
    return [one for one in found.findings if one.what in _DISPUTED]
