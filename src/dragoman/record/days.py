"""Days as the record's columns have them: as coarse as the words, and the full days that these can mean."""

from __future__ import annotations

import calendar
from typing import Any

from dragoman.model import Dates


def days(dates: Dates | None) -> dict[str, Any]:
    """The columns of a date: as coarse as the words, and the first and last full day they can mean."""
    start, end = (dates.start, dates.end) if dates else (None, None)
    first = start or end
    last = end or start
    return {
        "date_start": start,
        "date_end": end,
        "first_day": first_day(first) if first else None,
        "last_day": last_day(last) if last else None,
    }


def first_day(day: str) -> str:
    """The first day that a date can mean: "2023-11" gives "2023-11-01"."""
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day


def last_day(day: str) -> str:
    """The last day that a date can mean: "2023-02" gives "2023-02-28"."""
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-{calendar.monthrange(int(day[:4]), int(day[5:]))[1]:02d}"
    return day
