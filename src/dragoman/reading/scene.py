"""Where a draft of the other kinds was read: its sentence with its persons and countries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec

from dragoman.knowledge.gazetteer import gazetteer
from dragoman.knowledge.patterns import verbs
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.skeleton import Mark, Skeleton


class Scene(msgspec.Struct, frozen=True):
    """Where a draft was read: its sentence, who its phrases stand for, its tokens ``first:last``.

    ``office`` is the phrase (by number) that names an office taken or left, ``lands`` the list of places that
    acts. ``state`` gives the actor that stands for a country, ``protagonist`` is whom the article is about.
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


@cache
def nation(word: str) -> str | None:
    """The country that a token of a skeleton names ("japan", "lithuanian"), else None."""
    if len(word) < 4 or not word.replace(" ", "").isalpha():
        return None
    for hit in gazetteer().find(word.title()):
        if hit.end == len(word) and hit.start == 0 and hit.entry.kind in {"country", "demonym"}:
            return hit.entry.country
    return None


def land_of(skeleton: Skeleton, token: Mark) -> tuple[str, ...]:
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


def sides(actors: Iterable[Actor]) -> int:
    """How many sides the actors are; a group of countries ("the G7 foreign ministers") is many."""
    rows = list(actors)
    many = sum(1 for actor in rows if actor.name is None and is_grouping(actor.country))
    return len({actor.country or actor.number for actor in rows}) + many


def token_of(scene: Scene, actors: tuple[Actor, ...]) -> int | None:
    """The token of the phrase that stands for just these actors, the one nearest to the predicate."""
    near = [i for i, t in enumerate(scene.skeleton.tokens) if t.kind == "P" and scene.actors[t.index] == actors]
    return min(near, key=lambda i: abs(i - scene.first)) if near and actors else None


def with_office(draft: Draft, scene: Scene) -> None:
    """An office in apposition over a word or two: "the defence minister, retired general X"."""
    at = token_of(scene, draft.first)
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


def foretold(draft: Draft, scene: Scene) -> None:
    """ "Before he became minister, X ...": the pronoun points ahead."""
    tokens = scene.skeleton.tokens
    if draft.first or draft.pattern.traveller != "A" or len(tokens) < 2 or tokens[1].kind != "P":
        return
    if tokens[0].text in {"before", "after", "when", "since", "until", "while", "once"} and scene.first <= 3:
        later = [t for t in tokens[2:] if t.kind == "P" and any(a.name for a in scene.actors[t.index])]
        if later and scene.skeleton.phrases[tokens[1].index].is_pronoun:
            draft.first = scene.actors[later[0].index]
