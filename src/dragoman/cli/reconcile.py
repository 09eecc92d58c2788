"""``dragoman reconcile``: under which counting rule a stated number comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.counting.reconcile import Reconciled


@click.command("reconcile")
@click.argument("stated", type=click.IntRange(0), metavar="NUMBER")
@click.option("--who", required=True, metavar="NAME", help="Any part of the person's name, or an id.")
@ask_options("reconcile", required="who")
def reconcile(stated: int, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """A stated number of visits beside what every counting rule gives, and the rows that are in dispute.

    \b
    Example, "twelve visits to Israel as of January 2024":
      dragoman reconcile 12 --who blinken --country Israel --until 2024-01
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.reconcile(stated=stated, **filters)
    from dragoman.record.queries_forms_more import reconciled_form

    put(found, form, as_json=lambda: (reconciled_form(found),), as_table=lambda: _table(found))


def _table(found: Reconciled) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line, row
    from dragoman.record.queries_filters import country_name

    where = f", {country_name(found.country)}" if found.country else ""
    parts = [line(f"{found.person.name}{where}: {found.stated} stated", "bold")]
    for one in found.outcomes:
        word = "comes out" if one.missing == 0 else f"{abs(one.missing)} {'fewer' if one.missing > 0 else 'more'}"
        cells = ((f"{one.total:>5}", 5, "bold"), (one.rule, 15, ""), (one.source, 9, ""), (word, None, "dim"))
        parts.append(row(cells))
    if not found.agreeing:
        parts.append(line("under no rule does the stated number come out", "yellow"))
    if found.disputed:
        parts.append(line("in dispute:", "yellow"))
    for item in found.disputed:
        said = (item.what, item.official or item.reported or "", item.note, ", ".join((*item.rows, *item.engagements)))
        parts.append(line(" · ".join(filter(None, said)), indent=2))
    return Group(*parts)
