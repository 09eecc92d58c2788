"""Gatherings that are told of themselves: "NATO foreign ministers met in Brussels", "the G20 summit was put off".

A group that acts is one party (GUIDELINES, Decisions): "G7 foreign ministers" of ``G7``.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from dragoman.knowledge.gatherings import GatheringMention, find_gatherings
from dragoman.knowledge.organisations import organisation_codes
from dragoman.knowledge.patterns import Pattern
from dragoman.reading.actor import Actor
from dragoman.reading.assemble import Engagement
from dragoman.reading.changes import meant_for
from dragoman.reading.drafts import Draft
from dragoman.reading.modality import modality
from dragoman.reading.scopes import place_of, time_of
from dragoman.reading.sentence import Sentence
from dragoman.reading.skeleton import Skeleton

GROUP_MEETS = Pattern(id="conference.group-meets", kind="conference", expr="S {meet}", confidence=0.65)
GROUP_SITS = Pattern(id="conference.group-sits", kind="conference", expr="G {be} held", confidence=0.6)
"""Patterns without an expression: they rest on what the group or the gathering is."""

Body = Callable[[str, str], Actor]
"""The actor that a group is, by its role and the code of its organisation."""


def add_members(engagements: list[Engagement], body: Body) -> None:
    """Who attends a meeting of "NATO foreign ministers" sits with them: the group is a party besides."""
    for engagement in engagements:
        if engagement.kind != "conference" or not engagement.name:
            continue
        found = find_gatherings(engagement.name, 0, len(engagement.name))
        role = members_of(found[0]) if len(found) == 1 else None
        if role is None or not _OF_MINISTERS.search(engagement.name) or found[0].organisation is None:
            continue
        if len(engagement.actors) == 1 and engagement.actors[0].name:
            engagement.actors.append(body(role, found[0].organisation))


_OF_MINISTERS = re.compile(
    r"\b[A-Z]+\w* (?:foreign|defen[cs]e|finance) ministers?['’]?s? ?(?:meeting)?$", re.IGNORECASE
)
"""A sitting that is called by its members alone: "NATO Foreign Ministers' Meeting"."""


def without_background(engagements: list[Engagement]) -> list[Engagement]:
    """A group that met by itself is the story, or background to one that names persons."""
    own = [engagement for engagement in engagements if set(engagement.patterns) != {GROUP_MEETS.id}]
    return own or engagements


_MEMBERS = re.compile(
    r"\b(?:[\w-]+ )?(?:(?:foreign|defen[cs]e|finance|trade|interior|energy|health|prime|economy|agriculture) )?"
    r"(?:ministers|leaders|heads of (?:state|government)(?: and government)?|presidents|ambassadors|"
    r"defen[cs]e chiefs|chiefs of (?:defen[cs]e|staff)|envoys)\b",
    re.IGNORECASE,
)
_SITS = re.compile(
    r"^(?:(?!(?:said|says|told|but|while|because|after|before|when|if|where|as) )\S+ ){0,12}?"
    r"(?:(?:was|were|is|are|be|been|being) (?:\S+ )?(?:held|convened|opened|postponed|cancelled|canceled|scheduled|"
    r"planned|rescheduled|scrapped|due|set)|put off|called off|postponed|took place|takes place|taking place|"
    r"take place|opened|opens|begins|began|convenes|convened|kicks off|kicked off|concluded|concludes|ended|ends|"
    r"gets under way|got under way|starts|started|gathers|gathered|meets|met) "
)
_BLOCKED = frozenset(
    {"at", "in", "for", "from", "during", "before", "after", "of", "by", "with", "since", "to", "on", "about", "until"}
)
_ARTICLES = frozenset({"the", "a", "an", "this", "their"})
_SPOKEN = frozenset({"meeting", "talks"})


class Sittings:
    """Reads the sittings of one article; keeps the gathering told last without saying who came."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._open: Draft | None = None

    def read(self, sentence: Sentence, number: int) -> list[Draft]:
        """A conference for each group that met by itself, for each sitting told by its name, and for the one
        told before, once a sentence says who led its sides ("The delegations were headed by A and B")."""
        skeleton = sentence.skeleton
        if skeleton is None or sentence.headline:
            return []
        _of_a_group(sentence)
        found = self._led(sentence, number)
        found += _meeting_groups(sentence, skeleton) + _named_sittings(sentence, skeleton, number, self._body)
        conferences = [d for d in sentence.drafts if d.refusal is None and d.kind == "conference"]
        opened = None if conferences or found else _unattended(skeleton, number)
        self._open = opened or (None if conferences else self._open)
        return found

    def _led(self, sentence: Sentence, number: int) -> list[Draft]:
        found: list[Draft] = []
        for draft in sentence.drafts:
            if not draft.pattern.sitting or draft.refusal is not None:
                continue
            told = self._open
            if told is None or not 0 < number - told.sentence <= REACH or not draft.actors:
                draft.refuse("no gathering: nothing says what they led")
                continue
            draft.name, draft.status, draft.ahead = told.name, told.status, told.ahead
            draft.time, draft.place = told.time or draft.time, told.place or draft.place
            draft.first = tuple(actor for actor in draft.first if actor.name or not actor.plural) or draft.first
            told = copy.copy(told)
            told.first, told.second = draft.first, draft.second
            found.append(told)
            for other in sentence.drafts:
                if other.kind in _SPOKEN and set(other.actors) <= set(draft.actors) and other.refusal is None:
                    other.refuse("the sitting itself: told as a conference")
        return found


