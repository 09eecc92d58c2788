"""The parties of two reports set against each other."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.countries import country
from dragoman.merging.actors import VALUES, Actor, relate
from dragoman.merging.views import MANY, View
from dragoman.merging.weights import WEIGHTS

_SAID = {
    "person": "the same person",
    "name": "the same name",
    "surname": "the same last name",
    "alike": "a name that sounds alike",
    "office": "the same office",
    "country": "the same country",
    "doubt": "perhaps another person",
}


LIST = 6
"""Of so many parties a report may choose whom it names."""
SEVERAL = 4
"""So many who attend a gathering are more than a talk at its margin."""


class Match(NamedTuple):
    """``number`` is None for a veto; ``whole``: every party of each stands in the other."""

    number: float | None
    sentence: str
    whole: bool


def match_parties(one: View, other: View) -> Match:
    """How well the parties fit: persons, names, offices, countries; who takes part on one side only."""
    return _match(one.actors, other.actors, one.family if one.family == other.family else _mixed(one, other))


def _mixed(one: View, other: View) -> str:
    met = one if one.family == "spoken" else other
    return "many" if len(met.actors) >= MANY else "mixed"


@lru_cache(maxsize=262144)
def _match(one: tuple[Actor, ...], other: tuple[Actor, ...], family: str) -> Match:
    pairs = _pair(one, other)
    used_one, used_other = {i for _, i, _ in pairs}, {j for _, _, j in pairs}
    left = [actor for i, actor in enumerate(one) if i not in used_one]
    right = [actor for j, actor in enumerate(other) if j not in used_other]
    whole = not left and not right
    said = _words(one, other, pairs)
    if family == "conference":
        name = "attend the same gathering" if any(n > 0 for n, _, _ in pairs) else "other attendants"
        return Match(WEIGHTS[name], said or "they name different attendants", whole)
    if not pairs:
        return Match(None, "no party is the same", False)
    if family in {"trip", "remarks", "appointment"}:
        return Match(max(n for n, _, _ in pairs), said, whole)
    if family == "many" and not (left and right):
        name = "several among many who met" if len(pairs) >= SEVERAL else "among many who met"
        return Match(WEIGHTS[name], said, whole)
    if family in {"mixed", "many"} and not whole:
        return Match(WEIGHTS["others at the gathering"], f"{said}; not all parties are the same", False)
    return _of_sides(pairs, said, (one, other), (left, right))


def _of_sides(
    pairs: list[tuple[float, int, int]],
    said: str,
    sets: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    alone: tuple[list[Actor], list[Actor]],
) -> Match:
    (left, right), whole = alone, not alone[0] and not alone[1]
    number = 2 * sum(n for n, _, _ in pairs) / len(pairs)
    small = min(len(sets[0]), len(sets[1]))
    if left and right:
        # each names somebody whom the other does not: in long lists that is choice, else contradiction
        if small < LIST or len(pairs) * 2 < small:
            return Match(None, "other parties: " + _names([*left, *right]), False)
        return Match(number + WEIGHTS["only some of a long list"], said + "; each names some more", False)
    extra = left or right
    if len(pairs) == 1 and extra:
        number *= 0.6
    if not extra:
        return Match(number, said, whole)
    lands = {sets[0][i].country for _, i, _ in pairs} | {sets[1][j].country for _, _, j in pairs}
    if _of_both_sides(extra, lands):
        return Match(
            number + WEIGHTS["a further minister of each side"],
            f"{said}; one names a further minister of each side, {_names(extra)}",
            False,
        )
    if {actor.country for actor in extra} <= lands:
        return Match(
            number + WEIGHTS["further members of a delegation"],
            f"{said}; one names {_names(extra)}, too",
            False,
        )
    if small >= 4:
        name = "only some of a long list" if small * 2 >= small + len(extra) else "a few of a long list"
        return Match(number + WEIGHTS[name], f"{said}; one names {_names(extra)}, too", False)
    if len(extra) == 1 and len(pairs) > 1 and _organisation(extra[0]) and len(lands) > 1:
        return Match(number + WEIGHTS["an organisation, too"], f"{said}; one names {_names(extra)}, too", False)
    return Match(number + WEIGHTS["a further side"], f"{said}; one names a further side, {_names(extra)}", False)


def _of_both_sides(extra: list[Actor], lands: set[str | None]) -> bool:
    """Those whom only one report names are ministers or heads of each side: a format of its own ("2+2")."""
    leading = {actor.country for actor in extra if actor.office and _leads(actor.office)}
    return len(lands) > 1 and lands <= leading


def _organisation(actor: Actor) -> bool:
    # an organisation that brings two states together is often left out
    return actor.country is not None and country(actor.country) is None


def _leads(office: str) -> bool:
    return office in {"head_of_state", "head_of_government"} or (
        office.endswith("_minister") and not office.startswith("deputy_")
    )


def _pair(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> list[tuple[float, int, int]]:
    """Each party with its best counterpart, the surest pairs first."""
    fits = [(VALUES[relate(a, b)], -i, -j) for i, a in enumerate(one) for j, b in enumerate(other)]
    fits = sorted((fit for fit in fits if fit[0] > VALUES["other"]), reverse=True)
    taken_one: set[int] = set()
    taken_other: set[int] = set()
    pairs = []
    for number, i, j in fits:
        if i not in taken_one and j not in taken_other:
            taken_one.add(i)
            taken_other.add(j)
            pairs.append((number, -i, -j))
    return pairs


def _words(one: tuple[Actor, ...], other: tuple[Actor, ...], pairs: list[tuple[float, int, int]]) -> str:
    said = []
    for _, i, j in sorted(pairs, key=lambda pair: pair[1:])[:4]:
        said.append(f"{_name(one[i])} and {_name(other[j])}: {_SAID[relate(one[i], other[j])]}")
    return "; ".join(said) + (f" and {len(pairs) - 4} more" if len(pairs) > 4 else "")


def _name(actor: Actor) -> str:
    return actor.name or " ".join(filter(None, (actor.country, " ".join(sorted(actor.role))))) or "somebody"


def _names(actors: list[Actor]) -> str:
    names = sorted(_name(actor) for actor in actors)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
