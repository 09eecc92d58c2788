"""Names of persons as words: folding, comparing, the fuller of two."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
LONGEST = 12
"""Words of the longest name that is compared word by word."""
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case, without accents, hyphens as blanks: "Çavuşoğlu" → "cavusoglu"."""
    return " ".join(_WORD.findall(anyascii(name).lower().replace("'", "").replace("’", "")))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without suffixes such as "Jr."."""
    return tuple(word for word in fold(name).split() if word not in _SUFFIXES) or tuple(fold(name).split())


def same_name(one: str, other: str) -> bool:
    """Every word of the shorter name stands in the longer ("Blinken", "Antony J. Blinken"), last names agreeing.

    An initial stands for a word that begins with it.
    """
    return same_words(name_words(one), name_words(other))


def same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """``same_name`` of two names as ``name_words`` gives them."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    if len(short) == 1:
        return short[0] in (long[-1], long[0]) or (len(short[0]) > 3 and short[0] in long)
    if len(long) > LONGEST:
        return a == b
    rest = list(long)
    for word in short:
        for w in rest:
            if w == word or (w[0] == word[0] and (len(word) == 1 or len(w) == 1)):
                rest.remove(w)
                break
        else:
            return False
    return True
