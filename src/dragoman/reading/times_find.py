"""Finding time expressions: a text becomes codes (times_tokens), the rules (times_grammar) read them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from dragoman.reading.times_build import BUILDERS
from dragoman.reading.times_grammar import Rule, grammar
from dragoman.reading.times_mention import TimeMention
from dragoman.reading.times_tokens import Tokens, read_codes, with_offsets
from dragoman.reading.times_words import OTHER

# Rules that hold another time: what is inside is read by the others.
_OUTER: Final = frozenset({"range", "md_range", "month_range", "year_range", "open_from", "open_until", "weekof"})
# How many tokens and blanks may stand between the start of a time and its first word that tells one.
_REACH: Final = 24
_NO_START: Final = frozenset(" _,.()/-':;%$")


def _inner(tokens: Tokens, i: int, j: int) -> TimeMention | None:
    """The time that tokens i to j are, to the last of them; never one that holds another."""
    part = Tokens(tokens.words[i:j], tokens.offsets[i : j + 1], tokens.codes[i:j])
    for rule in grammar().rules:
        if rule.form in _OUTER or rule.form == "beside":
            continue
        match = rule.expression.fullmatch(part.codes)
        if match is not None:
            found = BUILDERS[rule.form](part, match, _nothing)
            if found is not None:
                return found
    return None


def _nothing(_i: int, _j: int) -> TimeMention | None:
    return None


def _longest(tokens: Tokens, i: int, rules: Iterable[Rule]) -> TimeMention | None:
    """The longest time that starts at token i; of equals the first rule's."""
    best: TimeMention | None = None
    for rule in rules:
        match = rule.expression.match(tokens.codes, i)
        if match is None or (best is not None and tokens.offsets[match.end()] <= best.end):
            continue
        found = BUILDERS[rule.form](tokens, match, lambda a, b: _inner(tokens, a, b))
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best


def _around(tokens: Tokens, resume: int, core: int) -> TimeMention | None:
    """The leftmost time whose first word that tells a time is token ``core``."""
    codes, starting = tokens.codes, grammar().starting
    left = max(resume, core - _REACH)
    left = max(left, codes.rfind(OTHER, left, core) + 1)
    for i in range(left, core + 1):
        if codes[i] in _NO_START:
            continue
        found = _longest(tokens, i, starting[codes[i]])
        if found is not None:
            return found
    return None


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """All time expressions of ``text[start:end]``, left to right, the longest at each place, not overlapping.

    Offsets are code points of ``text``. Pure, needs no article's day. Raises DataError for a bad data file.
    """
    words, codes = read_codes(text, start, len(text) if end is None else end)
    core = grammar().core.search
    place = core(codes)
    if place is None:
        return []
    tokens = with_offsets(words, codes, start)
    mentions: list[TimeMention] = []
    resume = 0
    while place is not None:
        found = _around(tokens, resume, place.start())
        if found is None:
            resume = place.end()
        else:
            mentions.append(found)
            resume = bisect_left(tokens.offsets, found.end)
        place = core(tokens.codes, resume)
    return mentions
