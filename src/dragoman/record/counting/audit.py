"""``audit``: a list of journeys set against what documents report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal, get_args

import msgspec

from dragoman.record.counting.oddities import faults
from dragoman.record.counting.rules import Stay, counted, gap
from dragoman.record.counting.stays import listed, odd_rows, reported
from dragoman.record.queries_filters import QueryError, Question, country_name
from dragoman.record.queries_persons import the_person
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import Person
from dragoman.record.queries_view import Sight

What = Literal[
    "matched",
    "differing days",
    "differing places",
    "only official",
    "only reported",
    "duplicate",
    "near duplicate",
    "impossible",
    "odd",
]
WHATS: tuple[What, ...] = get_args(What)
EDGE = 1
"""Days by which a report may lie outside a row and still tell of the same stay."""


class Finding(msgspec.Struct, frozen=True):
    """One line of an audit. ``rows`` name rows of the list, ``engagements`` those of the record that tell of it.

    ``official`` and ``reported`` are what either side says, ``words`` the list's own of the first row.
    """

    what: What
    country: str
    rows: tuple[str, ...]
    engagements: tuple[str, ...]
    official: str | None
    reported: str | None
    note: str
    words: str


class Audit(Tabular, frozen=True):
    """An audit of all rows that imported lists have of a person."""

    COLUMNS: ClassVar[Columns] = {
        "what": str,
        "country": str,
        "name": str,
        "official": str,
        "reported": str,
        "note": str,
        "rows": str,
        "engagements": str,
        "words": str,
    }
    person: Person
    findings: tuple[Finding, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """One row a finding."""
        return [
            {
                "what": one.what,
                "country": one.country,
                "name": country_name(one.country),
                "official": one.official,
                "reported": one.reported,
                "note": one.note,
                "rows": "; ".join(one.rows),
                "engagements": "; ".join(one.engagements),
                "words": one.words,
            }
            for one in self.findings
        ]

    def counts(self) -> dict[What, int]:
        """How many findings there are of each sort; every sort is there."""
        return {what: sum(one.what == what for one in self.findings) for what in WHATS}


def audit_of(sight: Sight, asked: Question) -> Audit:
    """A person's rows in imported lists against the stays that documents report.

    Raises:
        QueryError: nobody or several are called so, or no list has rows of that person.
    """
    person = the_person(sight.view, asked.who or "")
    official = listed(sight, person)
    if not official:
        raise QueryError(f"no imported list has rows of {person.name}: import one with `dragoman import`")
    told = reported(sight, person)
    found = [*_compared(official, told), *_within_the_list(official)]
    found += [
        Finding("odd", row.country or "", (name,), (), _days(row.start, row.end), None, fault, row.remarks)
        for name, row in odd_rows(sight, person)
        for fault in row.odd
    ]
    return Audit(person, tuple(one for one in found if _asked(one, asked)))


def _asked(one: Finding, asked: Question) -> bool:
    if asked.country and one.country != asked.country:
        return False
    days = one.official or one.reported or ""
    first, last = days[:10], days[-10:]
    return not (asked.first and last < asked.first) and not (asked.last and first > asked.last)


def _compared(official: Sequence[Stay], told: Sequence[Stay]) -> Iterator[Finding]:
    """Each row with what reports tell of it, then what no row is near; a stay whose days nothing tells may be any
    row of its country and is no difference.
    """
    used: set[Stay] = set()
    for row in counted("rows", official):
        stay = row.stays[0]
        near = [one for one in told if one.country == stay.country and _near(stay, one)]
        used.update(near)
        yield _matched(row.stays, near) if near else _alone("only official", row.stays)
    lands = {stay.country for stay in official}
    left = [stay for stay in told if stay not in used and not (stay.first is None and stay.country in lands)]
    for one in counted("country-visits", left):
        yield _alone("only reported", one.stays)


def _near(row: Stay, told: Stay) -> bool:
    if not (row.first and row.last and told.first and told.last):
        return False
    return gap(row.last, told.first) <= EDGE and gap(told.last, row.first) <= EDGE


def _matched(rows: Sequence[Stay], near: Sequence[Stay]) -> Finding:
    """Reports within the row's days agree with it; a day beyond them or a city that it lacks is a difference."""
    row = rows[0]
    exact = [one for one in near if one.exact]
    beyond = [one for one in exact if (one.first or "") < (row.first or "") or (one.last or "") > (row.last or "")]
    own = {city.casefold() for city in row.cities}
    others = sorted({city for one in near for city in one.cities if own and city.casefold() not in own})
    what: What = "differing days" if beyond else "differing places" if others else "matched"
    note = ""
    if beyond:
        note = "reported beyond the row's days: " + ", ".join(
            sorted({_days(one.start, one.end) or "" for one in beyond})
        )
    elif others:
        note = "reported in " + ", ".join(others) + ", not in the row"
    return Finding(
        what,
        row.country,
        tuple(one.source for one in rows),
        tuple(sorted({one.source for one in near})),
        _days(row.start, row.end),
        _span(near),
        note,
        row.words,
    )


def _alone(what: What, stays: Sequence[Stay]) -> Finding:
    names = tuple(dict.fromkeys(one.source for one in stays))
    listed_ones = what == "only official"
    return Finding(
        what,
        stays[0].country,
        names if listed_ones else (),
        () if listed_ones else names,
        _span(stays) if listed_ones else None,
        None if listed_ones else _span(stays),
        "" if listed_ones else "no row of the list is near",
        stays[0].words,
    )


def _within_the_list(official: Sequence[Stay]) -> Iterator[Finding]:
    for pair in faults(official):
        yield Finding(
            pair.fault,
            pair.one.country,
            (pair.one.source, pair.other.source),
            (),
            _span((pair.one, pair.other)),
            None,
            pair.why,
            pair.one.words,
        )


def _span(stays: Sequence[Stay]) -> str | None:
    start = min((one.start for one in stays if one.start), default=None)
    return _days(start, max((one.end for one in stays if one.end), default=None))


def _days(start: str | None, end: str | None) -> str | None:
    """ "2021-03-15/2021-03-17", one day alone; None where none is told."""
    if start is None or end is None:
        return start or end
    return start if start == end else f"{start}/{end}"
