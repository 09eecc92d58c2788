"""The rows of a table with where they stand in its text."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import msgspec

from dragoman.errors import SourceError

_SAMPLE = 4096


class Cells(msgspec.Struct, frozen=True):
    """The cells of a row, whose words are ``text[start:end]``."""

    cells: tuple[str, ...]
    start: int
    end: int


def csv_rows(text: str) -> list[Cells]:
    """The rows of a CSV file, empty ones left out; the separator is found by itself (comma, semicolon, tab).

    Raises:
        SourceError: it is no CSV.
    """
    body = text.removeprefix("\ufeff")
    shift = len(text) - len(body)
    lines = body.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    reader = csv.reader(lines, delimiter=_delimiter(body), strict=True)
    return list(_cells(reader, body, starts, shift))


def _delimiter(body: str) -> str:
    head = body[:_SAMPLE].split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _cells(reader: Iterator[list[str]], body: str, starts: list[int], shift: int) -> Iterator[Cells]:
    before = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceError(f"is no CSV: {error} after line {before}") from None
        after = int(reader.line_num)  # type: ignore[attr-defined]
        start, end = starts[before], starts[after]
        words = body[start:end]
        before = after
        if any(cell.strip() for cell in row):
            left = len(words) - len(words.lstrip())
            yield Cells(tuple(row), shift + start + left, shift + start + len(words.rstrip()))
