"""``dragoman show``: everything of one engagement, every report with its quotes."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.ask import ask_options, asking, put


@click.command("show")
@click.argument("id_", metavar="ID")
@click.option("--why", "explained", is_flag=True, help="Why its reports are one engagement, clue by clue.")
@ask_options("show")
def show(id_: str, record_name: str, as_json: bool, as_csv: bool, explained: bool, **filters: Any) -> None:
    """Everything of one engagement: parties, time, place, topics, history, conflicts, every report with
    its quotes.

    ID is what `dragoman engagements` shows; a former id leads to what it became.

    \b
    Examples:
      dragoman show 2021-01-26-call-blinken-garneau
      dragoman show 2021-01-26-call-blinken-garneau --why
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters) as (asked, form):
        found = asked.show(id_, **filters)
        whys = asked.why(id_, **filters) if explained else ()
    from rich.console import Group

    from dragoman.cli.ask_pages import engagement_page, reasons_lines
    from dragoman.record.queries_forms import page_form, reason_form

    def as_object() -> dict[str, Any]:
        return {**page_form(found), **({"why": [reason_form(one) for one in whys]} if explained else {})}

    put(
        found,
        form,
        as_json=lambda: (as_object(),),
        as_table=lambda: Group(engagement_page(found), *reasons_lines(whys)) if explained else engagement_page(found),
    )
