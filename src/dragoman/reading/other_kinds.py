"""Appointments, remarks and statements: what a draft of these kinds must show before it counts.

Contacts need two sides; these kinds have rules of their own (gold/GUIDELINES.md): an appointment is of somebody
who takes or leaves a high office, remarks have a foreign audience or a foreign official beside the speaker, a
statement is issued by two sides at least, who may be states without any official.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

import msgspec

from dragoman.knowledge.gazetteer import gazetteer
from dragoman.knowledge.places import capital_of
from dragoman.knowledge.patterns import verbs
from dragoman.model import Kind, Place, Status
from dragoman.reading.cast import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.skeleton import Mark, Skeleton

OTHER_KINDS: frozenset[Kind] = frozenset({"appointment", "remarks", "statement"})

RANKED = frozenset(
    {"head_of_state", "head_of_government", "deputy_head_of_government", "foreign_minister", "deputy_foreign_minister",
     "defence_minister", "finance_minister", "trade_minister", "interior_minister", "other_minister",
     "national_security_adviser", "military_chief", "intelligence_chief", "ambassador", "envoy",
     "head_of_organisation", "senior_official"}
)
"""Classes of the offices whose taking and leaving is an appointment: no parliament, party, province or press office."""

_SMALL_TITLES = frozenset({"official", "senior official", "diplomat", "adviser", "advisor", "aide", "officer", "attache"})
_JOINERS = frozenset({"-", "–", "—", "/", ",", "and", "&"})
_CONTACTS = frozenset({"meeting", "call", "talks"})
_NEAR = 5  # sentences between a contact and the statement that came out of it
_AUDIENCE = 8  # tokens after the words of a speech in which its audience is looked for


class Scene(msgspec.Struct, frozen=True):
    """Where a draft was read: its sentence, who its phrases stand for, its tokens ``first:last``.

    ``office`` is the phrase (by number) that names an office taken or left, ``lands`` the list of places that acts.
    ``state`` gives the actor that stands for a country as a whole, ``protagonist`` is whom the article is about.
    """

    skeleton: Skeleton
    actors: list[tuple[Actor, ...]]
    first: int
    last: int
    office: int | None = None
    lands: int | None = None
    state: Callable[[str], Actor] | None = None
    protagonist: Actor | None = None

    def tokens(self, low: int, high: int) -> Iterator[Mark]:
        return iter(self.skeleton.tokens[max(0, low) : max(0, high)])


class Office(msgspec.Struct, frozen=True):
    title: str | None = None
    office_class: str | None = None
    country: str | None = None


def settle_other(draft: Draft, scene: Scene) -> Draft:
    """The draft with its parties as its kind has them, or refused with the reason."""
    if draft.status == "declined":
        return draft.refuse("declined: it did not come about and nobody else asked for it")
    if not _subject_asked(draft):
        draft.first, draft.guessed_subject = (), False
    _foretold(draft, scene)
    _with_office(draft, scene)
    if draft.kind == "appointment":
        return _appointment(draft, scene)
    if draft.kind == "statement":
        return _statement(draft, scene)
    return _remarks(draft, scene)


def _token_of(scene: Scene, actors: tuple[Actor, ...]) -> int | None:
    """The token of the phrase that stands for just these actors, the one nearest to the predicate."""
    near = [i for i, t in enumerate(scene.skeleton.tokens) if t.kind == "P" and scene.actors[t.index] == actors]
    return min(near, key=lambda i: abs(i - scene.first)) if near and actors else None


def _with_office(draft: Draft, scene: Scene) -> None:
    """An office in apposition over a word or two: "the defence minister, retired general X", "New envoy: X"."""
    at = _token_of(scene, draft.first)
    if at is None or len(draft.first) != 1 or draft.first[0].office_class is not None:
        return
    tokens, actor, comma = scene.skeleton.tokens, draft.first[0], False
    for index in range(at - 1, max(-1, at - 6), -1):
        token = tokens[index]
        if token.kind == "P" and comma:
            member = scene.skeleton.phrases[token.index].members[-1]
            if member.name is None and member.office_class and not member.plural:
                actor.office_class, actor.title = member.office_class, member.title
                actor.country = actor.country or member.country
            return
        if token.kind != "w" or (verbs().form_of(token.text) is not None and token.text not in {"retired", "lead"}):
            return
        comma = comma or token.text in {",", ":"}


_KIN = frozenset({"his", "her", "their", "host", "guest", "visitor", "colleague", "counterpart", "and", ",", "interlocutor"})


def _with_fellow(draft: Draft, scene: Scene) -> None:
    """"A and her Angolan host, Minister B, gave ...": the grammar of persons saw B alone."""
    at = _token_of(scene, draft.first)
    if at is None or len(draft.first) != 1:
        return
    tokens, lands, joined = scene.skeleton.tokens, list[str](), False
    for index in range(at - 1, max(-1, at - 8), -1):
        token = tokens[index]
        named = token.kind == "P" and any(a.name for a in scene.actors[token.index])
        if token.kind == "P" and not joined and not named and scene.actors[token.index]:
            lands += [a.country for a in scene.actors[token.index] if a.country]
            continue
        if token.kind == "P":
            if joined:
                fellow = draft.first[0]
                if lands and fellow.person is None:
                    fellow.country = lands[0]
                draft.first = tuple(dict.fromkeys((*scene.actors[token.index], fellow)))
            return
        land = _land(scene.skeleton, token) if token.kind == "w" else ()
        lands += land
        if token.text not in _KIN and not land:
            return
        joined = joined or token.text == "and"


def _foretold(draft: Draft, scene: Scene) -> None:
    """"Before he became minister, X ...": the pronoun points ahead."""
    tokens = scene.skeleton.tokens
    if draft.first or draft.pattern.traveller != "A" or len(tokens) < 2 or tokens[1].kind != "P":
        return
    if tokens[0].text in {"before", "after", "when", "since", "until", "while", "once"} and scene.first <= 3:
        later = [t for t in tokens[2:] if t.kind == "P" and any(a.name for a in scene.actors[t.index])]
        if later and scene.skeleton.phrases[tokens[1].index].is_pronoun:
            draft.first = scene.actors[later[0].index]


def _subject_asked(draft: Draft) -> bool:
    """Whether the expression takes its first party from the clause's subject or from a mark of its own."""
    words = draft.pattern.expr.split()
    return words[0] == "S" or "A" in words


