"""``dragoman engagements``: what took place, was planned or fell through, filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.ask import ask_options, asking, put, put_feed, tell_more

if TYPE_CHECKING:
    from dragoman.cli.ask import Form


@click.command("engagements")
@ask_options("engagements", feeds=True)
def engagements(
    record_name: str, as_json: bool, as_csv: bool, wanted: Form | None, base: str | None, **filters: Any
) -> None:
    """What took place, was planned or fell through, in order of day.

    With --json one object a line: the exchange form with "id" and "reports". Several filters narrow one
    another; the days of an engagement count when they may touch the range from --since to --until.

    \b
    Examples:
      dragoman engagements --who blinken --kind call
      dragoman engagements --country Thailand --since 2021-12 --until 2021-12
      dragoman engagements --status planned --today 2023-06-20 --when coming
      dragoman engagements --status planned --format ics > planned.ics
    """
    with asking(record_name, as_json=as_json, as_csv=as_csv, filters=filters, form=wanted) as (asked, form):
        found = asked.engagements(**filters)
    from dragoman.cli.ask_tables import engagements_table
    from dragoman.exports.entries import engagement_entry
    from dragoman.record.queries_forms import engagement_form

    if form in ("ics", "atom"):
        put_feed([engagement_entry(one) for one in found], form, name="dragoman: engagements", base=base)
    else:
        put(found, form, as_json=lambda: map(engagement_form, found), as_table=lambda: engagements_table(found))
    tell_more(found.total, len(found), found.next, "engagements")
