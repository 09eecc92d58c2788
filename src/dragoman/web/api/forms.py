"""What the wire forms of ``record.queries_forms`` hold, as types: the OpenAPI document is made from them.

Nothing is built of these classes; tests hold every answer against their schemas.
"""

from __future__ import annotations

import msgspec

from dragoman.model import Claim, Dates, Evidence, Genre, Kind, Party, Place, Relation, Status, Stop
from dragoman.record.contacts.checking import Verdict
from dragoman.record.contacts.sides import Witness
from dragoman.record.counting.audit import Finding
from dragoman.record.queries_compare import Said
from dragoman.record.queries_documents import Told
from dragoman.record.queries_types import Counterpart, Office, SourceDocument, Visit

Text = str | None


class ConflictForm(msgspec.Struct):
    """A field on which reports disagree, with every value given."""

    field: str
    values: list[str]


class HistoryForm(msgspec.Struct):
    """What was said of an engagement on a day of publication; `report` is the key of the report."""

    published: Text
    status: Status
    cause: Text
    date: Dates | None
    report: str


class ReportForm(msgspec.Struct):
    """A report of an engagement with its words."""

    document: str
    published: Text
    publisher: Text
    status: Status
    evidence: list[Evidence]


class EngagementForm(msgspec.Struct):
    """An engagement in the exchange form, with its id and reports."""

    id: str
    kind: Kind
    name: Text
    status: Status
    cause: Text
    parties: list[Party]
    date: Dates | None
    place: Place | None
    stops: list[Stop]
    topics: list[str]
    attribution: Text
    confidence: float
    articles: list[int]
    conflicts: list[ConflictForm]
    evidence: list[Evidence]
    trip: Text
    follows: Text
    origins: int
    history: list[HistoryForm]
    reports: list[ReportForm]


class LegForm(Stop, frozen=True, kw_only=True):
    """A stop of a trip with the ids of what took place there."""

    engagements: list[str]


class TripForm(EngagementForm):
    """A trip stop by stop; `elsewhere`: ids of what took place during it and belongs to no one stop."""

    legs: list[LegForm]
    elsewhere: list[str]


class QuoteForm(msgspec.Struct):
    """Words of a document; offsets are code points of its text."""

    document: str
    published: Text
    publisher: Text
    start: int
    end: int
    quote: str


class SideForm(msgspec.Struct):
    """A value and who gives it."""

    value: str
    quotes: list[QuoteForm]


class DisagreementForm(msgspec.Struct):
    """A field of an engagement on which reports disagree, with the words of each side."""

    engagement: str
    kind: Kind
    field: str
    sides: list[SideForm]


class EngagementPageForm(TripForm):
    """Everything of one engagement; `asked` is the former id by which it was asked for."""

    asked: Text
    fields: dict[str, list[str]]
    report_keys: list[str]
    documents: list[SourceDocument]
    disagreements: list[DisagreementForm]


class ReasonForm(msgspec.Struct):
    """Why a report belongs to its engagement: the clues that tie it to another."""

    report: str
    document: str
    with_: str = msgspec.field(name="with")
    clues: list[str]


class ComparedSideForm(msgspec.Struct):
    """One side's account of an engagement."""

    name: str
    country: Text
    documents: list[str]
    statements: list[Said]
    topics: list[str]
    alone: list[str]
    left_out: list[str]
    promises: list[str]


class ComparisonForm(msgspec.Struct):
    """The accounts of an engagement; `topics` has the sides that name each."""

    id: str
    topics: dict[str, list[str]]
    sides: list[ComparedSideForm]


class PersonNameForm(msgspec.Struct):
    """A person by id and name."""

    id: str
    name: str


class VisitsForm(msgspec.Struct):
    """A person's stays abroad, counted by a rule."""

    person: PersonNameForm
    rule: str
    definition: str
    total: int
    by_country: dict[str, int]
    source: str
    notes: list[str]
    visits: list[Visit]


class RuleForm(msgspec.Struct):
    """What one rule gives from one source; `missing` is the stated number less this one."""

    rule: str
    source: str
    total: int
    missing: int
    definition: str


class ReconciledForm(msgspec.Struct):
    """A stated number beside what each rule gives."""

    person: str
    stated: int
    country: Text
    agreeing: list[str]
    rules: list[RuleForm]
    disputed: list[Finding]


class CheckedClaimForm(Claim, frozen=True, kw_only=True):
    """A claim, set against the record: `claim` says it in words, `by` is what speaks for or against it."""

    claim: str
    verdict: Verdict
    why: str
    by: list[Witness]
    document: str
    published: Text


class LevelForm(msgspec.Struct):
    """What ties two countries have by the latest change."""

    countries: list[str]
    level: str
    since: Text


class ListedPersonForm(msgspec.Struct):
    """A person, and in how many engagements."""

    id: str
    name: str
    countries: list[str]
    engagements: int


class PersonPageForm(msgspec.Struct):
    """A person; `engagements` are the ids of the latest."""

    id: str
    name: str
    countries: list[str]
    offices: list[Office]
    total: int
    kinds: dict[str, int]
    statuses: dict[str, int]
    counterparts: list[Counterpart]
    engagements: list[str]


class CountryPageForm(msgspec.Struct):
    """A country or organisation; `engagements` are the ids of the latest."""

    code: str
    name: str
    total: int
    acting: int
    at: int
    kinds: dict[str, int]
    statuses: dict[str, int]
    partners: dict[str, int]
    persons: list[Counterpart]
    engagements: list[str]


class HitForm(msgspec.Struct):
    """A sentence that was found, and the ids of the engagements it tells of."""

    document: str
    published: Text
    publisher: Text
    title: Text
    url: Text
    sentence: Evidence
    engagements: list[str]


class CountForm(msgspec.Struct):
    """How many of what."""

    key: str
    name: Text
    count: int


class CountsForm(msgspec.Struct):
    """Counts, the greatest first; `total` engagements were counted."""

    by: str
    items: list[CountForm]
    total: int


class ListedDocumentForm(SourceDocument, frozen=True, kw_only=True):
    """A document of the list; not `speaks`: a newer version of its address has replaced it."""

    genre: Text
    speaks: bool
    recorded: str
    reports: int


class ArticleForm(msgspec.Struct):
    """A stretch of a document that is one piece of writing: its `spans`, junk between them left out."""

    spans: list[tuple[int, int]]
    title: Text
    publisher: Text
    published: Text
    genre: Genre | None
    duplicate_of: int | None


class DocumentForm(SourceDocument, frozen=True, kw_only=True):
    """A document with its text and all that was found in it; `versions`: the others of its address."""

    genre: Text
    speaks: bool
    recorded: str
    reader: str
    text: str
    articles: list[ArticleForm]
    engagements: list[Told]
    claims: list[Claim]
    relations: list[Relation]
    versions: list[SourceDocument]


class RulingForm(msgspec.Struct):
    """A ruling with who, when and why; `orphaned`: no report is about its words any more."""

    id: str
    verdict: str
    left: str
    right: Text
    field: Text
    value: Text
    by: str
    why: str
    recorded: str
    withdrawn: bool
    orphaned: bool


class Problem(msgspec.Struct):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
