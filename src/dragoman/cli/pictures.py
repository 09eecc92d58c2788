"""What the commands share that draw: options of the file, and how a picture is put."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.cli.ask import filter_option
from dragoman.cli.record_options import record_option

if TYPE_CHECKING:
    from dragoman.pictures.picture import Picture

Command = TypeVar("Command", bound=Callable[..., Any])


def picture_options(*filters: str) -> Callable[[Command], Command]:
    """Filters by name, ``--year``, ``--record``, ``-o`` and ``--width``."""
    own = (
        click.option("--year", metavar="YEAR", help="Short for --since YEAR --until YEAR."),
        record_option,
        click.option("-o", "--output", metavar="FILE", help="An .svg or .png; otherwise SVG is printed."),
        click.option("--width", type=click.IntRange(100, 10_000), metavar="PIXELS", help="Of a PNG.  [default: 2000]"),
    )

    def add(command: Command) -> Command:
        for option in reversed([*(filter_option(name) for name in filters), *own]):
            command = option(command)
        return command

    return add


def with_year(year: str | None, filters: dict[str, Any]) -> dict[str, Any]:
    """The filters with ``--year`` as ``--since`` and ``--until``. Raises UsageError where both are given."""
    if year is None:
        return filters
    if filters["since"] or filters["until"]:
        raise click.UsageError("--year and --since or --until: choose one")
    if len(year) != 4:
        raise click.UsageError(f"--year: {year!r} is not a year: write it as 2023")
    return {**filters, "since": year, "until": year}


def check_output(output: str | None, width: int | None) -> None:
    """Raises UsageError where the file would be neither SVG nor PNG, or a width is given for an SVG."""
    ending = (output or ".svg").lower().rpartition(".")[2]
    if ending not in {"svg", "png"}:
        raise click.UsageError(f"-o {output}: give a name that ends in .svg or .png")
    if width is not None and ending == "svg":
        raise click.UsageError("--width is for PNG: name a file that ends in .png with -o")


def put_picture(picture: Picture, output: str | None, width: int | None) -> None:
    """Write the picture to its file, or print the SVG."""
    if output is None:
        click.echo(picture.svg.encode())
        return
    from dragoman.pictures.png import WIDTH

    picture.save(output, width=WIDTH if width is None else width)
    click.echo(f"{output}: {picture.title}", err=True)
