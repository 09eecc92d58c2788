"""Of whom a claim speaks, and of which place: the words around it, its sentence, then what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.model import ClaimKind, Party, Place
from dragoman.reading.actor import Actor
from dragoman.reading.claims_line import PERSON, PLACE, Line
from dragoman.reading.drafts import Draft
from dragoman.reading.sentence import Sentence
from dragoman.reading.subjects import main_subject

CONTACTS = frozenset({"call", "meeting", "talks"})
_BACK = 3
"""Sentences back in which the engagement may lie that a claim speaks of ("It was their fifth meeting")."""
_BETWEEN = re.compile(r"\b(?:between|of|involving) (?:the )?(<[PL]\d+>)(?:(?: and| ,)+ (?:the )?(<[PL]\d+>))?")
_WITH = re.compile(r"\bwith (?:the )?(<P\d+>)")
_BY = re.compile(r"\bby (?:an? |any |the )?(<P\d+>)")
_TO = re.compile(r"^(?: [\w'-]+){0,4}? (?:to|in|of) (?:the )?(<L\d+>)")
_OWNER = re.compile(r"(<P\d+>) 's (?:[\w-]+ ){0,4}$")
_OBJECT = re.compile(r"^(?: with| to)? (<P\d+>)")


class Told:
    """What the sentences of an article told, for claims that lean on it."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences

    def drafts(self, number: int, *, back: int = _BACK) -> Iterator[Draft]:
        """Drafts of a sentence, then of those before it, the nearest first; what was refused is left out."""
        for at in range(number, max(-1, number - back - 1), -1):
            yield from (draft for draft in reversed(self._sentences[at].drafts) if draft.refusal is None)

    def contact(self, number: int, *, back: int = _BACK) -> tuple[Actor, ...]:
        """The parties of the nearest meeting, call or talks of two sides."""
        found = (one.actors for one in self.drafts(number, back=back) if one.kind in CONTACTS)
        return next((actors for actors in found if len(actors) > 1), ())

    def kind(self, number: int) -> ClaimKind | None:
        """The kind of the nearest engagement."""
        found = (one.kind for one in self.drafts(number))
        return next((kind for kind in found if kind in ("call", "meeting", "talks", "trip")), None)

    def traveller(self, number: int, *, back: int = _BACK) -> tuple[Actor, ...]:
        """Whose journey was told last."""
        return next((one.first for one in self.drafts(number, back=back) if one.kind == "trip" and one.first), ())

    def place(self, number: int, *, back: int = _BACK) -> Place | None:
        """Where the journey told last led to."""
        return next(
            (one.places[0] for one in self.drafts(number, back=back) if one.kind == "trip" and one.places), None
        )


def contact(line: Line, told: Told, start: int, stop: int) -> tuple[Party, ...]:
    """The parties of a meeting, call or talks told at ``start``, in the clause that ends at ``stop``."""
    text = line.text
    for match in _BETWEEN.finditer(text, start, stop):
        parties = [party for mark in match.groups() if mark for party in _each(line, mark)]
        if len(parties) > 1:
            return tuple(parties)
    subject = _subject(line, start)
    beside = _WITH.search(text, start, stop)
    if beside is not None and subject:
        return _two(subject, _each(line, beside[1]))
    actors = told.contact(line.number, back=0)
    if actors:
        return tuple(actor.party() for actor in actors)
    before = [mark[0] for mark in PERSON.finditer(text, 0, start)]
    if len(subject) > 1:
        return subject
    if len(before) > 1 and subject:
        return _two(subject, _each(line, before[-1]))
    lands = [place.country for place in line.places(mark[0]) if place.country] if (mark := PLACE.match(text)) else []
    if len(lands) > 1:
        return tuple(Party(None, None, country) for country in lands)
    return tuple(actor.party() for actor in told.contact(line.number))


def object_of(line: Line, end: int) -> tuple[Party, ...]:
    """Whom a verb has as its object right after it."""
    match = _OBJECT.match(line.text[end:])
    return _each(line, match[1]) if match else ()


def did(line: Line, told: Told, who: str | None, end: int) -> tuple[Party, ...]:
    """The parties of a contact told by a verb that ends at ``end``; ``who`` is the mark or words before it."""
    subject = _of(line, who) if who else _subject(line, end)
    both = _two(subject, object_of(line, end))
    if len(both) > 1:
        return both
    plural = who is None or not who.startswith("<")
    return tuple(actor.party() for actor in told.contact(line.number)) if plural else both


def traveller(line: Line, told: Told, start: int, stop: int, *, own: bool = True) -> tuple[Party, ...]:
    """Who travels: "by X" after the words, "X's" or the subject before them, else whose journey was told last."""
    match = _BY.search(line.text, start, stop)
    if match is not None:
        return _of(line, match[1])
    match = _OWNER.search(line.text, 0, start)
    if match is not None:
        return _of(line, match[1])
    subject = _subject(line, start) if own else ()
    if subject:
        return subject
    actors = told.traveller(line.number)
    return tuple(actor.party() for actor in actors)


def destination(line: Line, told: Told, start: int, stop: int) -> Place | None:
    """Where to: after the words, else the nearest place before them, the journey's in the sentence or told last."""
    match = _TO.match(line.text[start:stop])
    if match is not None:
        return line.places(match[1])[0]
    before = [mark[0] for mark in PLACE.finditer(line.text, 0, start)]
    return line.places(before[-1])[0] if before else told.place(line.number)


def _of(line: Line, mark: str) -> tuple[Party, ...]:
    """Whom a mark stands for: an office that is named without its holder as such."""
    if not mark.startswith("<P"):
        return _each(line, mark) if mark.startswith("<L") else ()
    office = line.office(mark)
    return (office,) if office else tuple(actor.party() for actor in line.actors(mark))


def _each(line: Line, mark: str) -> tuple[Party, ...]:
    if mark.startswith("<L"):
        return tuple(Party(None, None, place.country) for place in line.places(mark) if place.country)
    return tuple(actor.party() for actor in line.actors(mark))


def _subject(line: Line, start: int) -> tuple[Party, ...]:
    """Whom the clause before an offset is about: the sentence's subject, else the first person named."""
    at = main_subject(line.skeleton)
    if at is not None and at < line.token(start):
        return _each(line, line.skeleton.tokens[at].text)
    match = PERSON.search(line.text, 0, start)
    return _each(line, match[0]) if match else ()


def _two(first: tuple[Party, ...], second: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys((*first, *second)))
