"""The two things that are compared: a gold document, and a document as it was read (the exchange form)."""

from __future__ import annotations

from typing import Annotated

import msgspec

from dragoman.model import Kind, Status

SCORER = 2
"""The version of the rules."""
CORE: frozenset[str] = frozenset({"call", "meeting", "talks", "trip", "conference"})
"""The kinds that precision, recall and f1 count; the others have a figure of their own."""

Day = Annotated[str, msgspec.Meta(pattern=r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
FullDay = Annotated[str, msgspec.Meta(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Party(msgspec.Struct, frozen=True):
    name: str | None = None
    role: str | None = None
    country: str | None = None


class Dates(msgspec.Struct, frozen=True):
    start: Day | None = None
    end: Day | None = None


class Place(msgspec.Struct, frozen=True):
    city: str | None = None
    country: str | None = None


class Stop(msgspec.Struct, frozen=True):
    city: str | None = None
    country: str | None = None
    status: Status | None = None


class Span(msgspec.Struct, frozen=True):
    """Evidence as it was read; whether the words stand there is for the scorer to find out."""

    start: int
    end: int
    quote: str


class Engagement(msgspec.Struct, frozen=True, kw_only=True):
    """What both sides have."""

    kind: Kind
    status: Status
    parties: tuple[Party, ...] = ()
    date: Dates | None = None
    place: Place | None = None
    stops: tuple[Stop, ...] = ()
    topics: tuple[str, ...] = ()
    name: str | None = None

    @property
    def core(self) -> bool:
        return self.kind in CORE


class GoldEngagement(Engagement, frozen=True, kw_only=True):
    evidence: str | None = None
    date_free: bool = False
    """The words do not settle the date: it is left out of the comparison."""


class ReadEngagement(Engagement, frozen=True, kw_only=True):
    evidence: tuple[Span, ...] = ()
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None


class GoldArticle(msgspec.Struct, frozen=True):
    """An article of an aggregate page, by its first and last words."""

    first_words: str | None = None
    last_words: str | None = None
    genre: str | None = None


class ReadArticle(msgspec.Struct, frozen=True):
    text: str = ""


class GoldDocument(msgspec.Struct, frozen=True):
    """A gold file."""

    id: str
    engagements: tuple[GoldEngagement, ...]
    published: FullDay | None = None
    genre: str | None = None
    articles: tuple[GoldArticle, ...] = ()


class ReadDocument(msgspec.Struct, frozen=True):
    """A document in the exchange form, of which only what is compared is looked at."""

    id: str
    engagements: tuple[ReadEngagement, ...]
    articles: tuple[ReadArticle, ...] = ()
