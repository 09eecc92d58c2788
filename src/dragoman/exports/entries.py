"""Engagements and trips as entries of calendars and feeds."""

from __future__ import annotations

from urllib.parse import quote

from dragoman.exports.entry import Entry
from dragoman.merging.types import Engagement
from dragoman.record.queries_forms import as_report
from dragoman.show import parties, where
from dragoman.texts import harmless, shortened

_TITLE = 200
_WORDS = 1000


def engagement_entry(one: Engagement) -> Entry:
    """What a calendar or feed shows of an engagement; a trip is one entry with its route."""
    published = sorted(support.published for support in one.reports if support.published)
    quotes = [span.quote for support in one.reports for span in support.evidence]
    report = as_report(one)
    return Entry(
        id=one.id,
        title=title_of(one),
        path=f"/engagements/{quote(one.id, safe='')}",
        start=one.date.start if one.date else None,
        end=one.date.end if one.date else None,
        status=one.status,
        updated=published[-1] if published else None,
        place=where(report) if one.stops or one.place else None,
        words=shortened(" ".join(harmless(quotes[0]).split()), _WORDS) if quotes else None,
        categories=(one.kind, *one.topics),
    )


def title_of(one: Engagement) -> str:
    """ "Call: Antony Blinken (US), Marc Garneau (CA)"; with its status first where it was not simply held."""
    kind = one.kind if one.status == "held" else f"{one.status.replace('_', ' ')} {one.kind}"
    report = as_report(one)
    route = f": {where(report)}" if one.stops else ""
    return shortened(f"{kind[0].upper()}{kind[1:]}: {parties(report)}{route}", _TITLE)
