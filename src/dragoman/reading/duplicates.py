"""Articles of one page that are the same text again: reprints with another byline, captions, small edits."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_WORD = re.compile(r"[^\W_]+")
_GRAM: Final = 5  # words in a row
_SAME: Final = 0.7  # share of the shorter article's word runs that the other has too
_LEAST: Final = 20  # runs below which a text is too short to judge
_MOST: Final = 4000  # runs that are looked at
_HOLDERS: Final = 50  # articles remembered for one run: phrases that all share tell nothing


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    found = _WORD.findall(text[: 40 * _MOST].casefold())[: _MOST + _GRAM]
    return frozenset(tuple(found[i : i + _GRAM]) for i in range(len(found) - _GRAM + 1))


def duplicates(texts: list[str]) -> list[int | None]:
    """For each text the index of the first earlier one that it repeats, else None.

    Two texts are one where 70 % of the shorter one's runs of five words stand in the other.
    """
    grams = [_grams(text) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = {}
    found: list[int | None] = []
    for i, mine in enumerate(grams):
        shared: Counter[int] = Counter()
        for gram in mine:
            shared.update(holders.get(gram, ()))
        firsts = (j for j in sorted(shared) if _same(shared[j], len(mine), len(grams[j])))
        first = next(firsts, None)
        found.append(first)
        if first is None:
            for gram in mine:
                held = holders.setdefault(gram, [])
                if len(held) < _HOLDERS:
                    held.append(i)
    return found


def _same(shared: int, one: int, other: int) -> bool:
    short = min(one, other)
    return short >= _LEAST and shared >= _SAME * short
