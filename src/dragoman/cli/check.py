"""``dragoman check``: is everything in the record as it must be, and what are its digests?"""

from __future__ import annotations

import click

from dragoman.cli import WRONG, complain
from dragoman.cli.record_options import record_option
from dragoman.texts import harmless


@click.command("check")
@record_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def check(ctx: click.Context, record_name: str, as_json: bool) -> None:
    """Verify a record and print its two digests.

    Checked are the file itself, that every quote is in its document, the text index, and that the engagements
    are those that the reports give. The first digest is of documents, findings and rulings, the second of the
    engagements: equal digests, equal records, however they came about. Exit code 2 where something is wrong.

    \b
    Examples:
      dragoman check
      dragoman check --record embassy.db --json
    """
    from dragoman.record import open_record
    from dragoman.record.check import check as checked

    with open_record(record_name, create=False) as record:
        found = checked(record)
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        click.echo(
            f"{harmless(record_name if record.path else record.shown)}: {found.documents:,} documents,"
            f" {found.reports:,} reports, {found.engagements:,} engagements, {found.rulings:,} rulings"
        )
        click.echo(f"truth   {found.digests.truth}")
        click.echo(f"merged  {found.digests.merged}")
    for problem in found.problems:
        complain(f"{record.shown}: {problem}")
    if not as_json and not found.problems:
        click.echo("everything is as it must be")
    ctx.exit(WRONG if found.problems else 0)
