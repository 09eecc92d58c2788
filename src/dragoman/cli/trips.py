"""``dragoman trips``: journeys stop by stop, with what took place at each."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put, tell_more


@click.command("trips")
@ask_options("trips")
def trips(record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Journeys stop by stop, with what took place at each.

    \b
    Examples:
      dragoman trips --who blinken --since 2021-12 --until 2021-12
      dragoman trips --country TH --status cut_short --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.trips(**filters)
    from dragoman.cli.ask_tables import trips_table
    from dragoman.record.queries_forms import trip_form

    put(found, form, as_json=lambda: map(trip_form, found), as_table=lambda: trips_table(found))
    tell_more(found.total, len(found), found.next, "trips")