# --- nations in words ------------------------------------------------------------------------------------


@cache
def nation(word: str) -> str | None:
    """The country that a token of a skeleton names ("japan", "lithuanian"), else None."""
    if len(word) < 4 or not word.replace(" ", "").isalpha():
        return None
    for hit in gazetteer().find(word.title()):
        if hit.end == len(word) and hit.start == 0 and hit.entry.kind in {"country", "demonym"}:
            return hit.entry.country
    return None


def _land(skeleton: Skeleton, token: Mark) -> tuple[str, ...]:
    """Countries that a token names, be it a place, a demonym or an organisation."""
    if token.kind == "L":
        return tuple(p.country for p in skeleton.places[token.index] if p.country)
    if token.kind == "O":
        code = skeleton.organisations[token.index].country
        return (code,) if code else ()
    found = nation(token.text) if token.kind == "w" else None
    return (found,) if found else ()


def is_grouping(country: str | None) -> bool:
    """The code is of a group of countries or an organisation, not of one country."""
    return country is not None and (len(country) != 2 or not country.isalpha() or country in {"EU", "UN"})


# --- appointments ----------------------------------------------------------------------------------------


def _appointment(draft: Draft, scene: Scene) -> Draft:
    if draft.guessed_subject:
        return draft.refuse("no subject: who takes or leaves office cannot be told")
    people = draft.first if draft.pattern.traveller == "A" else draft.second
    office = _office(scene, draft.pattern.needs == "new")
    if scene.office is not None and office.office_class is None:
        return draft.refuse("no office: the words name none of rank")
    if _background(draft, scene):
        return draft.refuse("background: a clause that only says since when")
    kept = [actor for actor in people if _holds(actor, office, draft.headline)]
    if not kept:
        return draft.refuse("no office of rank: nothing says which high office is taken or left")
    draft.first, draft.second = tuple(kept), ()
    if scene.skeleton.tokens[scene.first].kind == "T":
        draft.time = None  # "a day after her confirmation" dates what came a day later
    draft.place = _seat(draft.place)
    for actor in kept:
        country = office.country or actor.country or _only_nation(scene, actor)
        if actor.office_class is None:
            actor.title, actor.office_class = office.title, office.office_class
        actor.country = actor.country or country
        draft.roles[actor.number] = (office.title or actor.title, country)
    return _present_plan(draft, scene)


