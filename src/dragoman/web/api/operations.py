"""What one can ask of the API: every query of ``record.queries``, with the wire forms that ``--json`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from dragoman.record import queries_forms as forms
from dragoman.record import queries_forms_more as more_forms
from dragoman.record.decisions import decision, decisions
from dragoman.record.queries import OpenRecord
from dragoman.web.api import parameters as take
from dragoman.web.api.schemas import Schema, ref

Given = dict[str, Any]
_INTEGER: Schema = {"type": "integer"}
_TEXT: Schema = {"type": "string"}
_COUNTS: Schema = {"type": "object", "additionalProperties": _INTEGER}
_TOTAL = {"total": _INTEGER}


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One address of the API that is read.

    Attributes:
        name: the operation's id. path: below /api/v1. summary: what it answers, in one line.
        query: name in ``ACCEPTS``, which says what filters it takes; None for none.
        ask: the answer of the record to what is given.
        form: the body, of an answer that is one thing. items: the items, of an answer that is a list.
        schema: of the body or of an item. beside: what stands beside the items, with its schemas.
        own: parameters that are no filters and must be given; ``may``: that may be given.
        required: filters that must be given.
    """

    name: str
    path: str
    summary: str
    query: str | None
    ask: Callable[[OpenRecord, Given], Any]
    schema: Schema
    form: Callable[[Any], Any] | None = None
    items: Callable[[Any], Iterable[Any]] | None = None
    beside: Callable[[Any], Mapping[str, Any]] | None = None
    beside_schema: Mapping[str, Schema] = {}
    own: Mapping[str, Any] = {}
    may: Mapping[str, Any] = {}
    required: tuple[str, ...] = ()


_ID = {"id": take.named("Id of an engagement, a former one too.", "2023-06-13-call-blinken-qin")}
_PERSON = {"name": take.named("Id of a person, or any part of the name that one alone has.", "Q7821917")}
_COUNTRY = {"country": take.named("Code or name of a country or organisation.", "TH")}
_KEY = {"name": take.named("Key of a document, or an id that it alone has.", "9c0f1a7e5f0d2b6c")}


def _rows(found: Any) -> list[Any]:
    return list(found.rows())


