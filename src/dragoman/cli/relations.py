"""``dragoman relations``: ties between countries, in order of day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.record.contacts.ties import Relations


@click.command("relations")
@ask_options("relations")
def relations(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Ties between countries as documents tell them: diplomatic relations established, suspended, restored,
    partnerships, alliances, embassies and ambassadors, in order of day with their words, and the latest level of
    each pair.

    \b
    Examples:
      dragoman relations --between US VN
      dragoman relations --country China --since 2023 --csv
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.relations(**filters)
    put(found, form, as_json=found.rows, as_table=lambda: _table(found))
    tell_more(found.total, len(found.changes), found.next, "changes of ties")


def _table(found: Relations) -> RenderableType:
    from rich.console import Group

    from dragoman.cli.ask_tables import line, quoted
    from dragoman.record.contacts.ties import words_of
    from dragoman.record.queries_filters import country_name
    from dragoman.show import day

    parts: list[RenderableType] = []
    for one in found.changes:
        parts.append(line(f"{day(one.relation.date)}  {words_of(one.relation)}", "bold"))
        for saying in one.told:
            source = " · ".join(
                filter(None, (saying.source.published, saying.source.document, saying.source.publisher))
            )
            parts.append(line(f"{source}: {quoted(saying.evidence)}", indent=2))
    pairs = {tuple(sorted(one.relation.countries)) for one in found.changes}
    shown = [one for one in found.levels if one.countries in pairs]
    if shown:
        parts.append(line("latest:", "yellow"))
    for level in shown:
        since = f", {level.since}" if level.since else ""
        parts.append(line(f"{' and '.join(map(country_name, level.countries))}: {level.level}{since}", indent=2))
    return Group(*parts)
