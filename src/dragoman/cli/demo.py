"""``dragoman demo``: the sample documents that ship with the package, read and shown."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import click

from dragoman import read_document
from dragoman.cli.run import each_document, width
from dragoman.errors import DataError
from dragoman.sources.found import Wanted

if TYPE_CHECKING:
    from dragoman.model import Document

CHOSEN = (
    "readout-garneau-call-2021.txt",
    "wire-bangkok-dropped-2021.txt",
    "wire-negev-summit-2022.txt",
    "trip-page-southeast-asia-2021.html",
    "schedule-tallinn-paris-2022.txt",
)
"""One of each kind of document, so that the demo fits into 60 lines; ``--all`` reads every sample."""
SHOWN = 3
"""Rows shown of each."""
QUOTE = 80
NEXT = """\
What to try next:
  dragoman read FILE --published 2024-03-14      a text or HTML file of your own
  dragoman read FOLDER --json > found.jsonl      many at once, every field, quotes with their offsets
  dragoman explain FILE                          why each was read, or refused
  dragoman who "foreign minister" TH 2021-12-15  ask the ledger of office-holders"""


@click.command("demo")
@click.option("--all", "every", is_flag=True, help="Read every sample and show every row.")
@click.pass_context
def demo(ctx: click.Context, every: bool) -> None:
    """Read the sample documents that ship with dragoman.

    \b
    Example:
      dragoman demo
    """
    from dragoman.cli.tables import print_reading

    columns = width()
    most = None if every else SHOWN

    def use(document: Document) -> None:
        print_reading(read_document(document), columns, most=most, quote_limit=QUOTE)
        click.echo()

    with as_file(files("dragoman") / "samples" / "documents") as folder:
        sources = [folder] if every else [folder / name for name in CHOSEN]
        for source in sources:
            if not source.exists():
                raise DataError(f"samples/documents: {source.name} is missing; install dragoman anew")
        code = each_document(map(str, sources), Wanted(), use)
    click.echo(NEXT)
    ctx.exit(code)
