"""``dragoman conflicts``: where reports disagree, with the words of each side."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more


@click.command("conflicts")
@ask_options("conflicts")
def conflicts(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Where reports disagree, with the words of each side.

    \b
    Examples:
      dragoman conflicts
      dragoman conflicts --country Malaysia --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.conflicts(**filters)
    from dragoman.cli.ask_tables import conflicts_table
    from dragoman.record.queries_forms import disagreement_form

    put(found, form, as_json=lambda: map(disagreement_form, found), as_table=lambda: conflicts_table(found))
    tell_more(found.total, len(found), found.next, "engagements with conflicts")
