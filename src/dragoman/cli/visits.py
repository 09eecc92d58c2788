"""``dragoman visits``: how often somebody was in which country."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("visits")
@click.option("--who", required=True, metavar="NAME", help="Any part of the person's name, or an id.")
@ask_options("visits", required="who")
def visits(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """How often somebody was in which country, each visit with its days, and what counts as one visit.

    \b
    Examples:
      dragoman visits --who blinken
      dragoman visits --who blinken --since 2021 --until 2021 --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.visits(**filters)
    from dragoman.cli.ask_tables import visits_table
    from dragoman.record.queries_forms import visits_form

    put(found, form, as_json=lambda: (visits_form(found),), as_table=lambda: visits_table(found))
