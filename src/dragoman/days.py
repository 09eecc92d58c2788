"""Days as people hand them in: checked, never repaired."""

from __future__ import annotations

import datetime
import re

from dragoman.errors import SourceError

_DAY = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", re.ASCII)
_LEADING_DAY = re.compile(r"([12][0-9]{3}-[01][0-9]-[0-3][0-9])(?:$|[T ])", re.ASCII)


def full_day(value: str) -> str:
    """``value`` if it is a day of the calendar written YYYY-MM-DD.

    Raises:
        SourceError: it is written otherwise, or the calendar has no such day.
    """
    if not _DAY.fullmatch(value):
        raise SourceError(f"{value!r} is not a day: write it as YYYY-MM-DD, such as 2021-01-26")
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise SourceError(f"{value!r} is not a day of the calendar") from None
    return value


def day_of_timestamp(value: str) -> str | None:
    """The day that an ISO 8601 time stamp begins with, as written there (its own time zone); else None."""
    match = _LEADING_DAY.match(value.strip())
    if match is None:
        return None
    try:
        return full_day(match[1])
    except SourceError:
        return None
