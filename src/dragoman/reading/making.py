"""Sentences of an article with their mentions and person phrases, ready to be read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from dragoman.reading.articles import Piece
from dragoman.reading.blocks import Block
from dragoman.reading.mentions import NameFinder, find_mentions, find_tokens
from dragoman.reading.persons import find_phrases
from dragoman.reading.sentence import Sentence
from dragoman.reading.sentences import sentences

SPEAKING = frozenset(
    {"headline", "standfirst", "caption", "list", "heading", "paragraph", "snippet", "dateline", "date"}
)
"""The roles of blocks that say something about the world."""

LONGEST = 1500
"""A longer "sentence" is a text without full stops: it is read in parts of so many code points."""

_LED = re.compile(
    r"\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|\d{1,2} (?:hour|day|week)s? ago)"
    r"\s*[—–·-]+\s+"
)
"""The day of publication at the head of a snippet's text; of what happened it says nothing."""

_WORD = re.compile(r"\w")
"""Of which a sentence holds one at least: signs alone say nothing."""

_QUOTE = re.compile(r"[“«][^“”«»]{12,}?[”»]|\"[^\"\n]{12,}?\"|[“\"][^“”\"\n]{12,}$")


def quotes_of(text: str, block: Block) -> tuple[tuple[int, int], ...]:
    """Spans said by somebody: what they report is opinion, not the document's own word."""
    return tuple(m.span() for m in _QUOTE.finditer(text, block.start, block.end) if " " in m.group().strip())


def is_headline(text: str, block: Block) -> bool:
    """The block is written as a headline: without a full stop at its end."""
    if block.role not in {"headline", "heading"}:
        return False
    return not text[block.start : block.end].rstrip('"”’)').endswith((".", "!", "?"))


def _title_line(text: str, end: int, block: Block) -> bool:
    """The first sentence of a search snippet is its title: a line of its own without a full stop, more below it."""
    return text[end : block.end].lstrip(" \t")[:1] in {"\n", "\r"} and text[end - 1 : end] not in {".", "!", "?"}


def make_sentences(text: str, piece: Piece, finder: NameFinder) -> Iterator[Sentence]:
    """The sentences of an article in order; offsets are those of the document's text."""
    for number, block in enumerate(piece.blocks):
        if block.role not in SPEAKING:
            continue
        titled, quotes = is_headline(text, block), quotes_of(text, block)
        for start, end in _spans(text, piece, block):
            if _WORD.search(text, start, end) is None:
                continue
            headline = titled or (block.role == "snippet" and start == block.start and _title_line(text, end, block))
            tokens = find_tokens(text, start, end, headline=headline)
            if tokens:
                names = finder.runs(tokens, headline)
                atoms = find_mentions(text, tokens, names)
                phrases = find_phrases(atoms)
                said = quotes[bisect_right(quotes, start, key=_last) : bisect_left(quotes, end, key=_first)]
                yield Sentence(start, end, number, block.role, headline, tokens, names, atoms, phrases, quotes=said)


_first, _last = itemgetter(0), itemgetter(1)


def with_surnames(text: str, sentences: Iterable[Sentence], finder: NameFinder) -> Iterator[Sentence]:
    """The same sentences, unread, with the last names that ``finder`` knows by now."""
    for row in sentences:
        atoms, phrases = row.atoms, row.phrases
        names = finder.runs(row.tokens, row.headline) if finder.tells_surnames(row.tokens) else row.names
        if names != row.names:
            atoms = find_mentions(text, row.tokens, names)
            phrases = find_phrases(atoms)
        yield Sentence(
            row.start,
            row.end,
            row.block,
            row.role,
            row.headline,
            row.tokens,
            names,
            atoms,
            phrases,
            quotes=row.quotes,
        )


def _spans(text: str, piece: Piece, block: Block) -> Iterator[tuple[int, int]]:
    """The spans to read of a block: its sentences, without the dateline, without skipped junk, none too long."""
    for start, end in sentences(text, block):
        if end <= piece.body_start and block.start < piece.body_start <= block.end:
            continue
        inside = block.start <= piece.body_start < block.end
        first = max(start, piece.body_start) if inside else start
        led = _LED.match(text, first, end) if block.role == "snippet" else None
        first = led.end() if led is not None else first
        for span in _without(first, end, piece.skips):
            yield from _parts(text, *span)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in parts of at most ``LONGEST`` code points, cut at blanks."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = cut if cut > 0 else start + LONGEST
        yield start, stop
        start = stop
    yield start, end


def _without(start: int, end: int, skips: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The span less the skipped ones; one in the middle leaves two parts."""
    parts: list[tuple[int, int]] = []
    for a, b in sorted(skips):
        if b <= start or a >= end:
            continue
        if a > start:
            parts.append((start, a))
        start = max(start, b)
    if start < end:
        parts.append((start, end))
    return parts
