"""Lists of search results: numbered titles with texts that are cut off, and lists of pictures."""

from __future__ import annotations

import re

import msgspec

from dragoman.knowledge.layout_words import layout_words
from dragoman.reading.layout import folded
from dragoman.reading.page import Page
from dragoman.reading.published import first_day

_CUT = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|&hellip;)\s*$")
_MOST_LINES = 4  # of one result, its title included


class Results(msgspec.Struct, frozen=True):
    """A numbered list: ``first`` and ``last`` (left out) are lines of the page, the heading included.

    ``items`` are (title line, last line) of each result; empty for a list of pictures.
    """

    first: int
    last: int
    items: tuple[tuple[int, int], ...]


def find_results(page: Page) -> list[Results]:
    """All lists of search results or pictures on the page, in order."""
    found: list[Results] = []
    i = 0
    while i < len(page.lines):
        starts = _run(page, i) if page.lines[i].number == 1 else []
        if len(starts) < 3:
            i += 1
            continue
        results = _results(page, starts)
        if results:
            found.append(results)
        i = starts[-1] + 1
    return found


def _run(page: Page, i: int) -> list[int]:
    """The lines numbered 1, 2, 3 ... from line ``i`` on, with few lines between."""
    starts = [i]
    j = i + 1
    while j < len(page.lines) and j - starts[-1] <= _MOST_LINES:
        if page.lines[j].number == len(starts) + 1:
            starts.append(j)
        j += 1
    return starts


def _results(page: Page, starts: list[int]) -> Results | None:
    ends = [b - 1 for b in starts[1:]]
    ends.append(_last_end(page, starts[-1]))
    cut = sum(_is_cut(page, a, b) for a, b in zip(starts, ends, strict=True))
    first = starts[0]
    if first and _is_heading(page, first - 1):
        first -= 1
    if cut >= 2 and cut >= 0.4 * len(starts):
        return Results(first, ends[-1] + 1, tuple(zip(starts, ends, strict=True)))
    pictures = sum(page.kinds[b] == "alt" for a, b in zip(starts, ends, strict=True) if b > a)
    return Results(first, ends[-1] + 1, ()) if 2 * pictures >= len(starts) else None


def _last_end(page: Page, start: int) -> int:
    """The last result goes on to the first cut line below it, at most one other line between."""
    for j in range(start + 1, min(start + 3, len(page.lines))):
        if page.kinds[j] == "alt" or _is_cut(page, j, j):
            return j
    follows = start + 1 < len(page.lines) and page.kinds[start + 1] == "prose"
    return start + 1 if follows else start


def _is_cut(page: Page, a: int, b: int) -> bool:
    line = page.lines[b]
    return _CUT.search(page.text[max(line.start, line.end - 12) : line.end]) is not None


def _is_heading(page: Page, i: int) -> bool:
    return folded(page.lines[i].head) in layout_words().result_heads


def snippet_day(text: str, start: int, end: int) -> str | None:
    """The day that stands at the head of a snippet's text ("Apr 21, 2025 — ..."), else None."""
    title_end = text.find("\n", start, end)
    body = text[title_end if title_end >= 0 else start : end].strip()
    return first_day(body[:80])
