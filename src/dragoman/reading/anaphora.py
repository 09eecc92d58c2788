"""Nouns that speak of an engagement told before: "The trip was called off", "They put back the meeting"."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.knowledge.patterns import verbs
from dragoman.model import Kind, Status
from dragoman.reading.assemble import Engagement
from dragoman.reading.journeys import Journey
from dragoman.reading.modality import modality, rules
from dragoman.reading.skeleton import Skeleton

REACH = 8
"""How many sentences back the engagement may stand that a noun speaks of."""
_CHANGES: frozenset[Status] = frozenset({"cancelled", "postponed", "cut_short", "declined"})
_EARLIER = re.compile(r"\b(?:had|earlier|previously|originally|first|twice|once|already|last (?:year|month|week)) $|\bhad (?:\S+ )?been ")
_DETERMINERS = r"(?:the|this|that|their|his|her|its|both)"
_KINDS: dict[str, tuple[Kind, ...]] = {
    "visit": ("trip",),
    "call": ("call", "talks"),
    "meeting": ("meeting", "talks", "call", "conference"),
    "it": ("trip", "meeting", "talks", "call", "conference"),
}


class Change(msgspec.Struct, frozen=True):
    """A change of plan told of a noun: which kinds it can speak of, the status, and its words in the text."""

    kinds: tuple[Kind, ...]
    status: Status
    start: int
    end: int
    earlier: bool
    """Told as something that had been before ("had been postponed in April")."""


@cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = verbs()
    found = []
    for name in ("call", "visit", "meeting"):
        words = "|".join(re.escape(w) for w in sorted(table.group(name, "anaphora"), key=lambda w: (-len(w), w)))
        adjectives = "|".join(re.escape(w) for w in sorted(table.adjectives, key=lambda w: (-len(w), w)))
        found.append((name, re.compile(rf"(?<!\S){_DETERMINERS} (?:(?:{adjectives}|\w+-\w+|<T\d+> 's) ){{0,3}}?({words})(?= )")))
    found.append(("it", re.compile(r"(?:^|(?<=, )|(?<=and )|(?<=but ))(it)(?= (?:was|has|had|will|is|would))")))
    return tuple(found)


def changes(skeleton: Skeleton, taken: list[tuple[int, int]]) -> list[Change]:
    """The changes that a sentence tells of definite nouns; ``taken`` are the spans that drafts have read already."""
    found: list[Change] = []
    covered: set[int] = set()
    for name, pattern in _nouns():
        for match in pattern.finditer(skeleton.text):
            head = skeleton.token_at(match.start(1))
            last = skeleton.token_at(match.end() - 1) + 1
            token = skeleton.tokens[head]
            if head in covered or any(a <= token.start < b for a, b in taken):
                continue
            change = _change(skeleton, name, skeleton.token_at(match.start()), head, last)
            if change is not None:
                covered.update(range(head, last))
                found.append(change)
    return found


def _change(skeleton: Skeleton, name: str, first: int, head: int, last: int) -> Change | None:
    tokens = skeleton.tokens
    told = modality(skeleton, None, head, last, is_noun=True)
    if told.refusal or told.unsure or told.status not in _CHANGES:
        return None
    if name == "it" and not any(pattern.search(_rest(skeleton, last)) for _, pattern, _ in rules().after[:-1]):
        return None
    before = " ".join(t.text for t in tokens[max(0, first - 3) : first]) + " "
    after = _rest(skeleton, last)
    earlier = bool(_EARLIER.search(before) or re.match(r"(?:\S+ ){0,4}?had (?:\S+ )?been ", after))
    stop = min(len(tokens), last + 6)
    for index in range(last, stop):
        if tokens[index].text in {".", ";", ","}:
            stop = index
            break
    return Change(_KINDS[name], told.status, tokens[first].start, tokens[max(first, stop - 1)].end, earlier)


def _rest(skeleton: Skeleton, last: int) -> str:
    return " ".join(t.text for t in skeleton.tokens[last : last + 24] if t.kind == "w") + " "


def tell_again(skeleton: Skeleton, sentence: int, taken: list[tuple[int, int]], engagements: list[Engagement],
               journeys: list[Journey]) -> int:
    """Bring the changes that a sentence tells of definite nouns to the engagements they speak of; says how many."""
    count = 0
    for change in changes(skeleton, taken):
        target = _target(change, sentence, engagements, journeys)
        if target is None:
            continue
        if _apply(change, target):
            target.spans.append((change.start, change.end))
            count += 1
    return count


def _target(change: Change, sentence: int, engagements: list[Engagement],
            journeys: list[Journey]) -> Engagement | Journey | None:
    """The engagement of a fitting kind told last; for "it" only the one of the sentence before."""
    reach = 1 if len(change.kinds) == len(_KINDS["it"]) else REACH
    pool: list[tuple[int, int, Engagement | Journey]] = []
    for engagement in engagements:
        if engagement.kind in change.kinds:
            pool.append((max(engagement.sentences), 0, engagement))
    if "trip" in change.kinds:
        pool += [(journey.sentence, 1, journey) for journey in journeys]
    near = [entry for entry in pool if 0 <= sentence - entry[0] <= reach]
    if not near:
        return None
    latest = max(entry[0] for entry in near)
    same = [entry for entry in near if entry[0] == latest]
    if len(same) > 1 and reach == 1:
        return None
    return same[-1][2]


def _apply(change: Change, target: Engagement | Journey) -> bool:
    """Whether the change holds for the engagement: what was held cannot be called off any more."""
    unsure = getattr(target, "unsure", False)
    if target.status == "held" and change.status != "cut_short":
        return False
    if change.earlier and target.status == "planned" and not unsure:
        return False
    if isinstance(target, Journey):
        if target.status in _CHANGES and target.status != "cancelled":
            return False
        target.forced = change.status
        if change.status != "cut_short":
            for stop in target.stops:
                stop.status = change.status
        return True
    if change.status == "cut_short" or (target.status in _CHANGES and not unsure):
        return False
    target.status, target.unsure = change.status, False
    return True
