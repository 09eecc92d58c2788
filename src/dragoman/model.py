"""The words of dragoman as small frozen classes (design/DESIGN.md, "Words"). Knows nothing else.

Offsets are code points of the document's text. Dates are ISO strings, shorter where the words are
coarser ("2023", "2023-11", "2023-11-09"): the length says the precision, no day is ever made up.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["call", "meeting", "talks", "trip", "conference", "remarks", "statement", "appointment"]
Status = Literal["held", "planned", "postponed", "cancelled", "cut_short", "declined"]
Genre = Literal["readout", "news", "trip_page", "schedule", "aggregate", "list", "other"]
Part = Literal["host", "guest", "caller", "called", "requester", "refuser", "mediator", "member"]

KINDS: tuple[Kind, ...] = (
    "call",
    "meeting",
    "talks",
    "trip",
    "conference",
    "remarks",
    "statement",
    "appointment",
)
STATUSES: tuple[Status, ...] = ("held", "planned", "postponed", "cancelled", "cut_short", "declined")


class Evidence(msgspec.Struct, frozen=True, order=True):
    """A span of the document's own text; ``document.text[start:end] == quote`` always holds."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"evidence {self.start}:{self.end} does not fit its quote")


class PersonRef(msgspec.Struct, frozen=True):
    """Who a party is, and how that is known: said by the text, or looked up in the ledger."""

    id: str
    name: str
    via: Literal["text", "ledger", "ruling"]


class Party(msgspec.Struct, frozen=True):
    """Who takes part. ``name`` is what the text gives, null where it gives only office or country."""

    name: str | None
    role: str | None
    country: str | None
    part: Part | None = None
    person: PersonRef | None = None


class Dates(msgspec.Struct, frozen=True):
    """First and last day, each as coarse as the words; ``end`` null where a stay's end is not told."""

    start: str | None
    end: str | None


class Place(msgspec.Struct, frozen=True):
    city: str | None
    country: str | None


class Stop(msgspec.Struct, frozen=True):
    """One place of a journey, in order of travel."""

    city: str | None
    country: str | None
    status: Status = "held"
    start: str | None = None
    end: str | None = None


class Conflict(msgspec.Struct, frozen=True):
    """A field on which articles of one page, or reports of one engagement, disagree, with every value given.

    ``sources`` has for each value the keys of the reports that give it; empty where they are not told apart.
    """

    field: str
    values: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...] = ()


class Report(msgspec.Struct, frozen=True):
    """What one document says of one engagement."""

    kind: Kind
    status: Status
    parties: tuple[Party, ...]
    date: Dates | None
    evidence: tuple[Evidence, ...]
    name: str | None = None
    cause: str | None = None
    place: Place | None = None
    stops: tuple[Stop, ...] = ()
    topics: tuple[str, ...] = ()
    attribution: str | None = None
    confidence: float = 0.5
    articles: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


Rank = Literal["first", "nth", "last", "count"]
ClaimKind = Literal["call", "meeting", "talks", "trip"]


class Claim(msgspec.Struct, frozen=True):
    """What a text says of an engagement's place in a row: "first call since November 2022", "third trip to Peru".

    ``what``: it was the first, the ``number``-th or the last of its row, or there were ``number`` of them
    ("count"). ``kind`` "talks" is any exchange of words, "trip" a journey of the parties to ``place`` (None:
    anywhere abroad). ``parties`` are persons, offices (a role without a name: any holder counts) or countries
    (neither). ``since`` is when the row begins: of a first one the day of the one before, of a last one its
    own; ``within`` the days in which it lies; ``opening`` the words that say since when where no day is told
    ("taking office"). ``qualifier`` narrows what is counted ("official"). ``date`` is when the engagement that
    is called so took place, where the document tells.
    """

    what: Rank
    kind: ClaimKind
    parties: tuple[Party, ...]
    evidence: Evidence
    number: int | None = None
    place: Place | None = None
    since: str | None = None
    within: Dates | None = None
    opening: str | None = None
    qualifier: str | None = None
    date: Dates | None = None
    attribution: str | None = None
    article: int = 0


Tie = Literal[
    "established",
    "restored",
    "upgraded",
    "downgraded",
    "suspended",
    "severed",
    "level",
    "embassy_opened",
    "embassy_closed",
    "ambassador_recalled",
    "ambassador_returned",
    "ambassador_expelled",
]


class Relation(msgspec.Struct, frozen=True):
    """What a text says of the ties between two countries: a change of them, or the level they have.

    ``countries``: of embassies and ambassadors whose it is, then where; else as told. ``level`` names the ties
    in small letters ("diplomatic relations", "comprehensive strategic partnership", "treaty alliance"), None for
    embassies and ambassadors; "level" (nothing changed) says that they have it. ``planned``: agreed or announced,
    not done yet. ``date`` is the day of the change, of a level the one since when.
    """

    what: Tie
    countries: tuple[str, str]
    evidence: Evidence
    level: str | None = None
    planned: bool = False
    date: Dates | None = None
    attribution: str | None = None
    article: int = 0


class ListRow(msgspec.Struct, frozen=True):
    """One row of an official or hand-made list of journeys: one stay, with all that the list says of it.

    ``number`` counts rows from 1 in the list's order, ``id`` is the list's own. ``acting_for`` is the country
    the traveller acts for, ``country`` the code of the one visited (None where the words name none of today),
    ``place`` and ``place_id`` the list's words and identifier for it. ``report`` is the number of the report
    that tells the journey which the row belongs to; None where the row is too odd to be told. ``odd`` says
    what is wrong with the row, one line each: an odd row is kept, never dropped. ``met``: the remarks tell of
    a meeting with an official of the country.
    """

    number: int
    evidence: Evidence
    id: str | None
    name: str
    role: str | None
    acting_for: str | None
    place: str
    place_id: str | None
    country: str | None
    cities: tuple[str, ...]
    start: str | None
    end: str | None
    remarks: str = ""
    met: bool = False
    report: int | None = None
    odd: tuple[str, ...] = ()


class Article(msgspec.Struct, frozen=True):
    """A stretch of a document that is one piece of writing, junk between its spans left out."""

    spans: tuple[tuple[int, int], ...]
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    genre: Genre | None = None
    duplicate_of: int | None = None


class Document(msgspec.Struct, frozen=True):
    """One version of one text. ``published`` is a day where known, else null."""

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    def evidence(self, start: int, end: int) -> Evidence:
        """The span as evidence. Raises ValueError where it lies outside the text."""
        if end > len(self.text):
            raise ValueError(f"evidence {start}:{end} lies outside the text")
        return Evidence(start, end, self.text[start:end])
