"""Why a plan was changed, in the text's own words: "because of the floods", "citing scheduling problems"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from dragoman.model import Status

CHANGED: frozenset[Status] = frozenset({"postponed", "cancelled", "cut_short", "declined"})
_END = (
    r"(?=\s*(?:[,;:.!?()—–]|$|\band\b (?:will|would|was|is|has|had|he|she|they|returned|flew)|\bbut\b|\bsaid\b|\bsays\b"
    r"|\btold\b|\bannounced\b|\buntil\b|\bwho\b|\bwhich\b))"
)
_BODY = r"(?:[^\s,;:!?()—–]+\s+){0,13}?[^\s,;:!?()—–]+?"
_STRONG = (
    r"because of|because|due to|owing to|on account of|on grounds of|on the grounds of|in view of|in light of|in the light of"
    r"|citing|as a result of|in protest (?:at|against|over)|in response to|in solidarity with|thanks to|given"
)
_WEAK = (
    r"in the wake of|in the face of|amid|amidst|in connection with|after|following|over|to deal with|to attend to|to oversee"
    r"|to visit the|to handle|to manage|with|as|when|on the news of|at the request of"
)
_REASONS = re.compile(
    r"\bat (?:\S+ )?\S+['’]s? request\b|\bfor (?:\w+(?:-\w+)* ){1,3}reasons\b", re.IGNORECASE
)
_STRONG_RE = re.compile(rf"\b(?:{_STRONG})\s{_BODY}{_END}", re.IGNORECASE | re.DOTALL)
_WEAK_RE = re.compile(rf"\b(?:{_WEAK})\s{_BODY}{_END}", re.IGNORECASE | re.DOTALL)
_CITED = re.compile(
    rf"\b(?:cited|blamed|pointed to|put (?:it|this) down to)\s{_BODY}{_END}", re.IGNORECASE | re.DOTALL
)
_CHANGE = re.compile(
    r"\b(?:cancel\w*|call(?:s|ed|ing)? (?:it )?off|scrap(?:s|ped|ping)|abandon\w*|drop(?:s|ped|ping)|skip(?:s|ped|ping)?"
    r"|pull(?:s|ed|ing)? out|withdr[ae]w\w*|no longer|postpon\w*|put(?:s|ting)? (?:off|back|on hold)|delay\w*|defer\w*"
    r"|push(?:es|ed|ing)? back|reschedul\w*|suspend\w*|adjourn\w*|cut(?:s|ting)?\b.{0,50}\bshort|shorten\w*|curtail\w*"
    r"|br(?:oke|eak|oken|eaking) off|interrupt\w*|early|ahead of schedule|prematurely|abruptly|refus\w+|declin\w+|reject\w*"
    r"|turn(?:s|ed|ing)? down|rebuff\w*|snub\w*|stay(?:s|ed)? away|not (?:take place|go ahead|travel|attend|come|meet)"
    r"|shelv\w+|after all|given up|gave up|on hold|fell through|recalled|instead of|rather than|boycott\w*|denied)\b",
    re.IGNORECASE | re.DOTALL,
)
_TIME_ONLY = re.compile(
    r"^\S+(?: \S+)? (?:(?:the|a|an|his|her|their|its|this|that|last|next) )?(?:\S+ )?(?:all|that|this|talks|meetings?|visit|trip|call|tour|arriv\w+"
    r"|summit|days?|hours?|weeks?|months?|minutes?|planned|scheduled|expected|long|usual|well|\d{1,4}|mon\w+day|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|noon|midnight)\b",
    re.IGNORECASE,
)
_WEAK_ONLY_CLAUSE = frozenset({"as", "when", "with"})
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|broke|fell|struck|hit|began|killed|\w{3,}ed|\w{3,}ing)\b"
)
_PARTY = re.compile(r"^with (?:his|her|their|its|the )?(?:\S+ )?(?:[A-Z]|counterpart|leaders?|officials?)")


def cause_of(sentence: str, following: str | None = None) -> str | None:
    """The cause that a sentence gives for a change of plan, else that the ``following`` one gives outright."""
    change = _CHANGE.search(sentence)
    if change is None:
        return None
    found = _named(sentence, change.start())
    if found is None and following is not None and len(following) < 400:
        found = _outright(following)
    return found


def _named(sentence: str, change: int) -> str | None:
    """The plainest words first; of equals the first behind the change, else the nearest before it."""
    reasons = _REASONS.search(sentence)
    strong = [m for m in _STRONG_RE.finditer(sentence) if not _idle(m.group())]
    if reasons is not None and not strong:
        return _tidy(reasons.group())
    for matches in (strong, [m for m in _WEAK_RE.finditer(sentence) if not _weak_idle(m.group())]):
        behind = [m for m in matches if m.start() >= change]
        before = [m for m in matches if m.start() < change]
        if behind:
            return _tidy(behind[0].group())
        if before and matches is strong:
            return _tidy(before[-1].group())
        if before and before[0].start() == 0:
            return _tidy(before[0].group())
    return None


def _idle(words: str) -> bool:
    return words.lower().startswith(
        (
            "because he said",
            "due to be",
            "due to take",
            "due to begin",
            "due to start",
            "due to meet",
            "due to visit",
            "due to travel",
            "due to arrive",
            "due to hold",
            "due to speak",
            "due to attend",
            "due to fly",
            "due to open",
            "due to go",
            "due to see",
            "due to receive",
            "due to host",
            "due to leave",
            "due to come",
            "due to join",
            "due to have",
            "due to stay",
            "due to run",
            "due to last",
            "given up",
            "given no",
        )
    )


def _weak_idle(words: str) -> bool:
    """No cause: an hour, a counterpart, "after all", "as planned"."""
    first = words.split()[0].lower()
    if _TIME_ONLY.search(words) or _PARTY.search(words):
        return True
    if first in _WEAK_ONLY_CLAUSE:
        return len(words.split()) < 3 or _FINITE.search(words) is None
    return first == "over" and bool(
        re.match(r"over (?:the (?:phone|weekend|next|past|last|telephone)|\d)", words.lower())
    )


def _outright(following: str) -> str | None:
    """A next sentence that says why: "She cited scheduling problems.", "It was because of the floods."."""
    match = _CITED.search(following)
    if match is None and re.match(
        r"(?:the (?:reason|decision|move|change|change of plan)|it|this|that)\b", following, re.I
    ):
        match = _STRONG_RE.search(following) or _REASONS.search(following)
        if match is None:
            match = re.search(
                rf"\b(?:comes?|came) (?:after|amid|as|in the wake of)\s{_BODY}{_END}", following, re.I
            )
    return None if match is None or _idle(match.group()) else _tidy(match.group())


def _tidy(words: str) -> str:
    return " ".join(words.split()).rstrip(" ,;'’\"”")


class Told(Protocol):
    """An engagement or journey under way: its spans in the text and where its cause goes."""

    spans: list[tuple[int, int]]
    cause: str | None

    @property
    def status(self) -> Status: ...


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
