"""Names that sound alike: one name brought into Latin letters by way of two languages (Vikulovsky, Vikoulovski).

Only for persons of one country whose offices fit: by sound alone many names of one language are alike.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from dragoman.knowledge.ledger_names import name_words, tokens

FAMILY = 4
"""The fewest consonants of a family name by which it can be known."""
LONG, NEARLY = 6, 0.84
"""Words of so many letters are one if so much of them agrees."""
_SERVANT = re.compile(r"\babd[aeou](?:l|r|s|n|d|z)(?=[a-z])|\babd (?:[aeu]l|[aeu]r|[aeu]s) ")
"""Abdulrahman, Abd al-Rahman, Abdur Rahman."""
_READINGS = (
    (("h", ""), ("h", "k")),
    (("c", "k"), ("c", "s")),
    (("g(?=[eiy])", "k"), ("g(?=[eiy])", "j")),
    (("^[jy](?=[aeiou])", "a"), ("^[jy](?=[aeiou])", "j")),
)
"""Letters that stand for one sound in some languages and for another one in others."""
_STEPS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("gu(?=[eiy])", "gh"),
        ("tsch|tch|tsh|sch|sh|ch|cz|sz", "s"),
        ("ts|tz|z(?!h)", "s"),
        ("dzh|dj|zh", "j"),
        ("kh|gh|ck|q", "k"),
        ("x", "ks"),
        ("ph", "f"),
        ("w", "v"),
        ("(?<=[b-df-hj-np-tv])h", ""),
    )
)
_LAST = tuple(
    (re.compile(pattern), to)
    for pattern, to in (("g", "k"), ("(?<=.)[aeiouy]+", ""), ("^[aeiouy]+", "a"), (r"([a-z])\1+", r"\1"))
)


@lru_cache(maxsize=65536)
def sounds(word: str) -> frozenset[str]:
    """The consonants of a word of a name in each reading, alike for its spellings in several languages: "vklvsk"."""
    for pattern, to in _STEPS:
        word = pattern.sub(to, word)
    found = set()
    for readings in product(*_READINGS):
        told = word
        for letter, to in readings:
            told = re.sub(letter, to, told)
        for pattern, to in _LAST:
            told = pattern.sub(to, told)
        found.add(told)
    return frozenset(found)


def _length(word: str) -> int:
    return min(map(len, sounds(word)))


@lru_cache(maxsize=65536)
def bare_words(name: str) -> tuple[str, ...]:
    """The words of a name without articles and "son of": suwaidan of "al-Suwaidan"."""
    drop = name_words().articles | name_words().fathers
    told = _SERVANT.sub("abd ", " ".join(tokens(name))).split()
    return tuple(word for word in told if word not in drop)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    """Whether two words of names are spellings of one: by their consonants, or long ones by nearly all letters."""
    if sounds(one) & sounds(other):
        return True
    near = min(len(one), len(other)) >= LONG and one[0] == other[0]
    return near and SequenceMatcher(None, min(one, other), max(one, other), autojunk=False).ratio() >= NEARLY


def full_names_alike(one: str, other: str) -> bool:
    """Whether two names of two words and more sound alike, word for word; either may leave out words in between."""
    short, long = sorted((bare_words(one), bare_words(other)), key=len)
    if len(short) < 2 or sum(map(_length, short)) <= FAMILY + 1:
        return False
    if _alike(short[-1], long[-1]) and _alike(short[0], long[0]):
        return all(any(_alike(word, known) for known in long) for word in short)
    return bool(sounds("".join(short)) & sounds("".join(long)))


def family_alike(word: str, name: str) -> bool:
    """Whether a family name that stands alone sounds like that of a full name (or of another one alone)."""
    a, b = bare_words(word), bare_words(name)
    return len(a) == 1 and bool(b) and _length(a[0]) >= FAMILY and _alike(a[0], b[-1])
