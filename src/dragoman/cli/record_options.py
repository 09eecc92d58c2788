"""The option that every command on a record takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def record_option(command: Command) -> Command:
    """``--record``: a path or the address of a PostgreSQL database."""
    return click.option(
        "--record",
        "record_name",
        metavar="PATH_OR_URL",
        default="dragoman.db",
        envvar="DRAGOMAN_RECORD",
        show_default=True,
        show_envvar=True,
        help="The record: a file (SQLite) or postgresql://user@host/database.",
    )(command)


def jobs_option(command: Command) -> Command:
    """``--jobs``: processes that read documents."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        default=None,
        metavar="N",
        help="Processes that read documents.  [default: one for each core]",
    )(command)
