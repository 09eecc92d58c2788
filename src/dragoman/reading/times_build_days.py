"""Readers of rules for days, months, years, ranges of them and open ends."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from dragoman.reading.times_build_base import Inner, Match, mention
from dragoman.reading.times_calendar import exists
from dragoman.reading.times_mention import TimeMention
from dragoman.reading.times_tokens import Tokens, Told, name_of, tell

# What a dash can join: elsewhere it may be one of the sentence.
_DASHED: Final = frozenset(
    {("day", "day"), ("weekday", "weekday"), ("day", "ordinal_day"), ("ordinal_day", "ordinal_day")}
)


_FEASTS: Final = {(True, True): (12, 24), (True, False): (12, 25), (False, True): (12, 31), (False, False): (1, 1)}


def _refused_weekday(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the weekday is a habit ("every Tuesday"), a feast or a newspaper."""
    before = name_of(tokens, i - 2)
    if before in {"every", "named_day"} or name_of(tokens, j + 1) == "paper":
        return True
    return before == "on" and name_of(tokens, i - 4) == "mail"


def _named_after(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a day is the name of something else: "the October 7 attack", "the April 6 Youth Movement"."""
    if name_of(tokens, i) != "the" and name_of(tokens, i - 2) != "the":
        return False
    k = j + 1 if tokens.codes[j : j + 1] == "," else j
    return "named_after" in (name_of(tokens, k + 1), name_of(tokens, k + 3))


def _is_name(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a short weekday is a person's name ("Sun Weidong"), or "Today" the end of a paper's ("USA Today")."""
    if name_of(tokens, i) == "deictic":
        return tokens.words[i] == "Today" and name_of(tokens, i - 2) == "paper_land"
    following = tokens.words[j + 1] if j + 1 < len(tokens.words) else ""
    return j == i + 1 and name_of(tokens, i) == "wd" and following[:1].isupper() and name_of(tokens, j + 1) is None


def _numeric(tokens: Tokens, i: int, j: int) -> tuple[int, int, int] | bool | None:
    """Year, month, day of a date in figures; None for one that is not clear; False where it is none."""
    if j - i != 5 or tokens.codes[i + 1] not in "-/." or not all(tokens.words[k].isdigit() for k in (i, i + 2, i + 4)):
        return False
    a, b, c = (int(tokens.words[k]) for k in (i, i + 2, i + 4))
    if a > 99:
        found = (a, b, c)
    elif tokens.codes[i + 1] == "." or a == b or a > 12:
        found = (c, b, a)
    elif b > 12:
        found = (c, a, b)
    else:
        return None
    return found if exists(*found) else None


def day(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """A day in figures, month and day, weekday, "today" or "this morning"."""
    i, j = match.span()
    figures = _numeric(tokens, i, j)
    if figures is None:
        return None
    if isinstance(figures, tuple):
        return mention(tokens, i, j, "day", year=figures[0], month=figures[1], day=figures[2])
    told = tell(tokens, i, j)
    values, part = told.values, told.terms.get("part") or told.terms.get("edge")
    weekday = values.get("weekday")
    if (weekday is not None and _refused_weekday(tokens, i, j)) or _is_name(tokens, i, j):
        return None
    if "month" in values:
        year, month, number = values.get("year"), values["month"], values["day"]
        if not exists(year or 2000, month, number):
            return None
        if _named_after(tokens, i, j):
            return mention(tokens, i, j, "named")
        return mention(tokens, i, j, "day", year=year, month=month, day=number, weekday=weekday, part=part)
    if "day" in values:
        return mention(tokens, i, j, "ordinal_day", day=values["day"], weekday=weekday, part=part)
    if weekday is not None:
        which, unit = told.terms.get("which"), told.terms.get("unit")
        return mention(tokens, i, j, "weekday", weekday=weekday, which=which, unit=unit, part=part)
    return _relative_day(tokens, match, told)


def _relative_day(tokens: Tokens, match: Match, told: Told) -> TimeMention | None:
    part = told.terms.get("part") or told.terms.get("edge")
    shift = told.values.get("shift")
    if shift is None:
        known = {"this": 0, "last": -1}
        shift = known.get(told.terms.get("which", ""))
    return None if shift is None else mention(tokens, *match.span(), "relative_day", count=shift, part=part)


def ordinal_day(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "on the 19th", "the 3rd of next month"."""
    told = tell(tokens, *match.span())
    which, part = told.terms.get("which"), told.terms.get("part")
    return mention(tokens, *match.span(), "ordinal_day", day=told.values["day"], which=which, part=part)


def ordinal_days(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "from the 14th to the 17th of this month"."""
    which = tell(tokens, *match.span()).terms.get("which")
    first, last = (tell(tokens, *match.span(side)).values["day"] for side in "ab")
    if first >= last or (_joined(tokens, match) and last != first + 1):
        return None
    a, b = (
        mention(tokens, *match.span(side), "ordinal_day", which=which, day=day)
        for side, day in zip("ab", (first, last), strict=True)
    )
    return mention(tokens, *match.span(), "range", inner=(a, b), joined=_joined(tokens, match))


def word_day(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the fourth of March", "March the fourth"."""
    told = tell(tokens, *match.span())
    number = told.values["ordinal"]
    if any(tokens.words[k].lower() == "final" for k in range(*match.span())):
        return None
    return mention(tokens, *match.span(), "day", year=told.values.get("year"), month=told.values["month"], day=number)


def feast(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "New Year's Eve", "Christmas Day 2019": feasts of a fixed day."""
    names = [name_of(tokens, k) for k in range(*match.span())]
    month, number = _FEASTS["christmas" in names, "eve" in names]
    return mention(
        tokens, *match.span(), "day", year=tell(tokens, *match.span()).values.get("year"), month=month, day=number
    )


def nth_weekday(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the last Monday of May", "the third Thursday in November 2022"; count -1 is the last."""
    i, j = match.span()
    told = tell(tokens, i, j)
    start = i + next(k for k, c in enumerate(range(i, j)) if name_of(tokens, c) in {"month", "doubt", "short"})
    month = _plain(tokens, start, j)
    first = tell(tokens, i, start)
    number = first.values.get("ordinal") or (-1 if first.terms.get("which") == "last" else None)
    if month is None or number is None:
        return None
    weekday = told.values["weekday"]
    fields = {"year": month.year, "month": month.month, "weekday": weekday, "count": number}
    return mention(tokens, i, j, "weekday", which=month.which, unit=month.unit, **fields)


def _joined(tokens: Tokens, match: Match) -> bool:
    between = name_of(tokens, match.start()) == "between"
    return not between and any(name_of(tokens, k) == "and" for k in range(match.end("a"), match.start("b")))


def _next_to(a: TimeMention, b: TimeMention) -> bool:
    """Whether b is the day, month or year right after a."""
    same_week = a.unit == b.unit == "week" and a.which == b.which
    if a.form != b.form or (not same_week and (b.which or (a.which and a.form != "weekday") or a.unit)):
        return False
    if a.form == "weekday" and a.weekday is not None and b.weekday is not None:
        return (b.weekday - a.weekday) % 7 == 1
    if a.form == "day" and a.month and a.day and b.month and b.day:
        over = b.year is None and a.month == 12 and b.month == 1
        year = a.year or b.year or 2001
        later = b.year or year + over
        if not exists(year, a.month, a.day) or not exists(later, b.month, b.day):
            return False
        return (date(later, b.month, b.day) - date(year, a.month, a.day)).days == 1
    if a.form == "relative_day":
        return (b.count or 0) - (a.count or 0) == 1
    if a.form == "month" and a.month and b.month:
        return (b.month - a.month) % 12 == 1
    return a.form == "year" and (b.year or 0) - (a.year or 0) == 1


def _range(tokens: Tokens, match: Match, a: TimeMention, b: TimeMention, listed: bool = False) -> TimeMention | None:
    joined = _joined(tokens, match)
    if joined and not listed and not _next_to(a, b):
        return None
    if (a.year and b.year) and (a.year, a.month or 0, a.day or 0) > (b.year, b.month or 0, b.day or 0):
        return None
    return mention(tokens, *match.span(), "range", inner=(a, b), joined=joined)


def span_of_days(tokens: Tokens, match: Match, inner: Inner) -> TimeMention | None:
    """ "Monday to Wednesday", "30 October to 2 November"."""
    a, b = inner(*match.span("a")), inner(*match.span("b"))
    if a is None or b is None:
        return None
    if "-" in tokens.codes[match.end("a") : match.start("b")] and (a.form, b.form) not in _DASHED:
        return None
    if a.form == b.form == "weekday" and b.unit == "week" and a.which is None:
        a = msgspec.structs.replace(a, which=b.which, unit=b.unit)  # "Thursday and Friday of last week"
    listed = "," in tokens.codes[match.end("a") : match.start("b")] and a.form == b.form == "weekday"
    return _range(tokens, match, a, b, listed)


def days_of_month(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "March 14 to 22, 2024", "4, 5 and 6 June": two days of one month."""
    told = tell(tokens, *match.span())
    days = [tell(tokens, k, k + 1).values.get("day") for k in range(match.start("a"), match.end("b"))]
    numbers = [number for number in days if number is not None]
    first, last = numbers[0], numbers[-1]
    month, year = told.values["month"], told.values.get("year")
    if first >= last or not exists(year or 2000, month, last):
        return None
    if _joined(tokens, match) and numbers != list(range(first, last + 1)):
        return None
    a = mention(tokens, *match.span("a"), "day", year=year, month=month, day=first)
    b = mention(tokens, *match.span("b"), "day", year=year, month=month, day=last)
    return _range(tokens, match, a, b, listed=True)


def _plain(tokens: Tokens, i: int, j: int) -> TimeMention | None:
    """A month or a year, whatever stands before it."""
    values, terms = tell(tokens, i, j)[:2]
    which = terms.get("which")
    if "month" in values and "day" not in values:
        unit = "year" if any(name_of(tokens, k) == "year_unit" for k in range(i, j)) else None
        year, part = values.get("year"), terms.get("edge")
        return mention(tokens, i, j, "month", year=year, month=values["month"], which=which, unit=unit, part=part)
    if "year" in values and "month" not in values:
        return mention(tokens, i, j, "year", year=values["year"], part=terms.get("edge"))
    return None


def plain_range(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "from March to May 2023", "between 2014 and 2016"."""
    a, b = _plain(tokens, *match.span("a")), _plain(tokens, *match.span("b"))
    return None if a is None or b is None else _range(tokens, match, a, b)


def opened(tokens: Tokens, match: Match, inner: Inner) -> TimeMention | None:
    """ "since 2019", "until Tuesday"."""
    base = inner(*match.span("a")) or _plain(tokens, *match.span("a"))
    if base is None or base.form in {"vague", "range", "open"}:
        return None
    until = name_of(tokens, match.start()) in {"until", "through"}
    which = "since" if name_of(tokens, match.start()) == "since" else None
    return mention(tokens, *match.span(), "open", bound="until" if until else "from", which=which, inner=(base,))


def month(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "early May", "November 2022", "last March"; not "For May, the trip was a relief"."""
    i, j = match.span()
    if tokens.words[i:j] == ["May"] and i >= 2 and tokens.words[i - 2] == "For":
        return None
    return _plain(tokens, i, j)


def month_of(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "their July meeting": the month alone is the mention; never one shouted in a headline ("MAY TALKS")."""
    i = match.start()
    if len(tokens.words[i]) > 1 and tokens.words[i].isupper():
        return None
    return mention(tokens, i, i + 1, "month", month=tell(tokens, i, i + 1).values["month"], attributive=True)


def month_part(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the first week of May": as coarse as its month."""
    names = [name_of(tokens, k) for k in range(*match.span())]
    i, j = match.span()
    start = next((i + k for k, name in enumerate(names) if name in {"month", "doubt", "short"}), None)
    if start is None:  # "the first week of next month"
        step = tokens.words[j - 3].lower()
        return mention(tokens, i, j, "relative_span", which=step, unit="month", part="part")
    found = _plain(tokens, start, j)
    if found is None:
        return None
    which, unit = found.which, found.unit
    return mention(tokens, i, j, "month", part="part", year=found.year, month=found.month, which=which, unit=unit)


def year(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "2019", "late 2021"; not "fiscal year 2024"."""
    if any(name_of(tokens, k) == "fiscal" for k in range(match.start() - 4, match.end())):
        return None
    told = tell(tokens, *match.span())
    return mention(tokens, *match.span(), "year", year=told.values["year"], part=told.terms.get("edge"))


def year_of(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the 2019 meeting": the year alone is the mention."""
    i = match.start()
    return mention(tokens, i, i + 1, "year", year=int(tokens.words[i]), attributive=True)
