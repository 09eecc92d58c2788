"""``dragoman read``: documents in, engagements out, as a table or in the exchange form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from dragoman import read_document
from dragoman.cli.options import confidence, source_options, wanted
from dragoman.cli.run import each_document, width

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.reading.result import Reading
    from dragoman.sources.found import Format


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="The exchange form, one document a line.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    callback=confidence,
    metavar="X",
    help="Leave out reports below X (0 to 1).",
)
@source_options
@click.pass_context
def read(
    ctx: click.Context,
    sources: tuple[str, ...],
    as_json: bool,
    min_confidence: float,
    published: str | None,
    url: str | None,
    format_: Format | None,
    encoding: str | None,
) -> None:
    """What documents say of who met, called and visited whom.

    SOURCE is a text file, an HTML file, JSON Lines (one object a line with "text" or "html" and, where
    known, "id", "url", "published", "title", "publisher"), a folder of them, or - for standard input.

    \b
    Examples:
      dragoman read article.txt --published 2021-01-26
      dragoman read pages/ extra.jsonl --json > engagements.jsonl
      curl -s https://example.org/readout | dragoman read -
    """
    put = _as_line if as_json else _table_printer()

    def use(document: Document) -> None:
        reading = read_document(document)
        put(reading.at_least(min_confidence) if min_confidence else reading)

    ctx.exit(each_document(sources, wanted(sources, published, url, format_, encoding), use))


def _as_line(reading: Reading) -> None:
    from dragoman.exchange import to_line

    click.echo(to_line(reading).encode("utf-8"))


def _table_printer() -> Callable[[Reading], None]:
    """Prints one reading after another as tables, a blank line between them."""
    from dragoman.cli.tables import print_reading

    columns = width()
    first = True

    def put(reading: Reading) -> None:
        nonlocal first
        if not first:
            click.echo()
        first = False
        print_reading(reading, columns)

    return put
