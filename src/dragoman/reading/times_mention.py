"""The record of one time expression: what its words say, before any article's day is known."""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal[
    "day",  # month and day, with or without year: "Dec. 14, 2021"
    "ordinal_day",  # "on the 19th", "the 14 (Tues)"
    "weekday",  # "Monday", "last Tuesday", "Friday next week"
    "month",  # "early May", "November 2022", "last March"
    "year",
    "quarter",  # quarters and halves of a year
    "season",
    "decade",
    "range",
    "open",  # "since 2019", "until Tuesday": one bound only
    "relative_day",  # "today", "last night", "this morning"
    "relative_span",  # "next week", "earlier this month"
    "weekend",
    "week_of",  # "the week of November 20"
    "ago",  # "two days ago", "in three weeks": counted from the article's day
    "anaphoric",  # "the following day", "two days later": counted from what was said before
    "vague",  # "recently", "the coming weeks"
    "duration",
    "clock",
    "named",  # a day that is another thing's name: "the October 7 attack", "the April 6 Movement"; tells no time
]
Bound = Literal["from", "until"]


class TimeMention(msgspec.Struct, frozen=True):
    """A span of a text that tells a time.

    ``which`` is the word that places it ("last", "next", "this", "coming", "past", "same", "following",
    "previous", "that"), ``unit`` the unit it counts in, ``count`` how many of them (negative: backwards),
    ``part`` a part of day, month or year ("morning", "early", "end"), ``days`` the length of a duration,
    ``lead`` the preposition before it ("in", "by", "before"), ``inner`` the two ends of a range, the bound of
    an open span, or the day from which an anaphoric one counts. ``attributive``: "the 2019 meeting".
    """

    start: int
    end: int
    words: str
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: str | None = None
    unit: str | None = None
    count: int | None = None
    part: str | None = None
    bound: Bound | None = None
    days: float | None = None
    lead: str | None = None
    attributive: bool = False
    joined: bool = False  # a range by "and" or an enumeration: every day of it is meant
    inner: tuple[TimeMention, ...] = ()
