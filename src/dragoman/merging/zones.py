"""How far apart countries stand in time, by minutes from UTC in zones.tsv.

Made from the tz database (public domain), year 2023; of far-flung countries the seat of government counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dragoman.errors import DataError

FILE = "zones.tsv"
FAR = 450
"""Minutes from which on an evening here is often another calendar day there."""


def parse_zones(text: str) -> dict[str, tuple[int, int]]:
    """Code -> (least, greatest) minutes east of UTC over a year. Raises DataError naming the line."""
    lines = text.split("\n")
    if lines[0] != "code\twest\teast":
        raise DataError(f"merging/{FILE}: line 1: the head must be code, west, east")
    zones: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        try:
            code, west, east = cells[0], int(cells[1]), int(cells[2])
        except (IndexError, ValueError):
            raise DataError(f"merging/{FILE}: line {number}: not a code and two numbers") from None
        if len(cells) != 3 or code in zones or not -780 <= west <= east <= 900:
            raise DataError(f"merging/{FILE}: line {number}: {code} is given twice or out of range")
        zones[code] = (west, east)
    return zones


@cache
def zones() -> Mapping[str, tuple[int, int]]:
    """The packaged table. Raises DataError."""
    try:
        text = files("dragoman.merging").joinpath(FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"merging/{FILE}: cannot be read: {error}") from error
    return MappingProxyType(parse_zones(text))


def far_apart(codes: Iterable[str]) -> bool:
    """Whether two of the countries stand so far apart that one event has two calendar days."""
    known = [sum(zone) / 2 for code in codes if (zone := zones().get(code)) is not None]
    return bool(known) and max(known) - min(known) >= FAR


def zones_behind(homes: Iterable[str], land: str | None) -> bool:
    """Whether ``land`` stands so far west of one of ``homes`` that its evening is the next day there."""
    there = zones().get(land or "")
    if there is None:
        return True
    known = [sum(zone) / 2 for code in homes if (zone := zones().get(code)) is not None]
    return any(home - sum(there) / 2 >= FAR for home in known)
