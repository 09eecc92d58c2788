"""Further wire forms: comparisons, claims, reconciliations, persons, counts, documents, rulings.

One definition for ``--json`` of the command line and for the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.record.queries_forms import Json, plain

if TYPE_CHECKING:
    from dragoman.record.brief.question import Brief
    from dragoman.record.contacts.checking import Checked
    from dragoman.record.counting.reconcile import Reconciled
    from dragoman.record.decisions import Decision
    from dragoman.record.queries_compare import Comparison
    from dragoman.record.queries_documents import DocumentPage, ListedDocument
    from dragoman.record.queries_types import Count, Person


def comparison_form(found: Comparison) -> Json:
    """The accounts of an engagement: topics with the sides that name them, and each side with its words."""
    return {
        "id": found.engagement.id,
        "topics": {topic: [side.name for side in found.sides if topic in side.topics] for topic in found.topics},
        "sides": [{**plain(side), "promises": [one.evidence.quote for one in side.promises]} for side in found.sides],
    }


def claim_form(one: Checked) -> Json:
    """A claim with its words, where it stands, and what the record makes of it."""
    from dragoman.record.contacts.checking import words_of  # noqa: PLC0415  (loads the ledger)

    return {
        "claim": words_of(one.claim),
        "verdict": one.verdict,
        "why": one.why,
        "by": plain(one.by),
        "document": one.source.document,
        "published": one.source.published,
        **plain(one.claim),
    }


def reconciled_form(found: Reconciled) -> Json:
    """A stated number beside what each rule gives."""
    return {
        "person": found.person.name,
        "stated": found.stated,
        "country": found.country,
        "agreeing": [f"{one.rule} ({one.source})" for one in found.agreeing],
        "rules": found.rows(),
        "disputed": plain(found.disputed),
    }


def brief_form(found: Brief) -> Json:
    """A brief with its sections and notes."""
    form: Json = plain(found)
    return form


def listed_person_form(one: Person) -> Json:
    """A person as lists show it."""
    return {"id": one.id, "name": one.name, "countries": list(one.countries), "engagements": one.engagements}


def count_form(one: Count) -> Json:
    """How many of what."""
    return {"key": one.key, "name": one.name, "count": one.count}


def listed_document_form(one: ListedDocument) -> Json:
    """A document as lists show it."""
    return {
        **plain(one.source),
        "genre": one.genre,
        "speaks": one.speaks,
        "recorded": one.recorded,
        "reports": one.reports,
    }


def document_form(page: DocumentPage) -> Json:
    """A document with its text and all that was found in it; articles by their spans."""
    articles = plain(page.articles)
    return {
        **plain(page.source),
        "genre": page.genre,
        "speaks": page.speaks,
        "recorded": page.recorded,
        "reader": page.reader,
        "text": page.document.text,
        "articles": [{name: value for name, value in one.items() if name != "text"} for one in articles],
        "engagements": plain(page.told),
        "claims": plain(page.claims),
        "relations": plain(page.relations),
        "versions": plain(page.versions),
    }


def ruling_form(one: Decision) -> Json:
    """A ruling with who, when and why."""
    made = one.ruling
    return {
        "id": made.id,
        "verdict": made.verdict,
        "left": made.left,
        "right": made.right,
        "field": made.field,
        "value": made.value,
        "by": made.by,
        "why": made.why,
        "recorded": one.recorded,
        "withdrawn": made.withdrawn,
        "orphaned": one.orphaned,
    }
