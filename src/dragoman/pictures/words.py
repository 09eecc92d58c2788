"""Days and statuses in words, as pictures say them."""

from __future__ import annotations

from collections.abc import Iterable

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DROPPED = frozenset({"cancelled", "postponed", "declined"})
"""Statuses of what did not take place."""


def span_words(start: str | None, end: str | None) -> str:
    """``26 Jan 2021``, ``13–14 Dec 2021``, ``Nov 2023``, ``from 3 Mar 2020``; empty where nothing is told."""
    if not start:
        return f"until {day_words(end)}" if end else ""
    if not end:
        return f"from {day_words(start)}"
    if start == end:
        return day_words(start)
    if len(start) == len(end) == 10:
        if start[:7] == end[:7]:
            return f"{int(start[8:])}–{day_words(end)}"
        if start[:4] == end[:4]:
            return f"{day_words(start)[:-5]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def day_words(day: str) -> str:
    """A day, month or year as ``26 Jan 2021``, ``Jan 2021`` or ``2021``."""
    if len(day) < 7:
        return day
    month = f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}"
    return month if len(day) == 7 else f"{int(day[8:])} {month}"


def status_words(status: str) -> str:
    """A status as it is read: ``cut short``."""
    return status.replace("_", " ")


def joined(parts: Iterable[str | None]) -> str:
    """What there is of parts, with commas."""
    return ", ".join(part for part in parts if part)


def years_of(days: Iterable[str | None]) -> str:
    """``, 2021`` or ``, 2021–2023``, to stand behind a title; empty where no day is told."""
    years = sorted({day[:4] for day in days if day})
    if not years:
        return ""
    return f", {years[0]}" if len(years) == 1 else f", {years[0]}–{years[-1]}"