REACH = 7
"""How many sentences back the gathering may stand whose sides were led by somebody."""


def _meeting_groups(sentence: Sentence, skeleton: Skeleton) -> list[Draft]:
    """ "Foreign ministers of the G7 will meet in Lima": refused as a meeting, since only one side is there."""
    found: list[Draft] = []
    for draft in sentence.drafts:
        refusal = draft.refusal or ""
        if draft.kind not in _SPOKEN or len(draft.first) != 1 or (draft.second and not draft.pattern.with_place):
            continue
        group = draft.first[0]
        if not refusal.startswith(("one side only", "no host")) or any(group in other.first for other in found):
            continue
        called = _called(sentence, group) or group.title or ""
        if group.name or group.country not in organisation_codes() or not _MEMBERS.search(called):
            continue
        sitting = Draft(GROUP_MEETS, draft.sentence, draft.start, draft.end)
        told = modality(skeleton, _token_of(sentence, group), draft.head, draft.last, is_noun=False)
        if told.refusal is not None or draft.time is None:
            continue  # without a day it is background, mostly of a gathering that is told elsewhere
        sitting.status, sitting.unsure, sitting.ahead = told.status, told.unsure, told.ahead
        sitting.first, sitting.time, sitting.place = (group,), draft.time, draft.place
        sitting.name = f"{called} meeting"
        sitting.head, sitting.last, sitting.present = draft.head, draft.last, draft.present
        found.append(sitting)
    return found


def _of_a_group(sentence: Sentence) -> None:
    """ "took part in a meeting of NB8 foreign ministers": the group is the other party, and names the sitting."""
    for draft in sentence.drafts:
        if draft.pattern.id != "conference.meeting-of" or draft.refusal is not None:
            continue
        group = draft.second[0] if len(draft.second) == 1 else None
        called = None if group is None else _called(sentence, group) or group.title
        if (
            group is None
            or group.name
            or group.country not in organisation_codes()
            or not _MEMBERS.search(called or "")
        ):
            draft.refuse("no gathering: a meeting of others than the members of a group")
            continue
        draft.name = f"meeting of {called}"
        for other in sentence.drafts:
            if other.kind in _SPOKEN and group in other.actors and other.refusal is None:
                other.refuse("the sitting itself: told as a conference")


def _token_of(sentence: Sentence, group: Actor) -> int | None:
    assert sentence.skeleton is not None
    for at, token in enumerate(sentence.skeleton.tokens):
        if token.kind == "P" and group in sentence.actors[token.index]:
            return at
    return None


