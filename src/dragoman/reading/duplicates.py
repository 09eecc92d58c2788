"""Articles of one page that are the same text again: reprints with another byline, captions, small edits."""

from __future__ import annotations

import re
from typing import Final

_WORD = re.compile(r"[^\W_]+")
_GRAM: Final = 5  # words in a row
_SAME: Final = 0.7  # share of the shorter article's word runs that the other has too
_LEAST: Final = 20  # runs below which a text is too short to judge
_MOST: Final = 4000  # runs that are looked at


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    found = _WORD.findall(text[: 40 * _MOST].casefold())[: _MOST + _GRAM]
    return frozenset(tuple(found[i : i + _GRAM]) for i in range(len(found) - _GRAM + 1))


def duplicates(texts: list[str]) -> list[int | None]:
    """For each text the index of the first earlier one that it repeats, else None.

    Two texts are one where 70 % of the shorter one's runs of five words stand in the other.
    """
    grams = [_grams(text) for text in texts]
    found: list[int | None] = []
    for i, mine in enumerate(grams):
        first: int | None = None
        for j in range(i):
            if found[j] is None and _same(mine, grams[j]):
                first = j
                break
        found.append(first)
    return found


def _same(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= _LEAST and len(short & long) >= _SAME * len(short)
