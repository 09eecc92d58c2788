"""What a sentence must hold for an expression to match: a quick test before the regular expression is tried.

A need is a set of words of which one must stand in the sentence. ``<P``, ``<L``, ``<T``, ``<G``, ``<O`` and ``<Q``
stand for the marks of a skeleton. What may be absent, gaps and what must not follow make no need.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.expressions import MARKS, PIECE

if TYPE_CHECKING:
    import re

    from dragoman.knowledge.patterns import Verbs

Need = frozenset[str]


def needs_of(expression: str, verbs: Verbs, where: str) -> tuple[Need, ...]:
    """The needs of an expression, those of fewest words first. Raises DataError for unknown verbs and sets."""
    found = _sequence(PIECE.finditer(expression), verbs, where)
    return tuple(sorted(set(found), key=lambda need: (len(need), sorted(need))))


def _sequence(pieces: Iterator[re.Match[str]], verbs: Verbs, where: str) -> list[Need]:
    """The needs of the pieces up to the bracket that closes them; of alternatives, what all of them share."""
    alternatives: list[list[Need]] = [[]]
    for match in pieces:
        verb, form, group, _, bracket, word = match.groups()
        needs = alternatives[-1]
        if verb:
            needs.append(_of_forms(verbs.forms(verb, form, where)))
        elif group:
            needs.append(_of_forms(verbs.group(group, where)))
        elif bracket == "|":
            alternatives.append([])
        elif bracket in {")", "]"}:
            break
        elif bracket:
            inner = _sequence(pieces, verbs, where)
            if bracket == "(":
                needs += inner
        elif word in MARKS:
            needs.append(frozenset({f"<{MARKS[word]}"}))
        elif word and word not in {"S", "^"}:
            needs.append(frozenset({word}))
    if len(alternatives) == 1:
        return alternatives[0]
    if not all(alternatives):
        return []
    return [frozenset().union(*(min(needs, key=lambda need: (len(need), sorted(need))) for needs in alternatives))]


def _of_forms(forms: tuple[str, ...]) -> Need:
    """One word of each form: of "phone call" the longer."""
    return frozenset(max(form.split(), key=len) for form in forms)
