"""The documents of a record: all of them in a list, and one with everything that was found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec
import sqlalchemy as sa

from dragoman.model import Article, Claim, Document, Evidence, Relation
from dragoman.record import findings
from dragoman.record.queries_filters import MissingError, QueryError, Question, cursor
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_types import SourceDocument
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import document, engagement_report

_D = document.c
_ARTICLES = msgspec.json.Decoder(tuple[Article, ...])
_SPANS = msgspec.json.Decoder(tuple[Evidence, ...])
_NEAR = 5


class ListedDocument(msgspec.Struct, frozen=True):
    """A document of the list: ``reports`` counts the engagements it tells of; not ``speaks``: a newer version of
    its address has replaced it.
    """

    source: SourceDocument
    genre: str | None
    speaks: bool
    recorded: str
    reports: int


class DocumentList(Tabular, frozen=True):
    """A page of documents; ``total`` counts all that fit, ``next`` is the page after this one."""

    COLUMNS: ClassVar[Columns] = {
        "key": str,
        "id": str,
        "title": str,
        "publisher": str,
        "published": str,
        "genre": str,
        "url": str,
        "speaks": int,
        "recorded": str,
        "reports": int,
    }
    items: tuple[ListedDocument, ...]
    total: int
    next: str | None = None

    def __iter__(self) -> Iterator[ListedDocument]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def rows(self) -> list[dict[str, Cell]]:
        """One row a document."""
        return [
            {
                "key": one.source.key,
                "id": one.source.id,
                "title": one.source.title,
                "publisher": one.source.publisher,
                "published": one.source.published,
                "genre": one.genre,
                "url": one.source.url,
                "speaks": int(one.speaks),
                "recorded": one.recorded,
                "reports": one.reports,
            }
            for one in self.items
        ]


class Told(msgspec.Struct, frozen=True):
    """What the document says of one engagement: its id, kind, status and the words."""

    engagement: str
    kind: str
    status: str
    key: str
    evidence: tuple[Evidence, ...]


class DocumentPage(Tabular, frozen=True):
    """A document with its text and all that was found in it; ``versions``: the others of its address."""

    COLUMNS: ClassVar[Columns] = {
        "engagement": str,
        "kind": str,
        "status": str,
        "start": int,
        "end": int,
        "quote": str,
    }
    source: SourceDocument
    document: Document
    genre: str | None
    articles: tuple[Article, ...]
    reader: str
    speaks: bool
    recorded: str
    told: tuple[Told, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    versions: tuple[SourceDocument, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """One row a quote."""
        return [
            {
                "engagement": one.engagement,
                "kind": one.kind,
                "status": one.status,
                "start": span.start,
                "end": span.end,
                "quote": span.quote,
            }
            for one in self.told
            for span in one.evidence
        ]


def documents_of(sight: Sight, asked: Question) -> DocumentList:
    """Documents in order of publication and key, those without a day last; ``newest`` turns the order."""
    where: list[sa.ColumnElement[bool]] = []
    if asked.first:
        where.append(_D.published >= asked.first)
    if asked.last:
        where.append(_D.published <= asked.last)
    total = sight.truth.execute(sa.select(sa.func.count()).select_from(document).where(*where)).scalar_one()
    day: sa.ColumnElement[str] = sa.func.coalesce(_D.published, "" if asked.newest else "~")
    if asked.after is not None:
        edge, key = asked.after[0] or ("" if asked.newest else "~"), asked.after[1]
        later = sa.or_(day < edge, sa.and_(day == edge, _D.key < key))
        if not asked.newest:
            later = sa.or_(day > edge, sa.and_(day == edge, _D.key > key))
        where.append(later)
    columns = (_D.key, _D.id, _D.title, _D.url, _D.publisher, _D.published, _D.genre, _D.speaks, _D.recorded)
    wanted = sa.select(*columns).where(*where)
    wanted = wanted.order_by(day.desc(), _D.key.desc()) if asked.newest else wanted.order_by(day, _D.key)
    if asked.limit is not None:
        wanted = wanted.limit(asked.limit + 1)
    rows = sight.truth.execute(wanted).all()
    more = asked.limit is not None and len(rows) > asked.limit
    shown = rows[: asked.limit] if more else rows
    counts = _counts(sight, [row.key for row in shown])
    items = tuple(
        ListedDocument(SourceDocument(*row[:6]), row.genre, bool(row.speaks), row.recorded, counts.get(row.key, 0))
        for row in shown
    )
    return DocumentList(items, int(total), cursor(shown[-1].published, shown[-1].key) if more else None)


def _counts(sight: Sight, keys: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    column = engagement_report.c.document_key
    many = sa.func.count(engagement_report.c.engagement_id.distinct())
    for at in range(0, len(keys), 400):
        wanted = sa.select(column, many).where(column.in_(keys[at : at + 400])).group_by(column)
        found.update((str(key), int(count)) for key, count in sight.view.execute(wanted))
    return found


def document_page(sight: Sight, name: str) -> DocumentPage:
    """Everything of the document with this key, or with this id where one document alone has it.

    Raises:
        MissingError: there is none, or it was removed. QueryError: several have this id.
    """
    row = sight.truth.execute(sa.select(document).where(_D.key == _key(sight, name))).one()
    others = sa.select(_D.key, _D.id, _D.title, _D.url, _D.publisher, _D.published)
    versions = others.where(_D.address == row.address, _D.key != row.key).order_by(_D.published, _D.key)
    return DocumentPage(
        source=SourceDocument(row.key, row.id, row.title, row.url, row.publisher, row.published),
        document=Document(row.id, row.text, row.url, row.title, row.publisher, row.published),
        genre=row.genre,
        articles=_ARTICLES.decode(row.articles),
        reader=row.reader,
        speaks=bool(row.speaks),
        recorded=row.recorded,
        told=_told(sight, row.key),
        claims=findings.claims_of_document(sight.truth, row.key),
        relations=findings.relations_of_document(sight.truth, row.key),
        versions=tuple(SourceDocument(*one) for one in sight.truth.execute(versions)) if row.address else (),
    )


def _key(sight: Sight, name: str) -> str:
    wanted = sa.select(_D.key).where(sa.or_(_D.key == name, _D.id == name)).order_by(_D.key).limit(_NEAR + 1)
    found = [str(key) for key in sight.truth.execute(wanted).scalars()]
    if name in found:
        return name
    if not found:
        raise MissingError(f"no document {name!r} is in this record")
    if len(found) > 1:
        raise QueryError(f"{name!r} may be several documents, name one by its key: {', '.join(found[:_NEAR])}")
    return found[0]


def _told(sight: Sight, key: str) -> tuple[Told, ...]:
    reports = engagement_report.c
    columns = (reports.engagement_id, reports.report_key, reports.status, reports.evidence)
    rows = sight.view.execute(sa.select(*columns).where(reports.document_key == key)).all()
    kinds = {one.id: one.kind for one in by_ids(sight, [row.engagement_id for row in rows]).values()}
    found = [
        Told(row.engagement_id, kinds[row.engagement_id], row.status, row.report_key, _SPANS.decode(row.evidence))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.evidence[:1], one.engagement)))
