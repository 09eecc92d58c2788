"""A document's text cut where quotes begin and end, so that each piece can be marked and linked."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable

import msgspec

from dragoman.model import Evidence

_PLAIN_CONTROLS = "\n\t"
_JOINERS = "‌‍"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text between two edges of quotes. ``names``: what it is evidence of; ``begins``: offsets of the
    quotes that begin here (their anchors); ``asked``: it lies in a span that the address names.
    """

    text: str
    names: tuple[str, ...]
    begins: tuple[int, ...]
    asked: bool


def pieces(text: str, spans: Iterable[tuple[Evidence, str]], asked: Iterable[tuple[int, int]] = ()) -> list[Piece]:
    """The text in pieces, in order; together they are the whole text (as ``visible`` shows it)."""
    named = sorted((span.start, span.end, name) for span, name in spans)
    wanted = [(start, end) for start, end in asked if 0 <= start < end <= len(text)]
    starts = {start for start, _, _ in named} | {start for start, _ in wanted}
    edges = sorted({0, len(text)} | starts | {end for _, end, _ in named} | {end for _, end in wanted})
    found = []
    active: list[tuple[int, int, str]] = []
    at = 0
    for start, end in itertools.pairwise(edges):
        while at < len(named) and named[at][0] <= start:
            active.append(named[at])
            at += 1
        active = [one for one in active if one[1] > start]
        names = tuple(dict.fromkeys(name for _, _, name in active))
        marked = any(first <= start < last for first, last in wanted)
        found.append(Piece(visible(text[start:end]), names, (start,) if start in starts else (), marked))
    return found


def visible(text: str) -> str:
    """``text`` with its line ends, everything that would steer or hide shown as a sign: ``␛`` or ``[U+202E]``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_sign, text))


def _sign(char: str) -> str:
    if char in _PLAIN_CONTROLS or char in _JOINERS:
        return char
    category = unicodedata.category(char)
    if category == "Cc":
        return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "␡" if ord(char) == 0x7F else f"[U+{ord(char):04X}]"
    if category in {"Cf", "Co", "Cs", "Zl", "Zp"}:
        return f"[U+{ord(char):04X}]" if char != "\u00ad" else ""
    return char


def spans_asked(given: str) -> list[tuple[int, int]]:
    """``120-160,300-320`` as pairs; what is no span is passed over."""
    found = []
    for one in given.split(","):
        first, dash, last = one.partition("-")
        if dash and first.isdecimal() and last.isdecimal() and len(first) < 10 and len(last) < 10:
            found.append((int(first), int(last)))
    return found
