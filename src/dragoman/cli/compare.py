"""``dragoman compare``: the accounts of one engagement side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from dragoman.record.queries_compare import Comparison, Side


@click.command("compare")
@click.argument("id_", metavar="ID")
@ask_options("show")
def compare(id_: str, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """The accounts of one engagement side by side: what each side raised, left out and promised, by topic and
    by sentence, with the words.

    A readout is its government's side; stories are others'.

    \b
    Example:
      dragoman compare 2023-06-13-call-blinken-qin
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.compare(id_, **filters)
    from dragoman.record.queries_forms_more import comparison_form

    put(found, form, as_json=lambda: (comparison_form(found),), as_table=lambda: _table(found))


def _table(found: Comparison) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from dragoman.cli.ask_tables import short_line
    from dragoman.texts import harmless

    grid = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    grid.add_column("topic")
    for side in found.sides:
        grid.add_column(harmless(side.name))
    for topic in found.topics:
        cells = [Text(_said(side, topic), style="" if topic in side.topics else "yellow") for side in found.sides]
        grid.add_row(topic, *cells)
    return Group(short_line(found.engagement), grid, *_details(found))


def _said(side: Side, topic: str) -> str:
    if topic not in side.topics:
        return "left out"
    return "only here" if topic in side.alone else "named"


def _details(found: Comparison) -> Iterator[RenderableType]:
    from dragoman.cli.ask_tables import line, quoted

    for side in found.sides:
        yield line(f"{side.name} ({', '.join(side.documents)})", "bold")
        for one in side.statements:
            marks = [*one.topics, *(["promise"] if one.promise else [])]
            yield line(f"{quoted(one.evidence)} — {', '.join(marks)}", indent=2)
