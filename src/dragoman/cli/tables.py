"""Renderables to standard output: in colour on a terminal, as plain text into a pipe or a file."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console

from dragoman.show import ReadingTable

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.reading.result import Reading


def print_reading(
    reading: Reading, columns: int | None, *, most: int | None = None, quote_limit: int | None = None
) -> None:
    """One reading as a table; ``most`` rows of it, quotes cut at ``quote_limit`` characters."""
    more = {} if quote_limit is None else {"quote_limit": quote_limit}
    print_any(ReadingTable(reading, most=most, **more), columns)


def print_any(renderable: RenderableType, columns: int | None) -> None:
    """A rich renderable; ``columns`` None for a terminal, which knows its own width."""
    if columns is None:
        Console(file=sys.stdout, highlight=False).print(renderable)
        return
    out = io.StringIO()
    Console(file=out, width=columns, color_system=None, highlight=False).print(renderable)
    for line in out.getvalue().splitlines():
        click.echo(line.rstrip())
