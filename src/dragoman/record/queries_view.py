"""What a query looks at: the merged view as it is stored, or as it was on a day (``as_of``).

The view of a former day is merged from what was published by then and put into tables of the same form in
memory, so that every query is written once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.record import derive, tally, view
from dragoman.record.schema import VIEW, engagement, metadata, record_state
from dragoman.record.store import Record

_KEPT = 4
"""Views of former days that stay in memory."""
_ENGAGEMENT = msgspec.json.Decoder(Engagement)


class Sight:
    """``view`` has the tables of the merged view, ``truth`` those of documents, reports and full text."""

    def __init__(self, view_: sa.Connection, truth: sa.Connection, as_of: str | None) -> None:
        self.view = view_
        self.truth = truth
        self.as_of = as_of


class Sights:
    """The record's merged views, today's and those of former days; may be used by several threads."""

    def __init__(self, store: Record) -> None:
        self.store = store
        self._former: OrderedDict[tuple[int, str], sa.Engine] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def at(self, as_of: str | None) -> Iterator[Sight]:
        """What there is to see on a day, None for all that is stored.

        Raises:
            RecordError: the record cannot be read.
        """
        if as_of is None:
            with self.store.view() as connection:
                yield Sight(connection, connection, None)
            return
        with self.store.reading() as truth, self._former_view(truth, as_of).connect() as former:
            yield Sight(former, truth, as_of)

    def close(self) -> None:
        """Let go of the views of former days."""
        with self._lock:
            while self._former:
                self._former.popitem()[1].dispose()

    def _former_view(self, truth: sa.Connection, as_of: str) -> sa.Engine:
        key = (truth.execute(sa.select(record_state.c.truth)).scalar_one(), as_of)
        with self._lock:
            if key not in self._former:
                self._former[key] = _in_memory(derive.merged_of(truth, as_of).engagements)
                while len(self._former) > _KEPT:
                    self._former.popitem(last=False)  # one that is in use lives on until it is done
            self._former.move_to_end(key)
            return self._former[key]


def _in_memory(engagements: tuple[Engagement, ...]) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        poolclass=sa.StaticPool,
        connect_args={"check_same_thread": False},
        isolation_level="AUTOCOMMIT",
    )
    with engine.begin() as connection:
        metadata.create_all(connection, tables=[*VIEW, *tally.TABLES])
        rows = view.all_rows((one, view.body_of(one), "") for one in engagements)
        for table in VIEW:
            if rows.get(table.name):
                connection.execute(sa.insert(table), rows[table.name])
        tally.write(connection, engagements)
    return engine


def decoded(body: str) -> Engagement:
    """The engagement of a stored body."""
    return _ENGAGEMENT.decode(body)


def by_ids(sight: Sight, ids: list[str]) -> dict[str, Engagement]:
    """The engagements of these ids; what is not there is left out."""
    found: dict[str, Engagement] = {}
    for at in range(0, len(ids), 400):
        wanted = sa.select(engagement.c.id, engagement.c.body).where(engagement.c.id.in_(ids[at : at + 400]))
        found.update((row.id, decoded(row.body)) for row in sight.view.execute(wanted))
    return found
