"""When an article was published: full dates in lines, addresses and datelines, and which of them counts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

import msgspec

from dragoman.knowledge.layout_words import layout_words

Label = Literal["published", "updated", "plain"]
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY: Final = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?)"
)
_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DATE = re.compile(
    rf"(?<![\w/-])(?:"
    rf"(?P<m1>{MONTH})\.?\s{{1,3}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{{1,3}}|,)(?P<y1>[12]\d{{3}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,2}}(?:of\s)?(?P<m2>{MONTH})\.?,?[\s-]{{1,2}}(?P<y2>[12]\d{{3}})"
    r"|(?P<y3>[12]\d{3})(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})"
    r"|(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>[12]\d{3})"
    rf"|(?P<y5>[12]\d{{3}}),?\s(?P<m5>{MONTH})\.?\s(?P<d5>\d{{1,2}})"
    r")(?![\w/-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12]\d{3}")
_DAY_ONLY = re.compile(
    rf"(?<!\w)(?:(?P<m1>{MONTH})\.?\s{{1,3}}(?P<d1>\d{{1,2}})(?!\d)|(?P<d2>\d{{1,2}})\s(?P<m2>{MONTH})(?!\w))",
    re.IGNORECASE,
)
_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<s>[-/_]?)(?P<m>0[1-9]|1[0-2]|(?<=[-/_])[1-9](?=[-/_]))(?P=s)"
    r"(?P<d>0[1-9]|[12]\d|3[01]|(?<=[-/_])[1-9](?!\d))(?!\d)"
)
_URL_MONTH = re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d{{2}})/(?P<m>{MONTH})/(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE)


class Found(msgspec.Struct, frozen=True):
    """A date in a text: its ISO day, where it stands, and what the words before it call it."""

    day: str
    start: int
    end: int
    label: Label = "plain"


def iso_day(year: int, month: int, day: int) -> str | None:
    """The day as ISO string; None where the calendar has no such day or the year is no year of news."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for an English month's name or its abbreviation. Raises KeyError for other words."""
    return _NUMBERS[name[:3].lower()]


@cache
def _labels() -> re.Pattern[str]:
    words = layout_words()
    published, updated = (
        "|".join(sorted(map(re.escape, group), key=lambda phrase: (-len(phrase), phrase)))
        for group in (words.published_labels, words.updated_labels)
    )
    return re.compile(rf"(?<!\w)(?:(?P<up>{updated})|(?P<pub>{published}))(?!\w)", re.IGNORECASE)


def find_dates(line: str) -> Iterator[Found]:
    """Full dates (day, month, year) of a short line, in order, each labelled by the words before it.

    Dates that may be read two ways (03/04/2021) are left out; with hyphens or dots the day stands first.
    """
    if not _YEAR.search(line):
        return
    at = 0
    label: Label = "plain"
    for found in _DATE.finditer(line):
        day = _day_of(found)
        if day is None:
            continue
        told = list(_labels().finditer(line, at, found.start()))
        if told:
            label = "updated" if told[-1]["up"] else "published"
        yield Found(day, found.start(), found.end(), label)
        at = found.end()


def _day_of(found: re.Match[str]) -> str | None:
    group = found.groupdict()
    if group["m1"]:
        return iso_day(int(group["y1"]), month_number(group["m1"]), int(group["d1"]))
    if group["m2"]:
        return iso_day(int(group["y2"]), month_number(group["m2"]), int(group["d2"]))
    if group["y3"]:
        return iso_day(int(group["y3"]), int(group["m3"]), int(group["d3"]))
    if group["m5"]:
        return iso_day(int(group["y5"]), month_number(group["m5"]), int(group["d5"]))
    return _two_ways(int(group["a4"]), int(group["b4"]), int(group["y4"]), group["s4"])


def _two_ways(first: int, second: int, year: int, sign: str) -> str | None:
    if sign != "/" or first > 12 or first == second:
        return iso_day(year, second, first) or iso_day(year, first, second)
    return iso_day(year, first, second) if second > 12 else None


def first_day(line: str) -> str | None:
    """The first full date of ``line``, else None."""
    return next((found.day for found in find_dates(line)), None)


def day_without_year(line: str, year: int) -> str | None:
    """A date that names day and month only ("Dec 23"), put into ``year``; None where there is none."""
    found = _DAY_ONLY.search(line)
    if found is None:
        return None
    return iso_day(year, month_number(found["m1"] or found["m2"]), int(found["d1"] or found["d2"]))


def url_day(url: str | None) -> str | None:
    """The day that an address names (/2021/01/26/, 2021-01-26, 20210126, /2021/jan/26/), else None."""
    if not url:
        return None
    path = url.partition("://")[2] or url
    named = _URL_MONTH.search(path)
    if named:
        return iso_day(int(named["y"]), month_number(named["m"]), int(named["d"]))
    for found in _URL_DATE.finditer(path):
        day = iso_day(int(found["y"]), int(found["m"]), int(found["d"]))
        if day:
            return day
    return None


class Clues(msgspec.Struct, frozen=True):
    """What tells an article's day. Lines are those of its head, from the headline to the running text."""

    after: tuple[str, ...] = ()  # date lines between headline and text
    before: tuple[str, ...] = ()  # date lines above the headline
    tail: tuple[str, ...] = ()  # lines after the text: only a labelled date counts there
    dateline: str | None = None  # "TOKYO, Feb. 23, 2009 Kyodo -"
    url: str | None = None


def published_day(clues: Clues) -> str | None:
    """The day of publication that the clues tell, else None; never the year of a copyright.

    First what is called "Published" or "Posted", then a date line under the headline, the dateline,
    "Updated", the address, a date above the headline.
    """
    after = [found for line in clues.after for found in find_dates(line)]
    before = [found for line in reversed(clues.before) for found in find_dates(line)]
    tail = [found for line in clues.tail for found in find_dates(line)]
    later = (
        *_with(after, "updated"),
        *filter(None, (url_day(clues.url),)),
        *_with(before, "updated"),
        *_with(before, "plain"),
        *_with(tail, "updated"),
    )
    ranked = (
        *_with(after, "published"),
        *_with(before, "published"),
        *_with(tail, "published"),
        *_with(after, "plain"),
        _dateline_day(clues.dateline, later),
        *later,
    )
    return next((day for day in ranked if day), None)


def _with(found: list[Found], label: Label) -> list[str]:
    return [one.day for one in found if one.label == label]


def _dateline_day(dateline: str | None, others: tuple[str, ...]) -> str | None:
    """The day in a dateline; one without a year ("Dec 23") takes that of the nearest other clue before it."""
    if not dateline:
        return None
    full = first_day(dateline)
    if full or not others:
        return full
    limit = datetime.date.fromisoformat(others[0]) + datetime.timedelta(days=2)
    day = day_without_year(dateline, limit.year)
    if day and day > limit.isoformat():
        day = day_without_year(dateline, limit.year - 1)
    return day
