"""Is everything in the record as it must be?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.model import Article, Report
from dragoman.record import add, derive, dialects, findings, lists, tally, view
from dragoman.record import documents as kept
from dragoman.record.digest import Digests, digests_of, merged_hash
from dragoman.record.errors import told
from dragoman.record.schema import VIEW, document, engagement, report, text_entry
from dragoman.record.store import Record

_TRIES = 20
MOST = 50
"""Problems told; a damaged record has no end of them."""
_ARTICLES = msgspec.json.Decoder(tuple[Article, ...])
_REPORT = msgspec.json.Decoder(Report)


class Checked(msgspec.Struct, frozen=True):
    """What a check found: counts, digests, and problems (one line each; none in a sound record)."""

    documents: int
    reports: int
    engagements: int
    rulings: int
    digests: Digests
    problems: tuple[str, ...]


def check(record: Record) -> Checked:
    """Check a record: the database's own integrity, texts, evidence, text index and merged view.

    Raises:
        RecordError: it cannot be read at all.
    """
    problems = list(_of_the_database(record))
    problems += _of_the_documents(record)
    with _quiet_view(record) as connection:
        problems += _of_the_view(connection)
        counts = [_count(connection, table) for table in (document, report, engagement)]
        rulings = len(derive.rulings(connection))
        digests = digests_of(connection)
    return Checked(counts[0], counts[1], counts[2], rulings, digests, tuple(problems[:MOST]))


@contextmanager
def _quiet_view(record: Record) -> Iterator[sa.Connection]:
    """A connection whose view fits its documents, also where others keep adding.

    Raises:
        RecordError: they add faster than the view can follow.
    """
    for _ in range(_TRIES):
        with record.view() as connection:
            if derive.fresh(connection):
                yield connection
                return
    raise RecordError(f"{record.shown}: others keep adding to it; check it when they are done")


def _of_the_database(record: Record) -> Iterator[str]:
    with record.reading() as connection:
        yield from dialects.faults(connection)
    if record.writable:
        with record.writing() as connection:
            yield from dialects.check_text_index(connection)


def _of_the_documents(record: Record) -> Iterator[str]:
    with record.reading() as connection:
        keys = sorted(connection.execute(sa.select(document.c.key)).scalars())
        orphans = sa.select(report.c.key).where(report.c.document_key.not_in(sa.select(document.c.key)))
        yield from (f"report {key} has no document" for key in connection.execute(orphans).scalars())
        yield from _several_speakers(connection)
    for key in keys:
        with record.reading() as connection:
            row = connection.execute(sa.select(document).where(document.c.key == key)).first()
            if row is None:
                continue  # removed meanwhile
            try:
                with told(record.shown):
                    yield from (f"document {row.id} ({key}): {fault}" for fault in _faults(connection, row))
            except RecordError as error:
                yield f"document {row.id} ({key}): {error}"


def _several_speakers(connection: sa.Connection) -> Iterator[str]:
    speakers = sa.func.sum(document.c.speaks)
    wanted = sa.select(document.c.address, speakers).where(document.c.address.is_not(None))
    for address, count in connection.execute(wanted.group_by(document.c.address).having(speakers != 1)):
        yield f"{address}: {count} versions speak, not one"


def _faults(connection: sa.Connection, row: add.DbRow) -> Iterator[str]:
    """What is wrong with one document, its findings and its part of the text index."""
    given = add.document_of(row)
    rows = connection.execute(sa.select(report).where(report.c.document_key == row.key)).all()
    rows = sorted(rows, key=lambda one: one.number)
    reports = tuple(_REPORT.decode(one.body) for one in rows)
    if kept.key_of(given) != row.key:
        yield "its text is not the one that was stored"
    if [one.key for one in rows] != [f"{row.key}/{at}" for at in range(len(rows))]:
        yield "a report is missing"
    for one, read in zip(rows, reports, strict=True):
        for span in read.evidence:
            if given.text[span.start : span.end] != span.quote:
                yield f"report {one.number}: evidence {span.start}:{span.end} is not in the text"
    articles = tuple(kept.whole(one, given.text) for one in _ARTICLES.decode(row.articles))
    rows_of_list = lists.rows_of(connection, row.key)
    for listed in rows_of_list:
        span = listed.evidence
        if given.text[span.start : span.end] != span.quote:
            yield f"row {listed.number} of the list: {span.start}:{span.end} is not in the text"
    claims = findings.claims_of_document(connection, row.key)
    relations = findings.relations_of_document(connection, row.key)
    said = [(f"claim {at}", one.evidence) for at, one in enumerate(claims)]
    said += [(f"relation {at}", one.evidence) for at, one in enumerate(relations)]
    for what, span in said:
        if given.text[span.start : span.end] != span.quote:
            yield f"{what}: evidence {span.start}:{span.end} is not in the text"
    if kept.document_digest(given, row.genre, articles, reports, rows_of_list, claims, relations) != row.digest:
        yield "document or findings are not what was stored"
    if _entries(connection, row.key) != sorted(map(_entry, add.text_entries(given.text, row.key, reports))):
        yield "its words are missing from the text index"


def _entries(connection: sa.Connection, key: str) -> list[tuple[str, int, int, str]]:
    rows = connection.execute(sa.select(text_entry).where(text_entry.c.document_key == key)).mappings()
    return sorted(map(_entry, rows))


def _entry(row: Any) -> tuple[str, int, int, str]:
    return (row["report_key"] or "", row["starts"], row["ends"], row["words"])


def _of_the_view(connection: sa.Connection) -> Iterator[str]:
    """Whether the stored view, row by row, is the one that follows from the truth."""
    found = derive.merged_of(connection).engagements
    digests = view.digests(found)
    stored = connection.execute(sa.select(engagement.c.id, engagement.c.digest)).all()
    if merged_hash(row.digest for row in stored) != merged_hash(digests.values()):
        yield "the merged view is not what a fresh derivation gives: run `dragoman rebuild`"
        return
    expected = view.all_rows((one, view.body_of(one), digests[one.id]) for one in found)
    expected |= tally.rows_of(found)
    for table in (*VIEW, *tally.TABLES):
        rows = [tuple(row) for row in connection.execute(sa.select(table))]
        wanted = [tuple(row[column.name] for column in table.c) for row in expected.get(table.name, [])]
        if sorted(rows, key=repr) != sorted(wanted, key=repr):
            yield f"table {table.name} is not what a fresh derivation gives: run `dragoman rebuild`"


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
