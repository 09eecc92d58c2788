"""``dragoman rule``: a user's decisions on reports, persons and fields."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.record_options import record_option
from dragoman.texts import harmless

if TYPE_CHECKING:
    from dragoman.merging.types import Ruling
    from dragoman.record.decisions import Decision, Verdict

Command = TypeVar("Command", bound=Callable[..., Any])


def _reasons(command: Command) -> Command:
    """``--why``, ``--by`` and ``--record``."""
    command = click.option("--why", default="", metavar="WORDS", help="The reason, kept with the ruling.")(command)
    who = click.option("--by", default=None, metavar="NAME", help="Who decides.  [default: your login name]")
    return record_option(who(command))


@click.group("rule", invoke_without_command=True)
@click.option("--withdraw", metavar="RULING", help="Withdraw a ruling: it is kept and no longer counts.")
@record_option
@click.pass_context
def rule(ctx: click.Context, withdraw: str | None, record_name: str) -> None:
    """Decide what rules cannot: what is one engagement or person, and what a field must say.

    Rulings are stronger than any rule, kept with who, when and why, and hold on to the words of the reports,
    so that they survive a new version of the reader.

    \b
    Examples:
      dragoman rule same 2021-01-26-call-blinken-garneau undated-call-blinken-garneau --why "one call, two days"
      dragoman rule different Q7821917 name:anthony-blinken
      dragoman rule field 2021-01-26-call-blinken-garneau date 2021-01-27
      dragoman rule --withdraw r3
      dragoman rule list
    """
    if ctx.invoked_subcommand is not None:
        if withdraw:
            raise click.UsageError("--withdraw stands alone")
        return
    if not withdraw:
        raise click.UsageError("what is to be ruled? same, different, field, list, export, or --withdraw RULING")
    from dragoman.record import decisions, open_record

    with open_record(record_name, create=False) as record:
        made = decisions.withdraw(record, withdraw)
        record.derive()
    click.echo(f"withdrawn: {_line(made)}")


@rule.command("same")
@click.argument("one")
@click.argument("other")
@_reasons
def same(one: str, other: str, why: str, by: str | None, record_name: str) -> None:
    """Two engagements, reports or persons are one.

    \b
    Example:
      dragoman rule same 2021-01-26-call-blinken-garneau undated-call-blinken-garneau
    """
    _decide(record_name, "same", one, other, why=why, by=by)


@rule.command("different")
@click.argument("one")
@click.argument("other")
@_reasons
def different(one: str, other: str, why: str, by: str | None, record_name: str) -> None:
    """Two engagements, reports or persons are not one.

    \b
    Example (keys of reports: `dragoman show ID --json`, "report_keys"):
      dragoman rule different 6c0d…/0 91af…/2
    """
    _decide(record_name, "different", one, other, why=why, by=by)


@rule.command("field")
@click.argument("id_", metavar="ID")
@click.argument("field")
@click.argument("value")
@_reasons
def field(id_: str, field: str, value: str, why: str, by: str | None, record_name: str) -> None:
    """A field of an engagement must say VALUE ("" for nothing known).

    FIELD is kind, status, date (a day, or two with a slash between), place ("Geneva, CH"), name, cause or
    topics (codes parted by commas).

    \b
    Example:
      dragoman rule field 2021-01-26-call-blinken-garneau date 2021-01-27 --why "the readout says Wednesday"
    """
    _decide(record_name, "field", id_, None, why=why, by=by, field=field, value=value)


def _decide(
    record_name: str,
    verdict: Verdict,
    left: str,
    right: str | None,
    *,
    why: str,
    by: str | None,
    field: str | None = None,
    value: str | None = None,
) -> None:
    from dragoman.record import open_record
    from dragoman.record.decisions import decide

    with open_record(record_name, create=False) as record:
        made = decide(record, verdict, left, right, field=field, value=value, by=by or _login(), why=why)
        record.derive()
    click.echo(_line(made))


def _login() -> str:
    """The login name; "" where the system knows none."""
    try:
        return os.environ.get("DRAGOMAN_USER") or getpass.getuser()
    except (KeyError, OSError):
        return ""


@rule.command("list")
@record_option
@click.option("--orphaned", is_flag=True, help="Only those whose words no report is about any more.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one ruling a line.")
def list_(record_name: str, orphaned: bool, as_json: bool) -> None:
    """All rulings with who, when and why, withdrawn ones too.

    \b
    Example:
      dragoman rule list --orphaned
    """
    from dragoman.exchange import json_line
    from dragoman.record import open_record
    from dragoman.record.decisions import decisions
    from dragoman.record.queries_forms_more import ruling_form

    with open_record(record_name, create=False) as record:
        found = [one for one in decisions(record) if one.orphaned or not orphaned]
    for one in found:
        click.echo(json_line(ruling_form(one)) if as_json else _listed(one))
    if not found:
        click.echo("no rulings", err=True)


def _line(made: Ruling) -> str:
    said = f"{made.left} {made.field} = {made.value!r}" if made.verdict == "field" else f"{made.left} {made.right}"
    return harmless(f"{made.id}: {made.verdict} {said}")


def _listed(one: Decision) -> str:
    made = one.ruling
    states = [word for word, holds in (("withdrawn", made.withdrawn), ("orphaned", one.orphaned)) if holds]
    told = [one.recorded[:16].replace("T", " "), made.by, *states, made.why]
    return f"{_line(made)}  ({harmless('; '.join(filter(None, told)))})"


@rule.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@record_option
def export(folder: Path, record_name: str) -> None:
    """Write the documents that rulings are about as gold annotations: ID.json and ID.txt each.

    What was ruled one within a document is one there, and mended fields say what they must; so the files
    can be given to `dragoman evaluate`, once somebody has looked through the rest.

    \b
    Example:
      dragoman rule export gold/
    """
    from dragoman.record import open_record
    from dragoman.record.gold import gold_of

    with open_record(record_name, create=False) as record:
        found = gold_of(record)
    folder.mkdir(parents=True, exist_ok=True)
    for name, annotation, text in found:
        (folder / f"{name}.json").write_text(annotation, encoding="utf-8")
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    click.echo(f"{folder}: {len(found)} documents")
