"""``dragoman explain``: how the reader came to what it says, and why it refused what came near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.options import source_options, wanted
from dragoman.cli.run import each_document, width
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.sources.found import Format


@click.command("explain")
@click.argument("source", metavar="FILE")
@source_options
@click.pass_context
def explain(
    ctx: click.Context,
    source: str,
    published: str | None,
    url: str | None,
    format_: Format | None,
    encoding: str | None,
) -> None:
    """Sentence by sentence: what was seen, read and refused, and why.

    For each sentence: the names, offices, places and times in it, its skeleton, the patterns tried,
    what was read, and why a near miss was refused.

    \b
    Examples:
      dragoman explain article.txt
      echo "Lee met Kim in Seoul." | dragoman explain -
    """
    sources = (source,)
    ctx.exit(each_document(sources, wanted(sources, published, url, format_, encoding), _explain))


def _explain(document: Document) -> None:
    from dragoman.cli.tables import print_any
    from dragoman.reading.explain import explain as explained

    for part in explained(document):
        if isinstance(part, str):
            click.echo("\n".join(harmless(line) for line in part.split("\n")))
        else:
            print_any(part, width())
