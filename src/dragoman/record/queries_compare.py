"""``compare``: what each side's account of one engagement raised, left out and promised."""

from __future__ import annotations

from typing import ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Document, Evidence
from dragoman.reading.accounts import Account, account_of
from dragoman.record.queries_filters import QueryError, Question, country_name
from dragoman.record.queries_pages import engagement_page
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight
from dragoman.record.schema import document

_Told = tuple[str, Document, Account]
"""Key, document, what it says."""


class Said(msgspec.Struct, frozen=True):
    """A sentence of a document (its id) about the engagement."""

    document: str
    evidence: Evidence
    topics: tuple[str, ...]
    promise: bool
    key: str = ""
    """Of the document in the record."""


class Side(msgspec.Struct, frozen=True):
    """Who tells: a party's government (``country`` its code), or others.

    ``left_out`` are topics that another side names and this one does not, ``alone`` those that only this one
    names; ``promises`` the sentences that promise something.
    """

    name: str
    country: str | None
    documents: tuple[str, ...]
    statements: tuple[Said, ...]
    topics: tuple[str, ...]
    alone: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def promises(self) -> tuple[Said, ...]:
        """The sentences that promise something."""
        return tuple(one for one in self.statements if one.promise)


class Comparison(Tabular, frozen=True):
    """The accounts of one engagement side by side, the sides in order of their names, others last."""

    COLUMNS: ClassVar[Columns] = {
        "side": str,
        "country": str,
        "topic": str,
        "named": str,
        "promise": str,
        "document": str,
        "start": int,
        "end": int,
        "quote": str,
    }
    engagement: Engagement
    sides: tuple[Side, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics that a side names, those that more sides name first."""
        named = {topic for side in self.sides for topic in side.topics}
        return tuple(sorted(named, key=lambda topic: (-sum(topic in side.topics for side in self.sides), topic)))

    def rows(self) -> list[dict[str, Cell]]:
        """A row for each sentence of a side on a topic, and one for each topic that it leaves out."""
        found: list[dict[str, Cell]] = []
        for side in self.sides:
            for said in side.statements:
                found += [self._row(side, topic, said) for topic in said.topics or ("",)]
            found += [self._row(side, topic, None) for topic in side.left_out]
        return found

    @staticmethod
    def _row(side: Side, topic: str, said: Said | None) -> dict[str, Cell]:
        return {
            "side": side.name,
            "country": side.country,
            "topic": topic or None,
            "named": "left out" if said is None else "only here" if topic in side.alone else "named",
            "promise": "yes" if said is not None and said.promise else None,
            "document": said.document if said is not None else None,
            "start": said.evidence.start if said is not None else None,
            "end": said.evidence.end if said is not None else None,
            "quote": said.evidence.quote if said is not None else None,
        }


def comparison_of(sight: Sight, name: str, asked: Question) -> Comparison:
    """Set the accounts of an engagement side by side.

    A document is a party's own account where that party's government wrote it (a readout, a schedule, a trip
    page); everything else is told by others.

    Raises:
        QueryError: there is no such engagement, or one document alone tells of it.
    """
    one = engagement_page(sight, name, asked).engagement
    keys = list(dict.fromkeys(support.key.partition("/")[0] for support in one.reports))
    if len(keys) < 2:
        raise QueryError(f"{one.id}: one document alone tells of it; there is nothing to set beside it")
    told = [(key, known, account_of(known, spans_of(one, key))) for key, known in documents_of(sight, keys)]
    lands = {party.country for party in one.parties}
    by_side: dict[str | None, list[_Told]] = {}
    for found in told:
        account = found[2]
        by_side.setdefault(account.home if account.own and account.home in lands else None, []).append(found)
    return Comparison(one, _sides(by_side))


def spans_of(one: Engagement, key: str) -> list[tuple[int, int]]:
    """Where the evidence of an engagement stands in the document with this key."""
    return [
        (span.start, span.end)
        for support in one.reports
        if support.key.partition("/")[0] == key
        for span in support.evidence
    ]


def documents_of(sight: Sight, keys: list[str]) -> list[tuple[str, Document]]:
    """The documents with these keys, in their order; what is not there is left out."""
    rows = {row.key: row for row in sight.truth.execute(sa.select(document).where(document.c.key.in_(keys)))}
    return [
        (key, Document(row.id, row.text, row.url, row.title, row.publisher, row.published))
        for key in keys
        if (row := rows.get(key)) is not None
    ]


def _sides(by_side: dict[str | None, list[_Told]]) -> tuple[Side, ...]:
    topics = {land: _topics(told) for land, told in by_side.items()}
    sides = []
    for land in sorted(by_side, key=lambda code: (code is None, code or "")):
        told = by_side[land]
        elsewhere = {topic for other, named in topics.items() if other != land for topic in named}
        sides.append(
            Side(
                name=country_name(land) if land else "others",
                country=land,
                documents=tuple(known.id for _, known, _ in told),
                statements=tuple(
                    Said(known.id, one.evidence, one.topics, one.promise, key)
                    for key, known, account in told
                    for one in account.statements
                ),
                topics=tuple(topics[land]),
                alone=tuple(topic for topic in topics[land] if topic not in elsewhere),
                left_out=tuple(sorted(elsewhere - set(topics[land]))),
            )
        )
    return tuple(sides)


def _topics(told: list[_Told]) -> dict[str, None]:
    return dict.fromkeys(topic for _, _, account in told for one in account.statements for topic in one.topics)
