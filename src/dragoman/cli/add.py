"""``dragoman add``: documents into a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from dragoman.cli import WRONG, complain
from dragoman.cli.options import source_options, wanted
from dragoman.cli.record_options import jobs_option, record_option
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.cli.progress import Progress
    from dragoman.model import Document
    from dragoman.reading.result import Reading
    from dragoman.record.store import Record
    from dragoman.sources.found import Format, Item, Wanted


BATCH = 20
"""Documents from which on a run derives the merged view at its end; after fewer the next query does."""


@click.command("add")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@record_option
@jobs_option
@source_options
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    record_name: str,
    jobs: int | None,
    published: str | None,
    url: str | None,
    format_: Format | None,
    encoding: str | None,
) -> None:
    """Read documents and add them, with what they report, to a record.

    SOURCE is what `dragoman read` takes: files, folders, JSON Lines, or - for standard input. A document that
    is there already is not read again. A run that was stopped goes on when it is started again.

    \b
    Examples:
      dragoman add pages/ extra.jsonl
      dragoman add article.txt --published 2021-01-26 --record embassy.db
      dragoman add crawl/ --record postgresql://me@server/diplomacy --jobs 8
    """
    from dragoman.record import open_record

    how = wanted(sources, published, url, format_, encoding)
    with open_record(record_name) as record:
        run = _Run(record, jobs, sources, how)
        try:
            run.go()
        except KeyboardInterrupt:
            run.tell(stopped=True)
            raise
        except BaseException:
            run.tell(stopped=True)
            raise
        run.tell(stopped=False)
    ctx.exit(WRONG if run.left_out else 0)


class _Run:
    """One run of the command: what was added, was there, was left out."""

    def __init__(self, record: Record, jobs: int | None, sources: tuple[str, ...], how: Wanted) -> None:
        from dragoman.cli.progress import Progress, expected

        self.record = record
        self.jobs = jobs
        self.sources = sources
        self.how = how
        self.counts = dict.fromkeys(("added", "updated", "already", "removed"), 0)
        self.left_out: list[tuple[str, str]] = []
        self.progress: Progress = Progress(expected(sources, how))

    def go(self) -> None:
        """Read and store everything."""
        from dragoman.cli.reading_pool import read_all
        from dragoman.cli.run import stdin
        from dragoman.sources.load import load

        items = load(self.sources, self.how, stdin())
        with closing(read_all(self._to_read(items), self.jobs)) as readings:
            for document, reading in readings:
                if isinstance(reading, str):
                    self._leave_out(document.id, reading)
                else:
                    self._store(reading)
        self.progress.clear()
        if self.counts["added"] + self.counts["updated"] >= BATCH:
            self.record.derive()

    def _store(self, reading: Reading) -> None:
        from dragoman.record.errors import UnstorableError

        before = sum(self.counts.values())
        try:
            self._count(self.record.put(reading))
        except KeyboardInterrupt:  # it may have come when the document was stored and not yet counted
            if sum(self.counts.values()) == before and self.record.has(reading.document):
                self.counts["added"] += 1
            raise
        except UnstorableError as error:
            self._leave_out(reading.document.id, str(error))

    def _to_read(self, items: Iterable[Item]) -> Iterator[Document]:
        """The documents that are not stored yet; the others are counted."""
        from dragoman.sources.found import LeftOut, Note

        for item in items:
            if isinstance(item, Note):
                self.progress.clear()
                complain(f"note: {item.where}: {item.text}")
            elif isinstance(item, LeftOut):
                self._leave_out(item.where, item.reason)
            else:
                document = without_nul(item)
                if self.record.was_removed(document):
                    self._count("removed")
                elif self.record.has(document):
                    self._count("already")
                else:
                    yield document

    def _count(self, outcome: str) -> None:
        self.counts[outcome] += 1
        self.progress.step()

    def _leave_out(self, where: str, reason: str) -> None:
        self.left_out.append((where, reason))
        self.progress.step(failed=True)

    def tell(self, *, stopped: bool) -> None:
        """What was done: a line on standard output; what was left out on standard error."""
        self.progress.clear()
        counts = self.counts
        parts = [f"{counts['added']:,} added", f"{counts['already']:,} already there"]
        parts += [f"{counts['updated']:,} read anew"] if counts["updated"] else []
        parts += [f"{counts['removed']:,} removed earlier and not added again"] if counts["removed"] else []
        parts += [f"{len(self.left_out):,} left out"]
        end = "; stopped, run it again to go on" if stopped else ""
        click.echo(f"{harmless(self.record.shown)}: {', '.join(parts)}{end}")
        if self.left_out:
            complain(f"{len(self.left_out):,} left out:")
            for where, reason in self.left_out:
                click.echo(f"  {harmless(where)}: {harmless(reason)}", err=True)


def without_nul(document: Document) -> Document:
    """The document with U+FFFD for each NUL character, which PostgreSQL cannot keep; offsets stay true."""
    import msgspec

    values = msgspec.structs.asdict(document)
    if not any("\x00" in value for value in values.values() if value):
        return document
    return msgspec.structs.replace(
        document, **{name: value.replace("\x00", "\ufffd") for name, value in values.items() if value}
    )
