"""Expressions that are tried only where they can match: told from the expression itself, by its literal pieces.

Most of the many expressions match in few sentences. Without a piece of which one stands in all that an expression
matches ("cancel", "called off"), it is not tried; one pass of an automaton tells, which takes a tenth of the time.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import product
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import daachorse

_MOST = 400
"""So many strings are told apart at most."""
_REPEATS = (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT)
_NOTHING = frozenset({""})

Pieces = frozenset[str]


class Guarded:
    """An expression behind a look for the pieces that it needs; one without such pieces is always tried.

    Case is as the expression says, but for the few signs that only Unicode folds to letters of the alphabet.
    It is compiled when a text with such a piece is first met. Raises re.error for a bad expression at once.
    """

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.expression = expression
        self._tree = parser.parse(expression, flags)
        self._folds = _ignores_case(self._tree)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression compiled."""
        return re.compile(self.expression, self._tree.state.flags)

    @cached_property
    def _find(self) -> Callable[[str], object] | None:
        """Finds a piece; None where all texts may match."""
        pieces = _needed(self._tree)[1]
        if not pieces:
            return None
        found = sorted({piece.lower() for piece in pieces} if self._folds else pieces)
        return daachorse.CharwiseDoubleArrayAhoCorasick(found).find

    def may_match(self, text: str) -> bool:
        """Whether the text holds what every match does."""
        find = self._find
        return find is None or bool(find(text.lower() if self._folds else text))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.match(text, start, end) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterable[re.Match[str]]:
        return self.pattern.finditer(text, start, end) if self.may_match(text) else ()

    def within(self, text: str, start: int, end: int) -> Iterable[re.Match[str]]:
        """The matches in a short stretch of a text that may be long: only the stretch is looked at."""
        return self.pattern.finditer(text, start, end) if self.may_match(text[start:end]) else ()

    def sub(self, by: str, text: str) -> str:
        return self.pattern.sub(by, text) if self.may_match(text) else text


def needed_pieces(expression: str) -> Pieces | None:
    """Strings of which one stands in all that the expression matches; None where none can be told."""
    return _needed(parser.parse(expression))[1]


def first_letters(expression: str) -> frozenset[str] | None:
    """The letters with which a match can begin; None where that may be any."""
    tree = parser.parse(expression)
    letters, empty = _first(tree)
    return None if empty or _ignores_case(tree) else letters


def first_words(expression: str) -> frozenset[str] | None:
    """The single words with which a match in a text of words and marks begins; of a mark its kind, as ``<P``.

    None where that may be any.
    """
    starts = _starts(parser.parse(expression))
    if not all(" " in start or re.match("<[A-Z]", start) for start in starts):
        return None
    return frozenset(start[: start.index(" ")] if " " in start else start[:2] for start in starts)


def _starts(tree: Iterable[tuple[Any, Any]]) -> Pieces:
    """Strings with one of which all begins that a row of nodes can be, up to the first blank where it can be told."""
    run = _NOTHING
    for op, arg in tree:
        exact = _node(op, arg)[0]
        if exact is None:
            below = _below(op, arg) if op in (parser.SUBPATTERN, parser.BRANCH) else ()
            return frozenset(map("".join, product(run, _union([_starts(one) for one in below]) or _NOTHING)))
        if len(run) * len(exact) > _MOST:
            return run
        run = frozenset(map("".join, product(run, exact)))
        if all(" " in start for start in run):
            return run
    return run


def _ignores_case(tree: Any) -> bool:
    return bool(tree.state.flags & re.IGNORECASE) or _folds(tree)


def _folds(tree: Iterable[tuple[Any, Any]]) -> bool:
    """A part of the expression is said to ignore case."""
    return any(
        (op is parser.SUBPATTERN and bool(arg[1] & re.IGNORECASE)) or any(_folds(below) for below in _below(op, arg))
        for op, arg in tree
    )


