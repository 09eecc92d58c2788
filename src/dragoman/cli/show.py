"""``dragoman show``: everything of one engagement, every report with its quotes."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("show")
@click.argument("id_", metavar="ID")
@ask_options("show")
def show(id_: str, record_name: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Everything of one engagement: parties, time, place, topics, history, conflicts, every report with
    its quotes.

    ID is what `dragoman engagements` shows; a former id leads to what it became.

    \b
    Example:
      dragoman show 2021-01-26-call-blinken-garneau
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.show(id_, **filters)
    from dragoman.cli.ask_pages import engagement_page
    from dragoman.record.queries_forms import page_form

    put(found, form, as_json=lambda: (page_form(found),), as_table=lambda: engagement_page(found))
