"""Which year, month or day is meant where the words leave it open: by the article's day and the tense."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from dragoman.reading.times_calendar import DAY, exists, month_shift

Tense = Literal["past", "future", "none"]

# Without a tense a past day within about ten months is preferred to one ahead.
_NEAR_PAST_DAYS: Final = 300
_NEAR_PAST_MONTHS: Final = 10
# A text may be dated a day before what it tells (Washington's evening is Asia's morning).
_PAST_SLACK: Final = 2
# What "was to" happen last month is not what will happen in eleven months.
_FUTURE_SLACK: Final = 31
_FAR: Final = 330


def pick_day(candidates: Iterable[date], anchor: date, tense: Tense) -> date | None:
    """Past: the latest day up to the anchor; future: the earliest from it on; none: near past first."""
    days = sorted(candidates)
    past = [day for day in days if day <= anchor]
    ahead = [day for day in days if day >= anchor]
    if tense == "past":
        close = [day for day in ahead if (day - anchor).days <= _PAST_SLACK]
        if close and (not past or (anchor - past[-1]).days > _FAR):
            return close[0]
        return past[-1] if past else None
    if tense == "future":
        if past and (not ahead or (ahead[0] - anchor).days > _FAR) and (anchor - past[-1]).days <= _FUTURE_SLACK:
            return past[-1]
        return ahead[0] if ahead else None
    if past and (not ahead or (anchor - past[-1]).days <= _NEAR_PAST_DAYS):
        return past[-1]
    return ahead[0] if ahead else None


def pick_year_of_month(month: int, anchor: date, tense: Tense) -> int:
    """The year of a month told without one."""
    past = anchor.year if month <= anchor.month else anchor.year - 1
    if tense == "past" or month == anchor.month:
        return past
    near = (anchor.year - past) * 12 + anchor.month - month <= _NEAR_PAST_MONTHS
    return past if tense == "none" and near else past + 1


def pick_month_day(month: int, day: int, weekday: int | None, anchor: date, tense: Tense) -> date | None:
    """A day told without its year; a weekday told with it decides between the years around the anchor."""
    years = range(anchor.year - 8, anchor.year + 9)
    days = [date(year, month, day) for year in years if exists(year, month, day)]
    chosen = pick_day(days, anchor, tense)
    if weekday is None or chosen is None or chosen.weekday() == weekday:
        return chosen
    near = [d for d in days if d.weekday() == weekday and abs(d.year - anchor.year) <= 1]
    return min(near, key=lambda d: (abs((d - anchor).days), d)) if near else chosen


def pick_day_of_month(day: int, weekday: int | None, anchor: date, tense: Tense) -> date | None:
    """ "the 19th" of the anchor's month or one beside it; a weekday told with it must agree."""
    months = [month_shift(anchor.year, anchor.month, by) for by in range(-2, 3)]
    days = [date(y, m, day) for y, m in months if exists(y, m, day)]
    if weekday is not None:
        days = [d for d in days if d.weekday() == weekday]
    elif tense == "none":
        days = [d for d in days if (d.year, d.month) == (anchor.year, anchor.month)]
        return days[0] if days else None
    return pick_day(days, anchor, tense)


def pick_weekday(weekday: int, anchor: date, tense: Tense) -> date:
    """The nearest such weekday: up to the anchor, or from it on in the future."""
    if tense == "future":
        return anchor + DAY * ((weekday - anchor.weekday()) % 7)
    return anchor - DAY * ((anchor.weekday() - weekday) % 7)
