"""One document into the record, or out of it, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.model import Claim, Document, ListRow, Relation, Report
from dragoman.reading.result import Reading
from dragoman.record import documents as kept
from dragoman.record import tally
from dragoman.record.schema import (
    claim,
    document,
    engagement,
    engagement_report,
    list_row,
    pending,
    record_state,
    relation,
    report,
    text_entry,
    tombstone,
)
from dragoman.record.words import pieces, words_for_index

Outcome = Literal["added", "updated", "already", "removed"]
Row = dict[str, Any]
DbRow: TypeAlias = "sa.Row[*tuple[Any, ...]]"


class AddResult(msgspec.Struct, frozen=True):
    """Ids of documents: added, updated (better than what was stored), already there, removed before."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def lock(connection: sa.Connection) -> DbRow:
    """The record's state; no other transaction changes the truth until this one ends."""
    return connection.execute(sa.select(record_state).with_for_update()).one()


ANY = "*"
"""Stands for all documents where nobody knows which a change touches."""


def changed(connection: sa.Connection, touched: Iterable[str], *, removals: int = 0) -> None:
    """Note that the truth is not what the merged view was derived from.

    Args:
        touched: keys of the documents whose reports have changed, or are to be merged again; ANY for all.
    """
    connection.execute(
        sa.update(record_state).values(truth=record_state.c.truth + 1, removals=record_state.c.removals + removals)
    )
    truth = connection.execute(sa.select(record_state.c.truth)).scalar_one()
    rows = [{"truth": truth, "document_key": key} for key in sorted(set(touched))]
    if rows:
        connection.execute(sa.insert(pending), rows)


def store(connection: sa.Connection, reading: Reading, reader: str, recorded: str, *, force: bool = False) -> Outcome:
    """Store a reading; of two readings of one document the better one stays (``documents.rank``).

    Args:
        recorded: the present moment (UTC, ISO 8601).
        force: put it in the place of a stored one whatever their ranks (rebuild).
    """
    given = reading.document
    key = kept.key_of(given)
    findings = (reading.reports, reading.rows, reading.claims, reading.relations)
    digest = kept.document_digest(given, reading.genre, reading.articles, *findings)
    lock(connection)
    if connection.execute(sa.select(tombstone.c.key).where(tombstone.c.key == key)).first():
        return "removed"
    old = connection.execute(sa.select(document).where(document.c.key == key)).first()
    row = _document_row(reading, key, reader, digest)
    if old is None:
        connection.execute(sa.insert(document).values(**row, recorded=recorded))
    else:
        row["id"] = min(old.id, given.id, key=_id_order)
        if not force and not _better(connection, old, reading, reader, digest):
            return _keep(connection, old, row["id"])
        connection.execute(sa.update(document).where(document.c.key == key).values(**row))
        for table in (report, list_row, claim, relation, text_entry):
            connection.execute(sa.delete(table).where(table.c.document_key == key))
    _insert_findings(connection, reading, key, reader, recorded)
    changed(connection, [key, *refresh_speaker(connection, row["address"])])
    return "added" if old is None else "updated"


def _id_order(name: str) -> tuple[int, str]:
    return (len(name), name)


def _keep(connection: sa.Connection, old: DbRow, name: str) -> Outcome:
    """Leave the stored reading; of two ids of one document the shorter one names it."""
    if name != old.id:
        connection.execute(sa.update(document).where(document.c.key == old.key).values(id=name))
        changed(connection, [old.key])
    return "already"


def _better(connection: sa.Connection, old: DbRow, reading: Reading, reader: str, digest: str) -> bool:
    count = connection.execute(
        sa.select(sa.func.count()).select_from(report).where(report.c.document_key == old.key)
    ).scalar_one()
    stored = kept.rank(document_of(old), old.reader, count, old.digest)
    return kept.rank(reading.document, reader, len(reading.reports), digest) > stored


def document_of(row: DbRow) -> Document:
    """The document of a row of the table."""
    return Document(row.id, row.text, row.url, row.title, row.publisher, row.published)


def _document_row(reading: Reading, key: str, reader: str, digest: str) -> Row:
    given = reading.document
    articles = [kept.slim(article, given.text) for article in reading.articles]
    return {
        "key": key,
        "id": given.id,
        "address": kept.address_of(given.url),
        "url": given.url,
        "title": given.title,
        "publisher": given.publisher,
        "published": given.published,
        "latest": kept.latest_day(given.published, reading.articles),
        "genre": reading.genre,
        "text_hash": kept.sha256(given.text),
        "length": len(given.text),
        "text": given.text,
        "articles": msgspec.json.encode(articles).decode(),
        "reader": reader,
        "speaks": 1,
        "digest": digest,
    }


