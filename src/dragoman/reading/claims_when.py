"""Since when a claim's row counts, and within what: "since November 2022", "in five years", "this year"."""

from __future__ import annotations

import datetime
import re

import msgspec

from dragoman.model import Dates
from dragoman.reading.claims_line import Line
from dragoman.reading.claims_words import Words, number_of
from dragoman.reading.skeleton import Skeleton
from dragoman.reading.times import TimeMention, resolve

_MARK = re.compile(r"<T(\d+)>")
_WITHIN = frozenset({"relative_span", "range", "year", "quarter", "season", "week_of"})
_SINGLE = frozenset({"day", "month", "year", "season", "relative_span", "quarter", "ago", "range", "weekday"})


class Row(msgspec.Struct, frozen=True):
    """The row of engagements that a claim counts in."""

    since: str | None = None
    within: Dates | None = None
    opening: str | None = None

    @property
    def bounded(self) -> bool:
        """Something says where the row begins or lies."""
        return bool(self.since or self.within or self.opening)


def row_of(line: Line, start: int, stop: int, published: str | None, words: Words) -> Row:
    """The row that a stretch of a line bounds, by what bounds it first; without bounds it is everything.

    What begins with an event that tells no day ("since the war began", "as foreign minister") has its words.
    """
    text, times = line.text[start:stop], line.skeleton.times
    found: list[tuple[int, int, Row]] = []
    for match in _MARK.finditer(text):
        mention = times[int(match[1])]
        if mention.form == "open" and mention.bound == "from":
            dates = resolve(mention, published, "past")
            row = Row(since=dates.start) if dates and dates.start else Row(opening=" ".join(mention.words.split()))
            found.append((0, match.start(), row))
        elif (within := _within(mention, text[: match.start()], published)) is not None:
            found.append((1, match.start(), Row(within=within)))
    back = words.ago.search(text) or words.past.search(text)
    if back is not None:
        since = _before(published, back, words)
        found.append((0, back.start(), Row(since=since) if since else Row(opening=back[0].strip())))
    event = words.since.search(text)
    if event is not None:
        told = _MARK.search(event[0])
        dates = resolve(times[int(told[1])], published, "past") if told else None
        shown = line.quote(start + event.start(event.lastgroup or 0), start + event.end())
        found.append((0, event.start(), Row(since=dates.start if dates else None, opening=shown)))
    return min(found, key=lambda one: one[:2])[2] if found else Row()


def day_of(text: str, skeleton: Skeleton, published: str | None) -> str | None:
    """The first time of a stretch that tells when something past took place."""
    for match in _MARK.finditer(text):
        mention = skeleton.times[int(match[1])]
        if mention.form in _SINGLE or (mention.form == "open" and mention.bound == "from"):
            dates = resolve(mention, published, "past")
            if dates is not None and dates.start is not None:
                return dates.start
    return None


def _within(mention: TimeMention, before: str, published: str | None) -> Dates | None:
    if before.endswith("as of "):
        dates = resolve(mention, published, "past")
        return Dates(None, dates.end) if dates and dates.end else None
    if mention.form not in _WITHIN:
        return None
    dates = resolve(mention, published, "past")
    whole = dates is not None and len(dates.start or dates.end or "") < 10
    return dates if whole or mention.form == "range" else None


def _before(published: str | None, back: re.Match[str], words: Words) -> str | None:
    """The year, month or day so long before the article's day; None where it has none, or "several" are told."""
    number = number_of(words, back["num"]) if back["num"] else 1
    if number is None or published is None or len(published) != 10:
        return None
    day, unit = datetime.date.fromisoformat(published), words.units[back["unit"]]
    if unit in {"year", "decade"}:
        year = day.year - number * (10 if unit == "decade" else 1)
        return f"{year:04}" if year > 0 else None
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return f"{months // 12:04}-{months % 12 + 1:02}" if months > 0 else None
    return (day - datetime.timedelta(days=number * (7 if unit == "week" else 1))).isoformat()
