"""``dragoman gaps``: what was announced and never reported, or told by one side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.contacts.gaps import Gaps


@click.command("gaps")
@ask_options("gaps")
def gaps(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """What one would expect a report of, seen from --today: what was planned or scheduled for a day that is past,
    stops of journeys that nothing tells of, calls and meetings of two countries that only one of them or neither
    tells of.

    \b
    Examples:
      dragoman gaps --today 2023-06-20
      dragoman gaps --today 2023-06-20 --country China --csv
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.gaps(**filters)
    put(found, form, as_json=found.rows, as_table=lambda: _table(found))
    tell_more(found.total, len(found.items), found.next, "gaps")


def _table(found: Gaps) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line
    from dragoman.model import Dates
    from dragoman.record.contacts.gaps import WHATS
    from dragoman.show import day
    from dragoman.texts import shortened

    parts: list[RenderableType] = []
    for what in WHATS:
        mine = [one for one in found.items if one.what == what]
        if mine:
            parts.append(line(f"{what}: {len(mine)}", "yellow"))
        for one in mine:
            parts.append(line(f"{day(Dates(one.start, one.end))}  {one.found.kind}: {one.note}", "bold", indent=2))
            source = " · ".join(filter(None, (one.found.id, one.found.document, one.found.published)))
            parts.append(line(f"{source}: “{shortened(' '.join(one.found.quote.split()), 160)}”", indent=4))
    return Group(*parts)
