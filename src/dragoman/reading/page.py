"""A page's lines with their kinds, and how alike its titles and paragraphs are."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dragoman.knowledge.layout_words import layout_words
from dragoman.reading.layout import LineKind, folded, kinds
from dragoman.reading.lines import CLOCK, Line, split_lines, words

_CONTENT = re.compile(r"[^\W\d_][\w’'-]{2,}|\d{4}|[A-Z]{2,}|\bG\d+\b|U\.S|U\.K")
_STEM: Final = 5  # letters that two forms of one word share
_DAY_FIRST = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s[12]\d{3}|\d{1,2}\s[A-Z][a-z]{2,8}\s[12]\d{3})\b"
)
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


def stems(head: str) -> set[str]:
    """Content words of a line, cut to their first letters: to compare, not to show."""
    stop = layout_words().headline_stop
    found: set[str] = set()
    for word in _CONTENT.findall(head):
        low = word.casefold().replace("’", "'").removesuffix("'s")
        if (len(low) > 3 or word[:1].isupper()) and low not in stop and low not in ("the", "and", "for"):
            found.add(low[:_STEM])
    return found


def names(head: str) -> set[str]:
    """Capitalised words of a paragraph that do not begin a sentence: what it talks of."""
    found = re.findall(r"(?<=[a-z,;’'\"“(-] )[A-ZÀ-Þ][\w-]{3,}", head)
    return set(found) | set(re.findall(r"(?<=[A-Z][a-z]{2} )[A-ZÀ-Þ][\w-]{3,}", head))


def capitalised(head: str) -> set[str]:
    """All its capitalised words of some length, those that begin a sentence too."""
    return set(re.findall(r"(?<!\w)[A-ZÀ-Þ][\w-]{3,}", head))


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
    if CLOCK.match(line.head) or _DAY_FIRST.match(line.head):
        return True
    return bool(line.mark) and len(words(line)) >= 4


def is_timed(page: Page, i: int) -> bool:
    """A line begun by a time or a day."""
    head = page.lines[i].head
    return bool(CLOCK.match(head) or _DAY_FIRST.match(head))


def is_list(page: Page, first: int, last: int) -> bool:
    """Whether lines ``first`` to ``last`` (left out) are mainly items: a schedule, a trip page."""
    items = sum(is_item(page, i) for i in range(first, last))
    prose = sum(page.kinds[i] == "prose" and not is_item(page, i) for i in range(first, last))
    days = sum(page.kinds[i] == "date" for i in range(first, last))
    timed = sum(is_timed(page, i) for i in range(first, last) if page.kinds[i] in ("title", "prose", "short"))
    if days >= 3 and timed >= 2:
        return True
    return (items >= 4 or timed >= 3) and items >= LIST_SHARE * (items + prose)
