"""``dragoman brief``: what to know before a meeting, as a page to print."""

from __future__ import annotations

import click

from dragoman.cli.record_options import record_option


@click.command("brief")
@click.option("--between", nargs=2, required=True, metavar="A B", help="Two countries (name or code) or persons.")
@click.option("--since", required=True, metavar="DAY", help="Changes and promises from this day, month or year on.")
@click.option("--today", required=True, metavar="DAY", help="The day of the brief; later reports do not count.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="Markdown to print, or JSON.",
)
@record_option
def brief(record_name: str, between: tuple[str, str], since: str, today: str, form: str) -> None:
    """Last contacts, what changed, promises on record, what is planned next and gaps, each line with a footnote to its
    words: document, publisher, day, offsets and quote.

    \b
    Examples:
      dragoman brief --between US CN --since 2023 --today 2023-06-20
      dragoman brief --between blinken "wang yi" --since 2023-01 --today 2024-05-01 > brief.md
    """
    from dragoman.record.queries import open as open_record

    with open_record(record_name) as opened:
        found = opened.brief(*between, since=since, today=today)
    if form == "json":
        from dragoman.exchange import json_line
        from dragoman.record.queries_forms_more import brief_form

        click.echo(json_line(brief_form(found)).encode("utf-8"))
    else:
        click.echo(found.markdown().encode("utf-8"), nl=False)
