"""A draft: one engagement as one pattern read it in one sentence, not yet joined with others."""

from __future__ import annotations

from dragoman.knowledge.patterns import Pattern
from dragoman.model import Kind, Place, Status
from dragoman.reading.actor import Actor
from dragoman.reading.stays import Stay
from dragoman.reading.times import TimeMention


class Draft:
    """What a pattern read. ``refusal`` says why it is not used, where it is not."""

    def __init__(self, pattern: Pattern, sentence: int, start: int, end: int) -> None:
        self.pattern = pattern
        self.kind: Kind = pattern.kind
        self.status: Status = pattern.status or "held"
        self.unsure = False
        self.sentence = sentence
        self.start, self.end = start, end
        self.first: tuple[Actor, ...] = ()
        self.second: tuple[Actor, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.place: Place | None = None
        self.time: TimeMention | None = None
        self.times: tuple[TimeMention, ...] = ()
        self.name: str | None = None
        self.cause: str | None = None
        self.refusal: str | None = None
        self.head = 0
        self.last = 0
        self.headline = False
        self.guessed_subject = False
        self.diplomatic = False
        """The sentence speaks of diplomacy: its persons need no office to be taken for officials."""
        self.shared = False
        """Its parties are still to come: those of the contact told last."""
        self.roles: dict[int, tuple[str | None, str | None]] = {}
        self.article = 0
        self.block = 0
        self.perfect = False
        self.apart = False
        self.closing = False
        self.joint = False
        self.skipping = False
        self.weak = pattern.weak
        self.ahead = False
        self.finite_present = False
        self.was_planned = False
        """A plan told in the past ("was due to meet B on T"): its day may be over."""
        self.open_end = False
        self.present = False
        self.foregoing = False
        """Trips: the place was passed before the one told last."""
        self.stay = Stay()
        """Trips: what the words say of the journey's bounds."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All who take part, in order, each once."""
        return tuple(dict.fromkeys((*self.first, *self.second)))

    def refuse(self, why: str) -> Draft:
        self.refusal = why
        return self
