"""Tokens: who may review a record over the web, and until when.

A secret is 256 random bits, shown once. The record keeps its SHA-256 alone: a slow, salted hash guards short
passwords that people think of, and nobody can guess or list 256 random bits, so a fast hash is as safe here.
Tokens are no part of the truth: digests, the merged view and exports know nothing of them.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.record import add
from dragoman.record.queries_filters import QueryError
from dragoman.record.schema import token
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.record.store import Record

    DbRow: TypeAlias = "sa.Row[*tuple[Any, ...]]"

SCOPES = ("read", "review")
"""``review``: make and withdraw rulings (and read). ``read``: ask a server that asks everybody for a token."""
LONGEST = 36_500
"""Days for which a token may be given."""
_NAME = 200
_BYTES = 32
_SECRET = re.compile(r"dragoman_(t[1-9][0-9]{0,8})_[A-Za-z0-9_-]{43}", re.ASCII)


class Token(msgspec.Struct, frozen=True):
    """A token as it is listed, without its hash. ``name`` is that of its holder, ``scopes`` what it allows.

    ``created``, ``expires`` and ``revoked`` are moments (UTC, ISO 8601), ``last_used`` a day.
    """

    id: str
    name: str
    scopes: tuple[str, ...]
    created: str
    expires: str | None = None
    revoked: str | None = None
    last_used: str | None = None

    def counts(self, at: str) -> bool:
        """Whether it is neither revoked nor expired at a moment."""
        return self.revoked is None and (self.expires is None or at < self.expires)

    def allows(self, scope: str) -> bool:
        """Whether its scopes hold this one; who may review may read."""
        return scope in self.scopes or (scope == "read" and "review" in self.scopes)


def moment() -> str:
    """The present moment (UTC, ISO 8601, to the second): what tokens are judged by, whatever "today" is."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def new_token(
    record: Record, name: str, scopes: Iterable[str] = ("review",), *, days: int | None = None, at: str | None = None
) -> tuple[Token, str]:
    """Make a token; returns it with its secret, which is stored nowhere and cannot be had again.

    Args:
        name: its holder, as rulings are going to name them.
        days: how long it counts; None for until it is revoked.
        at: the present moment.

    Raises:
        QueryError: the name or a scope is none.
        RecordError: the record cannot be written.
    """
    at = at or moment()
    wanted = _scopes(scopes)
    called = _name(name)
    if days is not None and not 0 < days <= LONGEST:
        raise QueryError(f"days: {days} must be from 1 to {LONGEST}")
    expires = None if days is None else _later(at, days)
    random = secrets.token_urlsafe(_BYTES)
    with record.writing() as connection:
        add.lock(connection)
        id_ = f"t{max(map(_number, connection.execute(sa.select(token.c.id)).scalars()), default=0) + 1}"
        secret = f"dragoman_{id_}_{random}"
        row = {"id": id_, "name": called, "scopes": " ".join(wanted), "created": at, "expires": expires}
        connection.execute(sa.insert(token).values(**row, hash=_hash(secret)))
    return Token(id_, called, wanted, at, expires), secret


def tokens(record: Record) -> list[Token]:
    """All tokens, revoked and expired ones too, in the order in which they were made."""
    with record.reading() as connection:
        rows = connection.execute(sa.select(token)).all()
    return sorted(map(_token, rows), key=lambda one: _number(one.id))


def revoke(record: Record, id_: str, *, at: str | None = None) -> Token:
    """End a token at once: it is kept and counts no more.

    Raises:
        QueryError: there is none with that id, or it was revoked before.
    """
    with record.writing() as connection:
        add.lock(connection)
        row = connection.execute(sa.select(token).where(token.c.id == id_)).first()
        if row is None:
            known = ", ".join(sorted(connection.execute(sa.select(token.c.id)).scalars(), key=_number)) or "none"
            raise QueryError(f"no token {id_!r}; there are: {known}")
        if row.revoked is not None:
            raise QueryError(f"token {id_} was revoked before, {row.revoked[:10]}")
        ended = at or moment()
        connection.execute(sa.update(token).where(token.c.id == id_).values(revoked=ended))
    return msgspec.structs.replace(_token(row), revoked=ended)


def token_of_secret(record: Record, secret: str, *, at: str | None = None) -> Token | None:
    """The token with this secret, where it counts at the moment ``at``; notes the day on which it was used."""
    at = at or moment()
    found = _SECRET.fullmatch(secret.strip())
    row = None if found is None else _row(record, found[1])
    # compared in constant time, so that no answer tells how much of a guess was right
    if row is None or not hmac.compare_digest(row.hash, _hash(secret.strip())):
        return None
    one = _token(row)
    if not one.counts(at):
        return None
    _note_use(record, one, at[:10])
    return one


def token_called(record: Record, id_: str, *, at: str | None = None) -> Token | None:
    """The token with this id, where it counts at the moment ``at``: for sessions that it began."""
    row = _row(record, id_)
    one = None if row is None else _token(row)
    return one if one is not None and one.counts(at or moment()) else None


def _number(id_: str) -> int:
    return int(id_[1:])


def _row(record: Record, id_: str) -> DbRow | None:
    with record.reading() as connection:
        return connection.execute(sa.select(token).where(token.c.id == id_)).first()


def _token(row: DbRow) -> Token:
    scopes = tuple(row.scopes.split())
    return Token(row.id, row.name, scopes, row.created, row.expires, row.revoked, row.last_used)


def _note_use(record: Record, one: Token, day: str) -> None:
    """Once a day; a record that cannot be written just now keeps the day before."""
    if one.last_used is not None and one.last_used >= day:
        return
    try:
        with record.writing() as connection:
            connection.execute(sa.update(token).where(token.c.id == one.id).values(last_used=day))
    except RecordError:
        return


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _later(at: str, days: int) -> str:
    begins = datetime.datetime.fromisoformat(at)
    return (begins + datetime.timedelta(days=days)).isoformat(timespec="seconds")


def _scopes(given: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(sorted(set(given)))
    for one in wanted:
        if one not in SCOPES:
            raise QueryError(f"scope: {one!r} is none; there are {', '.join(SCOPES)}")
    if not wanted:
        raise QueryError(f"scope: give one of {', '.join(SCOPES)}")
    return wanted


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > _NAME or harmless(name) != name:
        raise QueryError(f"name: give the holder's name, printable, at most {_NAME} characters")
    return name