def _below(op: Any, arg: Any) -> Sequence[Any]:
    """The parts of an expression inside one of its nodes."""
    if op is parser.SUBPATTERN:
        return (arg[3],)
    if op is parser.BRANCH:
        return tuple(arg[1])
    if op in _REPEATS:
        return (arg[2],)
    if op in (parser.ASSERT, parser.ASSERT_NOT):
        return (arg[1],)
    return (arg,) if op is parser.ATOMIC_GROUP else ()


def _needed(tree: Iterable[tuple[Any, Any]]) -> tuple[Pieces | None, Pieces | None]:
    """All strings that a row of nodes can be, where they are few, and the best pieces of which it holds one."""
    whole: Pieces | None = _NOTHING
    run, best = _NOTHING, None
    for op, arg in tree:
        exact, inner = _node(op, arg)
        best = _better(best, inner)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = frozenset(map("".join, product(run, exact)))
            continue
        best = _better(best, run)
        whole, run = None, exact if exact is not None else _NOTHING
    return (run if whole is not None else None), _better(best, run)


def _node(op: Any, arg: Any) -> tuple[Pieces | None, Pieces | None]:
    """The same for one node."""
    if op is parser.LITERAL:
        return frozenset({chr(arg)}), None
    if op in (parser.AT, parser.ASSERT, parser.ASSERT_NOT):
        return _NOTHING, None
    if op is parser.IN:
        letters = _letters(arg)
        return (letters, None) if letters is not None and len(letters) <= 4 else (None, None)
    inner = [_needed(below) for below in _below(op, arg)]
    if op is parser.BRANCH:
        exact, parts = [one for one, _ in inner], [pieces for _, pieces in inner]
        return _union(exact), _union(parts)
    if op in _REPEATS:
        least, most = arg[0], arg[1]
        exact_one, pieces = inner[0]
        if (least, most) == (0, 1) and exact_one is not None:
            return exact_one | _NOTHING, None
        return None, pieces if least else None
    return inner[0] if inner else (None, None)


def _union(sets: Sequence[Pieces | None]) -> Pieces | None:
    known = [one for one in sets if one is not None]
    joined = frozenset().union(*known)
    return joined if len(known) == len(sets) and len(joined) <= _MOST else None


def _better(one: Pieces | None, other: Pieces | None) -> Pieces | None:
    """Of two sets the one whose shortest piece is longer, of such the smaller; one with an empty piece is none."""
    known = [pieces for pieces in (one, other) if pieces and "" not in pieces]
    return max(known, key=lambda pieces: (min(3, *map(len, pieces)), -len(pieces)), default=None)


def _letters(items: Sequence[tuple[Any, Any]]) -> Pieces | None:
    """The letters of a class; None where they are told by what they are not, by a kind, or are many."""
    found: set[str] = set()
    for op, arg in items:
        if op is parser.LITERAL:
            found.add(chr(arg))
        elif op is parser.RANGE and arg[1] - arg[0] < _MOST:
            found.update(map(chr, range(arg[0], arg[1] + 1)))
        else:
            return None
    return frozenset(found)


def _first(tree: Iterable[tuple[Any, Any]]) -> tuple[Pieces | None, bool]:
    """The first letters of a row of nodes (None: any), and whether it can be empty."""
    found: Pieces = frozenset()
    for op, arg in tree:
        letters, empty = _first_of(op, arg)
        if letters is None:
            return None, empty
        found |= letters
        if not empty:
            return found, False
    return found, True


def _first_of(op: Any, arg: Any) -> tuple[Pieces | None, bool]:
    if op is parser.LITERAL:
        return frozenset({chr(arg)}), False
    if op in (parser.AT, parser.ASSERT, parser.ASSERT_NOT):
        return frozenset(), True
    if op is parser.IN:
        return _letters(arg), False
    inner = [_first(below) for below in _below(op, arg)]
    if not inner:
        return None, False
    empty = any(one for _, one in inner) or (op in _REPEATS and not arg[0])
    return _union([letters for letters, _ in inner]), empty
