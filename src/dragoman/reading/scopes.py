"""Where and when: which place and which time of a sentence belong to a predicate."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec

from dragoman.model import Place
from dragoman.reading.occasions import belongs_elsewhere, narrowed, of_leaving, opens_clause, plain
from dragoman.reading.skeleton import Mark, Skeleton
from dragoman.reading.times import TimeMention

_AT = frozenset({"in", "at", "near", "outside", "inside"})
_TO = frozenset({"to", "into", "for"})
_BREAKS = frozenset(
    {
        ";",
        ".",
        "but",
        "while",
        "who",
        "which",
        "said",
        "says",
        "that",
        "because",
        "although",
        "whereas",
        "since",
        "told",
        "added",
        "then",
        "after",
        "before",
    }
)
_OPENING = frozenset(
    {"(", "in", "on", "at", "from", "the", "capital", "city", ",", "earlier", "later", "also", "then", "and"}
)
_RELATIVE = frozenset(
    {
        "who",
        "which",
        "whose",
        "elected",
        "reelected",
        "appointed",
        "named",
        "born",
        "inaugurated",
        "sworn",
        "signed",
        "founded",
    }
)
"""Words that open an aside between commas: "X, elected in 2021, met Y"."""
_SUBJECTS = frozenset(
    {
        "war", "wars", "conflict", "situation", "crisis", "fighting", "peace", "stability", "troops",
        "forces", "violence", "security", "elections", "election", "developments", "events", "ceasefire",
        "truce", "bases", "investments", "investment", "interests", "operations", "killing", "killings",
        "attack", "attacks", "coup", "protests", "presence", "role", "reforms", "ambassador", "embassy",
        "democracy", "progress", "unrest", "disaster", "earthquake", "floods", "rights", "hostilities",
        "bloodshed", "instability", "tensions", "tension", "transition", "hostages", "prisoners", "detainees",
        "intervention", "offensive", "famine", "drought", "outbreak", "upheaval", "uprising", "insurgency",
        "projects", "companies", "firms", "citizens", "nationals",
    }
)  # fmt: skip
"""What is talked about in a place: "talks on the war in Ukraine" are not held there."""
_SOFT = frozenset({",", "and", "when", "where", "as", "following", "ahead"})


_FAR = 40
"""How many words away a place or time still belongs to a predicate, and how long a relative clause is."""


def _distance(skeleton: Skeleton, origin: range, at: int, heads: set[int]) -> float:
    """How far a token stands from a predicate: words between, dearer over commas, clauses, other predicates."""
    tokens = skeleton.tokens
    low, high = (at + 1, origin.start) if at < origin.start else (origin.stop, at)
    if high - low > _FAR:
        return 99.0
    aside, other = _aside(skeleton, origin.start), _aside(skeleton, at)
    if (aside is not None and at not in aside) or (other is not None and origin.start not in other):
        return 99.0
    cost = 0.0
    skipped = _asides_between(skeleton, low, high)
    leading = origin.start > 2 and _leads(tokens, at)  # "On T, in the course of …, A met B": said of the main clause
    for index in range(low, high):
        token = tokens[index]
        if index in skipped:
            continue
        cost += 0.2 if leading else 0.4
        if index in heads:
            cost += 3 if leading else 6
        if token.kind == "w" and token.text in _BREAKS:
            cost += 8
        elif token.kind == "w" and token.text in _SOFT:
            cost += 0.8 if leading else 2.5
    return cost + (1.5 if at < origin.start else 0)


def _leads(tokens: list[Mark], at: int) -> bool:
    """The time opens the sentence, alone or with a place: "On T", "In L on T", "(In T"."""
    return at <= 4 and all(token.kind == "L" or token.text in _OPENING for token in tokens[:at])


def _asides_between(skeleton: Skeleton, low: int, high: int) -> frozenset[int]:
    """Tokens of relative clauses that open and close within: "met B, who heads the bloc, on T"."""
    tokens = skeleton.tokens
    if skeleton.words.isdisjoint(_RELATIVE):
        return frozenset()
    inside: set[int] = set()
    for start in range(low, high - 1):
        if tokens[start].text == "," and tokens[start + 1].text in _RELATIVE:
            span = _aside(skeleton, start + 1)
            if span is not None and span.stop < high:
                inside.update(range(span.start, span.stop + 1))
    return frozenset(inside)


def _aside(skeleton: Skeleton, at: int) -> range | None:
    """The relative clause between commas that a token stands in: ", who is on a visit to L, met B on T"."""
    if skeleton.words.isdisjoint(_RELATIVE):
        return None
    if at not in skeleton.asides:  # every predicate asks for every place and time
        skeleton.asides[at] = _find_aside(skeleton.tokens, at)
    return skeleton.asides[at]


def _find_aside(tokens: list[Mark], at: int) -> range | None:
    start, least = at, max(0, at - _FAR)
    while start > least and tokens[start].text not in {",", ";", "."}:
        start -= 1
    if start + 1 >= len(tokens) or tokens[start].text != "," or tokens[start + 1].text not in _RELATIVE:
        return None
    stop, most = at, min(len(tokens), at + _FAR)
    while stop < most and tokens[stop].text not in {",", ";", "."}:
        stop += 1
    return range(start, stop) if stop < most and tokens[stop].text == "," else None


def time_of(skeleton: Skeleton, origin: range, heads: set[int]) -> TimeMention | None:
    """The time of the predicate that covers the tokens ``origin``; ``heads`` are the other predicates' tokens."""
    best: tuple[float, int] | None = None
    left: TimeMention | None = None  # when they left for it: no day of its own, nor that of the story
    for at in skeleton.marks.get("T", ()):
        token = skeleton.tokens[at]
        if skeleton.times[token.index].form in {"clock", "duration", "named"}:
            continue
        if opens_clause(skeleton, at, origin):
            return plain(skeleton.times[token.index])
        if belongs_elsewhere(skeleton, at, origin):
            continue
        if of_leaving(skeleton.tokens, at, origin):
            left = msgspec.structs.replace(skeleton.times[token.index], form="named")
            continue
        cost = 0.0 if at in origin else _distance(skeleton, origin, at, heads)
        if cost < 14 and (best is None or cost < best[0]):
            best = (cost, token.index)
    return left if best is None else skeleton.times[narrowed(skeleton, best[1])]


