"""``last``: when two sides last met, spoke, visited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from dragoman.merging.types import Engagement
from dragoman.record.contacts.sides import DONE, Side, Witness, latest, stopping, two_sides, witness
from dragoman.record.queries_filters import Question, country_name
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight

KINDS = ("call", "meeting", "talks", "conference")


class Contact(msgspec.Struct, frozen=True):
    """The last one of its sort. ``what`` says it in words: "met", "spoke by phone", "A visited B"."""

    what: str
    kind: str
    found: Witness


class LastContacts(Tabular, frozen=True):
    """The last contact of each sort between two sides, the latest first."""

    COLUMNS: ClassVar[Columns] = {
        "what": str,
        "kind": str,
        "start": str,
        "end": str,
        "id": str,
        "document": str,
        "published": str,
        "quote": str,
    }
    one: Side
    other: Side
    contacts: tuple[Contact, ...]

    def rows(self) -> list[dict[str, Cell]]:
        """One row a sort of contact."""
        return [
            {
                "what": contact.what,
                "kind": contact.kind,
                "start": contact.found.start,
                "end": contact.found.end,
                "id": contact.found.id,
                "document": contact.found.document,
                "published": contact.found.published,
                "quote": contact.found.quote,
            }
            for contact in self.contacts
        ]


_WORDS = {"call": "spoke by phone", "meeting": "met", "talks": "spoke", "conference": "took part in one conference"}


def last_of(sight: Sight, one: str, other: str, asked: Question) -> LastContacts:
    """The last call, meeting, talks, conference and visits of two persons, offices or countries.

    With ``today`` what begins after that day does not count.

    Raises:
        QueryError: one of them is nobody or several, or both are the same.
    """
    first, second = two_sides(sight, one, other)
    found = [contact for contact in _contacts(sight, first, second, asked) if _wanted(contact, asked)]
    return LastContacts(first, second, tuple(sorted(found, key=lambda contact: _day(contact.found), reverse=True)))


def _contacts(sight: Sight, one: Side, other: Side, asked: Question) -> Iterator[Contact]:
    met = latest(sight, (one.takes_part(), other.takes_part()), asked.today)
    for kind in KINDS:
        if kind in met:
            yield Contact(_WORDS[kind], kind, witness(met[kind]))
    for guest, host in ((one, other), (other, one)):
        if host.land is None or host.land == guest.land:
            continue
        trip = latest(sight, stopping(guest, host.land), asked.today).get("trip")
        if trip is not None:
            yield Contact(f"{guest.label} visited {country_name(host.land)}", "trip", _at_stop(trip, host.land))


def _at_stop(trip: Engagement, country: str) -> Witness:
    """The journey with the days of its last stop in the country, where they are told."""
    found = witness(trip)
    stops = [stop for stop in trip.stops if stop.country == country and stop.status in DONE and stop.start]
    return msgspec.structs.replace(found, start=stops[-1].start, end=stops[-1].end) if stops else found


def _wanted(contact: Contact, asked: Question) -> bool:
    return not asked.kinds or contact.kind in asked.kinds


def _day(found: Witness) -> str:
    return found.end or found.start or ""
