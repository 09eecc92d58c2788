"""Answers as plain dicts: the wire forms that ``--json`` prints and the flat rows of tables."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman import exchange
from dragoman.merging.types import Engagement
from dragoman.model import Document, Report
from dragoman.reading.result import Reading
from dragoman.record.days import days
from dragoman.record.queries_filters import country_name
from dragoman.record.queries_tables import Cell
from dragoman.record.queries_types import (
    CountryPage,
    Disagreement,
    EngagementPage,
    Hit,
    Leg,
    PersonPage,
    Quote,
    Trip,
    Visit,
    Visits,
)
from dragoman.record.queries_why import Reason

Json = dict[str, Any]
Row = dict[str, Cell]
_NOWHERE = Document("", "")


def plain(thing: Any) -> Any:
    """Dicts and lists as JSON has them (``to_builtins`` would leave tuples)."""
    return msgspec.json.decode(msgspec.json.encode(thing))


def as_report(one: Engagement) -> Report:
    """The engagement as a report of nobody in particular; its evidence is that of its first report."""
    return Report(
        kind=one.kind,
        status=one.status,
        parties=one.parties,
        date=one.date,
        evidence=one.reports[0].evidence if one.reports else (),
        name=one.name,
        cause=one.cause,
        place=one.place,
        stops=one.stops,
        topics=one.topics,
        confidence=one.confidence,
        conflicts=one.conflicts,
    )


def engagement_form(one: Engagement) -> Json:
    """The exchange form of an engagement with its id and its reports.

    ``articles`` is empty, as it has many documents; ``evidence`` is that of the first of ``reports``.
    """
    form: Json = exchange.to_dict(Reading(_NOWHERE, reports=(as_report(one),)))["engagements"][0]
    return {
        "id": one.id,
        **form,
        "trip": one.trip,
        "follows": one.follows,
        "origins": one.origins,
        "history": [
            {
                "published": entry.published,
                "status": entry.status,
                "cause": entry.cause,
                "date": None if entry.date is None else plain(entry.date),
                "report": entry.key,
            }
            for entry in one.history
        ],
        "reports": [
            {
                "document": support.document,
                "published": support.published,
                "publisher": support.publisher,
                "status": support.status,
                "evidence": plain(support.evidence),
            }
            for support in one.reports
        ],
    }


def trip_form(one: Trip) -> Json:
    """The exchange form of a trip; ``legs`` has for each stop the ids of what took place there."""
    return {**engagement_form(one.engagement), **_legs(one.legs, one.elsewhere)}


def _legs(legs: tuple[Leg, ...], elsewhere: tuple[Engagement, ...]) -> Json:
    return {
        "legs": [{**plain(leg.stop), "engagements": [other.id for other in leg.engagements]} for leg in legs],
        "elsewhere": [other.id for other in elsewhere],
    }


def visits_form(found: Visits) -> Json:
    """Rule, definition, counts and the visits that they count."""
    return {
        "person": {"id": found.person.id, "name": found.person.name},
        "rule": found.rule,
        "definition": found.definition,
        "total": found.total,
        "by_country": {one.key: one.count for one in found.by_country},
        "source": found.source,
        "notes": list(found.notes),
        "visits": plain(found.visits),
    }


def person_form(page: PersonPage) -> Json:
    """A person's page; engagements by their ids."""
    return {
        "id": page.person.id,
        "name": page.person.name,
        "countries": list(page.person.countries),
        "offices": plain(page.offices),
        "total": page.engagements.total,
        "kinds": {one.key: one.count for one in page.kinds},
        "statuses": {one.key: one.count for one in page.statuses},
        "counterparts": plain(page.counterparts),
        "engagements": [one.id for one in page.engagements],
    }


def country_form(page: CountryPage) -> Json:
    """A country's page; engagements by their ids."""
    return {
        "code": page.code,
        "name": page.name,
        "total": page.engagements.total,
        "acting": page.acting,
        "at": page.at,
        "kinds": {one.key: one.count for one in page.kinds},
        "statuses": {one.key: one.count for one in page.statuses},
        "partners": {one.key: one.count for one in page.partners},
        "persons": plain(page.persons),
        "engagements": [one.id for one in page.engagements],
    }


def page_form(page: EngagementPage) -> Json:
    """Everything of one engagement."""
    return {
        **engagement_form(page.engagement),
        "asked": page.asked,
        "fields": {name: list(by) for name, by in sorted(page.engagement.fields.items())},
        "report_keys": [support.key for support in page.engagement.reports],
        "documents": plain(page.documents),
        "disagreements": [disagreement_form(one) for one in page.conflicts],
        **_legs(page.legs, page.elsewhere),
    }


def reason_form(one: Reason) -> Json:
    """Why a report belongs to its engagement."""
    return {"report": one.key, "document": one.document, "with": one.other, "clues": list(one.clues)}


