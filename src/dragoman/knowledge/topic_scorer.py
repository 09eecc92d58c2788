"""How likely a topic named in an article belongs to one of its engagements: learned weights, and words that cue.

The weights are a logistic regression over features with names in words (reading/topic_features.py), learned by
``tools/train_topics.py`` and shipped as ``topic_weights.json``. Source of the cue words: general knowledge.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeVar

import daachorse
import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.knowledge.organisations import fold

CUES = "en/topic_cues.json"
WEIGHTS = "topic_weights.json"
T = TypeVar("T")


class TopicWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``threshold`` is the likelihood from which a topic is taken; features without a weight count nothing."""

    threshold: float
    base: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The likelihood, between 0 and 1, that a topic with these features belongs to the engagement."""
        total = self.base + sum(self.weights.get(name, 0.0) for name in features)
        return 1 / (1 + math.exp(-total))

    def reasons(self, features: Iterable[str], number: int = 4) -> list[str]:
        """The features that say most, with their weights: "its own sentence +1.20"."""
        told = sorted((-abs(self.weights.get(name, 0.0)), name) for name in features)
        return [f"{name} {self.weights[name]:+.2f}" for size, name in told[:number] if size]


class Cue(NamedTuple):
    """A word or phrase about topics; offsets are code points. ``kind`` is the name of its list in the data."""

    start: int
    end: int
    kind: str


KINDS = frozenset({"discussing", "passive", "committing", "aiming", "sitting", "standing"})
"""Something was discussed (told before the topic, or behind it in the passive), was promised, is what it is for; words
for a sitting; what makes a country's name a topic ("the situation in")."""


class Cues:
    """Finds cue words in a passage; build it once (``cues()``). A ``*`` lets a word go on."""

    def __init__(self, lists: dict[str, tuple[str, ...]]) -> None:
        kinds: dict[str, list[tuple[str, bool]]] = {}
        for kind, phrases in lists.items():
            for phrase in phrases:
                kinds.setdefault(fold(phrase.rstrip("*")), []).append((kind, phrase.endswith("*")))
        self._kinds = tuple(tuple(found) for found in kinds.values())
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(kinds))

    def find(self, text: str) -> list[Cue]:
        """Every cue, by where it begins."""
        size = len(text)
        found = []
        for start, end, index in self._automaton.find_overlapping(fold(text)):
            if start and text[start - 1].isalnum():
                continue
            whole = end == size or not text[end].isalnum()
            found += [Cue(start, end, kind) for kind, prefix in self._kinds[index] if whole or prefix]
        return sorted(found)


@cache
def topic_weights() -> TopicWeights:
    """The packaged weights. Raises DataError for bad data."""
    return _read(WEIGHTS, TopicWeights)


@cache
def cues() -> Cues:
    """The finder over the packaged cue words. Raises DataError for bad data."""
    lists = _read(CUES, dict[str, tuple[str, ...]])
    if set(lists) != KINDS:
        raise DataError(f"knowledge/{CUES}: not exactly the lists {', '.join(sorted(KINDS))}")
    return Cues(lists)


def _read(name: str, type_: type[T]) -> T:
    try:
        return msgspec.json.decode(read_text(name), type=type_)
    except (msgspec.DecodeError, ValueError) as error:
        raise DataError(f"knowledge/{name}: {error}") from error
