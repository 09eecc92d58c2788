"""Engagements as a timeline shows them: days as numbers, a short label, and all of it in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

import msgspec

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Party
from dragoman.pictures.words import joined, span_words, status_words, years_of
from dragoman.pictures.world import name_of
from dragoman.record.days import first_day, last_day
from dragoman.texts import harmless, shortened

_LONGEST = 34


class Event(msgspec.Struct, frozen=True):
    """Something with a day; ``first`` and ``last`` are ordinals. ``coarse``: told by month or year alone.

    ``lane`` is where it stands, ``kind`` what sort of sign it gets.
    """

    id: str
    kind: str
    status: str
    first: int
    last: int
    coarse: bool
    label: str
    said: str
    lane: str

    @property
    def middle(self) -> float:
        """The middle of its days."""
        return (self.first + self.last + 1) / 2


def event_of(one: Engagement, shared: Collection[str] = ()) -> Event | None:
    """The engagement as an event; None where no day is told. Parties in ``shared`` are left out of the label."""
    days = ordinals(one.date.start, one.date.end) if one.date else None
    return days and Event(one.id, one.kind, one.status, *days, _label(one, shared), _said(one), one.kind)


def ordinals(start: str | None, end: str | None) -> tuple[int, int, bool] | None:
    """First and last day as ordinals, and whether month or year alone is told; None where no day is."""
    earlier, later = start or end, end or start
    if earlier is None or later is None:
        return None
    try:
        first = datetime.date.fromisoformat(first_day(earlier)).toordinal()
        last = datetime.date.fromisoformat(last_day(later)).toordinal()
    except ValueError:
        return None
    return first, max(first, last), len(earlier) < 10 or len(later) < 10


def years(engagements: Iterable[Engagement]) -> str:
    """The years of engagements, to stand behind a title."""
    return years_of(day for one in engagements if one.date for day in (one.date.start, one.date.end))


def shared_parties(engagements: Sequence[Engagement]) -> frozenset[str]:
    """Who takes part in each of several engagements: a label need not say so."""
    if len(engagements) < 2:
        return frozenset()
    found = [frozenset(party_key(party) for party in one.parties) for one in engagements]
    return frozenset.intersection(*found)


def party_key(party: Party) -> str:
    """Who a party is, the same in all engagements."""
    return party.person.id if party.person else party.name or party.role or party.country or "?"


def party_words(party: Party) -> str:
    """A name, an office, or a country."""
    name = party.name or (party.person.name if party.person else None) or party.role
    return harmless(name or (name_of(party.country) if party.country else "?"))


def _label(one: Engagement, shared: Collection[str]) -> str:
    if one.name:
        return shortened(harmless(one.name), _LONGEST)
    if one.stops:
        stops = dict.fromkeys(stop.city or (name_of(stop.country) if stop.country else "?") for stop in one.stops)
        return shortened(harmless(", ".join(stops)), _LONGEST)
    others = [party for party in one.parties if party_key(party) not in shared] or list(one.parties)
    return shortened(", ".join(map(party_words, others[:4])), _LONGEST)


def _said(one: Engagement) -> str:
    """The whole engagement in a line: ``26 Jan 2021: call, held, Antony Blinken, Marc Garneau``."""
    date = one.date or Dates(None, None)
    parties = joined(map(party_words, one.parties[:6]))
    stops = joined(stop.city or stop.country for stop in one.stops)
    more = " and others" if len(one.parties) > 6 else ""
    what = joined((one.kind, status_words(one.status), one.name, parties + more, stops))
    return harmless(f"{span_words(date.start, date.end)}: {what}")
