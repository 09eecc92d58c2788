"""Guests called visiting: "received the visiting foreign minister of Peru in Oslo" tells of a journey to Oslo."""

from __future__ import annotations

from dragoman.knowledge.patterns import Pattern
from dragoman.model import Place
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.sentence import Sentence

GUEST = Pattern(id="trip.visiting-guest", kind="trip", expr="visiting A", move="visit", confidence=0.6)
"""A pattern without an expression: persons are one mark of a skeleton, with "visiting" in it."""


def guests(sentence: Sentence, number: int, here: Place | None) -> list[Draft]:
    """A trip for each visiting person of a sentence whose place is told; ``here`` is that of the dateline."""
    skeleton = sentence.skeleton
    if skeleton is None:
        return []
    found: list[Draft] = []
    for phrase, actors in zip(skeleton.phrases, sentence.actors, strict=True):
        words = sentence.atoms[max(0, phrase.first - 1) : phrase.first + 2]
        if len(actors) != 1 or not any(atom.text.lower() == "visiting" for atom in words):
            continue
        place = _place(sentence, actors[0], here)
        if place is None or actors[0].country is None or actors[0].plural:
            continue
        members = phrase.members
        draft = Draft(GUEST, number, words[0].start, max(member.end for member in members))
        draft.first, draft.places = actors, (place,)
        found.append(draft)
    return found


def _place(sentence: Sentence, guest: Actor, here: Place | None) -> Place | None:
    """Where the guest was met, abroad: the place of the meeting, else the dateline's where a host is of it."""
    for draft in sentence.drafts:
        if draft.refusal is not None or guest not in draft.actors or draft.status != "held":
            continue
        if draft.kind not in {"meeting", "talks"}:
            continue
        if draft.place is not None and draft.place.country not in {None, guest.country}:
            return draft.place
        hosts = {actor.country for actor in draft.actors}
        if here is not None and here.country in hosts and here.country != guest.country:
            return here
    return None
