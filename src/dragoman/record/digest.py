"""Two hashes that say whether two records hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from dragoman.record.derive import rulings
from dragoman.record.documents import canonical
from dragoman.record.schema import document, engagement, tombstone


class Digests(msgspec.Struct, frozen=True):
    """``truth``: of documents, findings, rulings and tombstones; ``merged``: of the merged view.

    SHA-256 in hexadecimal digits.     Neither depends on ids, times of recording, the order
    of adding, redirects or the database.
    """

    truth: str
    merged: str


def digests_of(connection: sa.Connection) -> Digests:
    """The digests of what is stored; the merged view must be up to date."""
    return Digests(truth_of(connection), merged_hash(_column(connection, engagement.c.digest)))


def truth_of(connection: sa.Connection) -> str:
    """The digest of the truth, from the digests that are stored with the documents."""
    parts = [f"document {digest}" for digest in _column(connection, document.c.digest)]
    parts += [f"removed {key}" for key in _column(connection, tombstone.c.key)]
    parts += [
        f"ruling {hashlib.sha256(canonical(msgspec.structs.replace(one, id=''))).hexdigest()}"
        for one in rulings(connection)
    ]
    return _joined(parts)


def merged_hash(digests: Iterable[str]) -> str:
    """The digest of a merged view, from those of its engagements."""
    return _joined(digests)


def _column(connection: sa.Connection, column: sa.Column[str]) -> list[str]:
    return list(connection.execute(sa.select(column)).scalars())


def _joined(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
