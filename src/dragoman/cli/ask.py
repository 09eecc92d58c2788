"""What the commands that ask a record share: options, the record, how an answer is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

from dragoman.cli.record_options import record_option
from dragoman.record.queries_filters import ACCEPTS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.exports.entry import Entry
    from dragoman.record.queries import OpenRecord
    from dragoman.record.queries_tables import Tabular

Command = TypeVar("Command", bound=Callable[..., Any])
Form = Literal["table", "json", "csv", "ics", "atom"]
ROWS = 50
"""Rows of a table for people where no --limit is given."""

_FILTERS: dict[str, Callable[[Command], Command]] = {
    "who": click.option("--who", metavar="NAME", help="Any part of a person's name, or an id like Q7821917."),
    "country": click.option(
        "--country", metavar="COUNTRY", help="Country or organisation, by name or code: a party's, or the place's."
    ),
    "at": click.option("--at", metavar="COUNTRY", help="Where it took place, or a journey stopped: a country."),
    "acting": click.option("--acting", metavar="COUNTRY", help="Country or organisation that a party acts for."),
    "kind": click.option("--kind", multiple=True, metavar="KIND", help="call, meeting, trip …; may be repeated."),
    "status": click.option(
        "--status", multiple=True, metavar="STATUS", help="held, planned, cancelled …; may be repeated."
    ),
    "topic": click.option("--topic", metavar="TOPIC", help="Code of a topic, such as climate."),
    "since": click.option("--since", metavar="DAY", help="From this day, month or year on."),
    "until": click.option("--until", metavar="DAY", help="Up to this day, month or year."),
    "min_confidence": click.option(
        "--min-confidence", type=float, metavar="X", help="Leave out what is less sure than X (0 to 1)."
    ),
    "when": click.option("--when", metavar="WHEN", help="coming, now or past, as seen from --today."),
    "as_of": click.option("--as-of", metavar="DAY", help="Only what was published up to this day."),
    "today": click.option("--today", metavar="DAY", help="The day to tell coming from past."),
    "rule": click.option(
        "--rule",
        metavar="RULE",
        help="What to count: rows, country-visits (the default), countries, trips, city-stops, days, bilateral.",
    ),
    "source": click.option(
        "--source",
        metavar="SOURCE",
        help="official (rows of imported lists) or reported (documents); official where there are such rows.",
    ),
    "between": click.option(
        "--between", nargs=2, metavar="A B", help="Two sides: countries by name or code, or persons."
    ),
    "order": click.option(
        "--order", metavar="ORDER", help="day (the default), published, reports (how many) or confidence."
    ),
    "newest": click.option("--newest", is_flag=True, help="The latest (or the most) first."),
    "limit": click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N."),
    "page": click.option("--page", metavar="PAGE", help="The next page, as the page before names it."),
}


_FEEDS = (
    click.option(
        "--format",
        "wanted",
        type=click.Choice(get_args(Form)),
        help="Print as: table, json (as --json), csv (as --csv), a calendar or an Atom feed.  [default: table]",
    ),
    click.option("--base", metavar="URL", help="Address of the web app that links of ics and atom lead to."),
)


def filter_option(name: str) -> Callable[[Command], Command]:
    """The option of a filter."""
    return _FILTERS[name]


def ask_options(query: str, *, required: str | None = None, feeds: bool = False) -> Callable[[Command], Command]:
    """The filters that a query takes, ``--record``, ``--json`` and ``--csv``; ``feeds``: ``--format``, ``--base``."""

    def add(command: Command) -> Command:
        for option in reversed(
            [
                *(_FILTERS[name] for name in ACCEPTS[query] if name != required),
                record_option,
                click.option("--json", "as_json", is_flag=True, help="Print JSON."),
                click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values."),
                *(_FEEDS if feeds else ()),
            ]
        ):
            command = option(command)
        return command

    return add


@contextmanager
def asking(
    record_name: str, *, as_json: bool, as_csv: bool, filters: dict[str, Any], form: Form | None = None
) -> Iterator[tuple[OpenRecord, Form]]:
    """The open record and the form of the answer; a table gets a limit where it may take one and has none.

    Raises:
        UsageError: two forms at once. RecordError: there is no such record.
    """
    given = {"--json": as_json, "--csv": as_csv, "--format": form is not None}
    if sum(given.values()) > 1:
        raise click.UsageError(f"{' and '.join(name for name, there in given.items() if there)}: choose one")
    form = form or ("json" if as_json else "csv" if as_csv else "table")
    if form == "table" and filters.get("limit", 0) is None:
        filters["limit"] = ROWS
    from dragoman.record.queries import open as open_record

    with open_record(record_name) as opened:
        yield opened, form


def put(
    found: Tabular, form: Form, *, as_json: Callable[[], Iterable[Any]], as_table: Callable[[], RenderableType]
) -> None:
    """Print an answer; ``as_json`` gives the objects, one a line."""
    if form == "json":
        from dragoman.exchange import json_line

        for one in as_json():
            click.echo(json_line(one).encode("utf-8"))
    elif form == "csv":
        put_csv(found)
    else:
        from dragoman.cli.run import width
        from dragoman.cli.tables import print_any

        print_any(as_table(), width())


def put_csv(found: Tabular) -> None:
    """The rows as ``exports.csv`` has them, lines ending in LF."""
    from dragoman.exports.csv import csv_of

    click.echo(csv_of(found.COLUMNS, found.rows(), end="\n").encode("utf-8"), nl=False)


def put_feed(entries: list[Entry], form: Form, *, name: str, base: str | None) -> None:
    """Entries as a calendar or a feed; a calendar's entries without a day are counted on standard error."""
    from dragoman.exports.atom import atom_of
    from dragoman.exports.ics import dated, ics_of

    if form == "atom":
        click.echo(atom_of(entries, title=name, base=base).encode("utf-8"), nl=False)
        return
    click.echo(ics_of(entries, name=name, base=base).encode("utf-8"), nl=False)
    left = len(entries) - len(dated(entries))
    if left:
        click.echo(f"{left} of {len(entries)} left out: their day is not known", err=True)


def tell_more(total: int | None, shown: int, after: str | None, what: str) -> None:
    """On standard error: that nothing fits, or how to see the next page; ``total`` None where it is not known."""
    if not shown:
        click.echo(f"no {what} fit" if total == 0 else f"no more {what}", err=True)
    elif after:
        of = "" if total is None else f" of {total}"
        click.echo(f"{shown}{of} {what}; the next: --page {_quoted(after)}", err=True)


def _quoted(after: str) -> str:
    import shlex

    return shlex.quote(after)
