"""Joint statements: who issued them, be it officials, states or groups of states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dragoman.knowledge.gazetteer import gazetteer
from dragoman.knowledge.places import capital_of
from dragoman.model import Kind, Place, Status
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.scene import Scene, is_grouping, land_of, nation, sides, token_of

_JOINERS = frozenset({"-", "–", "—", "/", ",", "and", "&"})
_CONTACTS = frozenset({"meeting", "call", "talks"})
_NEAR = 5  # sentences between a contact and the statement that came out of it


def statement(draft: Draft, scene: Scene) -> Draft:
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
            found += [
                scene.state(c) for c in land_of(scene.skeleton, token) if is_grouping(c) and c not in {"EU", "UN"}
            ]
        elif token.kind == "G":
            name = scene.skeleton.gatherings[token.index].name
            codes = dict.fromkeys(hit.entry.country for hit in gazetteer().find(name) if hit.entry.country)
            found += [scene.state(code) for code in codes] if len(codes) > 1 else []
    lead = scene.protagonist
    if found and lead is not None and lead.name and scene.skeleton.tokens[0].kind == "T":
        found = [lead, *(actor for actor in found if actor.country != lead.country)]
    return found


def _another_speaks(draft: Draft, scene: Scene) -> bool:
    """ "A and B met, the ministry said in a statement": the words after the comma name another."""
    at = token_of(scene, draft.first)
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
            found += land_of(scene.skeleton, tokens[at])
        at += 1
    return found


def _chain_before(scene: Scene, head: int) -> list[str]:
    """Countries right before the noun: "the Tunisian-Libyan joint statement"."""
    tokens, found, at = scene.skeleton.tokens, list[str](), head - 1
    while at >= 0 and (
        tokens[at].text in _JOINERS | {"joint", "trilateral", "common"} or land_of(scene.skeleton, tokens[at])
    ):
        found += land_of(scene.skeleton, tokens[at])
        at -= 1
    return found[::-1]


class _Told(Protocol):
    """What was told earlier in the article (``assemble.Engagement``)."""

    kind: Kind
    status: Status
    actors: list[Actor]
    sentences: list[int]


def lend(draft: Draft, told: Sequence[_Told]) -> bool:
    """Give "a joint statement", "a joint press conference" the parties of the contact told last, if any.

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
