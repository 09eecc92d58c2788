"""A quick look whether a text can hold any of some words, before a costly expression is tried on it."""

from __future__ import annotations

from collections.abc import Iterable

import daachorse


class Gate:
    """Open for texts that hold one of ``pieces``, be it inside a word, in capitals or not.

    One pass of an automaton tells; most sentences are told so that they need no expression of a hundred words.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(sorted({piece.casefold() for piece in pieces}))

    def open(self, text: str) -> bool:
        return bool(self._automaton.find(text.casefold()))
