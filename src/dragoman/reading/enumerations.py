"""A list under a line that leads into it: "The minister met:" and below it one counterpart on each line."""

from __future__ import annotations

from copy import copy
from typing import Final

from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.match import SPOKEN, complete_contact
from dragoman.reading.sentence import Sentence

_BULLETS: Final = frozenset(["-", "–", "—", "•", "*", "·", ",", "(", ")", "."])
_WANTING: Final = ("one side only", "nobody")  # what a lead-in lacks is told below it


class LeadIn:
    """The contact that a line with a colon announced, while the items of its list are read."""

    def __init__(self) -> None:
        self._lead: Draft | None = None

    def read(self, row: Sentence, number: int) -> Actor | None:
        """Add to an item the contact that it is an item of; returns whom the list is about while it lasts."""
        skeleton = row.skeleton
        if skeleton is None or not skeleton.tokens:
            return None
        if skeleton.tokens[-1].text == ":":
            self._lead = _announced(row)
            return None
        person = _first_person(row)
        if self._lead is None or row.role != "list" or person is None:
            self._lead = None
            return None
        draft = copy(self._lead)
        draft.second, draft.refusal, draft.sentence, draft.block = row.actors[person], None, number, row.block
        token = next(t for t in skeleton.tokens if t.kind == "P" and t.index == person)
        draft.start, draft.end = token.start, token.end
        if len(skeleton.times) == 1:
            draft.time = skeleton.times[0]
        row.drafts = [*row.drafts, complete_contact(draft)]
        subject = draft.first[0]
        for actor in draft.second:
            actor.last_seen = min(actor.last_seen, subject.last_seen - 1)  # the text goes on about the subject
        return subject


def _announced(row: Sentence) -> Draft | None:
    """The contact of a lead-in whose other side is still to come."""
    for draft in row.drafts:
        lacking = draft.refusal is not None and draft.refusal.startswith(_WANTING)
        if draft.kind in SPOKEN and lacking and draft.first and not draft.second:
            return draft
    return None


def _first_person(row: Sentence) -> int | None:
    """The person that an item begins with, bullets and numbers before it."""
    assert row.skeleton is not None
    for token in row.skeleton.tokens:
        if token.kind == "P":
            return token.index
        if token.text not in _BULLETS and not token.text.rstrip(".)").isdigit() and token.kind != "T":
            return None
    return None