def _called(sentence: Sentence, group: Actor) -> str | None:
    """What the sentence calls the group: "NATO foreign ministers"."""
    for phrase, actors in zip(sentence.phrases, sentence.actors, strict=False):
        if group in actors and len(actors) == 1:
            words = [atom.text for atom in sentence.atoms[phrase.first : phrase.last] if atom.code not in ",a"]
            return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")
    return None


def _named_sittings(sentence: Sentence, skeleton: Skeleton, number: int, body: Body) -> list[Draft]:
    """ "The ASEAN foreign ministers' retreat has been called off": its members are the party."""
    taken = {draft.name for draft in sentence.drafts if draft.refusal is None and draft.kind == "conference"}
    found: list[Draft] = []
    for at, token in enumerate(skeleton.tokens):
        if token.kind != "G":
            continue
        mention = skeleton.gatherings[token.index]
        role = members_of(mention)
        if role is None or mention.organisation is None or mention.name in taken or not _told_itself(skeleton, at):
            continue
        draft = _sitting(skeleton, at, number)
        if draft is not None:
            draft.first = (body(role, mention.organisation),)
            found.append(draft)
    return found


def _unattended(skeleton: Skeleton, number: int) -> Draft | None:
    """The first gathering that the sentence tells of as held or planned, whoever came."""
    for at, token in enumerate(skeleton.tokens):
        if token.kind == "G" and _told_itself(skeleton, at):
            draft = _sitting(skeleton, at, number)
            if draft is not None:
                return draft
    return None


def _told_itself(skeleton: Skeleton, at: int) -> bool:
    """The gathering at token ``at`` is what the sentence tells of, no setting of something else."""
    before = [t.text for t in skeleton.tokens[max(0, at - 3) : at] if t.text not in _ARTICLES]
    if before and before[-1] in _BLOCKED:
        return False
    return _SITS.match("".join(t.text + " " for t in skeleton.tokens[at + 1 : at + 24])) is not None


def _sitting(skeleton: Skeleton, at: int, number: int) -> Draft | None:
    told = modality(skeleton, None, at, at + 1, is_noun=True)
    if told.refusal is not None or told.status not in {"held", "planned", "postponed", "cancelled"}:
        return None
    tokens = skeleton.tokens
    draft = Draft(GROUP_SITS, number, tokens[at].start, tokens[min(at + 8, len(tokens) - 1)].end)
    draft.status, draft.ahead, draft.name = told.status, told.ahead, skeleton.gatherings[tokens[at].index].name
    draft.head, draft.last = at, at + 1
    draft.time = time_of(skeleton, range(at, at + 1), set())
    draft.place = place_of(skeleton, range(at, at + 1), set())
    meant = meant_for(skeleton, at, at + 1) if told.status in {"postponed", "cancelled"} else None
    if meant is not None:
        draft.time = skeleton.times[tokens[meant].index]
    return draft


def members_of(mention: GatheringMention) -> str | None:
    """Who sits in a gathering whose name says so: "NATO foreign ministers" of "NATO Foreign Ministers' Meeting"."""
    name = re.sub(r"(?<=[a-z])(?:['’]s?)?(?= )", "", mention.name)
    match = re.search(
        r"\b(\w+ )?(ministers?|leaders|heads of state(?: and government)?|ambassadors)\b", name, re.IGNORECASE
    )
    if match is None or mention.organisation is None or _PAIR.search(name):
        return None
    kind = (match[1] or "").strip().lower()
    who = match[2].lower()
    who = who if who.endswith("s") or "state" in who else who + "s"
    return f"{mention.organisation} {kind} {who}" if kind in _POSTS else f"{mention.organisation} {who}"


_PAIR = re.compile(r"\w[-–/][A-Z]")
"""A sitting of two sides ("EU-China") is no group's own."""
_POSTS = frozenset({"foreign", "defence", "defense", "finance", "trade", "interior", "energy", "health", "prime"})
