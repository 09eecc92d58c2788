"""Readers of rules for parts of years, relative and anaphoric spans, durations and clock times."""

from __future__ import annotations

from typing import Any, Final

from dragoman.reading.times_build_base import Inner, Match, mention
from dragoman.reading.times_mention import Form, TimeMention
from dragoman.reading.times_tokens import Tokens, name_of, tell

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
_FORWARD: Final = frozenset({"following", "next", "after"})
_BACKWARD: Final = frozenset({"previous", "preceding", "before"})
# How far back "the first" of "the first visit in five years" may stand, in tokens and blanks.
_FIRST_REACH: Final = 12


def quarter(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the first quarter of 2024", "Q1 2024", "the second half of next year"."""
    told = tell(tokens, *match.span())
    halves = "half" in told.terms
    parts = 2 if halves else 4
    number = told.values.get("ordinal") or (parts if told.terms.get("which") == "last" else None)
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
    i, j = match.span()
    told = tell(tokens, i, j)
    at = next(k for k in range(i, j) if name_of(tokens, k) == "season")
    word, following = tokens.words[at], tokens.words[j + 1] if j + 1 < len(tokens.words) else ""
    if word[0].isupper() and "year" not in told.values and following[:1].isupper():
        return None  # "the Summer Palace"
    which, part = told.terms.get("which"), word.lower()
    return mention(tokens, i, j, "season", year=told.values.get("year"), which=which, part=part)


def new_year(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "early in the new year"."""
    return mention(tokens, *match.span(), "relative_span", which="new", unit="year")


def around(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the week before last", "the week after next"."""
    told = tell(tokens, *match.span())
    count = {("before", "last"): -2, ("after", "next"): 2}.get((told.terms["side"], told.terms["which"]))
    return None if count is None else mention(tokens, *match.span(), "ago", count=count, unit=told.terms["unit"])


def relative_span(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "next week", "earlier this month", "the end of the year"."""
    told = tell(tokens, *match.span())
    which = told.terms.get("which", "this")
    form: Form = "relative_span" if which in {"last", "next", "this"} else "vague"
    return mention(tokens, *match.span(), form, which=which, unit=told.terms.get("unit"), part=told.terms.get("edge"))


def same_day(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "later in the day", "in the evening": the day that was spoken of."""
    part = tell(tokens, *match.span()).terms.get("part")
    return mention(tokens, *match.span(), "anaphoric", which="same", unit="day", part=part)


def weekend(tokens: Tokens, match: Match, _: Inner) -> TimeMention | None:
    """ "the weekend", "last weekend", "weekend talks"; not "The Weekend Australian"."""
    i, j = match.span()
    which = tell(tokens, i, j).terms.get("which")
    event = "event" in (name_of(tokens, j + 1), name_of(tokens, j + 3))
    if name_of(tokens, j + 1) == "paper" or (which is None and name_of(tokens, i) != "the" and not event):
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
    if name_of(tokens, match.start()) == "in":
        before = range(max(0, match.start() - _FIRST_REACH), match.start())
        if any(name_of(tokens, k) == "ordinal" for k in before):
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
    if not told.numbers and told.terms.get("unit") in {"week", "month", "year"} and base is None:
        which, count = ("previous", -1) if backwards else ("following", 1)
        return mention(tokens, *match.span(), "anaphoric", which=which, count=count, unit=told.terms["unit"])
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
