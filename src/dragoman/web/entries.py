"""Items of lists as entries of calendars and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.exports.entries import engagement_entry
from dragoman.exports.entry import Entry
from dragoman.merging.types import Engagement
from dragoman.record.contacts.checking import Checked
from dragoman.record.contacts.checking import words_of as claim_words
from dragoman.record.contacts.gaps import Gap
from dragoman.record.contacts.ties import Change
from dragoman.record.contacts.ties import words_of as tie_words
from dragoman.record.counting.audit import Audit
from dragoman.record.counting.reconcile import Reconciled
from dragoman.record.queries_documents import ListedDocument
from dragoman.record.queries_filters import country_name
from dragoman.record.queries_itinerary import Itinerary
from dragoman.record.queries_people import Land
from dragoman.record.queries_types import Disagreement, Hit, Person, Visits
from dragoman.web import links


def of_engagements(found: Iterable[Engagement]) -> list[Entry]:
    """Engagements in their order."""
    return [engagement_entry(one) for one in found]


def of_trip(one: Engagement) -> Entry:
    """A journey, leading to its page as one."""
    return msgspec.structs.replace(engagement_entry(one), path=links.trip(one.id))


def of_itinerary(found: Itinerary) -> Iterator[Entry]:
    """A journey, each of its stops, and what took place during it."""
    one = found.page.engagement
    whole = of_trip(one)
    yield whole
    for at, way in enumerate(found.waypoints, start=1):
        stop = way.stop
        place = ", ".join(filter(None, (stop.city, country_name(stop.country) if stop.country else None)))
        words = (*way.outcome, *way.planned)[:1]
        yield Entry(
            id=f"{one.id}#{at}",
            title=f"Stop {at}: {place}" + ("" if stop.status == "held" else f" ({stop.status.replace('_', ' ')})"),
            path=f"{links.trip(one.id)}#stop-{at}",
            start=stop.start,
            end=stop.end,
            status=stop.status,
            updated=whole.updated,
            place=place,
            words=words[0].evidence.quote if words else None,
            categories=("stop",),
        )
        yield from of_engagements(way.engagements)
    yield from of_engagements(found.page.elsewhere)


def of_person(one: Person) -> Entry:
    """Somebody of the record; no day belongs to it."""
    return Entry(id=one.id, title=one.name, path=links.person(one.id), categories=one.countries)


def of_visits(found: Visits) -> Iterator[Entry]:
    """What a counting rule counts, each with its days."""
    for one in found.visits:
        lands = ", ".join(country_name(code) for code in one.countries or (one.country,))
        sources = (*one.engagements, *one.rows)
        asked = {"who": found.person.id, "rule": found.rule, "source": found.source, "country": one.country}
        yield Entry(
            id=":".join((found.rule, one.country, one.start or "", *sources[:1], *one.cities[:1])),
            title=f"{found.person.name} in {lands}",
            path=links.listing("/visits", **asked),
            start=one.start,
            end=one.end,
            place=", ".join((*one.cities, lands)),
            words="; ".join(sources),
            categories=(found.rule,),
        )


def of_audit(found: Audit) -> Iterator[Entry]:
    """The findings of an audit, each on the days of the row, else of what is reported."""
    for one in found.findings:
        start, _, end = (one.official or one.reported or "").partition("/")
        yield Entry(
            id=":".join((one.what, *one.rows, *one.engagements, one.note)),
            title=f"{one.what}: {country_name(one.country)}",
            path=links.listing("/audit", who=found.person.id, country=one.country),
            start=start or None,
            end=end or start or None,
            words=one.note or one.words or None,
            categories=(one.what,),
        )


def of_outcomes(found: Reconciled) -> Iterator[Entry]:
    """What each counting rule gives beside a stated number; no day belongs to it."""
    who, where = found.person.id, found.country
    for one in found.outcomes:
        yield Entry(
            id=f"{who}:{where or ''}:{one.rule}:{one.source}",
            title=f"{one.rule} ({one.source}): {one.total}, {found.stated} stated",
            path=links.listing("/visits", who=who, rule=one.rule, source=one.source, country=where),
            words=one.definition,
        )


def of_land(one: Land) -> Entry:
    """A country or organisation of the record; no day belongs to it."""
    return Entry(id=one.code, title=one.name, path=links.country(one.code))


def of_document(one: ListedDocument) -> Entry:
    """A document on its day of publication."""
    source = one.source
    return Entry(
        id=source.key,
        title=source.title or source.id,
        path=links.document(source.key),
        start=source.published,
        end=source.published,
        updated=source.published,
        words=source.publisher,
        categories=(one.genre,) if one.genre else (),
    )


def of_disagreement(one: Disagreement) -> Entry:
    """A conflict on the day of its engagement."""
    report = one.engagement
    quotes = [quote for side in one.sides for quote in side.quotes]
    return Entry(
        id=f"{report.id}/{one.field}",
        title=f"{one.field} of {report.id}: {' or '.join(side.value for side in one.sides)}",
        path=f"{links.engagement(report.id)}#conflicts",
        start=report.date.start if report.date else None,
        end=report.date.end if report.date else None,
        updated=max((quote.published for quote in quotes if quote.published), default=None),
        words=quotes[0].evidence.quote if quotes else None,
        categories=(one.field,),
    )


def of_gap(one: Gap) -> Entry:
    """Something missing, on the day it was expected."""
    return Entry(
        id=f"{one.found.id}/{one.what}",
        title=f"{one.what}: {one.note}",
        path=links.thing(one.found.kind, one.found.id),
        start=one.start,
        end=one.end,
        updated=one.found.published,
        words=one.found.quote,
        categories=(one.what,),
    )


def of_change(one: Change) -> Entry:
    """A change of ties on its day; "updated" is the last day on which a document told it."""
    relation, first = one.relation, one.told[0]
    return Entry(
        id=f"{first.source.key}/{first.source.number}",
        title=tie_words(relation),
        path=links.document(first.source.key, first.evidence),
        start=relation.date.start if relation.date else None,
        end=relation.date.end if relation.date else None,
        status="planned" if relation.planned else None,
        updated=max((said.source.published for said in one.told if said.source.published), default=None),
        words=first.evidence.quote,
        categories=(relation.what, *relation.countries),
    )


def of_claim(one: Checked) -> Entry:
    """A claim on the day on which it was published."""
    return Entry(
        id=f"{one.source.key}/{one.source.number}",
        title=f"{claim_words(one.claim)}: {one.verdict}",
        path=links.document(one.source.key, one.claim.evidence),
        start=one.source.published,
        end=one.source.published,
        updated=one.source.published,
        words=one.claim.evidence.quote,
        categories=(one.verdict,),
    )


def of_hit(one: Hit) -> Entry:
    """A sentence that was found, on the day of its document."""
    source = one.document
    return Entry(
        id=f"{source.key}@{one.sentence.start}",
        title=source.title or source.id,
        path=links.document(source.key, one.sentence),
        start=source.published,
        end=source.published,
        updated=source.published,
        words=one.sentence.quote,
    )
