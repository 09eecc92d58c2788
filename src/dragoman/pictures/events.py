"""Engagements as a timeline shows them: days as numbers, a short label, and all of it in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

import msgspec

from dragoman.merging.types import Engagement
from dragoman.model import Dates, Party
from dragoman.pictures.words import joined, span_words, status_words
from dragoman.pictures.world import name_of
from dragoman.record.view import first_day, last_day
from dragoman.texts import harmless, shortened

_LONGEST = 34


class Event(msgspec.Struct, frozen=True):
    """An engagement with a day; ``first`` and ``last`` are ordinals. ``coarse``: told by month or year alone."""

    id: str
    kind: str
    status: str
    first: int
    last: int
    coarse: bool
    label: str
    said: str

    @property
    def middle(self) -> float:
        """The middle of its days."""
        return (self.first + self.last + 1) / 2


def event_of(one: Engagement, shared: Collection[str] = ()) -> Event | None:
    """The engagement as an event; None where no day is told. Parties in ``shared`` are left out of the label."""
    start, end = (one.date.start, one.date.end) if one.date else (None, None)
    days = (start or end, end or start)
    if days[0] is None or days[1] is None:
        return None
    try:
        first = datetime.date.fromisoformat(first_day(days[0])).toordinal()
        last = datetime.date.fromisoformat(last_day(days[1])).toordinal()
    except ValueError:
        return None
    coarse = len(days[0]) < 10 or len(days[1]) < 10
    return Event(one.id, one.kind, one.status, first, max(first, last), coarse, _label(one, shared), _said(one))


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
