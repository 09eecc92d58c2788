"""Claims and relations, as the record keeps them."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from dragoman.model import Claim, Relation
from dragoman.record.derive import silent
from dragoman.record.schema import claim, document, relation

_CLAIM = msgspec.json.Decoder(Claim)
_RELATION = msgspec.json.Decoder(Relation)


class Source(msgspec.Struct, frozen=True):
    """Where a finding stands: key and id of its document, its number there, publisher and day of publication."""

    key: str
    number: int
    document: str
    publisher: str | None
    published: str | None


def claims_of_document(connection: sa.Connection, key: str) -> tuple[Claim, ...]:
    """The claims of the document with that key, in their order."""
    wanted = sa.select(claim.c.body).where(claim.c.document_key == key).order_by(claim.c.number)
    return tuple(_CLAIM.decode(body) for body in connection.execute(wanted).scalars())


def relations_of_document(connection: sa.Connection, key: str) -> tuple[Relation, ...]:
    """The relations that the document with that key tells, in their order."""
    wanted = sa.select(relation.c.body).where(relation.c.document_key == key).order_by(relation.c.number)
    return tuple(_RELATION.decode(body) for body in connection.execute(wanted).scalars())


def claims(connection: sa.Connection, until: str | None) -> list[tuple[Source, Claim]]:
    """The claims of the documents that speak, by day of publication; ``until``: published by that day."""
    return [(source, _CLAIM.decode(body)) for source, body in _told(connection, claim, until)]


def relations(
    connection: sa.Connection, until: str | None, *, of: tuple[str, ...] = ()
) -> list[tuple[Source, Relation]]:
    """The relations that the documents that speak tell; ``of``: of all these countries."""
    sides = (relation.c.one, relation.c.other)
    where = [sa.or_(*(side == country for side in sides)) for country in of]
    return [(source, _RELATION.decode(body)) for source, body in _told(connection, relation, until, *where)]


def _told(
    connection: sa.Connection, table: sa.Table, until: str | None, *where: sa.ColumnElement[bool]
) -> list[tuple[Source, str]]:
    columns = (table.c.document_key, table.c.number, table.c.published, table.c.body)
    wanted = sa.select(*columns, document.c.id, document.c.publisher)
    wanted = wanted.join(document, document.c.key == table.c.document_key).where(*where)
    wanted = wanted.where(document.c.speaks == 1 if until is None else table.c.published <= until)
    unheard = set() if until is None else silent(connection, until)
    rows = [row for row in connection.execute(wanted) if row.document_key not in unheard]
    found = [
        (Source(row.document_key, row.number, row.id, row.publisher, row.published), str(row.body)) for row in rows
    ]
    return sorted(found, key=lambda one: (one[0].published or "~", one[0].document, one[0].key, one[0].number))