def _background(draft: Draft, scene: Scene) -> bool:
    """"since she took office": no more than a mark in time, unless the day or month is told."""
    at = _token_of(scene, draft.first) if draft.pattern.expr.startswith("S ") else None
    before = scene.skeleton.tokens[at - 1].text if at else ""
    if before not in {"since", "when", "after", "before", "until", "once", "as"} or scene.office is not None:
        return False
    return draft.time is None or draft.time.form in {"year", "anaphoric", "vague", "open", "decade", "season"}


def _seat(place: Place | None) -> Place | None:
    return place if place is not None and place.city else None


def _holds(actor: Actor, office: Office, headline: bool) -> bool:
    if actor.name is None and (actor.plural or headline or actor.country is None):
        return False
    office_class = office.office_class or actor.office_class
    title = (office.title or actor.title or "").lower()
    return office_class in RANKED and title not in _SMALL_TITLES


def _office(scene: Scene, needs_new: bool) -> Office:
    """The office that the phrase after "as" names, with the country that the words around it give."""
    if scene.office is None:
        return Office()
    at = next((i for i, t in enumerate(scene.skeleton.tokens) if t.kind == "P" and t.index == scene.office), -1)
    following = [token.text for token in scene.tokens(at + 1, at + 8)]
    members = scene.skeleton.phrases[scene.office].members
    member = next((m for m in members if m.title and m.name is None), None)
    if member is None or following[:1] == ["'s"] or (needs_new and not member.fresh):
        return Office()
    office_class = member.office_class
    if office_class == "other" and (member.title or "").lower() == "governor" and "bank" in following[:4]:
        office_class = "senior_official"
    of_other = following[:1] == ["of"] and not any(word.startswith("<") for word in following[1:4])
    if office_class not in RANKED or (office_class == "head_of_state" and of_other):
        return Office()
    country = member.country or _after_of(scene, at) or _just_before(scene, at)
    return Office(member.title, office_class, country)


def _after_of(scene: Scene, at: int) -> str | None:
    tokens = scene.skeleton.tokens
    for index in range(at + 1, min(at + 6, len(tokens) - 1)):
        if tokens[index].text in {"of", "for"} or index > at + 1:
            found = _land(scene.skeleton, tokens[index + 1])
            if found and tokens[index].text in {"of", "for"}:
                return found[0]
        elif tokens[index].text not in {"of", "the"}:
            break
    return None


def _just_before(scene: Scene, at: int) -> str | None:
    for token in reversed(list(scene.tokens(at - 4, at))):
        if token.kind == "P":
            return None
        found = _land(scene.skeleton, token)
        if found:
            return found[0]
    return None


def _only_nation(scene: Scene, official: Actor) -> str | None:
    """The one country of the sentence: whose parliament, king or city it is."""
    found: set[str] = set()
    for token in scene.skeleton.tokens:
        found.update(_land(scene.skeleton, token))
    for actors in scene.actors:
        found.update(a.country for a in actors if a.country and a is not official)
    return found.pop() if len(found) == 1 else None


def _present_plan(draft: Draft, scene: Scene) -> Draft:
    """"Takes office on 1 September" is told of what is to come."""
    word = scene.skeleton.tokens[draft.head].text
    if draft.status == "held" and draft.time is not None and not draft.headline and verbs().form_of(word) == "s":
        draft.status = "planned"
    return draft


