"""``dragoman demo``: a record of the sample documents, and what one may ask of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman import read_document
from dragoman.cli.run import each_document, width
from dragoman.errors import DataError
from dragoman.sources.found import Wanted

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.record.queries import OpenRecord

CHOSEN = (
    "readout-garneau-call-2021.txt",
    "wire-bangkok-dropped-2021.txt",
    "wire-negev-summit-2022.txt",
    "trip-page-southeast-asia-2021.html",
    "schedule-tallinn-paris-2022.txt",
)
"""One of each kind of document for ``--documents``; with ``--all`` every sample."""
SHOWN = 3
"""Rows shown of each document."""
QUOTE = 80
NEXT = """\
What to try next:
  dragoman demo --keep demo.db                     keep this record, then ask it:
  dragoman trips --record demo.db --who powell
  dragoman search --record demo.db balloon
  dragoman add FOLDER                              your own documents into dragoman.db
  dragoman demo --documents                        what is read from each document"""


@click.command("demo")
@click.option("--keep", type=click.Path(dir_okay=False), metavar="PATH", help="Keep the record there.")
@click.option("--documents", "documents", is_flag=True, help="Show what is read from some documents instead.")
@click.option("--all", "every", is_flag=True, help="With --documents: every sample and every row.")
@click.pass_context
def demo(ctx: click.Context, keep: str | None, documents: bool, every: bool) -> None:
    """Build a record of the sample documents that ship with dragoman, and ask it.

    \b
    Examples:
      dragoman demo
      dragoman demo --keep demo.db
      dragoman demo --documents
    """
    if documents or every:
        ctx.exit(_show_documents(every))
    if keep is not None and Path(keep).exists():
        raise click.UsageError(f"{keep} is there already; name another file")
    from dragoman.cli.demo_record import parts
    from dragoman.cli.tables import print_any

    with tempfile.TemporaryDirectory() as folder, _record(keep or str(Path(folder, "demo.db"))) as record:
        for part in parts(record):
            print_any(part, width())
    click.echo(NEXT)


@contextmanager
def _record(path: str) -> Iterator[OpenRecord]:
    """A new record of the samples."""
    from dragoman.record import open_record
    from dragoman.record.queries import OpenRecord

    with OpenRecord(open_record(path)) as record:

        def add(document: Document) -> None:
            record.store.put(read_document(document))

        with _samples() as folder:
            each_document([str(folder)], Wanted(), add)
        record.store.derive()
        yield record


@contextmanager
def _samples() -> Iterator[Path]:
    with as_file(files("dragoman") / "samples" / "documents") as folder:
        yield folder


def _show_documents(every: bool) -> int:
    from dragoman.cli.tables import print_reading

    columns = width()
    most = None if every else SHOWN

    def use(document: Document) -> None:
        print_reading(read_document(document), columns, most=most, quote_limit=QUOTE)
        click.echo()

    with _samples() as folder:
        sources = [folder] if every else [folder / name for name in CHOSEN]
        for source in sources:
            if not source.exists():
                raise DataError(f"samples/documents: {source.name} is missing; install dragoman anew")
        return each_document(map(str, sources), Wanted(), use)
