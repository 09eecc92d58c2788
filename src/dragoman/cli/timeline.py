"""``dragoman timeline``: engagements along a time axis."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli.pictures import check_output, picture_options, put_picture, with_year
from dragoman.record.queries_filters import ACCEPTS

_PAGES = {"newest", "limit", "page"}


@click.command("timeline")
@picture_options(*(name for name in ACCEPTS["engagements"] if name not in _PAGES))
def timeline(
    record_name: str,
    year: str | None,
    output: str | None,
    width: int | None,
    **filters: Any,
) -> None:
    """Engagements along a time axis in lanes by kind: held filled, planned hollow, cancelled crossed. Where there are
    too many to be told apart it shows how many there were in each week, month or year.

    Without -o the SVG is printed. PNG needs `pip install 'dragoman[pictures]'`.

    \b
    Examples:
      dragoman timeline --who blinken --year 2021 -o blinken.svg
      dragoman timeline --between US CN --since 2021 --today 2023-06-20 -o us-china.png
    """
    check_output(output, width)
    asked = {name: value for name, value in with_year(year, filters).items() if value is not None}
    from dragoman.pictures.answers import timeline_of
    from dragoman.record.queries import open as open_record

    with open_record(record_name) as record:
        found = record.engagements(**asked)
    between = asked.get("between")
    put_picture(timeline_of(found, _title(between) if between else None), output, width)


def _title(between: tuple[str, str]) -> str | None:
    """The two countries; None for persons, whom the picture names by itself."""
    from dragoman.record.queries_filters import QueryError, country_code, country_name

    try:
        return " and ".join(country_name(country_code(side)) for side in between)
    except QueryError:
        return None
