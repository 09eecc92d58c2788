"""The record as its users meet it: opened, added to, asked, closed."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.errors import RecordError
from dragoman.exchange import READER
from dragoman.merging.rulings import Rulings, ruling_number
from dragoman.merging.types import Engagement, Merged, Ruling, SourceReport
from dragoman.model import Article, Document
from dragoman.reading.result import Reading
from dragoman.record import add, derive, dialects, migrations
from dragoman.record import documents as kept
from dragoman.record.add import AddResult, Outcome
from dragoman.record.apart import derive_apart
from dragoman.record.digest import Digests, digests_of
from dragoman.record.documents import StoredDocument
from dragoman.record.errors import told
from dragoman.record.ruled import touched_by
from dragoman.record.schema import document, engagement, ruling, tombstone
from dragoman.record.target import refuse_no_file, target_of

_ARTICLES = msgspec.json.Decoder(tuple[Article, ...])
_ENGAGEMENT = msgspec.json.Decoder(Engagement)


class Record:
    """A store of documents, findings and rulings with the merged view; a context manager.

    One record may be used by several threads, and by several processes at once.
    """

    def __init__(self, url_or_path: str, *, create: bool = True, wait: float = 30.0, lagging: bool = False) -> None:
        """See ``dragoman.record.open_record``."""
        self.lagging = lagging
        self._given = url_or_path
        self._deriving = threading.Lock()
        target = target_of(url_or_path)
        self.shown = target.shown
        if target.path is not None:
            refuse_no_file(target.path, target.shown, create=create)
        self.path = target.path
        self.writable = dialects.writable(target)
        self.engine = dialects.engine_for(target, wait)
        try:
            with told(self.shown):
                self._open(create=create, wait=wait)
        except BaseException:
            self.engine.dispose()
            raise

    def _open(self, *, create: bool, wait: float) -> None:
        with self.engine.begin() as connection:
            number = migrations.number_of(connection)
        migrations.refuse(number, self.shown)
        if number == 0 and not create:
            raise RecordError(f"{self.shown}: is an empty database, not a record; `dragoman add` makes one")
        if number == len(migrations.STEPS):
            return
        if not self.writable:
            raise RecordError(f"{self.shown}: is of an older schema and read-only: it cannot be upgraded")
        dialects.prepare(self.engine, wait)
        with dialects.for_writing(self.engine).begin() as connection:
            dialects.alone(connection)
            migrations.migrate(connection, self.shown)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database. Nothing is pending: every change was committed when it was made."""
        with told(self.shown):
            self.engine.dispose()

    # --- changing --------------------------------------------------------------------------------

    def add(self, readings: Iterable[Reading], *, reader: str = READER) -> AddResult:
        """Store readings, each in a transaction of its own; adding one twice changes nothing.

        Args:
            reader: the version of the reader that made them.

        Raises:
            UnstorableError: no record can keep one of the readings; those before it are stored.
            RecordError: the record cannot be written.
        """
        found: dict[str, list[str]] = {"added": [], "updated": [], "already": [], "removed": []}
        for reading in readings:
            found[self.put(reading, reader=reader)].append(reading.document.id)
        return AddResult(**{name: tuple(ids) for name, ids in found.items()})

    def put(self, reading: Reading, *, reader: str = READER, force: bool = False) -> Outcome:
        """Store one reading; ``force`` puts it in the place of a stored one that is as good or better."""
        checked = kept.checked(reading)
        with self.writing() as connection:
            return add.store(connection, checked, reader, _now(), force=force)

    def remove(self, document_id: str) -> str:
        """Remove a document, its findings and quotes by its id or key, leaving a tombstone.

        Returns its key. It is not added again. An older version of the same address speaks in its place.

        Raises:
            RecordError: there is none, or the id names several.
        """
        with self.writing() as connection:
            key = add.remove(connection, document_id, self.shown, _now())
        self.derive()
        with told(self.shown):
            dialects.forget(self.engine)
        return key

    def rule(self, decision: Ruling) -> Ruling:
        """Store a ruling, or put it in the place of the one with its id (withdrawn, say); returns it.

        One with the id "" gets the next id, which nobody else gets who decides at the same moment.

        Raises:
            DragomanError: it names what no engagement can have; it is not stored.
        """
        with self.writing() as connection:
            add.lock(connection)
            if not decision.id:
                decision = msgspec.structs.replace(decision, id=_next_ruling(connection))
            row: dict[str, Any] = {
                "id": decision.id,
                "body": msgspec.json.encode(decision).decode(),
                "withdrawn": int(decision.withdrawn),
            }
            wanted = sa.select(ruling.c.body).where(ruling.c.id == decision.id)
            before = connection.execute(wanted).scalar()
            if before is not None:
                connection.execute(sa.update(ruling).where(ruling.c.id == decision.id).values(**row))
            else:
                connection.execute(sa.insert(ruling).values(**row, recorded=_now()))
            made = [decision] if before is None else [decision, derive.ruling_of(before)]
            add.changed(connection, {key for one in made for key in touched_by(one)})
            Rulings([decision], frozenset())  # raises for one that merging refuses: it must not stay
        return decision

    def derive(self, *, anew: bool = False) -> None:
        """Bring the merged view up to date; ``anew``: write all of it again.

        Threads that ask for it at the same time wait for one another: the work is done once. A lagging record has
        another process do what takes long, so that this one goes on answering.
        """
        if self.writable:
            with self._deriving, told(self.shown):
                if self.lagging and not anew and derive.takes_long(self.engine) and derive_apart(self._given):
                    return
                derive.derive(self.engine, anew=anew)

    # --- asking ----------------------------------------------------------------------------------

    def has(self, given: Document, *, reader: str = READER) -> bool:
        """Whether adding a reading of this document by this reader would change nothing.

        True also where the document was removed.
        """
        key = kept.key_of(given)
        with self.reading() as connection:
            told = document.c.id, document.c.reader, document.c.url, document.c.title
            columns = (*told, document.c.publisher, document.c.published)
            row = connection.execute(sa.select(*columns).where(document.c.key == key)).first()
            if row is None:
                return bool(connection.execute(sa.select(tombstone).where(tombstone.c.key == key)).first())
        known = Document(row.id, "", row.url, row.title, row.publisher, row.published)
        stored = kept.rank(known, "", 0, "")[:2]
        asked = kept.rank(given, "", 0, "")[:2]
        named = min(row.id, given.id, key=lambda name: (len(name), name)) == row.id
        newer = kept.version(row.reader) >= kept.version(reader)
        as_good = newer and (row.url or "") >= (given.url or "")
        return named and (stored > asked or (stored == asked and as_good))

    def was_removed(self, given: Document) -> bool:
        """Whether the document was removed on request."""
        with self.reading() as connection:
            wanted = sa.select(tombstone).where(tombstone.c.key == kept.key_of(given))
            return connection.execute(wanted).first() is not None

    def count(self) -> int:
        """How many documents there are, older versions too."""
        with self.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(document)).scalar_one())

    def documents(self) -> list[StoredDocument]:
        """All documents, older versions too, in order of their ids and keys."""
        with self.reading() as connection:
            rows = connection.execute(sa.select(document)).all()
            return sorted(map(_stored, rows), key=lambda one: (one.document.id, one.key))

    def each_document(self) -> Iterator[StoredDocument]:
        """All documents in order of their keys, one at a time: for records that do not fit into memory."""
        with self.reading() as connection:
            keys: Sequence[str] = connection.execute(sa.select(document.c.key)).scalars().all()
        for key in sorted(keys):
            with self.reading() as connection:
                row = connection.execute(sa.select(document).where(document.c.key == key)).first()
                one = None if row is None else _stored(row)
            if one is not None:
                yield one

    def reports(self, until: str | None = None) -> list[SourceReport]:
        """The reports of the documents that speak; ``until`` (a day): of what was published by then."""
        with self.reading() as connection:
            return derive.source_reports(connection, until)

    def rulings(self) -> list[Ruling]:
        """All rulings, withdrawn ones too, in order of their ids."""
        with self.reading() as connection:
            return derive.rulings(connection)

    def engagements(self) -> list[Engagement]:
        """The merged view as it is stored, in order of first day (undated last) and id."""
        with self.view() as connection:
            columns = (engagement.c.first_day, engagement.c.id, engagement.c.body)
            rows = connection.execute(sa.select(*columns)).all()
            rows = sorted(rows, key=lambda row: (row.first_day or "~", row.id))
            return [_ENGAGEMENT.decode(row.body) for row in rows]

    def merged(self, until: str | None = None) -> Merged:
        """The merged view computed now from what was published by a day (``until``), or from everything."""
        with self.reading() as connection:
            return derive.merged_of(connection, until)

    def is_fresh(self) -> bool:
        """Whether the merged view fits what is stored."""
        with self.reading() as connection:
            return derive.fresh(connection)

    def state(self) -> tuple[int, int, str]:
        """What changes when answers can change, and only then: (the truth's number, that of the truth that the
        merged view was derived from, who derived it). Cheap: one row is read.
        """
        with self.reading() as connection:
            return derive.state_of(connection)

    def digest(self) -> Digests:
        """Hashes of the truth and of the merged view."""
        with self.view() as connection:
            return digests_of(connection)

    # --- connections -----------------------------------------------------------------------------

    @contextmanager
    def view(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the record, its merged view up to date: for queries.

        A ``lagging`` record is content with the view as it was last derived, where this dragoman derived it.

        Raises:
            RecordError: the view is out of date, and the record is read-only.
        """
        with self.reading() as connection:
            good = derive.usable(connection) if self.lagging else derive.fresh(connection)
        if not good:
            if not self.writable:
                raise RecordError(
                    f"{self.shown}: its engagements are not up to date and it is read-only; copy it first"
                )
            self.derive()
        with self.reading() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the record; its merged view may be older than its documents."""
        with told(self.shown), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes are committed together at its end, or not at all."""
        if not self.writable:
            raise RecordError(f"{self.shown}: is read-only: it cannot be written to")
        with told(self.shown), dialects.for_writing(self.engine).begin() as connection:
            yield connection


def _stored(row: add.DbRow) -> StoredDocument:
    articles = tuple(kept.whole(article, row.text) for article in _ARTICLES.decode(row.articles))
    return StoredDocument(
        key=row.key,
        document=add.document_of(row),
        address=row.address,
        genre=row.genre,
        articles=articles,
        reader=row.reader,
        speaks=bool(row.speaks),
        recorded=row.recorded,
    )


def _next_ruling(connection: sa.Connection) -> str:
    ids: Sequence[str] = connection.execute(sa.select(ruling.c.id)).scalars().all()
    return f"r{max((ruling_number(one) for one in ids), default=0) + 1}"


def _now() -> str:
    """The present moment; it is told in audits and changes no result."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