def _insert_findings(connection: sa.Connection, reading: Reading, key: str, reader: str, recorded: str) -> None:
    given = reading.document
    rows = [
        {
            "key": f"{key}/{number}",
            "document_key": key,
            "number": number,
            "kind": one.kind,
            "status": one.status,
            **_published(reading, one),
            "origin": kept.origin_of(given, one),
            "reader": reader,
            "body": msgspec.json.encode(one).decode(),
            "recorded": recorded,
        }
        for number, one in enumerate(reading.reports)
    ]
    if rows:
        connection.execute(sa.insert(report), rows)
    if reading.rows:
        connection.execute(sa.insert(list_row), [_list_row(one, key) for one in reading.rows])
    if reading.claims:
        connection.execute(sa.insert(claim), [_claim(one, at, key, reading) for at, one in enumerate(reading.claims)])
    if reading.relations:
        relations = [_relation(one, at, key, reading) for at, one in enumerate(reading.relations)]
        connection.execute(sa.insert(relation), relations)
    entries = text_entries(given.text, key, reading.reports)
    if entries:
        connection.execute(sa.insert(text_entry), entries)


def _list_row(one: ListRow, key: str) -> Row:
    return {
        "document_key": key,
        "number": one.number,
        "report_key": None if one.report is None else f"{key}/{one.report}",
        "body": msgspec.json.encode(one).decode(),
    }


def _claim(one: Claim, number: int, key: str, reading: Reading) -> Row:
    return {
        "document_key": key,
        "number": number,
        "published": _article_day(reading, one.article),
        "body": msgspec.json.encode(one).decode(),
    }


def _relation(one: Relation, number: int, key: str, reading: Reading) -> Row:
    return {
        "document_key": key,
        "number": number,
        "one": one.countries[0],
        "other": one.countries[1],
        "published": _article_day(reading, one.article),
        "body": msgspec.json.encode(one).decode(),
    }


def _article_day(reading: Reading, number: int) -> str | None:
    told = reading.articles[number].published if number < len(reading.articles) else None
    return told or reading.document.published


def _published(reading: Reading, one: Report) -> Row:
    """Day and publisher of the first of the report's articles that tells them, else of the document."""
    given = reading.document
    articles = [reading.articles[at] for at in one.articles if at < len(reading.articles)]
    return {
        "published": next((a.published for a in articles if a.published), given.published),
        "publisher": next((a.publisher for a in articles if a.publisher), given.publisher),
    }


def text_entries(text: str, key: str, reports: Sequence[Report]) -> list[Row]:
    """Rows of the text index: the text in pieces, then the quotes."""
    spans: list[tuple[str | None, int, int]] = [(None, start, end) for start, end in pieces(text)]
    spans += [(f"{key}/{number}", span.start, span.end) for number, one in enumerate(reports) for span in one.evidence]
    return [
        {
            "document_key": key,
            "report_key": report_key,
            "starts": start,
            "ends": end,
            "words": words_for_index(text[start:end]),
        }
        for report_key, start, end in spans
    ]


def refresh_speaker(connection: sa.Connection, address: str | None) -> list[str]:
    """Let the newest version of an address speak, and it alone; returns the keys of those for which that is new.

    The newest is the one with the latest day of publication (its own or an article's); of the same day the
    longer one, as pages grow when they are updated. The time of recording does not count: the record is the
    same in whatever order documents come.
    """
    if address is None:
        return []
    columns = (document.c.key, document.c.published, document.c.latest, document.c.length, document.c.speaks)
    versions = connection.execute(sa.select(*columns).where(document.c.address == address)).all()
    if not versions:
        return []
    turned = []
    newest = max(versions, key=newness)
    for one in versions:
        speaks = int(one.key == newest.key)
        if one.speaks != speaks:
            connection.execute(sa.update(document).where(document.c.key == one.key).values(speaks=speaks))
            turned.append(one.key)
    return turned


def newness(row: DbRow) -> tuple[str, str, int, str]:
    """What the versions of one address are ordered by, the newest last."""
    return (row.latest or "", row.published or "", row.length, row.key)


def remove(connection: sa.Connection, name: str, shown: str, recorded: str) -> str:
    """Remove the document with this key or id, its findings and quotes, leaving a tombstone; returns its key.

    Raises:
        RecordError: there is none, or the id names several.
    """
    lock(connection)
    wanted = sa.or_(document.c.key == name, document.c.id == name)
    found = connection.execute(sa.select(document.c.key, document.c.address).where(wanted)).all()
    exact = [one for one in found if one.key == name] or found
    if not exact:
        raise RecordError(f"{shown}: no document {name!r}")
    if len(exact) > 1:
        keys = ", ".join(sorted(one.key for one in exact))
        raise RecordError(f"{shown}: {len(exact)} documents are called {name!r}; name one by its key: {keys}")
    key, address = exact[0]
    touched = sa.select(engagement_report.c.engagement_id).where(engagement_report.c.document_key == key)
    beside = sa.select(engagement_report.c.document_key).where(engagement_report.c.engagement_id.in_(touched))
    again = connection.execute(beside.distinct()).scalars().all()
    tally.change(connection, connection.execute(touched).scalars().all(), ())
    connection.execute(sa.delete(engagement).where(engagement.c.id.in_(touched)))
    connection.execute(sa.delete(document).where(document.c.key == key))
    connection.execute(sa.insert(tombstone).values(key=key, recorded=recorded))
    changed(connection, [key, *again, *refresh_speaker(connection, address)], removals=1)
    return str(key)
