"""``dragoman visits``: how often somebody was in which country."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("visits")
@click.option("--who", required=True, metavar="NAME", help="Any part of the person's name, or an id.")
@click.option("--explain", is_flag=True, help="The rows behind each figure, and what was counted as one.")
@ask_options("visits", required="who")
def visits(record_name: str, as_json: bool, as_csv: bool, explain: bool, **filters: Any) -> None:
    """How often somebody was in which country, counted by a rule that has a name and a definition.

    \b
    Examples:
      dragoman visits --who blinken
      dragoman visits --who blinken --rule trips --since 2021 --until 2021 --json
      dragoman visits --who blinken --rule rows --country Belgium --explain
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.visits(**filters)
    from dragoman.cli.ask_tables import visits_table
    from dragoman.record.queries_forms import visits_form

    put(found, form, as_json=lambda: (visits_form(found),), as_table=lambda: visits_table(found, explained=explain))
