"""A sentence under way through the reader."""

from __future__ import annotations

import msgspec

from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.mentions import Atom, Token
from dragoman.reading.phrases import Phrase
from dragoman.reading.skeleton import Skeleton


class Sentence(msgspec.Struct):
    """A sentence under way through the reader."""

    start: int
    end: int
    block: int
    role: str
    headline: bool
    tokens: list[Token]
    names: dict[int, int]
    """Which tokens are names: where each begins and ends (``NameFinder.runs``)."""
    atoms: list[Atom]
    phrases: list[Phrase]
    skeleton: Skeleton | None = None
    actors: list[tuple[Actor, ...]] = []
    drafts: list[Draft] = []
    quotes: tuple[tuple[int, int], ...] = ()