# --- statements ------------------------------------------------------------------------------------------


def _statement(draft: Draft, scene: Scene) -> Draft:
    people = [a for a in draft.actors if a.country or (a.name and (a.office_class or a.person or not a.plural))]
    states = [] if scene.state is None else [scene.state(code) for code in _states(draft, scene, bool(people))]
    if not people and not states:
        people = _groups(scene)
    present = {actor.country for actor in people}
    draft.first = (*people, *(state for state in states if state.country not in present))
    draft.second = ()
    if _another_speaks(draft, scene):
        return draft.refuse("no subject: somebody else says it")
    if draft.pattern.shared and sides(draft.first) < 2:
        draft.shared, draft.first = True, ()
        return draft
    if draft.guessed_subject and len(people) < 2:
        return draft.refuse("no subject: who issued it cannot be told")
    if not draft.first:
        return draft.refuse("nobody: who issued it cannot be told")
    if draft.pattern.mutual and sides(draft.first) < 2:
        return draft.refuse("one side only: a joint statement has two")
    return draft


def _groups(scene: Scene) -> list[Actor]:
    """Who issued it where a line names a group or a gathering only: "G7 Foreign Ministers' Statement".

    On a dated line of somebody's trip page, the traveller is one of them.
    """
    if scene.state is None:
        return []
    found: list[Actor] = []
    for token in scene.tokens(scene.first, scene.last):
        if token.kind == "O":
            found += [scene.state(c) for c in _land(scene.skeleton, token) if is_grouping(c) and c not in {"EU", "UN"}]
        elif token.kind == "G":
            name = scene.skeleton.gatherings[token.index].name
            codes = dict.fromkeys(hit.entry.country for hit in gazetteer().find(name) if hit.entry.country)
            found += [scene.state(code) for code in codes] if len(codes) > 1 else []
    lead = scene.protagonist
    if found and lead is not None and lead.name and scene.skeleton.tokens[0].kind == "T":
        found = [lead, *(actor for actor in found if actor.country != lead.country)]
    return found


def _another_speaks(draft: Draft, scene: Scene) -> bool:
    """"A and B met, the ministry said in a statement": the words after the last comma name another speaker."""
    at = _token_of(scene, draft.first)
    if not draft.pattern.expr.startswith("S ") or at is None or at > scene.first:
        return False
    between = [token.text for token in scene.tokens(at + 1, scene.first)]
    after = between[len(between) - between[::-1].index(",") :] if "," in between else []
    return any(word in {"the", "a", "an", "its", "their", "his", "her"} for word in after)


def _states(draft: Draft, scene: Scene, peopled: bool) -> list[str]:
    """Countries that act without any official: the list before or after, "the Saudi-Omani statement"."""
    found: list[str] = []
    if scene.lands is not None:
        at = next(i for i, t in enumerate(scene.skeleton.tokens) if t.kind == "L" and t.index == scene.lands)
        found += _chain(scene, at)
    if len(set(found)) < 2 and not peopled:
        before = _chain_before(scene, draft.head)
        found = before if len(set(before)) > 1 else found
    return list(dict.fromkeys(found)) if len(set(found)) > 1 or peopled else []


def _acting(place: Place) -> bool:
    return place.country is not None and (place.city is None or capital_of(place.country) == place.city)


def _chain(scene: Scene, at: int) -> list[str]:
    """Countries in a row from token ``at`` on: "Japan - Korea - U.S."."""
    tokens, found = scene.skeleton.tokens, list[str]()
    while at < len(tokens) and (tokens[at].text in _JOINERS or tokens[at].kind == "L" or nation(tokens[at].text)):
        if tokens[at].kind == "L":
            found += [p.country for p in scene.skeleton.places[tokens[at].index] if p.country and _acting(p)]
        else:
            found += _land(scene.skeleton, tokens[at])
        at += 1
    return found


