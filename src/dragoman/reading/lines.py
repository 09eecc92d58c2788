"""The lines of a text: trimmed, with what marks them as items, wrapped paragraphs joined again."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import Final

import msgspec

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•·●▪■◦‣►▶○*‐–—]|-(?!-)|\*\*|>>?|»)(?:\s+|$)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
CLOCK: Final = re.compile(
    r"(?:at\s+)?(?:\d{1,2}[:.]\d{2}(?!\d)|\d{1,2}h(?:\d{2})?\b|[0-2]\d[0-5]\d\s?(?:hrs|hours|h|GMT|UTC|CET)\b|\d{1,2}\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
"""A time of day at the head of a line: "10:30", "4.15 p.m.", "0620 hrs", "14h30"."""
DAY_FIRST: Final = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s\d{1,2},\s[12]\d{3}|\d{1,2}\s[A-Z][a-z]{2,8}\s[12]\d{3})\b"
)
HEAD: Final = 400  # code points of a line that are looked at to tell what it is
_WRAP_MIN: Final = 40
_WRAP_MAX: Final = 100


class Line(msgspec.Struct, frozen=True, dict=True):
    """One line, or the lines of one wrapped paragraph.

    ``start`` and ``end`` are offsets of its trimmed words in the text; ``mark`` is "" or the kind of item
    sign before it ("bullet", "number"); ``number`` that of a numbered item, else 0; ``gap`` says that a
    blank line stands before it; ``head`` holds its first 400 code points.
    """

    start: int
    end: int
    head: str
    mark: str = ""
    number: int = 0
    gap: bool = False

    @property
    def size(self) -> int:
        return self.end - self.start

    @cached_property
    def words(self) -> int:
        """How many words its head holds."""
        return len(_WORD.findall(self.head))

    @cached_property
    def timed(self) -> bool:
        """It is begun by a time or a day."""
        return bool(CLOCK.match(self.head) or DAY_FIRST.match(self.head))


def split_lines(text: str) -> list[Line]:
    """All lines of ``text`` that hold anything, in order. Linear in its length."""
    lines: list[Line] = []
    last_end, pending = 0, ""
    for found in _LINE.finditer(text):
        start, end = _trim(text, found.start(), found.end())
        if start >= end:
            continue
        gap = text.count("\n", last_end, start) > 1 or not lines
        last_end = end
        mark, number, start = _item(text, start, end)
        if start >= end:  # a bullet alone on its line belongs to the next one
            pending = mark
            continue
        lines.append(Line(start, end, text[start : min(end, start + HEAD)], mark or pending, number, gap))
        pending = ""
    return _join_wrapped(text, lines)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + len(piece.rstrip()) if lead < len(piece) else start


def _item(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Kind of item sign, item number, and where the words begin."""
    found = _BULLET.match(text, start, end)
    if found:
        return "bullet", 0, found.end()
    found = _NUMBER.match(text, start, end)
    if found:
        return "number", int(found[1]), found.end()
    return "", 0, start


def _join_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Lines that were broken at a fixed width put together again, where the whole text looks so."""
    if not _looks_wrapped(text, lines):
        return lines
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(text, joined[-1], line):
            first = joined[-1]
            head = text[first.start : min(line.end, first.start + HEAD)].replace("\n", " ")
            joined[-1] = Line(first.start, line.end, head, first.mark, first.number, first.gap)
        else:
            joined.append(line)
    return joined


def _looks_wrapped(text: str, lines: list[Line]) -> bool:
    """Most lines that another follows directly are of one width and end amid a sentence."""
    inner = [a for a, b in pairwise(lines) if not b.gap and not b.mark]
    if len(inner) < 6:
        return False
    wrapped = [a for a in inner if _WRAP_MIN <= a.size <= _WRAP_MAX and text[a.end - 1] not in '.!?:”"']
    widths = Counter(a.size // 16 for a in wrapped)
    return len(wrapped) >= 0.6 * len(inner) and sum(n for _, n in widths.most_common(2)) >= 0.6 * len(wrapped)


def _goes_on(text: str, first: Line, line: Line) -> bool:
    if line.gap or line.mark or CLOCK.match(line.head):
        return False
    last_row = first.end - 1 - max(text.rfind("\n", first.start, first.end), first.start - 1)
    if last_row < _WRAP_MIN:
        return False
    return line.head[:1].islower() or text[first.end - 1] not in ".!?:" or last_row >= _WRAP_MIN + 15
