"""Appointments, remarks and statements: what a draft of these kinds must show before it counts.

Contacts need two sides; these kinds have rules of their own (gold/GUIDELINES.md): an appointment is of
somebody who takes or leaves a high office, remarks have a foreign audience or a foreign official beside the
speaker, a statement is issued by two sides at least, who may be states without any official.
"""

from __future__ import annotations

from dragoman.knowledge.patterns import verbs
from dragoman.model import Kind
from dragoman.reading.appointments import appointment
from dragoman.reading.drafts import Draft
from dragoman.reading.remarks import remarks
from dragoman.reading.scene import Scene, foretold, with_office
from dragoman.reading.statements import lend, statement

__all__ = ["OTHER_KINDS", "Scene", "lend", "settle_other"]

OTHER_KINDS: frozenset[Kind] = frozenset({"appointment", "remarks", "statement"})


def settle_other(draft: Draft, scene: Scene) -> Draft:
    """The draft with its parties as its kind has them, or refused with the reason."""
    if draft.status == "declined" and not _refused(draft, scene):
        draft.status = "held"  # "was dismissed" is no refusal here
    if draft.status == "declined":
        return draft.refuse("declined: it did not come about and nobody else asked for it")
    if not _subject_asked(draft):
        draft.first, draft.guessed_subject = (), False
    foretold(draft, scene)
    with_office(draft, scene)
    if draft.kind == "appointment":
        return appointment(draft, scene)
    if draft.kind == "statement":
        return statement(draft, scene)
    return remarks(draft, scene)


def _refused(draft: Draft, scene: Scene) -> bool:
    """Whether somebody refused, or did so by the words of an appointment alone ("dismissed the minister")."""
    if draft.kind != "appointment":
        return True
    before = [verbs().lemma_of(token.text) for token in scene.tokens(scene.first - 8, draft.head)]
    return not {"refuse", "decline", "reject", "turn", "rebuff"}.isdisjoint(before)


def _subject_asked(draft: Draft) -> bool:
    """Whether the expression takes its first party from the clause's subject or from a mark of its own."""
    words = draft.pattern.expr.split()
    return words[0] == "S" or "A" in words
