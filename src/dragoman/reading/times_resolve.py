"""Which days a time expression means, against the article's day, the tense, and what was said before.

Precision is kept and nothing is guessed: None where the words, the article's day and the day before settle
nothing. Weeks run Monday to Sunday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from dragoman.model import Dates
from dragoman.reading.times_calendar import (
    DAY,
    exists,
    first_day,
    last_day,
    monday,
    month_iso,
    month_shift,
    one,
    precision,
    span,
    tidy,
    week,
)
from dragoman.reading.times_kin import anaphoric
from dragoman.reading.times_mention import TimeMention
from dragoman.reading.times_pick import (
    Tense,
    pick_day_of_month,
    pick_month_day,
    pick_weekday,
    pick_year_of_month,
)

_STEP: Final = {"last": -1, "this": 0, "next": 1}


def resolve(
    mention: TimeMention, anchor: str | None, tense: Tense = "none", previous: Dates | None = None
) -> Dates | None:
    """The dates that the mention means, or None.

    ``anchor`` is the article's day (ISO, to the day; a coarser one counts as none), ``tense`` that of the
    clause, ``previous`` the dates told last. Past weekdays and dates are the latest up to the anchor (a date
    told without its year may lie up to two days after it), future ones the earliest from it on. Raises
    ValueError where ``anchor`` is no ISO date.
    """
    day = date.fromisoformat(anchor) if anchor is not None and precision(anchor) == 3 else None
    return tidy(_settle(mention, day, tense, previous))


def _settle(mention: TimeMention, anchor: date | None, tense: Tense, previous: Dates | None) -> Dates | None:
    if mention.form == "anaphoric":
        base = _settle(mention.inner[0], anchor, tense, previous) if mention.inner else previous
        return anaphoric(mention, base, anchor)
    if mention.form == "open":
        return _open(mention, anchor, tense, previous)
    if mention.form == "range":
        return _range(mention, anchor, tense)
    if mention.form == "week_of":
        base = _settle(mention.inner[0], anchor, tense, previous)
        if base is None or base.start is None or precision(base.start) < 3:
            return None
        found = week(date.fromisoformat(base.start))
        return _weekend_of(date.fromisoformat(base.start)) if mention.unit == "weekend" else found
    if mention.form == "month" and mention.which in {"that", "same"} and mention.month:
        known = previous.start[:4] if previous is not None and previous.start else None
        return one(f"{known}-{mention.month:02d}") if known else None
    if mention.form == "weekday" and mention.month is not None:
        return _nth_weekday(mention, anchor, tense)
    absolute = _absolute(mention)
    if absolute is not None or anchor is None:
        return absolute
    by_anchor = _BY_ANCHOR.get(mention.form)
    return by_anchor(mention, anchor, tense) if by_anchor is not None else None


def _absolute(mention: TimeMention) -> Dates | None:
    """What a year among the words settles."""
    year = mention.year
    if year is None:
        return None
    if mention.form == "day" and mention.month and mention.day:
        known = exists(year, mention.month, mention.day)
        return one(date(year, mention.month, mention.day).isoformat()) if known else None
    if mention.form == "month" and mention.month:
        return one(month_iso(year, mention.month))
    if mention.form == "quarter":
        return _part_of_year(mention, year)
    return one(f"{year:04d}")


def _part_of_year(mention: TimeMention, year: int) -> Dates:
    length = 6 if mention.unit == "half" else 3
    last = (mention.count or 1) * length
    return Dates(month_iso(year, last - length + 1), month_iso(year, last))


def _nth_weekday(mention: TimeMention, anchor: date | None, tense: Tense) -> Dates | None:
    """ "the last Monday of May": counted in the month that its words and the article's day settle."""
    whole = msgspec.structs.replace(mention, form="month", weekday=None, count=None)
    month = _settle(whole, anchor, tense, None)
    if month is None or month.start is None or mention.weekday is None or not mention.count:
        return None
    first, last = first_day(month.start), last_day(month.start)
    if mention.count < 0:
        found = last - DAY * ((last.weekday() - mention.weekday) % 7)
    else:
        found = first + DAY * ((mention.weekday - first.weekday()) % 7 + 7 * (mention.count - 1))
    return one(found.isoformat()) if found <= last else None


