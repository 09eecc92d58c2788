"""``dragoman map``: where somebody was, as a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.pictures import check_output, picture_options, put_picture, with_year

if TYPE_CHECKING:
    from dragoman.pictures.picture import Picture
    from dragoman.record.queries import OpenRecord


@click.command("map")
@click.option("--trip", metavar="ID", help="The route of this trip instead, by its id.")
@picture_options("who", "country", "rule", "source", "since", "until", "as_of")
def map(
    record_name: str, trip: str | None, year: str | None, output: str | None, width: int | None, **filters: Any
) -> None:
    """A map of the world: with --who how often somebody was in which country, by a counting rule; with --country alone
    with whom that country had to do; with neither where everything took place. With --trip the route of a journey.

    Without -o the SVG is printed. PNG needs `pip install 'dragoman[pictures]'`.

    \b
    Examples:
      dragoman map --who blinken --year 2021 -o visits.svg
      dragoman map --who blinken --rule trips -o trips.png --width 3000
      dragoman map --trip 2021-12-09-trip-blinken-united-kingdom -o route.svg
    """
    check_output(output, width)
    asked = {name: value for name, value in with_year(year, filters).items() if value is not None}
    from dragoman.record.queries import open as open_record

    with open_record(record_name) as record:
        picture = (
            _route(record, trip, asked) if trip else _visits(record, asked) if "who" in asked else _all(record, asked)
        )
    put_picture(picture, output, width)


def _route(record: OpenRecord, trip: str, asked: dict[str, Any]) -> Picture:
    if others := sorted(set(asked) - {"as_of"}):
        raise click.UsageError(f"--trip and --{others[0]}: choose one")
    from dragoman.pictures.answers import map_of
    from dragoman.record.queries_types import Trip

    page = record.show(trip, **asked)
    if page.engagement.kind != "trip":
        raise click.UsageError(f"{trip} is a {page.engagement.kind}, not a trip; `dragoman trips` shows ids of trips")
    return map_of(Trip(page.engagement, page.legs, page.elsewhere))


def _visits(record: OpenRecord, asked: dict[str, Any]) -> Picture:
    from dragoman.pictures.answers import map_of

    return map_of(record.visits(**asked))


def _all(record: OpenRecord, asked: dict[str, Any]) -> Picture:
    for name in ("rule", "source"):
        if name in asked:
            raise click.UsageError(f"--{name} says how the visits of a person are counted: give --who")
    from dragoman.pictures.answers import map_of_counts
    from dragoman.record.queries_filters import country_code, country_name

    days = " – ".join(dict.fromkeys(asked[name] for name in ("since", "until") if name in asked))
    when = f", {days}" if days else ""
    if "country" not in asked:
        title = f"Engagements by the country where they took place{when}"
        return map_of_counts(record.counts("at", **asked), title)
    code = country_code(asked["country"])
    title = f"Countries in engagements with {country_name(code)}{when}"
    return map_of_counts(record.counts("country", **asked), title, but=code)
