"""``dragoman who``: who held an office for a country on a day, or which offices a person held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.knowledge.ledger import Tenure

_FIRST = 10


@click.command(name="who")
@click.argument("question", nargs=-1, metavar="OFFICE COUNTRY [DAY] | NAME")
@click.option("--all", "everything", is_flag=True, help="List all, not only the latest ten.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def who(context: click.Context, question: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Look up office-holders in the ledger that ships with dragoman.

    \b
    dragoman who "foreign minister" TH 2021-12-15
    dragoman who president France
    dragoman who "Antony Blinken"

    With OFFICE, COUNTRY and DAY the holders on that day, the likeliest first; without DAY the latest ones;
    with a NAME that person's offices. COUNTRY is a name or an ISO code, DAY is YYYY-MM-DD, YYYY-MM or YYYY.
    """
    from dragoman.knowledge.who import QuestionError, who_is
    from dragoman.knowledge.who import who as holders

    if not 1 <= len(question) <= 3:
        raise click.UsageError('give OFFICE COUNTRY [DAY], such as "foreign minister" TH 2021-12-15, or one NAME')
    try:
        found = who_is(question[0]) if len(question) == 1 else holders(*question)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    shown = found if everything or len(question) == 3 else found[:_FIRST]
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
    else:
        _print(shown)
    if not found:
        click.echo(f"the ledger knows no {' '.join(question)}", err=True)
        context.exit(1)
    if len(shown) < len(found) and not as_json:
        click.echo(f"{len(found) - len(shown)} more: add --all", err=True)


def _print(tenures: tuple[Tenure, ...]) -> None:
    from dragoman.knowledge.who import note

    rows = [(one.person, one.office, one.country, one.start, one.end or "open", note(one)) for one in tenures]
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)]
        click.echo("  ".join([*cells, row[5]]).rstrip())
