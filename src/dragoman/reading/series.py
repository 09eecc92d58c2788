"""One verb, several contacts: "called A on Monday, then B", "was received by A and later by B", "met: - A - B"."""

from __future__ import annotations

from copy import copy
from typing import Final

from dragoman.knowledge.patterns import verbs
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.skeleton import Mark, Skeleton

_LINKS: Final = frozenset(
    {"and", "then", "later", "afterwards", "also", "subsequently", "finally", "lastly", "again", "separately"}
    | {"thereafter", "next", "before", "after", "that", "as", "well", "in", "turn", "too", "with", "to", "by"}
    | {"from", "on", "the", "same", "day", "evening", "followed", "plus"}
)
_ENOUGH: Final = frozenset({"and", "then", "later", "afterwards", "subsequently", "followed", "finally", "plus"})
_PREPOSITIONS: Final = frozenset({"with", "to", "by"})
_FAR: Final = 14  # tokens up to the same preposition again
_MOST: Final = 7  # words, commas and times from one party of a series to the next


def further(skeleton: Skeleton, actors: list[tuple[Actor, ...]], draft: Draft, last: int) -> list[Draft]:
    """The drafts of the parties that come after the one whose mark ends at token ``last`` (exclusive).

    "met A on Monday and B on Tuesday"; not "met A and B flew home", where B does something of his own.
    """
    tokens, found, at = skeleton.tokens, list[Draft](), last
    before = tokens[last - 2].text if last > 1 else ""
    while True:
        person = _next(tokens, at)
        if person is None and before in _PREPOSITIONS:
            person = _again(tokens, at, before)
        if person is None:
            return found
        one = copy(draft)
        one.second = actors[tokens[person].index]
        one.end = max(draft.end, tokens[person].end)
        time = _time_led(tokens, at, person)
        if time is None:
            time = _time_behind(skeleton, person)
        if time is not None:
            one.time = skeleton.times[tokens[time].index]
        found.append(one)
        at = person + 1


def _next(tokens: list[Mark], at: int) -> int | None:
    """The token of the next party, where only links, commas and times stand between."""
    linked = False
    for index in range(at, min(len(tokens), at + _MOST)):
        token = tokens[index]
        if token.kind == "P":
            linked = linked or _dated(tokens, at, index)
            return index if linked and not _acts(tokens, index) else None
        if token.kind == "L" and tokens[index - 1].text in {"in", "at"}:
            continue
        if token.kind == "T" or token.text in {",", "in", "at"}:
            continue
        if token.kind != "w" or token.text not in _LINKS:
            return None
        linked = linked or token.text in _ENOUGH
    return None


def _again(tokens: list[Mark], at: int, preposition: str) -> int | None:
    """The token of the next party that the same preposition brings: "with A, on trade, and with B"."""
    for index in range(at, min(len(tokens) - 1, at + _FAR)):
        token = tokens[index]
        if token.kind == "P" or token.text == "." or verbs().form_of(token.text) in {"past", "s"}:
            return None
        if token.text == preposition and tokens[index + 1].kind == "P":
            broken = tokens[index - 1].text in {",", ";", "and", "then"}
            return index + 1 if broken and not _acts(tokens, index + 1) else None
    return None


def _acts(tokens: list[Mark], person: int) -> bool:
    """A verb follows: the person is the subject of a clause of his own."""
    for token in tokens[person + 1 : person + 5]:
        if token.kind == "P" or token.text in {".", ";"}:
            return False
        if token.text in _AUXILIARIES or token.text == "'s" or verbs().form_of(token.text) in {"s", "past", "base"}:
            return True
        if token.kind == "w" and token.text.endswith("ed"):
            return True
    return False


_AUXILIARIES: Final = frozenset(
    {"is", "are", "was", "were", "will", "would", "has", "have", "had", "did", "does", "can", "could", "may"}
    | {"might", "should", "must", "said", "says", "who"}
)


def _dated(tokens: list[Mark], at: int, person: int) -> bool:
    """Each party has its own day, so that a comma is link enough: "B on Monday, C on Tuesday", "on T with C"."""
    if _time_led(tokens, at, person) is not None:
        return True
    own = tokens[person + 1 : person + 3]
    behind = bool(own) and (own[0].kind == "T" or (own[0].text in {"on", "in"} and own[-1].kind == "T"))
    return behind and any(token.kind == "T" for token in tokens[at:person]) and tokens[person - 1].text == ","


def _time_led(tokens: list[Mark], at: int, person: int) -> int | None:
    """The time before the preposition that brings a party: ", on Tuesday with B and on Wednesday with C"."""
    time = person - 2
    if time < at or tokens[time].kind != "T" or tokens[person - 1].text not in _PREPOSITIONS:
        return None
    return time


def _time_behind(skeleton: Skeleton, person: int) -> int | None:
    """The time right behind a party: "and B on Tuesday"."""
    tokens = skeleton.tokens
    for index in range(person + 1, min(len(tokens), person + 4)):
        if tokens[index].kind == "T":
            return index
        if tokens[index].text not in {",", "on", "in", "at"}:
            return None
    return None