def _day(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    if mention.month is None or mention.day is None:
        return None
    found = pick_month_day(mention.month, mention.day, mention.weekday, anchor, tense)
    return None if found is None else one(found.isoformat())


def _ordinal_day(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    if mention.day is None:
        return None
    if mention.which in _STEP:
        year, month = month_shift(anchor.year, anchor.month, _STEP[mention.which])
        known = exists(year, month, mention.day)
        return one(date(year, month, mention.day).isoformat()) if known else None
    found = pick_day_of_month(mention.day, mention.weekday, anchor, tense)
    return None if found is None else one(found.isoformat())


def _weekday(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    weekday, which = mention.weekday, mention.which
    if weekday is None:
        return None
    in_week = monday(anchor) + DAY * weekday
    if mention.unit == "week":
        found = in_week + 7 * DAY * _STEP[which] if which in _STEP else None
    elif which in {"last", "past"}:
        found = pick_weekday(weekday, anchor - DAY, "past")
    elif which == "next":
        found = in_week + 7 * DAY
    elif which in {"coming", "upcoming"}:
        found = pick_weekday(weekday, anchor + DAY, "future")
    elif which == "this" and tense == "none":
        found = in_week
    else:
        found = pick_weekday(weekday, anchor, tense)
    return None if found is None else one(found.isoformat())


def _relative_day(mention: TimeMention, anchor: date, _: Tense) -> Dates | None:
    return one((anchor + DAY * (mention.count or 0)).isoformat())


def _month(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    month, which = mention.month, mention.which
    if month is None:
        return None
    if mention.unit == "year":
        year = anchor.year + _STEP[which] if which in _STEP else None
    elif which == "last":
        year = anchor.year if month < anchor.month else anchor.year - 1
    elif which == "next":
        year = anchor.year if month > anchor.month else anchor.year + 1
    elif which == "this":
        year = anchor.year
    else:
        forced: dict[str | None, Tense] = {"past": "past", "coming": "future", "upcoming": "future"}
        year = pick_year_of_month(month, anchor, forced.get(which, tense))
    return None if year is None else one(month_iso(year, month))


def _quarter(mention: TimeMention, anchor: date, _: Tense) -> Dates | None:
    step = _STEP.get(mention.which or "this")
    return None if step is None else _part_of_year(mention, anchor.year + step)


_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}


def _season(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    """The year of a season, where only one can be meant; winter lies in two years."""
    first, last = _SEASONS.get(mention.part or "", (0, 0))
    year: int | None = None
    if not first:
        return None
    if mention.which == "this":
        year = anchor.year
    elif mention.which == "last" and anchor.month <= last:
        year = anchor.year - 1
    elif mention.which == "next" and anchor.month >= first:
        year = anchor.year + 1
    elif mention.which is None and tense == "past":
        year = anchor.year - (anchor.month < first)
    elif mention.which is None and tense == "future":
        year = anchor.year + (anchor.month > last)
    return None if year is None else one(f"{year:04d}")


def _relative_span(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    if mention.which == "new":
        return one(f"{anchor.year + 1:04d}") if tense == "future" and anchor.month > 6 else None
    step = _STEP.get(mention.which or "this")
    if step is None:
        return None
    if mention.unit == "year":
        return one(f"{anchor.year + step:04d}")
    if mention.unit == "month":
        return one(month_iso(*month_shift(anchor.year, anchor.month, step)))
    first = monday(anchor) + 7 * DAY * step
    last = first + 6 * DAY
    if step == 0 and (mention.part in {"earlier", "early"} or (tense == "past" and mention.part is None)):
        last = anchor
    elif step == 0 and mention.part in {"later", "late", "end"}:
        first = anchor
    return span(first, last)


def _weekend_of(day: date) -> Dates:
    saturday = monday(day) + 5 * DAY
    return span(saturday, saturday + DAY)


def _weekend(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    which = mention.which
    this = monday(anchor) + 5 * DAY
    if which in {"last", "past"}:
        saturday = this - 7 * DAY
    elif which == "next":
        saturday = this + 7 * DAY
    elif which in {"coming", "upcoming"} or tense == "future" or (tense == "none" and which == "this"):
        saturday = this
    else:
        saturday = this if this <= anchor else this - 7 * DAY
    return span(saturday, saturday + DAY)


def _ago(mention: TimeMention, anchor: date, tense: Tense) -> Dates | None:
    count, unit = mention.count, mention.unit
    # "in two days" of a past clause is how long it took.
    if count is None or (count > 0 and tense == "past" and not mention.words.endswith("now")):
        return None
    if count > 0 and tense == "none" and mention.words.lower().startswith("in "):
        return None
    try:
        if unit == "day":
            return one((anchor + DAY * count).isoformat())
        if unit in {"week", "fortnight"}:
            return week(anchor + DAY * count * (7 if unit == "week" else 14))
        if unit == "month":
            return one(month_iso(*month_shift(anchor.year, anchor.month, count)))
        return one(f"{anchor.year + count:04d}") if unit == "year" else None
    except OverflowError:
        return None


_BY_ANCHOR: Final[dict[str, Callable[[TimeMention, date, Tense], Dates | None]]] = {
    "day": _day,
    "ordinal_day": _ordinal_day,
    "weekday": _weekday,
    "relative_day": _relative_day,
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "relative_span": _relative_span,
    "weekend": _weekend,
    "ago": _ago,
}


def _open(mention: TimeMention, anchor: date | None, tense: Tense, previous: Dates | None) -> Dates | None:
    if mention.which == "since":
        tense = "past"
    elif mention.bound == "until" and tense == "none":
        tense = "future"
    base = _settle(mention.inner[0], anchor, tense, previous)
    if base is None:
        return None
    return Dates(base.start, None) if mention.bound == "from" else Dates(None, base.end)


def _range(mention: TimeMention, anchor: date | None, tense: Tense) -> Dates | None:
    a, b = mention.inner
    if a.form == b.form and a.form in {"day", "month"}:
        a, b = _share_year(a, b)
    last = None
    if a.year is None and b.year is not None and b.form == "day":
        last = _settle(b, anchor, tense, None)
    if a.year is None and last is not None and last.start is not None:
        first = _settle(a, date.fromisoformat(last.start), "past", None)
        return Dates(first.start, last.end) if first is not None else None
    first = _settle(a, anchor, tense, None)
    if first is None or first.start is None:
        return None
    last = _after(b, first.start, anchor, tense)
    if last is None or last.end is None:
        return None
    days = precision(first.start) == 3 == precision(last.end)
    if days and _not_yet(mention, last.end, anchor, tense):
        back = (date.fromisoformat(first.start), date.fromisoformat(last.end))
        return span(back[0] - 7 * DAY, back[1] - 7 * DAY)
    return Dates(first.start, last.end)


def _not_yet(mention: TimeMention, last: str, anchor: date | None, tense: Tense) -> bool:
    """Whether "on Monday and Tuesday", told as past, would end after the article's day."""
    weekdays = all(inner.form == "weekday" and inner.which is None for inner in mention.inner)
    return weekdays and mention.joined and tense == "past" and anchor is not None and last > anchor.isoformat()


def _share_year(a: TimeMention, b: TimeMention) -> tuple[TimeMention, TimeMention]:
    """A year told once holds for both ends, unless the range runs over New Year."""
    over = (a.month or 0, a.day or 0) > (b.month or 0, b.day or 0)
    if a.year is None and b.year is not None:
        return msgspec.structs.replace(a, year=b.year - over), b
    if a.year is not None and b.year is None and b.which is None:
        return a, msgspec.structs.replace(b, year=a.year + over)
    if a.form == "month" and b.which is not None and a.which is None:
        return msgspec.structs.replace(a, which=b.which, unit=b.unit), b
    return a, b


def _after(b: TimeMention, first: str, anchor: date | None, tense: Tense) -> Dates | None:
    """The end of a range, never before its start."""
    if precision(first) == 3 and b.year is None and b.form in {"day", "weekday", "ordinal_day"} and b.unit is None:
        return _settle(b, date.fromisoformat(first), "future", None)
    if b.form == "month" and b.year is None and precision(first) == 2 and b.which is None and b.month:
        year = int(first[:4])
        return one(month_iso(year + (b.month < int(first[5:])), b.month))
    return _settle(b, anchor, tense, None)
