"""What an engagement lets one expect a report of and has none: its possible gaps, whatever day it is seen from.

They are kept with the merged view (table ``engagement_gap``), so that gaps are listed and counted without reading
every engagement; ``contacts.gaps`` asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.knowledge.homes import official_home
from dragoman.merging.types import Engagement
from dragoman.model import Dates
from dragoman.record.days import days
from dragoman.record.queries_filters import country_name

DONE = ("held", "cut_short")
OPEN, STOP, ONE_SIDE, NEITHER = 0, 2, 3, 4
"""Sorts of gaps, in the order of ``contacts.gaps.WHATS``; an open one that a schedule announced is sort 1 there."""
_CONTACTS = ("call", "meeting", "talks")


class Missing(msgspec.Struct, frozen=True):
    """A gap once the day ``past`` is over. ``position``: its number within the engagement."""

    position: int
    sort: int
    start: str | None
    end: str | None
    past: str
    note: str


def missing(one: Engagement) -> list[Missing]:
    """The possible gaps of an engagement; none of one without a day."""
    past = days(one.date)["last_day"]
    if past is None:
        return []
    return [Missing(at, *found) for at, found in enumerate(_found(one, past))]


def _found(one: Engagement, past: str) -> Iterator[tuple[int, str | None, str | None, str, str]]:
    start, end = (one.date.start, one.date.end) if one.date else (None, None)
    if one.status in ("planned", "postponed"):
        yield OPEN, start, end, past, f"{one.status}, and nothing tells what came of it"
        return
    if one.status not in DONE:
        return
    if one.kind == "trip":
        for stop in one.stops:
            if stop.status == "planned":
                last = days(Dates(stop.start, stop.end))["last_day"] or past
                note = f"{stop.city or country_name(stop.country or '?')} was planned, and nothing tells of it"
                yield STOP, stop.start or start, stop.end or end, max(last, past), note
    if one.kind in _CONTACTS:
        found = _sides(one)
        if found is not None:
            yield found[0], start, end, past, found[1]


def _sides(one: Engagement) -> tuple[int, str] | None:
    """A contact of two countries: whose own publishers tell of it; nothing where a publisher is not known."""
    lands = sorted({party.country for party in one.parties if party.country and len(party.country) == 2})
    publishers = {support.publisher for support in one.reports if support.publisher}
    if len(lands) != 2 or not all(support.publisher for support in one.reports):
        return None
    homes = {publisher: official_home(publisher) for publisher in publishers}
    telling = [land for land in lands if land in homes.values()]
    others = ", ".join(sorted(publisher for publisher in publishers if homes[publisher] not in lands))
    if len(telling) == 1:
        (silent,) = (land for land in lands if land not in telling)
        note = f"{country_name(telling[0])} tells of it, {country_name(silent)} does not"
        return ONE_SIDE, note + (f" (others: {others})" if others else "")
    if not telling:
        note = f"neither {country_name(lands[0])} nor {country_name(lands[1])} tells of it"
        return NEITHER, note + (f", only {others}" if others else "")
    return None
