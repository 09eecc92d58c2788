"""What a change of plan does to a draft: its status, and the day meant rather than the day of the news."""

from __future__ import annotations

from dragoman.knowledge.patterns import verbs
from dragoman.model import Status
from dragoman.reading.drafts import Draft
from dragoman.reading.modality import Modality, is_early
from dragoman.reading.modality_rules import rules
from dragoman.reading.skeleton import Mark, Skeleton

UNDONE: frozenset[Status] = frozenset({"cancelled", "postponed"})
_BEGINS = frozenset({"begins", "starts", "pays", "makes", "undertakes"})
"""Verbs in the present before a noun: "begins a visit to"."""
_NEW_DAY = frozenset({"until", "till", "to", "into", "for"})
_NO_DAY = frozenset({"clock", "duration", "named"})


def settle(draft: Draft, found: Modality, skeleton: Skeleton) -> None:
    """Give the draft its status, and the time that its words mean, by the modality found for it."""
    status = draft.pattern.status or found.status
    if draft.pattern.status == "cut_short" and found.status == "planned" and rules().still_ahead.search(skeleton.text):
        status = "planned"
    if draft.pattern.status is not None and found.status == "postponed":
        status = "postponed" if draft.pattern.status == "cancelled" else status
    draft.status, draft.unsure = status, found.unsure and draft.pattern.status is None
    if draft.kind != "trip" and status == "cut_short":
        draft.status = "held"
    ends = draft.kind == "trip" and status in {"held", "planned"} and _ends(draft, skeleton.tokens)
    if ends and is_early(skeleton, draft.head, draft.last):
        draft.status = "cut_short"
    draft.ahead = found.ahead
    word = skeleton.tokens[draft.head].text
    verbal = draft.pattern.expr.partition("{")[0].count("@") == 0 and word not in {"is", "has", "was", "does"}
    before = [token.text for token in skeleton.tokens[max(0, draft.head - 6) : draft.head]]
    draft.finite_present = (verbal and verbs().form_of(word) == "s") or bool(_BEGINS & set(before[-4:]))
    draft.was_planned = draft.status == "planned" and bool({"was", "were"} & set(before))
    if draft.pattern.move in {"lost", "dropped"}:
        draft.time = None
    if draft.status in UNDONE and not draft.unsure:
        _mean(draft, found, skeleton)


_HOMEWARD = frozenset(
    {"returned", "return", "returns", "returning", "flew", "fly", "flies", "came", "headed", "travelled"}
)
_ENDING = frozenset(
    {
        "ended",
        "ends",
        "end",
        "ending",
        "concluded",
        "finished",
        "left",
        "finish",
        "conclude",
        "wrapped",
        "wraps",
        "wound",
        "winds",
        "completed",
        "rounded",
        "closed",
    }
)


def _ends(draft: Draft, tokens: list[Mark]) -> bool:
    """The words tell of the end of a journey: leaving, going home, ending a visit."""
    if draft.pattern.move in {"leave", "end"}:
        return True
    if any(t.text in _ENDING for t in tokens[max(0, draft.head - 6) : draft.head]):
        return True
    around = {t.text for t in tokens[draft.head : draft.last]}
    return tokens[draft.head].text in _HOMEWARD and bool(around & {"back", "home", "returned", "return", "returns"})


def _mean(draft: Draft, found: Modality, skeleton: Skeleton) -> None:
    """The time the event was meant for; none where the only time is that of the news or of the new date."""
    tokens = skeleton.tokens
    at = found.instead if found.instead is not None else meant_for(skeleton, draft.head, draft.last)
    if at is not None:
        draft.time = skeleton.times[tokens[at].index]
        draft.open_end = _begins(tokens, at)
        return
    for index, token in enumerate(tokens):
        if token.kind == "T" and draft.time is skeleton.times[token.index]:
            if _is_new(skeleton, index, draft.status) or _is_news(tokens, index, draft.head):
                draft.time = None
            return


_OWN = frozenset({"his", "her", "their", "its", "'s", "the", "planned", "scheduled", "a", "official"})


def meant_for(skeleton: Skeleton, head: int, last: int) -> int | None:
    """The token of the time that an undone event was meant for ("planned for Monday", "Monday's talks")."""
    tokens = skeleton.tokens
    order: list[int] = [*range(head, len(tokens)), *range(head - 1, -1, -1)]
    for index in order:
        token = tokens[index]
        if token.kind != "T" or skeleton.times[token.index].form in _NO_DAY:
            continue
        if index + 1 < len(tokens) and tokens[index + 1].text in {"'s", "'"} and head - 4 <= index < last:
            return index
        if head - 3 <= index < head and tokens[index - 1].text in _OWN:
            return index  # "her May 20-22 visit"
        if index < head - 12 or index > last + 22:
            continue
        if rules().meant.search(_before(tokens, index)) or _bracketed(tokens, index, last):
            return index
    return None


def _before(tokens: list[Mark], index: int) -> str:
    """The words that lead up to a time, from the time or clause before it on."""
    words: list[str] = []
    for token in reversed(tokens[max(0, index - 9) : index]):
        if token.kind in "TP" or token.text in {";", ".", "said", "says"}:
            break
        words.append(token.text)
    return " ".join(reversed(words))


def _bracketed(tokens: list[Mark], index: int, last: int) -> bool:
    return tokens[index - 1].text == "(" and index - last < 3


def _begins(tokens: list[Mark], index: int) -> bool:
    """ "was to begin on Monday": the end is not told."""
    return bool(rules().begins.search(_before(tokens, index)))


def _is_new(skeleton: Skeleton, index: int, status: Status) -> bool:
    """The day it was put off to: "postponed until June", "rescheduled for the autumn"."""
    if status != "postponed" or not index:
        return False
    own = skeleton.times[skeleton.tokens[index].index].words.lower().split()[0]
    return own in _NEW_DAY or skeleton.tokens[index - 1].text in _NEW_DAY


def _is_news(tokens: list[Mark], index: int, head: int) -> bool:
    """The day on which it was called off: before the subject ("On Monday A cancelled"), or after the verb."""
    if index >= head:
        return False
    between = " ".join(t.text for t in tokens[index + 1 : head] if t.kind == "w")
    before = tokens[index - 1].text if index else ""
    above = " ".join(t.text for t in tokens[max(0, index - 4) : index + (before != "on")] if t.kind == "w")
    undone = [pattern for status, pattern in rules().undone if status in UNDONE]
    return any(pattern.search(between) or pattern.search(above) for pattern in undone)
