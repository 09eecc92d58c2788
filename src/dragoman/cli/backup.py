"""``dragoman backup``: a copy of a record in one file, while others may write."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.record_options import record_option
from dragoman.texts import harmless


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@record_option
@click.option("--replace", is_flag=True, help="Put it in the place of a FILE that is there.")
def backup(file: Path, record_name: str, replace: bool) -> None:
    """Copy a record to FILE, as it is at one moment, while others may write to it.

    FILE is a SQLite record of its own (`--record FILE`), also where the record is in PostgreSQL.

    \b
    Examples:
      dragoman backup monday.db
      dragoman backup latest.db --replace --record postgresql://me@server/diplomacy
    """
    from dragoman.record import open_record
    from dragoman.record.backup import backup as copy

    with open_record(record_name, create=False) as record:
        copy(record, file, replace=replace)
        click.echo(f"{harmless(record.shown)}: copied to {harmless(str(file))}")
