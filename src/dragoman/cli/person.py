"""``dragoman person``: a person's offices, engagements and counterparts."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("person")
@click.argument("name")
@ask_options("person")
def person(name: str, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """A person's offices by the ledger, engagements, and whom they met most often.

    NAME is any part of a name; where several persons bear it they are listed.

    \b
    Examples:
      dragoman person blinken
      dragoman person "wang yi" --since 2023 --json
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.person(name, **filters)
    from dragoman.cli.ask_pages import person_page
    from dragoman.record.queries_forms import person_form

    put(found, form, as_json=lambda: (person_form(found),), as_table=lambda: person_page(found))
