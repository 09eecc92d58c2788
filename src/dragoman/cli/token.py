"""``dragoman token``: who may review a record over the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.record_options import record_option
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.record.tokens import Token


@click.group("token")
def token() -> None:
    """Who may review a record over the web (`dragoman serve`), and until when.

    Whoever has a token signs in with it and makes rulings under the name that the token bears. The record
    keeps a hash of it only, so it cannot be shown again; without a token everything is read-only.

    \b
    Examples:
      dragoman token new --name "Anna Berg"
      dragoman token new --name "Press office" --scope read --days 30
      dragoman token list
      dragoman token revoke t1
    """


@token.command("new")
@click.option("--name", required=True, metavar="NAME", help="The holder, as rulings are going to name them.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(["review", "read"]),
    multiple=True,
    default=("review",),
    show_default=True,
    help="What it allows: review makes and withdraws rulings, read opens a private server.",
)
@click.option("--days", type=click.IntRange(1, 36_500), metavar="N", help="Ends after N days.  [default: never]")
@record_option
def new(name: str, scopes: tuple[str, ...], days: int | None, record_name: str) -> None:
    """Make a token and print it: this once, on standard output alone.

    \b
    Example:
      dragoman token new --name "Anna Berg" --days 90
    """
    from dragoman.record import open_record
    from dragoman.record.tokens import new_token

    with open_record(record_name, create=False) as record:
        made, secret = new_token(record, name, scopes, days=days)
    click.echo(secret)
    click.echo(f"{_line(made)}. It is not shown again; `dragoman token revoke {made.id}` ends it.", err=True)


@token.command("list")
@record_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one token a line.")
def list_(record_name: str, as_json: bool) -> None:
    """All tokens with holder, scopes and days, revoked ones too; never the tokens themselves.

    \b
    Example:
      dragoman token list --json
    """
    import msgspec

    from dragoman.exchange import json_line
    from dragoman.record import open_record
    from dragoman.record.tokens import tokens

    with open_record(record_name, create=False) as record:
        found = tokens(record)
    for one in found:
        click.echo(json_line(msgspec.to_builtins(one)) if as_json else _line(one))
    if not found:
        click.echo("no tokens", err=True)


@token.command("revoke")
@click.argument("id_", metavar="ID")
@record_option
def revoke(id_: str, record_name: str) -> None:
    """End a token at once, and every session begun with it. Rulings made with it stay.

    \b
    Example:
      dragoman token revoke t1
    """
    from dragoman.record import open_record
    from dragoman.record.tokens import revoke as end

    with open_record(record_name, create=False) as record:
        click.echo(f"revoked: {_line(end(record, id_))}")


def _line(one: Token) -> str:
    told = [" and ".join(one.scopes), f"made {one.created[:10]}"]
    told += [f"last used {one.last_used}"] if one.last_used else []
    told += [f"ends {one.expires[:10]}"] if one.expires else []
    told += [f"revoked {one.revoked[:10]}"] if one.revoked else []
    return harmless(f"{one.id}: {one.name} ({'; '.join(told)})")