def _total(found: Any) -> dict[str, Any]:
    return {"total": found.total}


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="engagements",
        path="/engagements",
        summary="What took place, was planned or fell through, in order of day.",
        query="engagements",
        ask=lambda record, given: record.engagements(**given),
        items=lambda found: map(forms.engagement_form, found),
        schema=ref("Engagement"),
        beside=_total,
        beside_schema=_TOTAL,
    ),
    Operation(
        name="engagement",
        path="/engagements/{id}",
        summary="Everything of one engagement, every report with its quotes.",
        query="show",
        ask=lambda record, given: record.show(**given),
        form=forms.page_form,
        schema=ref("EngagementPage"),
        own=_ID,
    ),
    Operation(
        name="compare",
        path="/engagements/{id}/compare",
        summary="The accounts of one engagement side by side: raised, left out, promised.",
        query="show",
        ask=lambda record, given: record.compare(**given),
        form=more_forms.comparison_form,
        schema=ref("Comparison"),
        own=_ID,
    ),
    Operation(
        name="why",
        path="/engagements/{id}/why",
        summary="Why the reports of an engagement are one, clue by clue.",
        query="show",
        ask=lambda record, given: record.why(**given),
        items=lambda found: map(forms.reason_form, found),
        schema=ref("Reason"),
        own=_ID,
    ),
    Operation(
        name="near",
        path="/engagements/{id}/near",
        summary="What an engagement may be one with: of the same parties, near it in time.",
        query=None,
        ask=lambda record, given: record.near(**given),
        items=lambda found: map(forms.engagement_form, found),
        schema=ref("Engagement"),
        own=_ID,
    ),
    Operation(
        name="trips",
        path="/trips",
        summary="Journeys stop by stop, with what took place at each.",
        query="trips",
        ask=lambda record, given: record.trips(**given),
        items=lambda found: map(forms.trip_form, found),
        schema=ref("Trip"),
        beside=_total,
        beside_schema=_TOTAL,
    ),
    Operation(
        name="trip",
        path="/trips/{id}",
        summary="Everything of one journey (as `/engagements/{id}`), stop by stop.",
        query="show",
        ask=lambda record, given: record.show(**given),
        form=forms.page_form,
        schema=ref("EngagementPage"),
        own=_ID,
    ),
    Operation(
        name="itinerary",
        path="/trips/{id}/itinerary",
        summary="A journey as it was planned beside what came of it, stop by stop.",
        query="show",
        ask=lambda record, given: record.itinerary(**given),
        items=_rows,
        schema=ref("ItineraryRow"),
        own=_ID,
    ),
    Operation(
        name="visits",
        path="/visits",
        summary="How often somebody was in which country, by a counting rule.",
        query="visits",
        ask=lambda record, given: record.visits(**given),
        form=forms.visits_form,
        schema=ref("Visits"),
        required=("who",),
    ),
    Operation(
        name="audit",
        path="/audit",
        summary="A list of journeys set against what documents report.",
        query="audit",
        ask=lambda record, given: record.audit(**given),
        items=_rows,
        schema=ref("AuditRow"),
        beside=lambda found: {"person": found.person.name, "counts": found.counts()},
        beside_schema={"person": _TEXT, "counts": _COUNTS},
        required=("who",),
    ),
    Operation(
        name="lists",
        path="/lists",
        summary="The imported lists of journeys, and whose journeys are in them.",
        query=None,
        ask=lambda record, given: record.imported_lists(),
        items=_rows,
        schema=ref("ListRow"),
    ),
    Operation(
        name="reconcile",
        path="/reconcile",
        summary="Under which counting rule a stated number of visits comes out.",
        query="reconcile",
        ask=lambda record, given: record.reconcile(**given),
        form=more_forms.reconciled_form,
        schema=ref("Reconciled"),
        own={"stated": take.STATED},
        required=("who",),
    ),
    Operation(
        name="claims",
        path="/claims",
        summary="What documents claim to be the first or last, checked.",
        query="claims",
        ask=lambda record, given: record.claims(**given),
        items=lambda found: map(more_forms.claim_form, found.items),
        schema=ref("CheckedClaim"),
        beside=_total,
        beside_schema=_TOTAL,
    ),
    Operation(
        name="last",
        path="/last",
        summary="When two persons, offices or countries last met or spoke.",
        query="last",
        ask=lambda record, given: record.last(*given.pop("between"), **given),
        items=_rows,
        schema=ref("ContactRow"),
        beside=lambda found: {"between": [found.one.label, found.other.label]},
        beside_schema={"between": {"type": "array", "items": _TEXT}},
        own={"between": take.TWO},
    ),
    Operation(
        name="relations",
        path="/relations",
        summary="Ties between countries, in order of day.",
        query="relations",
        ask=lambda record, given: record.relations(**given),
        items=_rows,
        schema=ref("RelationRow"),
        beside=lambda found: {"total": found.total, "levels": forms.plain(found.levels)},
        beside_schema={**_TOTAL, "levels": {"type": "array", "items": ref("Level")}},
    ),
    Operation(
        name="gaps",
        path="/gaps",
        summary="What was announced and never reported, or told by one side.",
        query="gaps",
        ask=lambda record, given: record.gaps(**given),
        items=_rows,
        schema=ref("GapRow"),
        beside=lambda found: {"total": found.total, "today": found.today},
        beside_schema={**_TOTAL, "today": _TEXT},
        required=("today",),
    ),
    Operation(
        name="persons",
        path="/persons",
        summary="The persons of the record, the most frequent first; with `q`, all that a part of a name may mean.",
        query="person_list",
        ask=lambda record, given: record.person_list(given.pop("q", None), **given),
        items=lambda found: map(more_forms.listed_person_form, found),
        schema=ref("ListedPerson"),
        beside=_total,
        beside_schema=_TOTAL,
        may={"q": take.PART},
    ),
    Operation(
        name="person",
        path="/persons/{name}",
        summary="A person's offices, engagements and counterparts.",
        query="person",
        ask=lambda record, given: record.person(**given),
        form=forms.person_form,
        schema=ref("PersonPage"),
        own=_PERSON,
    ),
    Operation(
        name="countries",
        path="/countries",
        summary="The countries and organisations of the record, those with most engagements first.",
        query="country_list",
        ask=lambda record, given: record.country_list(given.pop("q", None), **given),
        items=_rows,
        schema=ref("CountryRow"),
        beside=_total,
        beside_schema=_TOTAL,
        may={"q": take.PART},
    ),
    Operation(
        name="country",
        path="/countries/{country}",
        summary="A country's engagements, partners and representatives.",
        query="country",
        ask=lambda record, given: record.country(**given),
        form=forms.country_form,
        schema=ref("CountryPage"),
        own=_COUNTRY,
    ),
    Operation(
        name="conflicts",
        path="/conflicts",
        summary="Where reports disagree, with the words of each side.",
        query="conflicts",
        ask=lambda record, given: record.conflicts(**given),
        items=lambda found: map(forms.disagreement_form, found),
        schema=ref("Disagreement"),
        beside=_total,
        beside_schema=_TOTAL,
    ),
    Operation(
        name="search",
        path="/search",
        summary="The sentences with certain words, and the engagements they tell of.",
        query="search",
        ask=lambda record, given: record.search(given.pop("q"), **given),
        items=lambda found: map(forms.hit_form, found),
        schema=ref("Hit"),
        beside=lambda found: {"documents": found.documents},
        beside_schema={"documents": _INTEGER},
        own={"q": take.WORDS},
    ),
    Operation(
        name="counts",
        path="/counts",
        summary="Engagements by country, kind, person, status, topic or year.",
        query="counts",
        ask=lambda record, given: record.counts(**given),
        items=lambda found: map(more_forms.count_form, found.items),
        schema=ref("Count"),
        beside=lambda found: {"by": found.by, "total": found.total},
        beside_schema={"by": _TEXT, **_TOTAL},
        own={"by": take.BY},
    ),
    Operation(
        name="brief",
        path="/brief",
        summary="Last contacts, changes, promises, plans and gaps of two sides, with footnotes.",
        query="brief",
        ask=lambda record, given: record.brief(*given.pop("between"), **given),
        form=more_forms.brief_form,
        schema=ref("Brief"),
        own={"between": take.TWO},
        required=("since", "today"),
    ),
    Operation(
        name="documents",
        path="/documents",
        summary="The documents, in order of publication.",
        query="documents",
        ask=lambda record, given: record.documents(**given),
        items=lambda found: map(more_forms.listed_document_form, found),
        schema=ref("ListedDocument"),
        beside=_total,
        beside_schema=_TOTAL,
    ),
    Operation(
        name="document",
        path="/documents/{name}",
        summary="A document: its text, what is known of it, and all that was found in it.",
        query="document",
        ask=lambda record, given: record.document(**given),
        form=more_forms.document_form,
        schema=ref("Document"),
        own=_KEY,
    ),
    Operation(
        name="rulings",
        path="/rulings",
        summary="What users decided, with who, when and why; withdrawn rulings, too.",
        query=None,
        ask=lambda record, given: decisions(record.store),
        items=lambda found: map(more_forms.ruling_form, found),
        schema=ref("Ruling"),
    ),
    Operation(
        name="ruling",
        path="/rulings/{id}",
        summary="One ruling.",
        query=None,
        ask=lambda record, given: decision(record.store, **given),
        form=more_forms.ruling_form,
        schema=ref("Ruling"),
        own={"id": take.named("Id of a ruling.", "r3")},
    ),
)
"""All that is read, in the order in which it is shown."""
