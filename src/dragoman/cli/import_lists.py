"""``dragoman import``: official and hand-made lists of journeys into a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import WRONG, complain
from dragoman.cli.record_options import record_option
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.model import Document, ListRow
    from dragoman.reading.result import Reading

MOST = 20
"""Odd rows listed of one file; ``--all`` lists every one."""


@click.group("import")
def import_() -> None:
    """Add official or hand-made lists of journeys to a record, row by row.

    A list becomes a document of the record: each row is kept with its words, the journeys that rows make
    support the record's trips. Odd rows are told and kept. Count them with `dragoman visits --rule`, set
    them against what documents report with `dragoman audit`.

    \b
    Examples:
      dragoman import travels blinken-antony-j.xml
      dragoman import table trips.csv --map who=Traveller --map country=Country --map days=Dates
    """


@import_.command("travels")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@record_option
@click.option("--all", "every", is_flag=True, help=f"List all odd rows, not the first {MOST}.")
@click.pass_context
def travels(ctx: click.Context, files: tuple[str, ...], record_name: str, every: bool) -> None:
    """Journeys abroad of Secretaries and Presidents: XML of the US Office of the Historian.

    \b
    Example:
      dragoman import travels blinken-antony-j.xml
    """
    _historian(ctx, files, record_name, "trips", every=every)


@import_.command("visits")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@record_option
@click.option("--all", "every", is_flag=True, help=f"List all odd rows, not the first {MOST}.")
@click.pass_context
def visits(ctx: click.Context, files: tuple[str, ...], record_name: str, every: bool) -> None:
    """Visits of foreign leaders to the United States: XML of the US Office of the Historian.

    \b
    Example:
      dragoman import visits 2010.xml
    """
    _historian(ctx, files, record_name, "visits", every=every)


@import_.command("table")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column tells what: who, role, for, country, city, days (or start, end), remarks, id. May be repeated.",
)
@click.option("--who", metavar="NAME", help="Who travelled, with title, where no column tells it.")
@click.option("--role", metavar="TITLE", help="The office, where no column tells it.")
@click.option("--for", "for", metavar="COUNTRY", help="The country acted for, where no column tells it.")
@click.option("--publisher", metavar="NAME", help="Who made the list.")
@click.option("--published", metavar="DAY", help="The day that the list speaks from.")
@record_option
@click.option("--all", "every", is_flag=True, help=f"List all odd rows, not the first {MOST}.")
@click.pass_context
def table(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    pairs: tuple[str, ...],
    publisher: str | None,
    published: str | None,
    record_name: str,
    every: bool,
    **constants: str | None,
) -> None:
    """A hand-made list: a CSV file, or the source of a wiki page with a table (extra [wiki]).

    \b
    Examples:
      dragoman import table trips.csv --map who=Traveller --map country=Country --map start=From --map end=Until
      dragoman import table page.wiki --who "Foreign Minister Ana Lima" --for BR --map country=Country --map days=Dates
    """
    from dragoman.days import full_day
    from dragoman.sources.lists import table as tables
    from dragoman.sources.lists.mapping import mapped

    told = mapped(pairs, constants)
    day = full_day(published) if published else None
    put_lists(
        ctx,
        files,
        record_name,
        lambda document: tables.rows(document, told),
        publisher=publisher,
        published=lambda _: day,
        every=every,
    )


def _historian(ctx: click.Context, files: Iterable[str], record_name: str, root: str, *, every: bool) -> None:
    from dragoman.sources.lists import historian

    def rows(document: Document) -> tuple[ListRow, ...]:
        return historian.rows(document, root)

    put_lists(
        ctx, files, record_name, rows, publisher=historian.PUBLISHER, published=historian.last_change, every=every
    )


def put_lists(
    ctx: click.Context,
    files: Iterable[str],
    record_name: str,
    rows: Callable[[Document], tuple[ListRow, ...]],
    *,
    publisher: str | None,
    published: Callable[[str], str | None],
    every: bool,
) -> None:
    """Read each file, put it into the record and say what was odd; exit 2 where one could not be read."""
    from dragoman.errors import SourceError
    from dragoman.record import open_record
    from dragoman.record.errors import UnstorableError
    from dragoman.sources.lists.files import document_of
    from dragoman.sources.lists.reading import reading

    failed = False
    with open_record(record_name) as record:
        for file in files:
            try:
                document = document_of(Path(file), publisher, published)
                found = reading(document, rows(document))
                outcome = record.put(found)
            except (SourceError, UnstorableError) as error:
                complain(f"{file}: {error}")
                failed = True
                continue
            _tell(harmless(file), found, outcome, None if every else MOST)
        record.derive()
    ctx.exit(WRONG if failed else 0)


def _tell(file: str, found: Reading, outcome: str, most: int | None) -> None:
    odd = [(row, fault) for row in found.rows for fault in row.odd]
    journeys = len(found.reports)
    note = "" if outcome == "added" else f" ({outcome})"
    click.echo(f"{file}: {len(found.rows):,} rows, {journeys:,} journeys, {len(odd):,} odd{note}")
    for row, fault in odd[:most]:
        click.echo(f"  row {row.number}{f' (id {row.id})' if row.id else ''}: {harmless(fault)}")
    if most is not None and len(odd) > most:
        click.echo(f"  {len(odd) - most:,} more: add --all")
