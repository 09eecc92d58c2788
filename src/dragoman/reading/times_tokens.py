"""A text as tokens with one-letter codes, and what a run of them tells."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, repeat
from typing import Final, NamedTuple

from dragoman.reading.times_words import OTHER, TOKEN, lexicon

_SLOTS: Final = {
    "month": "month",
    "doubt": "month",
    "short": "month",
    "weekday": "weekday",
    "wd": "weekday",
    "digit": "day",
    "th": "day",
    "year": "year",
    "ordinal": "ordinal",
    "qcode": "ordinal",
    "deictic": "shift",
}
_TERMS: Final = {
    "which": "which",
    "kin": "which",
    "that": "which",
    "part": "part",
    "edge": "edge",
    "beginning": "edge",
    "early": "edge",
    "mid": "edge",
    "shift": "edge",
    "half": "half",
    "weekend": "weekend",
    "rank": "side",
    "ago": "side",
}
_COUNTS: Final = frozenset({"number", "digit", "count", "hundred", "a"})


class Tokens(NamedTuple):
    """A stretch of text as tokens, offsets in the whole text (one more than tokens), and codes."""

    words: list[str]
    offsets: list[int]
    codes: str


class Told(NamedTuple):
    """What a run of tokens tells: numbers by slot, words by class (the last of each), counting numbers."""

    values: dict[str, int]
    terms: dict[str, str]
    numbers: list[int]


@cache
def _names() -> dict[str, str]:
    return {letter: name for name, letter in lexicon().letter.items()}


def name_of(tokens: Tokens, i: int) -> str | None:
    """The class of token i; None for a token without one and for places outside."""
    return _names().get(tokens.codes[i]) if 0 <= i < len(tokens.codes) else None


def read_codes(text: str, start: int, end: int) -> tuple[list[str], str]:
    """The words of the tokens of ``text[start:end]``, and their codes: most stretches are seen to hold no time."""
    words = TOKEN.findall(text[start:end])
    return words, "".join(map(lexicon().code.get, words, repeat(OTHER)))


def with_offsets(words: list[str], codes: str, start: int) -> Tokens:
    """The tokens; offsets count from the start of the text, where the first of them stands at ``start``."""
    return Tokens(words, list(accumulate(map(len, words), initial=start)), codes)


def tell(tokens: Tokens, i: int, j: int) -> Told:
    """What tokens i to j tell."""
    told = Told({}, {}, [])
    lexical, names = lexicon(), _names()
    for k in range(i, j):
        name = names.get(tokens.codes[k])
        if name is None:
            continue
        word = tokens.words[k]
        if name in _SLOTS:
            told.values[_SLOTS[name]] = lexical.value[word]
        elif name in _TERMS:
            told.terms[_TERMS[name]] = word.lower()
        elif word in lexical.unit:
            told.terms["unit"] = lexical.unit[word]
        if name in _COUNTS:
            told.numbers.append(lexical.value.get(word, 1))
    return told
