"""Times counted from what was said before: "the following day", "two weeks later", "that evening"."""

from __future__ import annotations

from datetime import date

from dragoman.model import Dates
from dragoman.reading.times_calendar import DAY, month_iso, month_shift, one, precision, span, week
from dragoman.reading.times_mention import TimeMention


def anaphoric(mention: TimeMention, previous: Dates | None, anchor: date | None) -> Dates | None:
    """The dates meant, or None where what was said before is missing or too coarse."""
    if mention.which == "days":
        return _days(mention.count or 0, previous, anchor)
    if previous is None or previous.start is None or previous.end is None:
        return None
    count = mention.count or 0
    try:
        if mention.weekday is not None:
            return _weekday(mention.weekday, count, previous)
        if mention.unit == "day":
            return _day(count, previous)
        if mention.unit in {"week", "fortnight", "weekend"}:
            weeks = count * 2 if mention.unit == "fortnight" else count
            return _week(weeks, previous, mention)
        return _month_or_year(count, previous, mention.unit)
    except OverflowError:
        return None


def _exact(previous: Dates) -> tuple[date, date] | None:
    if previous.start is None or previous.end is None:
        return None
    if precision(previous.start) < 3 or precision(previous.end) < 3:
        return None
    return date.fromisoformat(previous.start), date.fromisoformat(previous.end)


def _days(count: int, previous: Dates | None, anchor: date | None) -> Dates | None:
    """ "the previous two days", before what was said or else before the article's day."""
    exact = _exact(previous) if previous is not None else (anchor, anchor) if anchor is not None else None
    if exact is None or not count:
        return None
    if count < 0:
        return span(exact[0] + DAY * count, exact[0] - DAY)
    return span(exact[1] + DAY, exact[1] + DAY * count)


def _day(count: int, previous: Dates) -> Dates | None:
    exact = _exact(previous)
    if exact is None or count == 0:
        return previous if exact is not None else None
    return one(((exact[1] if count > 0 else exact[0]) + DAY * count).isoformat())


def _weekday(weekday: int, count: int, previous: Dates) -> Dates | None:
    exact = _exact(previous)
    if exact is None or count == 0:
        return None
    if count > 0:
        start = exact[1] + DAY
        return one((start + DAY * ((weekday - start.weekday()) % 7)).isoformat())
    start = exact[0] - DAY
    return one((start - DAY * ((start.weekday() - weekday) % 7)).isoformat())


def _week(count: int, previous: Dates, mention: TimeMention) -> Dates | None:
    exact = _exact(previous)
    if exact is None:
        return None
    if count == 0 and week(exact[0]) != week(exact[1]):
        return None
    found = week((exact[1] if count > 0 else exact[0]) + 7 * DAY * count)
    if mention.which != "beside":
        if mention.unit == "weekend":
            last = _exact(found)
            return None if last is None else span(last[1] - DAY, last[1])
        return found
    # "two weeks before the visit" is about so long: the month where its whole week lies in one, else the year
    first, last_iso = found.start or "", found.end or ""
    if first[:7] == last_iso[:7]:
        return one(first[:7])
    return one(first[:4]) if first[:4] == last_iso[:4] else None


def _month_or_year(count: int, previous: Dates, unit: str | None) -> Dates | None:
    start, end = previous.start or "", previous.end or ""
    length = {"month": 7, "year": 4}.get(unit or "")
    if length is None or len(start) < length or len(end) < length:
        return None
    if count == 0 and start[:length] != end[:length]:
        return None
    base = end if count > 0 else start
    if unit == "year":
        return one(f"{int(base[:4]) + count:04d}")
    return one(month_iso(*month_shift(int(base[:4]), int(base[5:7]), count)))
