"""Items of lists as entries of calendars and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.exports.entries import engagement_entry
from dragoman.exports.entry import Entry
from dragoman.merging.types import Engagement
from dragoman.record.queries_documents import ListedDocument
from dragoman.record.queries_filters import country_name
from dragoman.record.queries_itinerary import Itinerary
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
