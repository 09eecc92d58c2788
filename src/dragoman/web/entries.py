"""Items of lists as entries of calendars and feeds."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.exports.entries import engagement_entry
from dragoman.exports.entry import Entry
from dragoman.merging.types import Engagement
from dragoman.record.queries_documents import ListedDocument
from dragoman.web import links


def of_engagements(found: Iterable[Engagement]) -> list[Entry]:
    """Engagements in their order."""
    return [engagement_entry(one) for one in found]


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
