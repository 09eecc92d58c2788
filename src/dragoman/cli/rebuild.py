"""``dragoman rebuild``: everything derived anew, by the present reader."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from dragoman.cli import WRONG, complain
from dragoman.cli.record_options import jobs_option, record_option
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.model import Report
    from dragoman.record.rebuild import Changed

MOST = 20
"""Reports listed of those gained or lost; ``--all`` lists every one."""


@click.command("rebuild")
@record_option
@jobs_option
@click.option("--all", "every", is_flag=True, help=f"List all that was gained and lost, not the first {MOST}.")
@click.pass_context
def rebuild(ctx: click.Context, record_name: str, jobs: int | None, every: bool) -> None:
    """Read all documents of a record anew and derive its engagements from nothing.

    For use after an upgrade of dragoman. Says which reports were gained and which were lost. Stopped and
    started again, it ends as if it had not been stopped.

    \b
    Examples:
      dragoman rebuild
      dragoman rebuild --record embassy.db --jobs 4
    """
    from dragoman.cli.progress import Progress
    from dragoman.cli.reading_pool import read_all
    from dragoman.record import open_record
    from dragoman.record import rebuild as anew

    changes: list[Changed] = []
    with open_record(record_name, create=False) as record:
        progress = Progress(record.count())
        with closing(anew.rebuild(record, lambda documents: read_all(documents, jobs))) as found:
            for change in found:
                progress.step(failed=change.fault is not None)
                if change.gained or change.lost or change.fault:
                    changes.append(change)
        progress.clear()
    _tell(harmless(record.shown), progress.done, changes, None if every else MOST)
    ctx.exit(WRONG if any(change.fault for change in changes) else 0)


def _tell(shown: str, documents: int, changes: list[Changed], most: int | None) -> None:
    gained = sum(len(change.gained) for change in changes)
    lost = sum(len(change.lost) for change in changes)
    click.echo(f"{shown}: {documents:,} documents read anew, {gained:,} reports gained, {lost:,} lost")
    changes = sorted(changes, key=lambda change: change.document)
    lines = [
        f"  {sign} {harmless(change.document)}: {said(report)}"
        for change in changes
        for sign, reports in (("+", change.gained), ("-", change.lost))
        for report in reports
    ]
    for line in lines[:most]:
        click.echo(line)
    if most is not None and len(lines) > most:
        click.echo(f"  {len(lines) - most:,} more: add --all")
    for change in changes:
        if change.fault:
            complain(f"{change.document}: {change.fault}; its findings stay as they were")


def said(report: Report) -> str:
    """A report in one line: kind, status, day, parties."""
    day = report.date.start or report.date.end if report.date else None
    parties = ", ".join(party.name or party.role or party.country or "?" for party in report.parties)
    return harmless(" ".join(part for part in (report.kind, report.status, day, parties) if part))
