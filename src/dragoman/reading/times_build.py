"""From a rule's match to a TimeMention, or None where a look at the values refuses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from dragoman.reading.times_calendar import exists
from dragoman.reading.times_mention import Form, TimeMention
from dragoman.reading.times_tokens import Tokens, Told, name_of, tell

Inner = Callable[[int, int], TimeMention | None]
Match = re.Match[str]
Builder = Callable[[Tokens, Match, Inner], TimeMention | None]

_DAYS: Final = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "year": 365.0,
    "decade": 3650.0,
    "century": 36500.0,
}
_LEADS: Final = frozenset(
    {
        "in",
        "on",
        "at",
        "by",
        "for",
        "since",
        "until",
        "from",
        "to",
        "through",
        "during",
        "rank",
        "of",
        "between",
        "and",
    }
)
_FORWARD: Final = frozenset({"following", "next"})
_BACKWARD: Final = frozenset({"previous", "preceding"})


def mention(tokens: Tokens, i: int, j: int, form: Form, **fields: Any) -> TimeMention:
    """The mention of tokens i to j with the preposition before it."""
    lead = (
        tokens.words[i - 2].lower()
        if name_of(tokens, i - 2) in _LEADS and tokens.codes[i - 1] in " _"
        else None
    )
    words = "".join(tokens.words[i:j])
    return TimeMention(tokens.offsets[i], tokens.offsets[j], words, form, lead=lead, **fields)


def _refused_weekday(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the weekday is a habit ("every Tuesday"), a feast or a newspaper."""
    before = name_of(tokens, i - 2)
    if before in {"every", "named_day"} or name_of(tokens, j + 1) == "paper":
        return True
    return before == "on" and name_of(tokens, i - 4) == "mail"


def _numeric(tokens: Tokens, i: int, j: int) -> tuple[int, int, int] | bool | None:
    """Year, month, day of a date in figures; None for one that is not clear; False where it is no such date."""
    if (
        j - i != 5
        or tokens.codes[i + 1] not in "-/."
        or not all(tokens.words[k].isdigit() for k in (i, i + 2, i + 4))
    ):
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
    if weekday is not None and _refused_weekday(tokens, i, j):
        return None
    if "month" in values:
        year, month, number = values.get("year"), values["month"], values["day"]
        if not exists(year or 2000, month, number):
            return None
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
    """ "on the 19th"."""
    return mention(tokens, *match.span(), "ordinal_day", day=tell(tokens, *match.span()).values["day"])


def _joined(tokens: Tokens, match: Match) -> bool:
    between = name_of(tokens, match.start()) == "between"
    return not between and any(name_of(tokens, k) == "and" for k in range(match.end("a"), match.start("b")))


def _next_to(a: TimeMention, b: TimeMention) -> bool:
    """Whether b is the day, month or year right after a."""
    if a.form != b.form or a.which or b.which:
        return False
    if a.form == "weekday" and a.weekday is not None and b.weekday is not None:
        return (b.weekday - a.weekday) % 7 == 1
    if a.form == "day" and a.month and a.day and b.month and b.day:
        year = a.year or b.year or 2001
        if not exists(year, a.month, a.day) or not exists(b.year or year, b.month, b.day):
            return False
        return (date(b.year or year, b.month, b.day) - date(year, a.month, a.day)).days == 1
    if a.form == "relative_day":
        return (b.count or 0) - (a.count or 0) == 1
    if a.form == "month" and a.month and b.month:
        return (b.month - a.month) % 12 == 1
    return a.form == "year" and (b.year or 0) - (a.year or 0) == 1


def _range(
    tokens: Tokens, match: Match, a: TimeMention, b: TimeMention, listed: bool = False
) -> TimeMention | None:
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
    if "-" in tokens.codes[match.end("a") : match.start("b")] and a.form != b.form:
        return None
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
        return mention(
            tokens, i, j, "month", year=year, month=values["month"], which=which, unit=unit, part=part
        )
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
    return mention(
        tokens, *match.span(), "open", bound="until" if until else "from", which=which, inner=(base,)
    )


