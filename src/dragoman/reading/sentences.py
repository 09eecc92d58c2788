"""Sentences inside a block, by rules and a list of abbreviations (knowledge/en/abbreviations.json)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec

from dragoman.knowledge.layout_words import abbreviations
from dragoman.reading.blocks import Block

# A stop with its closing quotes and brackets, then white space before anything but a small letter; or,
# where the space was lost, a capital or an opening quote. Every part is bounded or cannot backtrack far.
_STOP = re.compile(r"[.!?…][.!?…]{0,8}+([\"'”’»)\]]{0,3}+)(?:\s{1,80}(?=[^\sa-z])|(?=[“‘«A-ZÀ-Þ]))")
_NEXT = re.compile(r"[“\"‘'(\[«]*([^\s“”\"‘’',;:!?()\[\]]*)")
_BREAK = re.compile(r"\s*\n\s*")
_OPENERS: Final = "\"'“‘«([{<*-–—"
_LOOK_BACK: Final = 28  # code points; no abbreviation is longer
_CLOCK_ROOM: Final = 16  # "10:00 a.m. The minister": a time before its own item is no sentence


class _Rules(msgspec.Struct, frozen=True):
    never: frozenset[str]
    numbered: frozenset[str]
    months: frozenset[str]
    may: frozenset[str]
    starters: frozenset[str]


@cache
def _rules() -> _Rules:
    data = abbreviations()
    return _Rules(
        never=frozenset(data.titles) | frozenset(data.never_end),
        numbered=frozenset(data.before_number),
        months=frozenset(data.months),
        may=frozenset(data.may_end),
        starters=frozenset(data.starters),
    )


def sentences(text: str, block: Block) -> list[tuple[int, int]]:
    """The sentences of ``block`` as spans of ``text``, in order, trimmed, together covering all its words.

    A full stop ends one unless it belongs to an abbreviation, an initial or a number; quotes and brackets
    that close after it belong to the sentence. A space lost after the stop does not join two sentences.
    In a snippet a line break ends a sentence as well. Linear in the length of the block.
    """
    if block.role != "snippet":
        return _split(text, block.start, block.end)
    spans: list[tuple[int, int]] = []
    at = block.start
    for gap in _BREAK.finditer(text, block.start, block.end):
        spans += _split(text, at, gap.start())
        at = gap.end()
    return spans + _split(text, at, block.end)


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    rules = _rules()
    spans: list[tuple[int, int]] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        cut = _cut(text, at, stop, rules)
        if cut <= at:
            continue
        spans.append((at, cut))
        at = max(cut, stop.end()) if cut == stop.end(1) or text[cut : cut + 1].isspace() else cut
    while at < end and text[at].isspace():
        at += 1
    while end > at and text[end - 1].isspace():
        end -= 1
    if at < end:
        spans.append((at, end))
    return spans


def _cut(text: str, at: int, stop: re.Match[str], rules: _Rules) -> int:
    """Where the sentence that began at ``at`` ends because of ``stop``; -1 where it goes on."""
    point, after = stop.start(), stop.end()
    glued = after == stop.end(1)
    if glued:
        return _cut_glued(text, at, stop, rules)
    following = text[after : after + 1]
    if following.islower():
        return -1
    if text[point] != "." or stop.end(1) - point > 1 + len(stop[1]):  # not one single full stop
        return stop.end(1)
    return stop.end(1) if _full_stop_ends(text, at, point, after, rules) else -1


def _full_stop_ends(text: str, at: int, point: int, after: int, rules: _Rules) -> bool:
    """Whether the single full stop at ``point`` ends the sentence, the next word standing at ``after``."""
    word = _word_before(text, at, point)
    if word in rules.never:
        return False
    digit = text[after].isdigit()
    if word in rules.numbered or word in rules.months:
        return not digit and _starts(text, after, rules)
    if len(word) == 1 and word.isupper():
        return not digit and _starts(text, after, rules)
    if word in rules.may or "." in word[1:-1]:
        if word[:1] in "aApP" and word[-1:] in "mM" and point - at <= _CLOCK_ROOM:
            return False
        return _starts(text, after, rules)
    # "1. The two sides": the number of an item belongs to it
    return not (word.isdigit() and point - at == len(word) and len(word) <= 3)


def _word_before(text: str, at: int, point: int) -> str:
    """The word that ends at ``point``, without what opens before it ("(Gen" is "Gen")."""
    room = text[max(at, point - _LOOK_BACK) : point]
    words = room.split()
    return words[-1].lstrip(_OPENERS) if words and not room[-1].isspace() else ""


def _starts(text: str, after: int, rules: _Rules) -> bool:
    """Whether the word at ``after`` is one that usually begins a sentence ("The", "He", "In")."""
    found = _NEXT.match(text, after)
    word = found[1] if found else ""
    return word in rules.starters or word.partition("-")[0] in rules.starters


def _cut_glued(text: str, at: int, stop: re.Match[str], rules: _Rules) -> int:
    """The end where no space follows the stop: 'said.“Realistically', "talks.The minister"."""
    point, closers = stop.start(), stop[1]
    word = _word_before(text, at, point)
    following = text[stop.end() : stop.end() + 1]
    if not word or "." in word or "/" in word or "@" in word or not word[-1].isalpha() or len(word) < 2:
        return -1 if not closers or closers[-1] not in "”»)]" else stop.end(1)
    if closers and closers[-1] in "\"'" and (following.isalpha() or following in "“‘"):
        return stop.end(1) - 1 if word not in rules.never else -1  # the straight quote opens
    if closers or following in '“‘«"':
        return stop.end(1) if word not in rules.never else -1
    if word[0].islower() and word not in rules.never:
        return stop.end(1)
    return stop.end(1) if text[point] != "." or _starts(text, stop.end(), rules) else -1
