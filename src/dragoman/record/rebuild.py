"""Everything derived anew: documents read by the present reader, the view merged from nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator

import msgspec
import sqlalchemy as sa

from dragoman.exchange import READER
from dragoman.model import Document, Report
from dragoman.reading.result import Reading
from dragoman.record import dialects
from dragoman.record.documents import canonical, key_of
from dragoman.record.schema import report
from dragoman.record.store import Record

Read = Callable[[Iterable[Document]], Iterator[tuple[Document, Reading | str]]]
"""Reads documents, in any order; a string says why one could not be read."""
_REPORT = msgspec.json.Decoder(Report)


class Changed(msgspec.Struct, frozen=True):
    """What a new reading of one document brought; with a ``fault`` it could not be read and stays as is."""

    document: str
    gained: tuple[Report, ...] = ()
    lost: tuple[Report, ...] = ()
    fault: str | None = None


def rebuild(record: Record, read: Read) -> Generator[Changed, None, None]:
    """Read every document anew and store what was found, yielding it for each; at the end derive all anew.

    Each document is stored in a transaction of its own. One that can no longer be read keeps its findings;
    so does an imported list, which has rows in place of sentences.

    Raises:
        RecordError: the record cannot be written.
    """
    with record.writing() as connection:
        dialects.renew_text_index(connection)  # else a spoilt one stands in the way of every change
    told = (one.document for one in record.each_document() if one.genre != "list")
    for given, reading in read(told):
        if isinstance(reading, str):
            yield Changed(given.id, fault=reading)
            continue
        before = _reports(record, key_of(given))
        record.put(reading, reader=READER, force=True)
        gained, lost = _difference(before, reading.reports)
        yield Changed(given.id, gained, lost)
    record.derive(anew=True)


def _reports(record: Record, key: str) -> list[Report]:
    with record.reading() as connection:
        wanted = sa.select(report.c.number, report.c.body).where(report.c.document_key == key)
        rows = sorted(connection.execute(wanted).all(), key=lambda row: row.number)
        return [_REPORT.decode(row.body) for row in rows]


def _difference(before: Iterable[Report], after: Iterable[Report]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """Reports that are in the one or the other alone; a change of confidence is no difference."""
    old = {_said(one): one for one in before}
    new = {_said(one): one for one in after}
    return (
        tuple(one for said, one in new.items() if said not in old),
        tuple(one for said, one in old.items() if said not in new),
    )


def _said(one: Report) -> bytes:
    return canonical(msgspec.structs.replace(one, confidence=0.0))
