"""Words as the text index holds them: folded, and cut to a stem, in the same way for texts and for questions.

Both databases index these forms as they are, so that both find the same. The stems are rough ("visits",
"visited" and "visiting" are one; so are "planned" and "plan"): they only ever join words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

PIECE = 60_000
"""Code points of text in one entry at most (PostgreSQL knows the places of 16,383 words)."""
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_LONGEST = 60


def words_for_index(text: str) -> str:
    """The normal forms of the words of ``text``, one space between them."""
    plain = text if text.isascii() else anyascii(text)
    return " ".join(map(_stem, _WORD.findall(plain.translate(_APOSTROPHES).lower())))


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of at most PIECE code points that cover ``text``, cut at line ends or blanks where it has any."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if len(word) < 4 or word[0].isdigit():
        return word[:_LONGEST]
    for ending, rest in (("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: -len(ending)] + rest
            break
    word = word.removesuffix("e") if len(word) > 4 else word
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_LONGEST]
