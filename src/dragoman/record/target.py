"""Where a record is: a path, or the address of a PostgreSQL database."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError

_SCHEMES = {"postgresql", "postgres", "postgresql+psycopg"}
_SQLITE_HEADER = b"SQLite format 3\x00"


class Target(msgspec.Struct, frozen=True):
    """``path`` for SQLite, ``url`` for PostgreSQL; ``shown`` names it in messages, without a password."""

    shown: str
    path: Path | None = None
    url: sa.URL | None = None


def target_of(url_or_path: str) -> Target:
    """What a user's words for a record mean. Raises RecordError for an address of another kind."""
    if url_or_path.startswith("sqlite:///"):
        url_or_path = url_or_path.removeprefix("sqlite:///")
    if "://" not in url_or_path:
        if not url_or_path.strip() or "\x00" in url_or_path:
            raise RecordError("a record needs a name: give a path or postgresql://user@host/database")
        return Target(url_or_path, path=Path(url_or_path))
    try:
        url = sa.make_url(url_or_path)
    except (sa.exc.ArgumentError, ValueError):
        raise RecordError("no address of a record: write postgresql://user@host/database") from None
    if url.drivername not in _SCHEMES:
        raise RecordError(
            f"{url.drivername}:// is no kind of record: give a path (SQLite) or postgresql://user@host/database"
        )
    url = url.set(drivername="postgresql+psycopg")
    shown = url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)
    return Target(shown, url=url)


def refuse_no_file(path: Path, shown: str, *, create: bool) -> None:
    """Raises RecordError where ``path`` can hold no record, or holds something else than a database."""
    try:
        if path.is_dir():
            raise RecordError(f"{shown}: is a folder; name a file in it")
        if not path.exists():
            _refuse_missing(path, shown, create=create)
            return
        if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
            raise RecordError(f"{shown}: not allowed to read it (permission denied)")
        with path.open("rb") as stream:
            head = stream.read(16)
    except OSError as error:
        raise RecordError(f"{shown}: cannot be read ({error.strerror or error})") from None
    if head and head != _SQLITE_HEADER:
        raise RecordError(f"{shown}: is not a record of dragoman (no SQLite database)")
    if not head and not create:
        raise RecordError(f"{shown}: is an empty file, not a record")


def _refuse_missing(path: Path, shown: str, *, create: bool) -> None:
    if not create:
        raise RecordError(f"{shown}: no such record; `dragoman add` makes one")
    if not path.absolute().parent.is_dir():
        raise RecordError(f"{shown}: no such folder {path.parent}")
    if not may_write(path.absolute().parent):
        raise RecordError(f"{shown}: cannot be made, the folder is read-only")


def may_write(path: Path) -> bool:
    """Whether this process may write ``path``."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
