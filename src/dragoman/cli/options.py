"""Options that several commands take, and the check that they fit the sources."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.days import full_day
from dragoman.errors import SourceError
from dragoman.sources.decode import is_encoding
from dragoman.sources.found import Format, Wanted

Command = TypeVar("Command", bound=Callable[..., Any])


def source_options(command: Command) -> Command:
    """``--published``, ``--url``, ``--format`` and ``--encoding``."""
    options = (
        click.option("--published", metavar="DAY", callback=_day, help="Publication day of the document."),
        click.option("--url", help="Address of the document."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(["text", "html", "jsonl"]),
            help="What SOURCE holds; otherwise told by its name or its first bytes.",
        ),
        click.option("--encoding", callback=_encoding, help="Of files not in UTF-8, such as cp1252."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wanted(
    sources: tuple[str, ...],
    published: str | None,
    url: str | None,
    format_: Format | None,
    encoding: str | None,
) -> Wanted:
    """The options as one record. Raises UsageError where --published or --url meet several documents."""
    for name, value in (("--published", published), ("--url", url)):
        if value is not None and (len(sources) > 1 or Path(sources[0]).is_dir()):
            raise click.UsageError(f"{name} needs a single document; write it into JSON Lines for many.")
    return Wanted(format=format_, encoding=encoding, published=published, url=url)


def confidence(ctx: click.Context, param: click.Parameter, value: float) -> float:
    """A number from 0 to 1 (click's range lets NaN pass)."""
    if math.isnan(value):
        raise click.BadParameter("not a number from 0 to 1")
    return value


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else full_day(value)
    except SourceError as error:
        raise click.BadParameter(str(error)) from None


def _encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not is_encoding(value):
        raise click.BadParameter(f"{value!r} is no encoding of text that Python knows")
    return value
