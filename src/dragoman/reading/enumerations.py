"""A list under a line that leads into it: "The minister met:" and below it one counterpart on each line.

So does a heading that names a kind of contact ("Bilateral meetings", "Telephone calls") over persons alone, and
a line that is to be completed by gatherings ("The minister will also attend").
"""

from __future__ import annotations

import re
from copy import copy
from typing import Final

from dragoman.knowledge.patterns import Pattern
from dragoman.model import Status
from dragoman.reading.actor import Actor
from dragoman.reading.drafts import Draft
from dragoman.reading.lines import CLOCK
from dragoman.reading.match import SPOKEN, complete_contact
from dragoman.reading.sentence import Sentence

_BULLETS: Final = frozenset(["-", "–", "—", "•", "*", "·", ",", "(", ")", "."])
_WANTING: Final = ("one side only", "nobody")  # what a lead-in lacks is told below it


_ADJECTIVES: Final = (
    r"(?:(?:bilateral|separate|official|courtesy|working|other|further|telephone|phone|video|political|individual|"
    r"one - on - one|high - level|ministerial|scheduled|planned|today|<T\d+>|his|her|the) )*"
)
_RUBRIC: Final = re.compile(
    rf"^{_ADJECTIVES}(?P<noun>meetings?|bilaterals|talks|consultations|calls?|conversations|phone calls|audiences)"
    rf"(?: with (?:{_ADJECTIVES}(?:foreign )?(?:counterparts|ministers|leaders|officials|colleagues|partners)|<P\d+>))?"
    r"(?: (?:on|in|at|for) <[TL]\d+>)*(?: :)? $"
)
_ATTENDS: Final = re.compile(
    r"^<P\d+> (?P<ahead>will |is to |is due to |is scheduled to |is expected to )?(?:also )?"
    r"(?:attends?|attended|join(?:s|ed)?|participated? in|participates in|takes? part in|took part in)"
    r"(?: the following(?: \w+)?)?(?: :)? $"
)
_TIME: Final = r"(?:(?:<T\d+>|\d[\d:.h]*|hrs|hours|h|[–—:-]|[ap]\.m\.|at) )*"
_KIND_WORDS: Final = (
    r"(?:(?:bilateral|courtesy|farewell|introductory|telephone|phone|video|working|virtual|by|via|on|the|a) )*"
    r"(?:meeting|call|visit|audience|talks|conversation|telephone|phone|video|videoconference|vtc|zoom|bilateral)"
)
_ENTRY: Final = re.compile(
    rf"^{_TIME}(?:(?P<label>cancelled|canceled|postponed|deferred) [:–—-] )?"
    rf"(?P<before>{_KIND_WORDS} (?:: |with )?)?<P\d+> (?P<after>\) )?(?:, <L\d+> )?(?P<aside>[(\[] .{{1,60}}? [)\]] )?"
    rf"(?P<how>(?:[,–—-] )?{_KIND_WORDS} )?(?:, <L\d+> )?(?:\. )?$"
)
_REMOTE: Final = re.compile(r"\b(?:telephone|phone|video|videoconference|virtual|vtc|zoom)\b")
_SITTING: Final = re.compile(
    r"\b(?:meeting|summit|conference|session|committee|council|forum|dialogue|assembly|ministerial|commission|"
    r"commemoration|symposium|seminar|roundtable|round table|ceremony)\b",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 14
RUBRIC_MEETING = Pattern(id="meeting.rubric", kind="meeting", expr="@meeting", confidence=0.7)
RUBRIC_CALL = Pattern(id="call.rubric", kind="call", expr="@call", confidence=0.7)
RUBRIC_SITTING = Pattern(id="conference.rubric", kind="conference", expr="S {attend}", confidence=0.65)
"""Patterns without an expression: what stands over the list says what its items are."""


class LeadIn:
    """The contact that a line announced, while the items of its list are read.

    ``about`` is whom the page is about: a heading names no subject.
    """

    def __init__(self, text: str, about: Actor | None = None, *, ahead: bool = False) -> None:
        self._text = text
        self._about = about
        self._ahead = ahead
        self._lead: Draft | None = None

    def read(self, row: Sentence, number: int) -> Actor | None:
        """Add to an item the contact that it is an item of; returns whom the list is about while it lasts."""
        skeleton = row.skeleton
        if skeleton is None or not skeleton.tokens:
            return None
        if skeleton.tokens[-1].text == ":" or row.role != "list":
            self._lead = _announced(row) if skeleton.tokens[-1].text == ":" else None
        entry = self._entry(row, number)
        if entry is not None:
            row.drafts = [*row.drafts, entry]
            return entry.first[0]
        announced = self._attending(row, number) or self._rubric(row, number)
        if announced is not None:
            self._lead = announced
        if announced is not None or self._lead is None or row.role != "list":
            return None
        item = self._sitting(row, number) if self._lead.kind == "conference" else self._contact(row, number)
        if item is None:
            self._lead = None
            return None
        row.drafts = [*row.drafts, item]
        subject = item.first[0]
        for actor in item.second:
            actor.last_seen = min(actor.last_seen, subject.last_seen - 1)  # the text goes on about the subject
        return subject

    def _contact(self, row: Sentence, number: int) -> Draft | None:
        person = _first_person(row)
        if person is None or self._lead is None or not row.actors[person] or row.skeleton is None:
            return None
        token = next(t for t in row.skeleton.tokens if t.kind == "P" and t.index == person)
        draft = self._item(row, number, token.start, token.end)
        draft.second = row.actors[person]
        return complete_contact(draft)

    def _sitting(self, row: Sentence, number: int) -> Draft | None:
        """An item that names a gathering, known or by its words."""
        skeleton = row.skeleton
        assert skeleton is not None
        if skeleton.gatherings:
            named = skeleton.gatherings[0]
            draft = self._item(row, number, named.start, named.end)
            draft.name = named.name
        else:
            words = [t for t in skeleton.tokens if t.text not in _BULLETS]
            said = " ".join(t.text for t in words)
            if not words or len(words) > _LONGEST_NAME or not _SITTING.search(said):
                return None
            first = words[1] if words[0].text in {"the", "a", "an"} and len(words) > 1 else words[0]
            draft = self._item(row, number, first.start, words[-1].end)
            draft.name = " ".join(self._text[first.start : words[-1].end].split())
        draft.second = ()
        return draft

    def _item(self, row: Sentence, number: int, start: int, end: int) -> Draft:
        assert self._lead is not None
        draft = copy(self._lead)
        draft.refusal, draft.sentence, draft.block = None, number, row.block
        draft.start, draft.end = start, end
        if row.skeleton is not None and len(row.skeleton.times) == 1:
            draft.time = row.skeleton.times[0]
        return draft

    def _rubric(self, row: Sentence, number: int) -> Draft | None:
        """What a heading announces: "Bilateral meetings", over persons alone."""
        assert row.skeleton is not None
        found = _RUBRIC.match(row.skeleton.text) if self._about is not None else None
        if found is None or row.role not in {"heading", "paragraph", "list"}:
            return None
        called = found["noun"] in {"call", "calls", "phone calls"} or " phone " in f" {row.skeleton.text}"
        draft = Draft(RUBRIC_CALL if called else RUBRIC_MEETING, number, row.start, row.end)
        assert self._about is not None
        draft.first = (self._about,)
        draft.status = "planned" if self._ahead else "held"
        draft.present = True
        return draft

    def _entry(self, row: Sentence, number: int) -> Draft | None:
        """A line of a schedule that gives a time and a person alone: an appointment of the one whose it is."""
        if not self._ahead or self._about is None or row.skeleton is None:
            return None
        if not CLOCK.match(self._text, row.start) or any(draft.refusal is None for draft in row.drafts):
            return None
        found = _ENTRY.match(row.skeleton.text)
        person = next((t.index for t in row.skeleton.tokens if t.kind == "P"), None)
        if found is None or person is None or self._about in row.actors[person]:
            return None
        said = f"{found['before'] or ''}{found['how'] or ''}"
        called = _REMOTE.search(said) or said.startswith("call ")
        draft = Draft(RUBRIC_CALL if called else RUBRIC_MEETING, number, row.start, row.end)
        draft.first, draft.second = (self._about,), row.actors[person]
        draft.status, draft.present, draft.block = _fate(found), True, row.block
        return complete_contact(draft)

    def _attending(self, row: Sentence, number: int) -> Draft | None:
        """What a line announces that gatherings are to complete: "The minister will also attend"."""
        assert row.skeleton is not None
        found = _ATTENDS.match(row.skeleton.text)
        if found is None or not row.actors or not row.actors[0]:
            return None
        draft = Draft(RUBRIC_SITTING, number, row.start, row.end)
        draft.first = row.actors[0]
        draft.status = "planned" if self._ahead or found["ahead"] else "held"
        draft.present = not found["ahead"]
        return draft


def _fate(found: re.Match[str]) -> Status:
    """What a label or a note says of an appointment: "CANCELLED: …", "… [moved to Thursday]"."""
    said = f"{found['label'] or ''} {found['aside'] or ''}"
    if "cancel" in said or "called off" in said:
        return "cancelled"
    return "postponed" if re.search(r"\b(?:postponed|deferred|moved to|put off|rescheduled)\b", said) else "planned"


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