def place_of(skeleton: Skeleton, origin: range, heads: set[int]) -> Place | None:
    """The place of the predicate: after "in" or "at", or the goal of a journey in the same clause."""
    best: tuple[float, Place] | None = None
    marks = skeleton.marks.get("L", [])
    first, last = bisect_left(marks, origin.start - _FAR - 1), bisect_right(marks, origin.stop + _FAR)
    for at in marks[first:last]:  # those further away have no chance
        token = skeleton.tokens[at]
        if len(skeleton.places[token.index]) != 1:
            continue
        before = skeleton.tokens[at - 1].text if at else ""
        if before not in _AT and before not in _TO and at != 0:
            continue
        told = skeleton.places[token.index][0]
        if (told.city is None and told.country is None) or (at > 1 and skeleton.tokens[at - 2].text in _SUBJECTS):
            continue
        following = skeleton.tokens[at + 1].text if at + 1 < len(skeleton.tokens) else ""
        if following in {"'s", "-"}:
            continue
        cost = 0.0 if at in origin else _distance(skeleton, origin, at, heads)
        if before in _TO:
            cost += 4
        if at == 0:
            cost += 2
        if cost < 12 and (best is None or cost < best[0]):
            best = (cost, skeleton.places[token.index][0])
    return None if best is None else best[1]


def told_last(skeleton: Skeleton | None) -> Place | None:
    """The place that a sentence leaves its readers at: the last one that something was in or somebody went to."""
    if skeleton is None:
        return None
    found = None
    for at, token in enumerate(skeleton.tokens):
        if token.kind != "L" or not at or len(skeleton.places[token.index]) != 1:
            continue
        place = skeleton.places[token.index][0]
        if skeleton.tokens[at - 1].text in _LEADS and place.country:
            found = place
    return found


_LEADS = frozenset(["in", "at", "to", "for", "near", "visited", "visit", "visiting", "reached", "left"])