def disagreement_form(one: Disagreement) -> Json:
    """A conflict with the words of each side."""
    return {
        "engagement": one.engagement.id,
        "kind": one.engagement.kind,
        "field": one.field,
        "sides": [{"value": side.value, "quotes": [_quote_form(quote) for quote in side.quotes]} for side in one.sides],
    }


def _quote_form(quote: Quote) -> Json:
    return {
        "document": quote.document,
        "published": quote.published,
        "publisher": quote.publisher,
        **plain(quote.evidence),
    }


def hit_form(one: Hit) -> Json:
    """A sentence that was found."""
    return {
        "document": one.document.id,
        "published": one.document.published,
        "publisher": one.document.publisher,
        "title": one.document.title,
        "url": one.document.url,
        "sentence": plain(one.sentence),
        "engagements": list(one.engagements),
    }


# --- flat rows -----------------------------------------------------------------------------------


def when_of(one: Engagement, today: str | None) -> str | None:
    """``coming``, ``now`` or ``past`` as seen from ``today``; None where the day is not known."""
    span = days(one.date)
    if today is None or span["first_day"] is None:
        return None
    if span["first_day"] > today:
        return "coming"
    return "past" if span["last_day"] < today else "now"


def engagement_row(one: Engagement, today: str | None = None) -> Row:
    """The row of an engagement; several values in a cell are parted by semicolons."""
    days_told = sorted(support.published for support in one.reports if support.published)
    quotes = [span.quote for support in one.reports for span in support.evidence]
    return {
        "id": one.id,
        "kind": one.kind,
        "status": one.status,
        "start": one.date.start if one.date else None,
        "end": one.date.end if one.date else None,
        "when": when_of(one, today),
        "city": one.place.city if one.place else None,
        "country": one.place.country if one.place else None,
        "name": one.name,
        "parties": _joined(party_cell(party) for party in one.parties),
        "countries": _joined(sorted({party.country for party in one.parties if party.country})),
        "stops": _joined(stop.city or stop.country or "?" for stop in one.stops),
        "topics": _joined(one.topics),
        "cause": one.cause,
        "trip": one.trip,
        "reports": len(one.reports),
        "origins": one.origins,
        "conflicts": len(one.conflicts),
        "confidence": round(one.confidence, 3),
        "first_published": days_told[0] if days_told else None,
        "last_published": days_told[-1] if days_told else None,
        "documents": _joined(dict.fromkeys(support.document for support in one.reports)),
        "quote": quotes[0] if quotes else None,
    }


def party_cell(party: Any) -> str:
    """``Name (US)``: the name told, else the ledger's, else the office, else the country alone."""
    name = party.name or (party.person.name if party.person else None) or party.role
    if name is None:
        return party.country or "?"
    return f"{name} ({party.country})" if party.country else str(name)


def _joined(values: Any) -> str | None:
    return "; ".join(values) or None


def trip_rows(one: Trip) -> list[Row]:
    """A row for each stop."""
    whole: Row = {
        "trip": one.engagement.id,
        "traveller": _joined(party_cell(party) for party in one.engagement.parties),
        "trip_status": one.engagement.status,
    }
    legs: list[Leg | None] = [*one.legs] or [None]
    return [{**whole, **_leg_row(number, leg)} for number, leg in enumerate(legs, start=1)]


def _leg_row(number: int, leg: Leg | None) -> Row:
    stop = leg.stop if leg else None
    held = leg.engagements if leg else ()
    return {
        "position": number if leg else None,
        "city": stop.city if stop else None,
        "country": stop.country if stop else None,
        "status": stop.status if stop else None,
        "start": stop.start if stop else None,
        "end": stop.end if stop else None,
        "engagements": len(held),
        "ids": _joined(other.id for other in held),
    }


def visit_row(one: Visit) -> Row:
    """The row of a visit."""
    return {
        "country": one.country,
        "name": country_name(one.country),
        "start": one.start,
        "end": one.end,
        "cities": _joined(one.cities),
        "engagements": _joined(one.engagements),
        "countries": _joined(one.countries),
        "rows": _joined(one.rows),
    }


def conflict_rows(one: Disagreement) -> list[Row]:
    """A row for each value that is given."""
    return [
        {
            "engagement": one.engagement.id,
            "kind": one.engagement.kind,
            "start": one.engagement.date.start if one.engagement.date else None,
            "field": one.field,
            "value": side.value,
            "documents": _joined(dict.fromkeys(quote.document for quote in side.quotes)),
            "published": _joined(sorted({quote.published for quote in side.quotes if quote.published})),
            "quote": side.quotes[0].evidence.quote if side.quotes else None,
        }
        for side in one.sides
    ]


def hit_row(one: Hit) -> Row:
    """The row of a sentence that was found."""
    return {
        "document": one.document.id,
        "published": one.document.published,
        "publisher": one.document.publisher,
        "title": one.document.title,
        "url": one.document.url,
        "start": one.sentence.start,
        "end": one.sentence.end,
        "sentence": one.sentence.quote,
        "engagements": _joined(one.engagements),
    }
