"""Nouns that speak of an engagement told before: "The trip was called off", "They put back the meeting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.patterns import verbs
from dragoman.model import Kind, Status
from dragoman.reading.actor import Actor
from dragoman.reading.assemble import Assembly, Engagement, same_gathering
from dragoman.reading.changes import meant_for
from dragoman.reading.drafts import Draft
from dragoman.reading.journeys import Journey, Journeys
from dragoman.reading.modality import modality, told_after
from dragoman.reading.modality_rules import rules
from dragoman.reading.skeleton import Skeleton
from dragoman.reading.times import TimeMention

REACH = 8
"""How many sentences back the engagement may stand that a noun speaks of."""
_CHANGES: frozenset[Status] = frozenset({"cancelled", "postponed", "cut_short", "declined"})
_EARLIER = re.compile(
    r"\b(?:had|earlier|previously|originally|first|twice|once|already|last (?:year|month|week)) $"
    r"|\bhad (?:\S+ )?been "
)
_REPORTED = re.compile(r"\b(?:said|says|announced|confirmed|told|added|reported|learned|learnt)(?: \S+)?(?: that)? $")
"""Before a noun of reported speech: "said the trip had been called off" is the news, not the past."""
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
    meant: TimeMention | None
    """The time that it was meant for, where the words tell one ("their meeting, planned for Monday, …")."""
    earlier: bool
    """Told as something that had been before ("had been postponed in April")."""


@cache
def _nouns() -> tuple[tuple[str, Guarded], ...]:
    table = verbs()
    found = []
    for name in ("call", "visit", "meeting"):
        words = "|".join(re.escape(w) for w in sorted(table.group(name, "anaphora"), key=lambda w: (-len(w), w)))
        adjectives = "|".join(re.escape(w) for w in sorted(table.adjectives, key=lambda w: (-len(w), w)))
        found.append(
            (
                name,
                Guarded(rf"(?<!\S){_DETERMINERS} (?:(?:{adjectives}|\w+-\w+|<T\d+> 's) ){{0,3}}?({words})(?= )"),
            )
        )
    found.append(("it", Guarded(r"(?:^|(?<=, )|(?<=and )|(?<=but ))(it)(?= (?:was|has|had|will|is|would))")))
    return tuple(found)


def changes(skeleton: Skeleton, taken: list[tuple[int, int]]) -> list[Change]:
    """The changes that a sentence tells of definite nouns; ``taken`` are the spans that drafts have read."""
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
    if name == "it" and not any(pattern.search(_rest(skeleton, last)) for _, pattern, _ in rules().after):
        return None
    before = " ".join(t.text for t in tokens[max(0, first - 3) : first]) + " "
    after = _rest(skeleton, last)
    told_of = re.match(r"(?:\S+ ){0,4}?had (?:\S+ )?been ", after) and not _REPORTED.search(before)
    earlier = bool(_EARLIER.search(before) or told_of)
    stop = min(len(tokens), last + 6)
    for index in range(last, stop):
        if tokens[index].text in {".", ";", ","}:
            stop = index
            break
    at = meant_for(skeleton, head, last)
    meant = None if at is None else skeleton.times[tokens[at].index]
    return Change(_KINDS[name], told.status, tokens[first].start, tokens[max(first, stop - 1)].end, meant, earlier)


def _rest(skeleton: Skeleton, last: int) -> str:
    return " ".join(t.text for t in skeleton.tokens[last : last + 24] if t.kind == "w") + " "


def retell(
    skeleton: Skeleton,
    sentence: int,
    drafts: list[Draft],
    assembly: Assembly,
    journeys: Journeys,
    actors: Sequence[tuple[Actor, ...]] = (),
) -> int:
    """Bring the changes told of definite nouns to the engagements they speak of; says how many.

    A draft refused as negated ("will not fly to Lima") is remembered for a sentence: "the visit was put off"
    says that it had been planned. ``actors`` are the persons of each phrase of the sentence.
    """
    taken = [(draft.start, draft.end) for draft in drafts if draft.refusal is None]
    denied = [draft for draft in drafts if (draft.refusal or "").startswith("negated") and _whole(draft)]
    assembly.denied = [draft for draft in assembly.denied if sentence - draft.sentence <= 1] + denied
    assembly.asked = [draft for draft in assembly.asked if sentence - draft.sentence <= 1]
    assembly.asked += [draft for draft in drafts if _asked_for(draft) and _whole(draft)]
    _gatherings(skeleton, assembly)
    count = _undone_alike(skeleton, sentence, assembly, journeys, actors) + _refused(skeleton, assembly, journeys)
    for change in changes(skeleton, taken):
        target = _target(change, sentence, assembly.engagements, journeys.all)
        _fill_day(change, target, assembly)
        if target is not None and _apply(change, target):
            target.spans.append((change.start, change.end))
            count += 1
        elif target is None or _last(target) < sentence:
            count += _revive(change, skeleton, assembly, journeys)
    return count


def _undone_alike(
    skeleton: Skeleton, sentence: int, assembly: Assembly, journeys: Journeys, actors: Sequence[tuple[Actor, ...]]
) -> int:
    """Undo all that the words just before planned for one occasion: "was due in L to see B, but never came".

    A person among the words is one of those who were to take part.
    """
    match = rules().alike.search(skeleton.text)
    if match is None:
        return 0
    head, last = skeleton.token_at(match.start()), skeleton.token_at(match.end() - 1)
    start, end = skeleton.tokens[head].start, skeleton.tokens[last].end
    told: list[Engagement | Journey] = [*assembly.engagements, *journeys.all]
    near = [item for item in told if 0 <= sentence - _last(item) <= 1 and min(a for a, _ in item.spans) < start]
    person = re.match(r"<P(\d+)> ", match.group())
    who = set(actors[int(person[1])]) if person and int(person[1]) < len(actors) else None
    planned = [i for i in near if i.status == "planned" and (who is None or who & set(_who(i)))]
    latest = max((_last(item) for item in planned), default=0)
    change = Change((), "cancelled", start, end, meant=None, earlier=False)
    done = [item for item in planned if _last(item) == latest and _apply(change, item)]
    for item in done:
        item.spans.append((start, end))
    return len(done)


def _asked_for(draft: Draft) -> bool:
    """Refused as a wish or an invitation: an answer may follow."""
    refusal = draft.refusal or ""
    return refusal.startswith("invited") or (refusal.startswith("hope") and rules().asked.search(refusal) is not None)


def _refused(skeleton: Skeleton, assembly: Assembly, journeys: Journeys) -> int:
    """ "A asked to see B. He refused on Monday.": declined, on the day of the refusal."""
    match = rules().refused_alike.search(skeleton.text) if assembly.asked else None
    if match is None:
        return 0
    start = skeleton.tokens[skeleton.token_at(match.start())].start
    end = skeleton.tokens[skeleton.token_at(match.end() - 1)].end
    draft = next((draft for draft in reversed(assembly.asked) if draft.end <= start), None)
    if draft is None:
        return 0
    assembly.asked.remove(draft)
    draft.refusal, draft.status = None, "declined"
    draft.time = next((time for time in skeleton.times if start <= time.start <= end + 12), None)
    dates = assembly.clock.date_of(draft)
    if draft.kind == "trip":
        journeys.add(draft, dates)
    else:
        assembly.add(draft, dates)
    return 1


def _who(item: Engagement | Journey) -> Sequence[Actor]:
    return item.travellers if isinstance(item, Journey) else item.actors


def _fill_day(change: Change, target: Engagement | Journey | None, assembly: Assembly) -> None:
    """ "A will not meet B. Their meeting, planned for Monday, has been cancelled": the day that it was to be on."""
    if change.meant is None or not isinstance(target, Engagement) or target.date is not None:
        return
    if target.status in {"planned", change.status} or target.unsure:
        target.date = assembly.clock.meant(change.meant)


def _last(target: Engagement | Journey) -> int:
    return target.sentence if isinstance(target, Journey) else max(target.sentences)


def _whole(draft: Draft) -> bool:
    """The draft names all that its kind needs, so that it can stand once its status is known."""
    if draft.kind == "trip":
        return bool(draft.first and draft.places and not draft.guessed_subject)
    return len({actor.country for actor in draft.actors if actor.country}) > 1


def _revive(change: Change, skeleton: Skeleton, assembly: Assembly, journeys: Journeys) -> int:
    """The plan that was denied just before is the one that the noun speaks of."""
    if change.earlier:
        return 0
    for draft in reversed(assembly.denied):
        if draft.kind not in change.kinds:
            continue
        assembly.denied.remove(draft)
        words = {token.text for token in skeleton.tokens}
        draft.refusal, draft.status = None, change.status
        draft.ahead = bool(words & {"will", "won't", "is", "are"})
        dates = assembly.clock.date_of(draft)
        if draft.kind == "trip":
            journeys.add(draft, dates)
        else:
            assembly.add(draft, dates)
        return 1
    return 0


_SUBJECT_BLOCKED = frozenset({"at", "in", "to", "for", "from", "during", "before", "after", "on", "into", "by", "with"})
_SITTING = frozenset({"meeting", "session", "summit", "round", "edition", "opening"})


def _gatherings(skeleton: Skeleton, assembly: Assembly) -> None:
    """Remember which gatherings as a whole were put off or called off ("the session of … was put off")."""
    tokens = skeleton.tokens
    for index, token in enumerate(tokens):
        if token.kind != "G":
            continue
        lead = [t.text for t in tokens[max(0, index - 4) : index]]
        if lead and lead[-1] == "the":
            lead.pop()
        if lead and (lead[-1] in _SUBJECT_BLOCKED or (lead[-1] == "of" and not _SITTING & set(lead))):
            continue
        status = told_after(skeleton, index + 1)
        name = skeleton.gatherings[token.index].name
        if status in {"postponed", "cancelled"} and name:
            at = meant_for(skeleton, index, index + 1)
            meant = None if at is None else assembly.clock.meant(skeleton.times[tokens[at].index])
            assembly.put_off.append((name, status, token.start, tokens[min(len(tokens), index + 8) - 1].end, meant))


def settle_gatherings(assembly: Assembly) -> None:
    """A gathering that is put off is put off for all who were to come."""
    for name, status, start, end, meant in assembly.put_off:
        for engagement in assembly.engagements:
            open_plan = engagement.status == "planned" or engagement.unsure
            if (
                engagement.kind == "conference"
                and engagement.name
                and open_plan
                and same_gathering(engagement.name, name)
            ):
                engagement.status, engagement.unsure = status, False
                engagement.date = engagement.date or meant
                engagement.spans.append((start, end))


def _target(
    change: Change, sentence: int, engagements: list[Engagement], journeys: list[Journey]
) -> Engagement | Journey | None:
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
