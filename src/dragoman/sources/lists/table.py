"""Hand-made lists: a table (CSV or wikitext) whose columns the user maps to what a row tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.errors import SourceError
from dragoman.model import Document, ListRow
from dragoman.reading.times import find_times, resolve
from dragoman.sources.lists.cells import Cells, csv_rows
from dragoman.sources.lists.lands import land
from dragoman.sources.lists.mapping import Field, Mapped
from dragoman.sources.lists.travellers import titled

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CITIES = re.compile(r"\s*(?:[,;/\n]|\band\b)\s*")


def rows(document: Document, mapped: Mapped) -> tuple[ListRow, ...]:
    """The rows of the document's table; wikitext where it holds one, else CSV.

    Raises:
        SourceError: it holds no table with the columns that were mapped.
    """
    told = _table(document.text, mapped)
    head = [" ".join(cell.split()).casefold() for cell in told[0].cells]
    at: dict[Field, int] = {field: head.index(column.casefold()) for field, column in mapped.columns.items()}
    return tuple(_row(number, one, document, at, mapped) for number, one in enumerate(told[1:], start=1))


def _table(text: str, mapped: Mapped) -> Sequence[Cells]:
    """The table, its head first, whose head has all mapped columns."""
    wanted = {column.casefold() for column in mapped.columns.values()}
    if re.search(r"^\s*\{\|", text, re.MULTILINE):
        from dragoman.sources.lists.wikitext import tables  # noqa: PLC0415  (an extra)

        found = tables(text)
    else:
        found = [csv_rows(text)]
    heads = [[" ".join(cell.split()) for cell in table[0].cells] for table in found if table]
    for table, head in zip(filter(None, found), heads, strict=True):
        if wanted <= {cell.casefold() for cell in head}:
            return table
    there = list(dict.fromkeys(cell for head in heads for cell in head if cell))
    known = {cell.casefold() for cell in there}
    missing = [column for column in mapped.columns.values() if column.casefold() not in known]
    lacks = f"has no column {', '.join(missing)}" if missing else "has no one table with all columns that are mapped"
    raise SourceError(f"{lacks}; its columns are {', '.join(there) or 'none'}: see --map")


def _row(number: int, told: Cells, document: Document, at: Mapping[Field, int], mapped: Mapped) -> ListRow:
    def cell(field: Field) -> str:
        place = at.get(field)
        words = told.cells[place] if place is not None and place < len(told.cells) else mapped.constants.get(field, "")
        return " ".join(words.split())

    role, name = titled(cell("who"))
    start, end = _days(cell("days"), cell("start"), cell("end"))
    place = cell("country")
    return ListRow(
        number=number,
        evidence=document.evidence(told.start, told.end),
        id=cell("id") or None,
        name=name,
        role=cell("role") or role,
        acting_for=land(cell("for")) if cell("for") else None,
        place=place,
        place_id=None,
        country=land(place) if place else None,
        cities=tuple(city for city in _CITIES.split(cell("city")) if city),
        start=start,
        end=end,
        remarks=cell("remarks"),
    )


def _days(days: str, start: str, end: str) -> tuple[str | None, str | None]:
    """First and last day: ISO, or in words ("14–22 March 2024"); a single day is both."""
    if days:
        return _span(days)
    first, last = _span(start)[0], _span(end)[1]
    return first or last, last or first


def _span(words: str) -> tuple[str | None, str | None]:
    iso = _DAY.findall(words)
    if iso:
        return iso[0], iso[-1]
    found = [dates for one in find_times(words) if (dates := resolve(one, None)) is not None]
    starts = [one.start for one in found if one.start and len(one.start) == 10]
    ends = [one.end for one in found if one.end and len(one.end) == 10]
    return min(starts, default=None), max(ends, default=None)
