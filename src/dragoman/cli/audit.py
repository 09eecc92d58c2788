"""``dragoman audit``: a list of journeys set against what documents report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.counting.audit import Audit


@click.command("audit")
@click.option("--who", required=True, metavar="NAME", help="Any part of the person's name, or an id.")
@ask_options("audit", required="who")
def audit(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """An imported list set against what documents report: what either has alone, where they differ, and what
    is wrong within the list (rows given twice, rows that cannot both be true, odd rows).

    \b
    Examples:
      dragoman import travels blinken-antony-j.xml
      dragoman audit --who blinken --since 2023
      dragoman audit --who blinken --csv > audit.csv
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.audit(**filters)
    put(found, form, as_json=found.rows, as_table=lambda: _table(found))


def _table(found: Audit) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line
    from dragoman.record.queries_filters import country_name

    counts = found.counts()
    parts = [line(f"{found.person.name}: " + ", ".join(f"{what} {count}" for what, count in counts.items()), "bold")]
    for what in counts:
        mine = [one for one in found.findings if one.what == what]
        if what == "matched" or not mine:
            continue
        parts.append(line(f"{what}:", "yellow"))
        for one in mine:
            said = [country_name(one.country)]
            said += [f"list {one.official}"] if one.official else []
            said += [f"reports {one.reported}"] if one.reported else []
            said += filter(None, (one.note, ", ".join((*one.rows, *one.engagements))))
            parts.append(line(" · ".join(said), indent=2))
    return Group(*parts)
