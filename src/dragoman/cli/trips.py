"""``dragoman trips``: journeys stop by stop, with what took place at each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put, put_feed, tell_more

if TYPE_CHECKING:
    from dragoman.cli.ask import Form


@click.command("trips")
@ask_options("trips", feeds=True)
def trips(record_name: str, as_json: bool, as_csv: bool, wanted: Form | None, base: str | None, **filters: Any) -> None:
    """Journeys stop by stop, with what took place at each.

    \b
    Examples:
      dragoman trips --who blinken --since 2021-12 --until 2021-12
      dragoman trips --country TH --status cut_short --json
      dragoman trips --who blinken --format ics --base https://record.example.org > trips.ics
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters, form=wanted) as (asked, form):
        found = asked.trips(**filters)
    from dragoman.cli.ask_tables import trips_table
    from dragoman.exports.entries import engagement_entry
    from dragoman.record.queries_forms import trip_form

    if form in ("ics", "atom"):
        put_feed([engagement_entry(one.engagement) for one in found], form, name="dragoman: trips", base=base)
    else:
        put(found, form, as_json=lambda: map(trip_form, found), as_table=lambda: trips_table(found))
    tell_more(found.total, len(found), found.next, "trips")
