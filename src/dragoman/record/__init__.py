"""The record: the store of documents, findings and rulings, and the merged view that is derived from them.

    documents, findings, rulings   the truth
    engagements                    derived by ``dragoman.merging.merge`` and stored, so that queries are fast

Example:
    >>> from dragoman.record import open_record
    >>> with open_record("dragoman.db") as record:
    ...     record.add([dragoman.read("...")])
    ...     record.engagements()

SQLAlchemy is loaded when a record is opened, not before: ``dragoman --help`` does without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.record.store import Record

__all__ = ["open_record"]

LOCK_WAIT = 30.0
"""Seconds to wait for another program that is writing."""


def open_record(url_or_path: str, *, create: bool = True, wait: float | None = None, lagging: bool = False) -> Record:
    """The record at a path (SQLite) or at ``postgresql://user@host/database``; an older one is migrated.

    Args:
        create: make a new record where there is none; else that is an error.
        wait: seconds to wait for another program that is writing; None for LOCK_WAIT.
        lagging: queries never wait for the merged view: they see it as it was last derived, while
            ``Record.derive`` brings it up to date beside them. For servers.

    Raises:
        RecordError: it is no record, is newer than this dragoman, damaged, out of reach or locked.
    """
    from dragoman.record.store import Record  # noqa: PLC0415  (loads SQLAlchemy)

    return Record(url_or_path, create=create, wait=LOCK_WAIT if wait is None else wait, lagging=lagging)