def month(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "early May", "November 2022", "last March"."""
    return _plain(tokens, *match.span())


def month_part(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the first week of May": as coarse as its month."""
    names = [name_of(tokens, k) for k in range(*match.span())]
    start = match.start() + next(k for k, name in enumerate(names) if name in {"month", "doubt", "short"})
    found = _plain(tokens, start, match.end())
    if found is None:
        return None
    i, j = match.span()
    which, unit = found.which, found.unit
    return mention(
        tokens, i, j, "month", part="part", year=found.year, month=found.month, which=which, unit=unit
    )


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


def quarter(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the first quarter of 2024", "Q1 2024", "the second half of next year"."""
    told = tell(tokens, *match.span())
    halves = "half" in told.terms
    parts = 2 if halves else 4
    number = told.values.get("ordinal") or (parts if tokens.words[match.start()].lower() == "last" else None)
    which = told.terms.get("which") or "this"
    for k in range(*match.span()):
        if name_of(tokens, k) == "the" and name_of(tokens, k + 2) == "year_unit":
            which = "this"
    if number is None:
        return None
    number = parts if number == 5 else number
    known = told.values.get("year")
    if number > parts:
        return None
    unit = "half" if halves else "quarter"
    return mention(tokens, *match.span(), "quarter", count=number, unit=unit, year=known, which=which)


def season(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the summer of 2021", "last summer"."""
    told = tell(tokens, *match.span())
    return mention(
        tokens, *match.span(), "season", year=told.values.get("year"), which=told.terms.get("which")
    )


def relative_span(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "next week", "earlier this month", "the end of the year"."""
    told = tell(tokens, *match.span())
    which = told.terms.get("which", "this")
    form: Form = "relative_span" if which in {"last", "next", "this"} else "vague"
    return mention(
        tokens, *match.span(), form, which=which, unit=told.terms.get("unit"), part=told.terms.get("edge")
    )


def same_day(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "later in the day", "in the evening": the day that was spoken of."""
    part = tell(tokens, *match.span()).terms.get("part")
    return mention(tokens, *match.span(), "anaphoric", which="same", unit="day", part=part)


def weekend(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the weekend", "last weekend"."""
    which = tell(tokens, *match.span()).terms.get("which")
    if which is None and name_of(tokens, match.start()) != "the":
        return None
    return mention(tokens, *match.span(), "weekend", which=which)


def week_of(tokens: Tokens, match: Match, inner: Inner) -> TimeMention | None:
    """ "the week of November 20"."""
    base = inner(*match.span("a"))
    unit = "weekend" if "weekend" in tell(tokens, *match.span()).terms else "week"
    return None if base is None else mention(tokens, *match.span(), "week_of", unit=unit, inner=(base,))


def _number(numbers: list[int]) -> int | None:
    if len(numbers) > 1 and numbers[0] >= 20 and numbers[0] % 10 == 0 and numbers[1] < 10:
        return numbers[0] + numbers[1]
    return numbers[0] if numbers else None


def counted(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "two days ago", "in three weeks"."""
    told = tell(tokens, *match.span())
    number, unit = _number(told.numbers), told.terms.get("unit")
    if number is None or unit is None:
        return None
    sign = -1 if told.terms.get("side") == "ago" else 1
    return mention(tokens, *match.span(), "ago", count=sign * number, unit=unit)


def vague(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "recently", "the coming weeks"; one day is never vague."""
    told = tell(tokens, *match.span())
    single = name_of(tokens, match.end() - 1) in {"day", "week", "month_unit", "year_unit"}
    if single and told.terms.get("which") in {"this", "next"} and told.terms.get("unit") == "day":
        return None
    if told.terms.get("which") == "this":
        return None
    return mention(tokens, *match.span(), "vague", unit=told.terms.get("unit"), which=told.terms.get("which"))


def kin(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the following day", "that evening", "the same week"."""
    told = tell(tokens, *match.span())
    which = told.terms["which"]
    if which in {"last", "this", "past", "coming", "upcoming"}:
        return None
    step = 1 if which in _FORWARD else -1 if which in _BACKWARD else 0
    number = told.numbers[0] if told.numbers else 1
    part, weekday = told.terms.get("part"), told.values.get("weekday")
    unit = "weekend" if "weekend" in told.terms else told.terms.get("unit", "day")
    fields: dict[str, Any] = {
        "which": which,
        "unit": unit,
        "count": step * number,
        "part": part,
        "weekday": weekday,
    }
    return mention(tokens, *match.span(), "anaphoric", **fields)


def kin_days(tokens: Tokens, match: Match, inner: Inner) -> TimeMention | None:
    """ "the previous two days"."""
    told = tell(tokens, *match.span())
    if told.terms.get("unit") != "day" or told.terms["which"] == "same":
        return mention(tokens, *match.span(), "vague", unit=told.terms.get("unit"))
    number = told.numbers[0] * (1 if told.terms["which"] in _FORWARD else -1)
    return mention(tokens, *match.span(), "anaphoric", which="days", unit="day", count=number)


def beside(tokens: Tokens, match: Match, inner: Inner) -> TimeMention | None:
    """ "the day before", "two weeks later", "a day after Tuesday"."""
    end = match.end() if match.start("b") < 0 else match.start("b")
    told = tell(tokens, match.start(), end)
    base = inner(*match.span("b")) if match.start("b") >= 0 else None
    if match.start("b") >= 0 and base is None:
        return None
    backwards = (told.terms.get("side") or told.terms.get("edge")) in {"before", "earlier"}
    number = _number(told.numbers) or 1
    fields: dict[str, Any] = {
        "unit": told.terms.get("unit", "day"),
        "count": -number if backwards else number,
    }
    held = () if base is None else (base,)
    return mention(
        tokens, *match.span(), "anaphoric", which="beside", part=told.terms.get("part"), inner=held, **fields
    )


def duration(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "three-day", "two and a half hours", "a week"."""
    told = tell(tokens, *match.span())
    if name_of(tokens, match.start()) == "spanning":
        return mention(tokens, *match.span(), "duration")
    unit = told.terms["unit"]
    number = float(_number(told.numbers) or 1) + (0.5 if "half" in told.terms else 0.0)
    return mention(tokens, *match.span(), "duration", unit=unit, days=round(number * _DAYS[unit], 4))


def clock(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "4.30 pm", "1500 GMT"."""
    return mention(tokens, *match.span(), "clock")


def decade(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the 1990s"."""
    return mention(tokens, *match.span(), "decade")


BUILDERS: Final[dict[str, Builder]] = {
    "range": span_of_days,
    "md_range": days_of_month,
    "month_range": plain_range,
    "year_range": plain_range,
    "open_from": opened,
    "open_until": opened,
    "day": day,
    "ordinal_day": ordinal_day,
    "month": month,
    "month_part": month_part,
    "year": year,
    "of_year": year_of,
    "quarter": quarter,
    "season": season,
    "decade": decade,
    "span": relative_span,
    "day_span": same_day,
    "in_part": same_day,
    "weekend": weekend,
    "weekof": week_of,
    "ago": counted,
    "ahead": counted,
    "vague": vague,
    "kin": kin,
    "kin_days": kin_days,
    "beside": beside,
    "clock": clock,
    "duration": duration,
}
