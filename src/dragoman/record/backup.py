"""A copy of a record in one SQLite file, as the record is at one moment, while others may write."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.record import dialects
from dragoman.record.errors import told
from dragoman.record.schema import TRUTH, record_state, text_entry, token
from dragoman.record.store import Record
from dragoman.record.target import may_write

_CHUNK = 500


def backup(record: Record, to: Path, *, replace: bool = False) -> None:
    """Copy a record to the file ``to``, a SQLite record of its own, also where the record is in PostgreSQL.

    The copy is made beside ``to`` and put in its place when it is whole.

    Raises:
        RecordError: ``to`` exists (and not ``replace``), is the record itself, or cannot be written.
    """
    _refuse(record, to, replace=replace)
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    try:
        with told(str(to)):
            if record.engine.dialect.name == "sqlite":
                dialects.copy_sqlite(record.engine, part)
                if not dialects.sound(part):
                    raise RecordError(f"{record.shown}: is damaged, so no copy was made; `dragoman check` says where")
            else:
                _copy_rows(record, part)
        os.replace(part, to)
    except OSError as error:
        raise RecordError(f"{to}: cannot be written ({error.strerror or error})") from None
    finally:
        for name in (part.name, f"{part.name}-wal", f"{part.name}-shm", f"{part.name}-journal"):
            part.with_name(name).unlink(missing_ok=True)


def _refuse(record: Record, to: Path, *, replace: bool) -> None:
    if to.is_dir():
        raise RecordError(f"{to}: is a folder; name a file in it")
    if record.path is not None and to.exists() and to.samefile(record.path):
        raise RecordError(f"{to}: is the record itself; name another file")
    if to.exists() and not replace:
        raise RecordError(f"{to}: exists already; choose another name or add --replace")
    if not to.absolute().parent.is_dir():
        raise RecordError(f"{to}: no such folder {to.parent}")
    if not may_write(to.absolute().parent):
        raise RecordError(f"{to}: cannot be made, the folder is read-only")


def _copy_rows(record: Record, part: Path) -> None:
    """Copy the truth row by row, seen in one transaction, and derive the rest in the copy."""
    with Record(str(part)) as copy:
        with record.reading() as source, copy.writing() as target:
            for table in (*TRUTH, text_entry, token):
                rows = source.execution_options(yield_per=_CHUNK).execute(sa.select(table))
                for some in rows.mappings().partitions(_CHUNK):
                    target.execute(sa.insert(table), [dict(row) for row in some])
            target.execute(sa.update(record_state).values(truth=1))
        copy.derive()
