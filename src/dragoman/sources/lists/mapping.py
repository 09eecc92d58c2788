"""What a user says of a hand-made table: which column tells what, and what holds for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import msgspec

from dragoman.errors import SourceError

Field = Literal["who", "role", "for", "country", "city", "days", "start", "end", "remarks", "id"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""who: title and name; for: the country acted for; days: first and last day in one cell; start, end: each in its
own."""


class Mapped(msgspec.Struct, frozen=True):
    """``columns``: the head of the column that tells a field; ``constants``: what holds for every row."""

    columns: dict[Field, str]
    constants: dict[Field, str]


def mapped(pairs: Iterable[str], constants: Mapping[str, str | None]) -> Mapped:
    """The mapping that "FIELD=COLUMN" pairs and constants make.

    Raises:
        SourceError: a pair has another form, names no field, or too little is mapped to tell a journey.
    """
    columns: dict[Field, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        field = next((one for one in FIELDS if one == name.strip()), None)
        if field is None or not equals or not column.strip():
            raise SourceError(f"--map {pair!r}: write FIELD=COLUMN, FIELD being one of {', '.join(FIELDS)}")
        columns[field] = " ".join(column.split())
    given = {field: value for field in FIELDS if (value := constants.get(field))}
    known = columns.keys() | given.keys()
    if "who" not in known:
        raise SourceError("who travelled? map a column (--map who=COLUMN) or give --who NAME")
    if "country" not in known:
        raise SourceError("where to? map a column (--map country=COLUMN)")
    if not known & {"days", "start"}:
        raise SourceError("when? map a column (--map days=COLUMN, or --map start=COLUMN and --map end=COLUMN)")
    return Mapped(columns, given)
