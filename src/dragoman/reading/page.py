"""A page's lines with their kinds, and how alike its titles and paragraphs are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from dragoman.knowledge.layout_words import layout_words
from dragoman.reading.layout import LineKind, folded, kinds
from dragoman.reading.lines import Line, split_lines

_CONTENT = re.compile(r"[^\W\d_][\w’'-]{2,}|\d{4}|[A-Z]{2,}|\bG\d+\b|U\.S|U\.K")
_NAME = re.compile(r"(?:(?<=[a-z,;’'\"“(-] )|(?<=[A-Z][a-z]{2} ))[A-ZÀ-Þ][\w-]{3,}")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w-]{3,}")
_STEM: Final = 5  # letters that two forms of one word share
LIST_SHARE: Final = 0.4  # of the items and paragraphs, from which a page is a list


class Page(msgspec.Struct, frozen=True):
    """A text cut into lines, each with its kind."""

    text: str
    lines: list[Line]
    kinds: list[LineKind]


def read_page(text: str) -> Page:
    """The lines of ``text`` and what each is. Linear in its length."""
    lines = split_lines(text)
    return Page(text, lines, kinds(text, lines))


@lru_cache(maxsize=64)
def stems(head: str) -> frozenset[str]:
    """Content words of a line, cut to their first letters: to compare, not to show."""
    stop = layout_words().headline_stop
    found: set[str] = set()
    for word in _CONTENT.findall(head):
        low = word.casefold().replace("’", "'").removesuffix("'s")
        if (len(low) > 3 or word[:1].isupper()) and low not in stop and low not in ("the", "and", "for"):
            found.add(low[:_STEM])
    return frozenset(found)


@lru_cache(maxsize=64)
def names(head: str) -> frozenset[str]:
    """Capitalised words of a paragraph that do not begin a sentence: what it talks of."""
    return frozenset(_NAME.findall(head))


@lru_cache(maxsize=64)
def capitalised(head: str) -> frozenset[str]:
    """All its capitalised words of some length, those that begin a sentence too."""
    return frozenset(_CAPITALISED.findall(head))


def overlap(title: str, paragraphs: list[str]) -> float:
    """Share of the title's content words that the paragraphs hold, 0 to 1."""
    wanted = stems(title)
    if not wanted:
        return 0.0
    given: set[str] = set()
    for paragraph in paragraphs:
        given |= stems(paragraph)
    return len(wanted & given) / len(wanted)


def same_title(a: str, b: str) -> bool:
    """Whether two titles are one, signs and capitals aside; one may be the other's beginning."""
    one, two = (re.sub(r"\W+", " ", folded(x)).strip() for x in (a, b))
    short, long = sorted((one, two), key=len)
    return bool(short) and (short == long or (len(short.split()) >= 5 and long.startswith(short)))


def tells_genre(title: str) -> bool:
    """Whether a title names a schedule or a readout ("Public Schedule", "Readout of ...")."""
    data = layout_words()
    low = title.casefold()
    return any(phrase in low for phrase in (*data.schedule_titles, "readout of"))


def is_item(page: Page, i: int) -> bool:
    """A line that lists something: marked, or begun by a time or a day."""
    line, kind = page.lines[i], page.kinds[i]
    if kind not in ("title", "prose", "short"):
        return False
    return line.timed or (bool(line.mark) and line.words >= 4)


def is_timed(page: Page, i: int) -> bool:
    """A line begun by a time or a day."""
    return page.lines[i].timed


def is_list(page: Page, first: int, last: int) -> bool:
    """Whether lines ``first`` to ``last`` (left out) are mainly items: a schedule, a trip page."""
    items = prose = timed = 0
    for i in range(first, last):
        if page.kinds[i] in ("title", "prose", "short"):
            listed = is_item(page, i)
            items += listed
            prose += page.kinds[i] == "prose" and not listed
            timed += is_timed(page, i)
    days = page.kinds[first:last].count("date")
    if days >= 3 and (timed >= 2 or 2 * days >= items + prose):
        return True
    return (items >= 4 or timed >= 3) and items >= LIST_SHARE * (items + prose)
