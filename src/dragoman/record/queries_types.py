"""What queries answer: small frozen records. Every count leads to its list, every list to its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import msgspec

from dragoman.merging.types import Engagement, Support
from dragoman.model import Evidence, Stop
from dragoman.record.queries_pictures import Pictured
from dragoman.record.queries_tables import ENGAGEMENT_COLUMNS, Cell, Columns, Tabular


class Engagements(Tabular, Pictured, frozen=True):
    """A page of engagements; ``total`` counts all that fit, ``next`` is the page after this one."""

    COLUMNS: ClassVar[Columns] = ENGAGEMENT_COLUMNS
    items: tuple[Engagement, ...]
    total: int
    next: str | None = None
    today: str | None = None

    def __iter__(self) -> Iterator[Engagement]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Engagement:
        return self.items[at]

    def rows(self) -> list[dict[str, Cell]]:
        """One row an engagement."""
        from dragoman.record.queries_forms import engagement_row  # noqa: PLC0415

        return [engagement_row(one, self.today) for one in self.items]


class Leg(msgspec.Struct, frozen=True):
    """A stop of a trip with what took place there."""

    stop: Stop
    engagements: tuple[Engagement, ...] = ()


class Trip(msgspec.Struct, Pictured, frozen=True):
    """A journey stop by stop; ``elsewhere``: what took place during it and belongs to no one stop."""

    engagement: Engagement
    legs: tuple[Leg, ...]
    elsewhere: tuple[Engagement, ...] = ()


class Trips(Tabular, Pictured, frozen=True):
    """A page of trips."""

    COLUMNS: ClassVar[Columns] = {
        "trip": str,
        "traveller": str,
        "trip_status": str,
        "position": int,
        "city": str,
        "country": str,
        "status": str,
        "start": str,
        "end": str,
        "engagements": int,
        "ids": str,
    }
    items: tuple[Trip, ...]
    total: int
    next: str | None = None
    today: str | None = None

    def __iter__(self) -> Iterator[Trip]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Trip:
        return self.items[at]

    def rows(self) -> list[dict[str, Cell]]:
        """One row a stop; a trip without stops has one row without a position."""
        from dragoman.record.queries_forms import trip_rows  # noqa: PLC0415

        return [row for one in self.items for row in trip_rows(one)]


class Person(msgspec.Struct, frozen=True):
    """Somebody who takes part in engagements of the record.

    ``id`` is the ledger's, or ``name:`` with the words of the name where the ledger knows nobody of it;
    ``ids`` and ``wordings`` (folded words of names without an id) are what finds the person's parties.
    """

    id: str
    name: str
    countries: tuple[str, ...]
    engagements: int
    ids: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()


class Count(msgspec.Struct, frozen=True):
    """How many of what; ``name`` is the name of a code where there is one."""

    key: str
    count: int
    name: str | None = None


class Counts(Tabular, frozen=True):
    """Counts, the greatest first. ``total``: engagements counted; with several countries one counts for each."""

    COLUMNS: ClassVar[Columns] = {"key": str, "name": str, "count": int}
    by: str
    items: tuple[Count, ...]
    total: int

    def rows(self) -> list[dict[str, Cell]]:
        """One row a count."""
        return [{"key": one.key, "name": one.name, "count": one.count} for one in self.items]


class Visit(msgspec.Struct, frozen=True):
    """One of what a counting rule counts: a visit, a row, a trip, a day …; days None where nothing tells them.

    ``engagements`` are the ids of those that documents report, ``rows`` name the rows of imported lists
    ("blinken-antony-j#12"). ``countries`` are all that it counts for, ``country`` is the first.
    """

    country: str
    start: str | None
    end: str | None
    cities: tuple[str, ...]
    engagements: tuple[str, ...]
    countries: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


class Visits(Tabular, Pictured, frozen=True):
    """A person's stays abroad, counted by ``rule``, which ``definition`` spells out.

    ``source`` is "official" (rows of imported lists) or "reported"; ``notes`` name what was counted as one
    though a list has it in several rows.
    """

    COLUMNS: ClassVar[Columns] = {
        "country": str,
        "name": str,
        "start": str,
        "end": str,
        "cities": str,
        "engagements": str,
        "countries": str,
        "rows": str,
    }
    person: Person
    rule: str
    definition: str
    total: int
    by_country: tuple[Count, ...]
    visits: tuple[Visit, ...]
    source: str = "reported"
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, Cell]]:
        """One row for each that is counted."""
        from dragoman.record.queries_forms import visit_row  # noqa: PLC0415

        return [visit_row(one) for one in self.visits]


class Office(msgspec.Struct, frozen=True):
    """An office that a person held by the ledger; ``note`` says what is uncertain about it."""

    office: str
    country: str
    start: str
    end: str | None
    note: str


class Counterpart(msgspec.Struct, frozen=True):
    """Somebody met or called, and how often."""

    id: str
    name: str
    countries: tuple[str, ...]
    count: int


class PersonPage(Tabular, frozen=True):
    """A person: offices, counts, those met most often, the latest engagements (``engagements``)."""

    COLUMNS: ClassVar[Columns] = ENGAGEMENT_COLUMNS
    person: Person
    offices: tuple[Office, ...]
    kinds: tuple[Count, ...]
    statuses: tuple[Count, ...]
    counterparts: tuple[Counterpart, ...]
    engagements: Engagements

    def rows(self) -> list[dict[str, Cell]]:
        """One row an engagement."""
        return self.engagements.rows()


class CountryPage(Tabular, frozen=True):
    """A country or organisation: ``acting`` counts engagements in which somebody acts for it, ``at`` those that
    take place there; ``partners``: whom it meets; ``persons``: who acts for it.
    """

    COLUMNS: ClassVar[Columns] = ENGAGEMENT_COLUMNS
    code: str
    name: str
    acting: int
    at: int
    kinds: tuple[Count, ...]
    statuses: tuple[Count, ...]
    partners: tuple[Count, ...]
    persons: tuple[Counterpart, ...]
    engagements: Engagements

    def rows(self) -> list[dict[str, Cell]]:
        """One row an engagement."""
        return self.engagements.rows()


class SourceDocument(msgspec.Struct, frozen=True):
    """The document of a report. ``key`` identifies it in the record, ``id`` is what its source called it."""

    key: str
    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class Quote(msgspec.Struct, frozen=True):
    """Words of a document that say something; offsets are code points of its text."""

    document: str
    published: str | None
    publisher: str | None
    evidence: Evidence
    report: str = ""


class Side(msgspec.Struct, frozen=True):
    """One value of a conflict and who gives it."""

    value: str
    quotes: tuple[Quote, ...]


class Disagreement(msgspec.Struct, frozen=True):
    """A field of an engagement on which reports disagree."""

    engagement: Engagement
    field: str
    sides: tuple[Side, ...]


class Conflicts(Tabular, frozen=True):
    """A page of conflicts; ``total`` counts the engagements that have any."""

    COLUMNS: ClassVar[Columns] = {
        "engagement": str,
        "kind": str,
        "start": str,
        "field": str,
        "value": str,
        "documents": str,
        "published": str,
        "quote": str,
    }
    items: tuple[Disagreement, ...]
    total: int
    next: str | None = None

    def __iter__(self) -> Iterator[Disagreement]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a value that is given."""
        from dragoman.record.queries_forms import conflict_rows  # noqa: PLC0415

        return [row for one in self.items for row in conflict_rows(one)]


