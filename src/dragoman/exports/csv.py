"""Rows as comma-separated values (RFC 4180) that a spreadsheet may open without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from dragoman.texts import without_surrogates

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a cell that a spreadsheet may take for a formula (or strips, and takes what follows)."""


def csv_of(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]], *, end: str = "\r\n") -> str:
    """A heading and the rows, in the order of ``columns``.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, so it is shown as it is;
    numbers stay numbers. ``end`` ends each line: RFC 4180 has CR LF.
    """
    return "".join(csv_lines(columns, rows, end=end))


def csv_lines(columns: Iterable[str], rows: Iterable[Mapping[str, Cell]], *, end: str = "\r\n") -> Iterator[str]:
    """The records of ``csv_of`` one by one, for answers that are sent while they are made."""
    names = list(columns)
    yield _line(names, end)
    for row in rows:
        yield _line([_guarded(row[name]) for name in names], end)


def _line(cells: list[Cell] | list[str], end: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()


def _guarded(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    return without_surrogates(f"'{value}" if value.startswith(_FORMULA) else value)
