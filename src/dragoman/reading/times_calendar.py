"""Arithmetic of ISO dates that may be coarse ("2023", "2023-11", "2023-11-09"). Pure; knows no words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dragoman.model import Dates

DAY: Final = timedelta(days=1)


@lru_cache(maxsize=16384)
def precision(iso: str) -> int:
    """1 for a year, 2 for a month, 3 for a day. Raises ValueError for anything that is no such date."""
    parts = iso.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not "".join(parts).isdecimal():
        raise ValueError(f"{iso!r} is no ISO date (YYYY, YYYY-MM or YYYY-MM-DD)")
    first_of = [int(part) for part in parts] + [1, 1]
    date(first_of[0], first_of[1], first_of[2])
    return len(parts)


def first_day(iso: str) -> date:
    """The first day that the date can mean. Raises ValueError for a bad date."""
    return date.fromisoformat(iso + ("-01-01", "-01", "")[precision(iso) - 1])


def last_day(iso: str) -> date:
    """The last day that the date can mean. Raises ValueError for a bad date."""
    coarse = precision(iso)
    if coarse == 1:
        return date(int(iso), 12, 31)
    if coarse == 2:
        year, month = int(iso[:4]), int(iso[5:])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(iso)


def agree(a: str, b: str) -> bool:
    """Whether two dates of any precision can be the same day: the coarser one holds the finer."""
    return a.startswith(b) or b.startswith(a)


def overlap(a: Dates, b: Dates) -> bool:
    """Whether two spans can share a day; a bound that is not told is taken as open."""
    return _starts_by(a, b) and _starts_by(b, a)


def _starts_by(a: Dates, b: Dates) -> bool:
    return a.start is None or b.end is None or first_day(a.start) <= last_day(b.end)


def tidy(dates: Dates | None) -> Dates | None:
    """None for a span without any bound or one that ends before it begins; else the span.

    Raises ValueError for a bound that is no ISO date.
    """
    if dates is None or (dates.start is None and dates.end is None):
        return None
    for bound in (dates.start, dates.end):
        if bound is not None:
            precision(bound)
    if dates.start and dates.end and first_day(dates.start) > last_day(dates.end):
        return None
    return dates


def one(iso: str) -> Dates:
    """A span that starts and ends with the same date."""
    return Dates(iso, iso)


def span(first: date, last: date) -> Dates:
    """Two days as a span."""
    return Dates(first.isoformat(), last.isoformat())


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - DAY * day.weekday()


def week(day: date) -> Dates:
    """Monday to Sunday of the day's week."""
    return span(monday(day), monday(day) + 6 * DAY)


def month_shift(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month, ``by`` months on."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def month_iso(year: int, month: int) -> str:
    """A month as YYYY-MM."""
    return f"{year:04d}-{month:02d}"


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
