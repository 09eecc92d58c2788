"""Link text glued into sentences by a page's scripts."""

from __future__ import annotations

import re
from typing import Final

_GLUED = re.compile(
    r"(?P<w>[A-ZÀ-Þ][\w’'-]{0,28}[a-zà-ÿ])(?P<dup>(?:[A-ZÀ-Þ][\w.’'-]{0,28} ){0,4}(?P=w))(?=[A-Z0-9“\"'‘])"
)
_LINK_END = re.compile(r"\sMORE\b")
_LINK_ROOM: Final = 700  # code points that glued link text may take


def glued_junk(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between ``start`` and ``end`` that are link text glued into a sentence.

    A capitalised name is repeated without a space ("Jane DoeJane DoeOther headline ... MORE said"): the
    second name and all up to "MORE" are no words of the sentence. Linear in the length of the span.
    """
    if " MORE" not in text[start:end]:
        return []
    spans: list[tuple[int, int]] = []
    at = start
    while True:
        found = _GLUED.search(text, at, end)
        if not found:
            return spans
        last = _LINK_END.search(text, found.end(), min(end, found.end() + _LINK_ROOM))
        if last:
            spans.append((found.start("dup"), last.end()))
            at = last.end()
        else:
            at = found.end()
