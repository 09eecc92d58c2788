"""What was talked about: phrases of agendas and readouts to topic codes (GUIDELINES.md, "Topic codes").

``Topics.find`` is for the passage that an engagement's sentences say was discussed, not for a whole article:
there nearly every code would be found. That ties with China or Russia as a side are theirs too is the
reader's to add. Source: general knowledge, en/topics.jsonl.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, get_args

import daachorse
import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_jsonl
from dragoman.knowledge.organisations import fold

FILE = "en/topics.jsonl"

Code = Literal[
    "ukraine-war",
    "israel-palestine",
    "iran",
    "north-korea",
    "taiwan",
    "south-china-sea",
    "indo-pacific",
    "russia",
    "china",
    "afghanistan",
    "syria",
    "sahel-africa",
    "western-hemisphere",
    "alliances",
    "defense",
    "arms-control",
    "counterterrorism",
    "sanctions",
    "economy",
    "technology",
    "space",
    "energy",
    "climate",
    "health",
    "food-security",
    "humanitarian",
    "migration",
    "human-rights",
    "hostages",
    "peace-process",
    "culture",
    "narcotics",
    "maritime",
    "other",
]
CODES: tuple[str, ...] = get_args(Code)
MUTED = "none"
"""The code of phrases that hold a topic's word and are no topic: "defense minister", "Security Council"."""


class TopicPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic's phrases. Capitals in a phrase must be capitals in the text, small letters may be either;
    a closing ``*`` lets the last word go on. ``weak`` ones say it only where something was discussed."""

    code: Code | Literal["none"]
    phrases: tuple[str, ...]
    weak: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        everything = (*self.phrases, *self.weak)
        for phrase in everything:
            if not phrase.strip("* ") or phrase != phrase.strip() or "*" in phrase[:-1]:
                raise ValueError(f"{self.code}: {phrase!r} is no phrase")
        doubled = {phrase for phrase in everything if everything.count(phrase) > 1}
        if doubled:
            raise ValueError(f"{self.code}: doubled: {sorted(doubled)}")


class TopicSpan(NamedTuple):
    """Where a topic is named; offsets are code points."""

    start: int
    end: int
    code: str


class _Sense(NamedTuple):
    """One meaning of a folded phrase."""

    code: str
    capitals: tuple[int, ...]
    prefix: bool
    weak: bool


@cache
def topic_phrases() -> tuple[TopicPhrases, ...]:
    """The data, one entry a code and last the muted phrases. Raises DataError where a code is doubled or missing."""
    entries = tuple(read_jsonl(FILE, TopicPhrases))
    codes: list[str] = [entry.code for entry in entries]
    wrong = sorted({code for code in (*CODES, MUTED) if codes.count(code) != 1})
    if wrong:
        raise DataError(f"knowledge/{FILE}: not exactly one entry for {', '.join(wrong)}")
    return entries


class Topics:
    """Finds topics in a passage; build it once (``topics()``)."""

    def __init__(self, entries: tuple[TopicPhrases, ...]) -> None:
        senses: dict[str, list[_Sense]] = {}
        for entry in entries:
            for weak, phrases in ((False, entry.phrases), (True, entry.weak)):
                for phrase in phrases:
                    text = phrase.rstrip("*")
                    capitals = tuple(i for i, letter in enumerate(text) if letter.isupper())
                    sense = _Sense(entry.code, capitals, phrase.endswith("*"), weak)
                    senses.setdefault(fold(text), []).append(sense)
        self._senses = tuple(tuple(found) for found in senses.values())
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(senses))

    def find(self, text: str, *, weak: bool = True) -> tuple[str, ...]:
        """Codes in order of first occurrence; ``weak=False`` leaves weak phrases out."""
        return tuple(dict.fromkeys(span.code for span in self.spans(text, weak=weak)))

    def spans(self, text: str, *, weak: bool = True) -> list[TopicSpan]:
        """Every place that names a topic, in order.

        A phrase inside a longer one does not count ("climate finance" is no economy, "trade minister" nothing);
        one phrase may name several topics.
        """
        found = sorted(set(self._matches(text, weak)), key=_by_place)
        spans: list[TopicSpan] = []
        reach, muted = (0, 0), False
        for start, end, code in found:
            if end <= reach[1] and (muted or (start, end) != reach):
                continue
            reach, muted = (start, end), code == MUTED
            if not muted:
                spans.append(TopicSpan(start, end, code))
        return spans

    def _matches(self, text: str, weak: bool) -> list[tuple[int, int, str]]:
        """Matches that keep word ends and capitals."""
        found: list[tuple[int, int, str]] = []
        size = len(text)
        for start, end, index in self._automaton.find_overlapping(fold(text)):
            if start and text[start - 1].isalnum():
                continue
            whole = end == size or not text[end].isalnum()
            for sense in self._senses[index]:
                if (sense.weak and not weak) or not (whole or sense.prefix):
                    continue
                if all(text[start + place].isupper() for place in sense.capitals):
                    found.append((start, end if whole else _word_end(text, end), sense.code))
        return found


_ORDER = {code: number for number, code in enumerate((MUTED, *CODES))}


def _by_place(match: tuple[int, int, str]) -> tuple[int, int, int]:
    return match[0], -match[1], _ORDER[match[2]]


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


@cache
def topics() -> Topics:
    """The finder over the packaged data. Raises DataError for bad data."""
    return Topics(topic_phrases())
