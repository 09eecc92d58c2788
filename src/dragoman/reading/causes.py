"""Why a plan was changed, in the text's own words: "because of the floods" (words: en/causes.json)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Protocol

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text
from dragoman.model import Status

CHANGED: frozenset[Status] = frozenset({"postponed", "cancelled", "cut_short", "declined"})
_BODY = r"(?:[^\s,;:!?()—–]+\s+){0,13}?[^\s,;:!?()—–]+?"


class _Raw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    strong: list[str]
    weak: list[str]
    clauses: list[str]
    phrases: list[str]
    cited: list[str]
    came: list[str]
    openers: list[str]
    ends: list[str]
    change: list[str]
    idle: list[str]
    idle_weak: list[str]
    party: str
    finite: str


class _Words:
    """The expressions of en/causes.json. Raises DataError for one that does not compile."""

    def __init__(self, raw: _Raw) -> None:
        end = rf"(?=\s*(?:[,;:.!?()—–]|$|\b(?:{'|'.join(raw.ends)})\b))"

        def rx(expression: str, flags: int = re.IGNORECASE | re.DOTALL) -> re.Pattern[str]:
            try:
                return re.compile(expression, flags)
            except re.error as error:
                raise DataError(f"knowledge/en/causes.json: {expression!r}: {error}") from error

        def led(words: list[str]) -> re.Pattern[str]:
            return rx(rf"\b(?:{'|'.join(map(re.escape, words))})\s{_BODY}{end}")

        self.strong, self.weak, self.cited, self.came = map(led, (raw.strong, raw.weak, raw.cited, raw.came))
        self.clauses = frozenset(raw.clauses)
        self.phrases = rx("|".join(raw.phrases))
        self.opener = rx(rf"(?:{'|'.join(raw.openers)})\b")
        self.change = rx(rf"\b(?:{'|'.join(raw.change)})\b")
        self.idle = rx("|".join(raw.idle))
        self.idle_weak = rx("|".join(raw.idle_weak))
        self.party, self.finite = rx(raw.party, 0), rx(raw.finite, 0)


@cache
def _words() -> _Words:
    try:
        return _Words(msgspec.json.decode(read_text("en/causes.json"), type=_Raw))
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/en/causes.json: {error}") from error


def cause_of(sentence: str, following: str | None = None) -> str | None:
    """The cause that a sentence gives for a change of plan, or that the ``following`` one gives outright."""
    change = _words().change.search(sentence)
    if change is None:
        return None
    found = _named(sentence, change.start())
    if found is None and following is not None and len(following) < 400:
        found = _outright(following)
    return found


def _named(sentence: str, change: int) -> str | None:
    """The plainest words first; of equals the first behind the change, else the nearest before it."""
    words = _words()
    phrase = words.phrases.search(sentence)
    strong = [m for m in words.strong.finditer(sentence) if not words.idle.match(m.group())]
    if phrase is not None and not strong:
        return _tidy(phrase.group())
    weak = [m for m in words.weak.finditer(sentence) if not _weak_idle(m.group())]
    for matches in (strong, weak):
        behind = [m for m in matches if m.start() >= change]
        before = [m for m in matches if m.start() < change]
        if behind:
            return _tidy(behind[0].group())
        if before and matches is strong:
            return _tidy(before[-1].group())
        if before and not before[0].start():
            return _tidy(before[0].group())
    return None


def _weak_idle(found: str) -> bool:
    """No cause: an hour, a counterpart, "after all", "as planned"."""
    words = _words()
    if words.idle_weak.match(found) or words.party.match(found):
        return True
    if found.split(maxsplit=1)[0].lower() in words.clauses:
        return len(found.split()) < 3 or words.finite.search(found) is None
    return False


def _outright(following: str) -> str | None:
    """A next sentence that says why: "She cited scheduling problems.", "It was because of the floods."."""
    words = _words()
    match = words.cited.search(following)
    if match is None and words.opener.match(following):
        match = words.strong.search(following) or words.phrases.search(following) or words.came.search(following)
    return None if match is None or words.idle.match(match.group()) else _tidy(match.group())


def _tidy(words: str) -> str:
    return " ".join(words.split()).rstrip(" ,;'’\"”")


class Told(Protocol):
    """An engagement or journey under way: its spans in the text and where its cause goes."""

    spans: list[tuple[int, int]]
    cause: str | None

    @property
    def status(self) -> Status:
        """What became of it."""


def fill_causes(text: str, sentences: Sequence[tuple[int, int]], told: Iterable[Told]) -> None:
    """Give every changed engagement the cause that the sentence of its change, or the next one, names.

    ``sentences`` are the spans of the article's sentences, in the order of the text.
    """
    ordered = sorted(sentences)
    starts = [start for start, _ in ordered]
    for item in told:
        if item.cause is not None or item.status not in CHANGED:
            continue
        for start, _ in item.spans:
            number = bisect_right(starts, start) - 1
            if number < 0:
                continue
            following = text[slice(*ordered[number + 1])] if number + 1 < len(ordered) else None
            cause = cause_of(text[slice(*ordered[number])], following)
            if cause is not None:
                item.cause = cause
                break