def _chain_before(scene: Scene, head: int) -> list[str]:
    """Countries right before the noun: "the Tunisian-Libyan joint statement"."""
    tokens, found, at = scene.skeleton.tokens, list[str](), head - 1
    while at >= 0 and (tokens[at].text in _JOINERS | {"joint", "trilateral", "common"} or _land(scene.skeleton, tokens[at])):
        found += _land(scene.skeleton, tokens[at])
        at -= 1
    return found[::-1]


def sides(actors: Iterable[Actor]) -> int:
    """How many sides the actors are; a group of countries ("the G7 foreign ministers") is many."""
    rows = list(actors)
    many = sum(1 for actor in rows if actor.name is None and is_grouping(actor.country))
    return len({actor.country or actor.number for actor in rows}) + many


class _Told(Protocol):
    """What was told earlier in the article (``assemble.Engagement``)."""

    kind: Kind
    status: Status
    actors: list[Actor]
    sentences: list[int]


def lend(draft: Draft, told: Sequence[_Told]) -> bool:
    """Give "a joint statement", "a joint press conference" the parties of the contact told last, if there is one.

    Another mention of a statement that has its parties already is taken for that one.
    """
    many = [one for one in told if sides(one.actors) > 1 and set(draft.first) <= set(one.actors)]
    same = [one for one in many if one.kind == draft.kind]
    near = [one for one in many if one.kind in _CONTACTS and 0 <= draft.sentence - max(one.sentences) <= _NEAR]
    if draft.status == "held":
        near = [one for one in near if one.status in {"held", "cut_short"}]
    for one in (*same[-1:], *near[-1:]):
        draft.first = tuple(one.actors)
        return True
    return False


# --- remarks ---------------------------------------------------------------------------------------------


def _official(actor: Actor) -> bool:
    return bool(actor.office_class or actor.person or (actor.title and actor.country)) or (actor.plural and bool(actor.country))


def _remarks(draft: Draft, scene: Scene) -> Draft:
    _with_fellow(draft, scene)
    draft.first = tuple(actor for actor in draft.first if _official(actor))
    draft.second = tuple(actor for actor in draft.second if _official(actor) and actor not in draft.first)
    if draft.pattern.shared and sides(draft.actors) < 2 and not draft.guessed_subject:
        draft.shared = True
        return draft
    if not draft.first:
        return draft.refuse("no official: nothing says whom the speaker acts for")
    if draft.guessed_subject and draft.pattern.needs != "abroad" and not draft.second:
        return draft.refuse("no subject: who spoke cannot be told")
    if all(actor.name is None and actor.plural for actor in draft.actors):
        return draft.refuse("nobody: bodies without a name")
    if draft.pattern.mutual and sides(draft.actors) < 2:
        return draft.refuse("one side only: reporters are told things every day")
    if draft.pattern.needs is None or sides(draft.actors) > 1:
        return draft
    home = {actor.country for actor in draft.first}
    lands = _audience(draft, scene)
    if any(land not in home for land in lands):
        return draft
    if lands:
        return draft.refuse("home audience: remarks count where somebody foreign is addressed")
    if draft.pattern.needs == "told" and (draft.time is not None or draft.status != "held"):
        return draft
    return draft.refuse("no audience: nothing says that it was a foreign one, or an event of its own")


def _audience(draft: Draft, scene: Scene) -> list[str]:
    """The countries and organisations where, or before whom, it was said."""
    found: list[str] = []
    if draft.place is not None and draft.place.country:
        found.append(draft.place.country)
    tokens = scene.skeleton.tokens
    stop = min(len(tokens), scene.last + _AUDIENCE)
    for index in range(scene.first, stop):
        token = tokens[index]
        if index >= scene.last and token.text in {"that", ",", ";", ".", "on", "about"}:
            break
        before = tokens[index - 1].text if index else ""
        if token.kind == "G":
            found.append("gathering")
        elif token.kind != "L" or before in {"in", "at", "to", "before", "of", "near", "the", "'s"} or index < scene.last:
            found += _land(scene.skeleton, token)
    return found