class EngagementPage(Tabular, frozen=True):
    """All there is of one engagement. ``asked``: the id that was asked for, if it is a former one."""

    COLUMNS: ClassVar[Columns] = {
        "document": str,
        "published": str,
        "publisher": str,
        "status": str,
        "start": int,
        "end": int,
        "quote": str,
    }
    engagement: Engagement
    asked: str | None
    documents: tuple[SourceDocument, ...]
    conflicts: tuple[Disagreement, ...]
    trip: Engagement | None = None
    legs: tuple[Leg, ...] = ()
    elsewhere: tuple[Engagement, ...] = ()
    today: str | None = None

    def rows(self) -> list[dict[str, Cell]]:
        """One row a quote."""
        return [row for support in self.engagement.reports for row in _quotes(support)]


def _quotes(support: Support) -> list[dict[str, Cell]]:
    same: dict[str, Any] = {
        "document": support.document,
        "published": support.published,
        "publisher": support.publisher,
        "status": support.status,
    }
    return [{**same, "start": span.start, "end": span.end, "quote": span.quote} for span in support.evidence]


class Hit(msgspec.Struct, frozen=True):
    """A sentence with the words that were searched; ``engagements`` are those whose evidence it holds."""

    document: SourceDocument
    sentence: Evidence
    engagements: tuple[str, ...]


class Hits(Tabular, frozen=True):
    """A page of search; ``documents`` counts those in which the words are."""

    COLUMNS: ClassVar[Columns] = {
        "document": str,
        "published": str,
        "publisher": str,
        "title": str,
        "url": str,
        "start": int,
        "end": int,
        "sentence": str,
        "engagements": str,
    }
    items: tuple[Hit, ...]
    documents: int
    next: str | None = None

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a sentence."""
        from dragoman.record.queries_forms import hit_row  # noqa: PLC0415

        return [hit_row(one) for one in self.items]
