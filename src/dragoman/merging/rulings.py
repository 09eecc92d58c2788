"""Rulings of users made ready for merging: stronger than any clue. Withdrawn ones do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.errors import DragomanError
from dragoman.merging.ruled_persons import ruled_persons
from dragoman.merging.types import Engagement, Ruling
from dragoman.model import KINDS, STATUSES, Dates, Place

FIELDS = ("kind", "status", "date", "place", "name", "cause", "topics")
_NUMBER = re.compile(r"r([0-9]{1,9})(?![0-9])", re.ASCII)
_DAY = re.compile(r"[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?", re.ASCII)


class RulingError(DragomanError):
    """A ruling cannot be carried out: the text names it and says what a value must look like."""


def ruling_number(id_: str) -> int:
    """The number of an id as rulings get them ("r12"), 0 of any other."""
    found = _NUMBER.match(id_)
    return int(found[1]) if found else 0


def _order(one: Ruling) -> tuple[int, str, bytes]:
    return (ruling_number(one.id), one.id, msgspec.json.encode(one))


class Rulings:
    """The rulings that count, in order of their ids. ``left`` and ``right`` are keys of reports; a "field"
    ruling may name an engagement's id instead, a "same" or "different" ruling two ids of persons.
    """

    def __init__(self, rulings: Iterable[Ruling], keys: frozenset[str]) -> None:
        """``keys`` are those of the reports at hand; a ruling on absent reports waits until they come.

        Raises RulingError for a field or value that no engagement can have.
        """
        counted = sorted({r for r in rulings if not r.withdrawn}, key=_order)
        pairs = [(r.verdict, r.left, r.right or "") for r in counted if r.verdict != "field"]
        here = [p for p in pairs if p[1] in keys and p[2] in keys and p[1] != p[2]]
        self.different = frozenset(frozenset(p[1:]) for p in here if p[0] == "different")
        self.same = [p[1:] for p in here if p[0] == "same" and frozenset(p[1:]) not in self.different]
        people = [p for p in pairs if not (p[1] in keys or p[2] in keys)]
        self.persons = ruled_persons(people)
        self.fields = [r for r in counted if r.verdict == "field"]
        self.apart = frozenset(key for pair in self.different for key in pair)
        for ruling in self.fields:
            _changes(ruling)

    def forbid(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a ruling keeps a report of the one apart from a report of the other."""
        if not self.different:
            return False
        left, right = self.apart.intersection(one), self.apart.intersection(other)
        return any(frozenset((a, b)) in self.different for a in left for b in right)

    def mend(self, engagement: Engagement) -> Engagement:
        """The engagement with the fields that rulings set; the later ruling (by id) wins."""
        names = {engagement.id, *(support.key for support in engagement.reports)}
        for ruling in self.fields:
            if ruling.left in names:
                engagement = msgspec.structs.replace(engagement, **_changes(ruling))
        return engagement


def _changes(ruling: Ruling) -> dict[str, object]:
    field, value = ruling.field or "", (ruling.value or "").strip()
    if field not in FIELDS:
        raise RulingError(f"ruling {ruling.id}: no field {field!r} can be ruled on: take one of {', '.join(FIELDS)}")
    if field in {"kind", "status"}:
        allowed: tuple[str, ...] = KINDS if field == "kind" else STATUSES
        if value not in allowed:
            raise RulingError(f"ruling {ruling.id}: {field} {value!r} must be one of {', '.join(allowed)}")
        return {field: value}
    if field == "topics":
        return {field: tuple(sorted({word.strip() for word in value.split(",")} - {""}))}
    if field in {"name", "cause"}:
        return {field: value or None}
    return {field: (_date(ruling, value) if field == "date" else _place(value)) if value else None}


def _date(ruling: Ruling, value: str) -> Dates:
    start, _, end = value.partition("/")
    for day in (start, end or start):
        if not _DAY.fullmatch(day):
            raise RulingError(f"ruling {ruling.id}: date {value!r} must be a day or two with a slash between")
    return Dates(start, end or start)


def _place(value: str) -> Place:
    """ "Geneva, CH", "Geneva" or "CH"."""
    city, comma, country = (part.strip() for part in value.rpartition(","))
    if comma or not re.fullmatch(r"[A-Z]{2}", country):
        return Place(city or country, country if comma else None)
    return Place(None, country)
