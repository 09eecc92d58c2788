"""``dragoman last``: when two persons, offices or countries last met, spoke, visited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.contacts.last import LastContacts


@click.command("last")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@ask_options("last")
def last(one: str, other: str, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """When A and B last met, spoke by phone, visited: the last one of each sort that took place, with its words. Each
    is a person, a country, or an office of a country ("foreign minister of Peru").

    \b
    Examples:
      dragoman last US CN
      dragoman last blinken "foreign minister of China" --today 2023-06-20
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.last(one, other, **filters)
    put(found, form, as_json=found.rows, as_table=lambda: _table(found))
    if not found.contacts:
        click.echo(f"no contact of {found.one.label} and {found.other.label} with a day", err=True)


def _table(found: LastContacts) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line
    from dragoman.model import Dates
    from dragoman.show import day
    from dragoman.texts import shortened

    parts = [line(f"{found.one.label} and {found.other.label}", "bold")] if found.contacts else []
    for one in found.contacts:
        seen = one.found
        source = " · ".join(filter(None, (seen.document, seen.published)))
        parts.append(line(f"{day(Dates(seen.start, seen.end))}  {one.what}", "green"))
        parts.append(line(f"{seen.id} · {source}: “{shortened(' '.join(seen.quote.split()), 160)}”", indent=2))
    return Group(*parts)
