"""Appointments: who takes or leaves which high office (parties and rank by gold/GUIDELINES.md)."""

from __future__ import annotations

import msgspec

from dragoman.knowledge.patterns import verbs
from dragoman.model import Place
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.scene import Scene, land_of, token_of

RANKED = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "deputy_head_of_government",
        "foreign_minister",
        "deputy_foreign_minister",
        "defence_minister",
        "finance_minister",
        "trade_minister",
        "interior_minister",
        "other_minister",
        "national_security_adviser",
        "military_chief",
        "intelligence_chief",
        "ambassador",
        "envoy",
        "head_of_organisation",
        "senior_official",
    }
)
"""Offices whose taking and leaving is an appointment: none of parliament, party, province or press."""

_SMALL_TITLES = frozenset(
    {"official", "senior official", "diplomat", "adviser", "advisor", "aide", "officer", "attache"}
)


class Office(msgspec.Struct, frozen=True):
    title: str | None = None
    office_class: str | None = None
    country: str | None = None


def appointment(draft: Draft, scene: Scene) -> Draft:
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
    """ "since she took office": no more than a mark in time, unless the day or month is told."""
    at = token_of(scene, draft.first) if draft.pattern.expr.startswith("S ") else None
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
            found = land_of(scene.skeleton, tokens[index + 1])
            if found and tokens[index].text in {"of", "for"}:
                return found[0]
        elif tokens[index].text not in {"of", "the"}:
            break
    return None


def _just_before(scene: Scene, at: int) -> str | None:
    for token in reversed(list(scene.tokens(at - 4, at))):
        if token.kind == "P":
            return None
        found = land_of(scene.skeleton, token)
        if found:
            return found[0]
    return None


def _only_nation(scene: Scene, official: Actor) -> str | None:
    """The one country of the sentence: whose parliament, king or city it is."""
    found: set[str] = set()
    for token in scene.skeleton.tokens:
        found.update(land_of(scene.skeleton, token))
    for actors in scene.actors:
        found.update(a.country for a in actors if a.country and a is not official)
    return found.pop() if len(found) == 1 else None


def _present_plan(draft: Draft, scene: Scene) -> Draft:
    """ "Takes office on 1 September" is told of what is to come."""
    word = scene.skeleton.tokens[draft.head].text
    if draft.status == "held" and draft.time is not None and not draft.headline and verbs().form_of(word) == "s":
        draft.status = "planned"
    return draft
