"""What SQLite and PostgreSQL complain of, in one line each that says what to do."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError


class UnstorableError(RecordError):
    """A document that no record can keep; the record itself is as it was."""


_LOCKED = "another program has been writing to it for too long; try again when it is done"
_DAMAGED = "is damaged; restore a backup, or build a new record from the documents"
_READ_ONLY = "is read-only: it cannot be written to"
_FULL = "cannot be written, the disk is full or a limit is reached; what was stored before is kept"
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: "is not a record of dragoman, or is damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: file or folder is missing or may not be written",
    sqlite3.SQLITE_PERM: "not allowed to open it (permission denied)",
}
_POSTGRES = {
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "40P01": _LOCKED,
    "40001": _LOCKED,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "28P01": "the server does not accept this user or password",
    "28000": "the server does not accept this user",
    "3D000": "the server has no such database; make it with createdb",
    "42501": "not allowed: this user lacks the rights on the database",
    "53300": "the server has no free connection",
}
_NO_DATABASE = re.compile(r"database \"[^\"]*\" does not exist")
_WRITES = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
}


@contextmanager
def told(shown: str) -> Iterator[None]:
    """Turns what a database complains of into RecordError; what is dragoman's own fault goes through."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        reason = reason_of(error.orig)
        if reason is None:
            raise
        raise RecordError(f"{shown}: {reason}") from error
    except sa.exc.TimeoutError as error:
        raise RecordError(f"{shown}: too many threads use it at once") from error
    except sqlite3.Error as error:
        reason = reason_of(error)
        if reason is None:
            raise
        raise RecordError(f"{shown}: {reason}") from error
    except msgspec.MsgspecError as error:
        raise RecordError(f"{shown}: {_DAMAGED} (a stored value cannot be read: {error})") from error


def reason_of(error: BaseException | None) -> str | None:
    """Why a database could not do it; None where it is dragoman's own fault."""
    if isinstance(error, sqlite3.Error):
        return _sqlite_reason(error)
    if error is None or not hasattr(error, "sqlstate"):
        return None
    state = error.sqlstate
    if isinstance(state, str):
        known = _POSTGRES.get(state)
        if known is None and state[:2] in {"08", "57", "58", "53", "XX"}:
            return f"the PostgreSQL server gave up: {_one_line(error)}"
        return known
    if not _is_connection(error):
        return None
    if _NO_DATABASE.search(str(error)):  # psycopg gives no code where it could not connect
        return _POSTGRES["3D000"]
    return f"cannot reach the PostgreSQL server: {_one_line(error)}"


def _sqlite_reason(error: sqlite3.Error) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in _WRITES:
        return _FULL
    if code & 0xFF == sqlite3.SQLITE_IOERR:
        return f"cannot be read or written ({_one_line(error)}, {error.sqlite_errorname})"
    return _SQLITE.get(code & 0xFF)


def _is_connection(error: BaseException) -> bool:
    return type(error).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}


def _one_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0].removeprefix("connection failed: ") if lines else type(error).__name__)[:300]
