"""When two dates agree, and when they are those of two occasions."""

from __future__ import annotations

from typing import Literal

from dragoman.evaluation.form import Dates, GoldEngagement, ReadEngagement

Range = tuple[str, str]
_PAD = {4: ("-01-01", "-12-31"), 7: ("-01", "-31"), 10: ("", "")}


def day_range(date: Dates | None) -> Range | Literal["bad"] | None:
    """First and last day at full precision; None where no day is told, "bad" where it ends before it begins."""
    if date is None or not (date.start or date.end):
        return None
    first, last = date.start or date.end or "", date.end or date.start or ""
    first, last = first + _PAD[len(first)][0], last + _PAD[len(last)][1]
    return (first, last) if first <= last else "bad"


def _days(first: str, last: str) -> int:
    """About how many days from the one to the other."""
    (y1, m1, d1), (y2, m2, d2) = (map(int, day.split("-")) for day in (first, last))
    return (y2 - y1) * 365 + (m2 - m1) * 30 + (d2 - d1)


def _agree(one: str, other: str) -> bool:
    """Two coarse or exact days that do not contradict each other, at most one step of precision apart."""
    size = min(len(one), len(other))
    return one[:size] == other[:size] and abs(len(one) - len(other)) <= 3


def date_right(gold: GoldEngagement, read: ReadEngagement) -> bool:
    """Equal; a trip's ends are compared where both are given; ranges may differ by a week in all.

    An exact day is right or wrong: neither an invented day in the gold's month nor a month around it will do.
    """
    if gold.date_free:
        return True
    ours, theirs = day_range(gold.date), day_range(read.date)
    if ours == "bad" or theirs == "bad":
        return False
    if ours is None or theirs is None or ours == theirs:
        return ours == theirs
    if gold.kind == "trip" and gold.date and read.date:
        ends = ((gold.date.start, read.date.start), (gold.date.end, read.date.end))
        both = [(a, b) for a, b in ends if a and b]
        return bool(both) and all(_agree(a, b) for a, b in both)
    if ours[0] == ours[1] or theirs[0] == theirs[1]:
        return False
    nested = (ours[0] <= theirs[0] and theirs[1] <= ours[1]) or (theirs[0] <= ours[0] and ours[1] <= theirs[1])
    return nested and abs(_days(*theirs) - _days(*ours)) <= 7


def apart(gold: GoldEngagement, read: ReadEngagement, slack: int) -> bool:
    """Both are dated, more than ``slack`` days from each other: another occasion."""
    ours, theirs = day_range(gold.date), day_range(read.date)
    if gold.date_free or ours is None or theirs is None or ours == "bad" or theirs == "bad":
        return False
    return _days(ours[1], theirs[0]) > slack or _days(theirs[1], ours[0]) > slack
