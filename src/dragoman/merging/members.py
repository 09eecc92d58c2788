"""The parties of an engagement from those of its reports, by name, office or country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.merging.actors import VALUES, Actor, relate
from dragoman.merging.views import View
from dragoman.model import Part, Party, PersonRef

_Told = tuple[Actor, Party, int, str]  # actor, party, its place in the report, key of the report


def members(views: Sequence[View]) -> tuple[Party, ...]:
    """The parties, each as fully as any report tells it, in the order that the reports give them."""
    first = views[0]
    if all(view.report.parties == first.report.parties for view in views):
        return first.report.parties
    told: list[_Told] = [
        (actor, party, at, view.key)
        for view in views
        for at, (actor, party) in enumerate(zip(view.actors, view.report.parties, strict=True))
    ]
    groups = _grouped(told)
    places = {id(group): sum(one[2] for one in group) / len(group) for group in groups}
    made = [(places[id(group)], -len(group), _party(group)) for group in groups]
    made.sort(key=lambda one: (one[0], one[1], repr(one[2])))
    return tuple(party for _, _, party in made)


def _rank(one: _Told) -> tuple[bool, bool, bool, int, str, str, str]:
    """The best known first: persons, then names (full ones first), then offices, then countries."""
    actor = one[0]
    return (
        not actor.named,
        actor.person is None,
        not actor.words,
        -len(actor.words),
        "" if actor.role else "~",
        repr(actor),
        one[3],
    )


def _grouped(told: list[_Told]) -> list[list[_Told]]:
    groups: list[list[_Told]] = []
    held: list[dict[str, Party]] = []  # for each group, the party that each report has in it
    for one in sorted(told, key=_rank):
        actor, party, _, key = one
        # a report's own parties are different ones, unless it says the same of both
        fits = [
            (VALUES[relate(group[0][0], actor)], -at)
            for at, group in enumerate(groups)
            if held[at].get(key, party) == party
        ]
        best = max((fit for fit in fits if _one(fit[0], actor)), default=None)
        if best is None:
            groups.append([one])
            held.append({key: party})
        else:
            groups[-best[1]].append(one)
            held[-best[1]][key] = party
    return groups


def _one(value: float, actor: Actor) -> bool:
    # an office whose holder the ledger gives otherwise is still that office's one party
    return value > 0 or (value == VALUES["doubt"] and not actor.named)


def _party(group: list[_Told]) -> Party:
    parties = [party for _, party, _, _ in group]
    names = [party.name for party in parties if party.name]
    return Party(
        name=max(names, key=lambda n: (len(n.split()), names.count(n), n)) if names else None,
        role=_most([party.role for party in parties if party.role]),
        country=_most([party.country for party in parties if party.country]),
        part=_part([party.part for party in parties if party.part]),
        person=_person([(party.person, bool(party.name)) for party in parties if party.person]),
    )


def _most(values: list[str]) -> str | None:
    count = Counter(values)
    return min(count, key=lambda value: (-count[value], -len(value), value)) if count else None


def _part(values: list[Part]) -> Part | None:
    if not values:
        return None
    best: Part = min(values, key=lambda value: (-values.count(value), value))
    return best


def _person(persons: list[tuple[PersonRef, bool]]) -> PersonRef | None:
    if not persons:
        return None
    strength = {"ruling": 2, "text": 1, "ledger": 0}
    count = Counter(person.id for person, _ in persons)
    return min(
        persons,
        key=lambda one: (-strength[one[0].via], not one[1], -count[one[0].id], one[0].id, one[0].name),
    )[0]
