"""``dragoman country``: a country's engagements, partners and representatives."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("country")
@click.argument("country_", metavar="COUNTRY")
@ask_options("country")
def country(country_: str, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Engagements with a country and in it, whom it meets most often, who represents it.

    COUNTRY is the name or code of a country or organisation.

    \b
    Examples:
      dragoman country Thailand
      dragoman country EU --kind talks --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.country(country_, **filters)
    from dragoman.cli.ask_pages import country_page
    from dragoman.record.queries_forms import country_form

    put(found, form, as_json=lambda: (country_form(found),), as_table=lambda: country_page(found))
