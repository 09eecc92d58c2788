"""How two sides were in contact: in person, at a distance, or untold."""

from __future__ import annotations

from dragoman.knowledge.guarded import Guarded
from dragoman.reading.drafts import Draft
from dragoman.reading.skeleton import Mark, Skeleton

_PHONE = Guarded(
    r"\b(?:phone|telephone|telephoned|phoned|video|videoconference|virtual|virtually|by video|online|zoom)\b"
)
_IN_PERSON = Guarded(
    r"\b(?:in person|face to face|face-to-face|at the (?:palace|airport|residence|office)|in a corridor"
    r"|behind closed doors"
    r"|over (?:\w+ )?(?:lunch|dinner|breakfast|tea|coffee)|on the (?:sidelines|margins|fringes)"
    r"|(?:during|at|in) (?:a|the|their|his|her) (?:\w+ )?meeting)\b"
)
_COURTESY = frozenset({"courtesy", "farewell", "protocol"})
"""A call of this sort is a visit."""


_WORDS_ONLY = frozenset({"conversation", "conversations", "exchange", "exchanges", "discussion", "discussions"})
"""Nouns that tell that words were exchanged, not that the sides met."""
_TALKS = frozenset({"talks", "dialogue", "consultations", "negotiations"})
"""Nouns that a headline uses of calls as well."""
_DURING = frozenset({"during", "after", "following", "in", "at", "before"})
_WHOSE = frozenset({"between", "with", "of"})
_DEFINITE = frozenset({"the", "their", "these", "those"})
"""Before a noun that was told of already: "during the talks" may mean a call."""


def settle_manner(draft: Draft, skeleton: Skeleton, first: int) -> None:
    """Make a call of a meeting by video and a meeting of talks over dinner; ``first`` is the first token matched.

    The draft's kind, place, and words must be there; the words beside the predicate decide.
    """
    if draft.kind == "meeting" and draft.headline and draft.place is None:
        draft.kind = "talks" if skeleton.tokens[draft.head].text in _TALKS else "meeting"
    if draft.kind == "meeting" and draft.place is None and skeleton.tokens[draft.head].text in _TALKS:
        near = [t.text for t in skeleton.tokens[max(0, draft.head - 2) : draft.head + 2]]
        told_before = draft.head > 1 and near[0] in _DURING and near[1] in _DEFINITE and near[-1] not in _WHOSE
        draft.kind = "talks" if told_before else "meeting"
    if draft.kind in {"talks", "meeting"}:
        around = _around(skeleton.tokens, first, draft.last)
        if _PHONE.search(around) and not _IN_PERSON.search(around) and "press" not in around:
            draft.kind = "call"
            draft.weak = False
        elif draft.kind == "talks" and not draft.weak and _IN_PERSON.search(around):
            draft.kind = "meeting"
        elif draft.kind == "meeting" and skeleton.tokens[draft.head].text in _WORDS_ONLY and draft.place is None:
            draft.kind = "talks"
    if draft.kind == "talks" and not draft.weak and draft.place is not None and draft.place.city is not None:
        lands = {actor.country for actor in draft.actors}
        draft.kind = "meeting" if draft.place.country in lands else "talks"  # "discussed it in Lima with B"
    if draft.kind == "call" and draft.head and skeleton.tokens[draft.head - 1].text in _COURTESY:
        draft.kind = "meeting"
    if draft.kind == "call":
        draft.place = None


def _around(tokens: list[Mark], first: int, last: int) -> str:
    """The words by and in a predicate, up to the next one's: "talks with A in L, and a phone call with B"."""
    most, least = min(len(tokens), last + 10), max(0, first - 6)
    stop = next((i for i in range(last, min(most, len(tokens) - 1)) if _next_begins(tokens, i)), most)
    start = next((i + 1 for i in range(first - 1, max(0, least - 1), -1) if _next_begins(tokens, i)), least)
    return " ".join(t.text for t in tokens[start:stop])


def _next_begins(tokens: list[Mark], at: int) -> bool:
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return tokens[at].text == ";" or (tokens[at].text == "," and following in {"and", "while", "then", "but"})
