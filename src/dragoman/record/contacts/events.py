"""What the record has of the row of engagements that a claim counts in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Claim, Evidence, Place
from dragoman.record.contacts.sides import Side, Witness, contacts, held, journeys, witness
from dragoman.record.counting.rules import Stay, gap
from dragoman.record.counting.stays import listed, reported
from dragoman.record.days import days, last_day
from dragoman.record.findings import Source
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import engagement_report

_KINDS = {"call": ("call",), "meeting": ("meeting",), "talks": ("call", "meeting", "talks")}
_CHUNK = 400
_SPANS = msgspec.json.Decoder(tuple[Evidence, ...])
_SAME = 1
"""Days between two tellings of one event, and between two stays that are one visit."""


class Event(msgspec.Struct, frozen=True):
    """One of the row: its first and last day as they may be, who tells it, and on which journey it was."""

    first: str
    last: str
    found: Witness
    trip: str | None = None


def events_of(sight: Sight, claim: Claim, sides: Sequence[Side], source: Source) -> tuple[list[Event], list[Event]]:
    """The events of the claim's row in order of day without those that it speaks of itself, and these.

    What the claim's sentence alone tells is no witness to it.
    """
    if claim.kind == "trip":
        found = _visits(sight, claim, sides[0], source)
    else:
        found = [_event(one, source) for one in held(sight, contacts(sides, _KINDS[claim.kind]))]
    told = _told(sight, {one.found.id for one in found}, claim, source)
    own: list[Event] = []
    if claim.what in {"first", "nth"}:
        own = [one for one in found if told[one.found.id][0]] or _on_its_day(found, claim)
        if claim.since and claim.what == "first":
            own = [one for one in own if one.first > last_day(claim.since)]
    others = [one for one in found if one not in own and told[one.found.id] != (True, False)]
    return others, own


def _on_its_day(found: Sequence[Event], claim: Claim) -> list[Event]:
    day = days(claim.date)["first_day"]
    return [one for one in found if day and gap(one.last, day) <= _SAME and one.last >= day]


def _told(sight: Sight, names: Iterable[str], claim: Claim, source: Source) -> dict[str, tuple[bool, bool]]:
    """For each engagement whether the claim's sentence tells of it, and whether anything else does.

    What has no evidence at all is told by neither.
    """
    report = engagement_report.c
    ids = sorted(names)
    here, elsewhere = set[str](), set[str]()
    for at in range(0, len(ids), _CHUNK):
        some = report.engagement_id.in_(ids[at : at + _CHUNK])
        others = sa.select(report.engagement_id).distinct()
        elsewhere.update(
            sight.view.execute(others.where(some, report.document_key != source.key, report.evidence != "[]")).scalars()
        )
        mine = sa.select(report.engagement_id, report.evidence).where(some, report.document_key == source.key)
        for name, body in sight.view.execute(mine):
            for span in _SPANS.decode(body):
                within = span.start < claim.evidence.end and claim.evidence.start < span.end
                (here if within else elsewhere).add(name)
    return {name: (name in here, name in elsewhere) for name in ids}


def _event(one: Engagement, source: Source) -> Event:
    span = days(one.date)
    return Event(span["first_day"] or "", span["last_day"] or "", witness(one, but=source.key), one.id)


def _visits(sight: Sight, claim: Claim, side: Side, source: Source) -> list[Event]:
    """The visits of a side to the claim's place: a person's stays by documents and lists, runs of days as one."""
    country = claim.place.country if claim.place else None
    if side.person is None:
        return [] if country is None else [_event(one, source) for one in held(sight, journeys(side, country))]
    stays = [*listed(sight, side.person), *reported(sight, side.person)]
    there = [stay for stay in stays if stay.first and stay.last and _fits(stay, claim.place)]
    names = by_ids(sight, sorted({stay.source for stay in there}))
    alone = {name for name, told in _told(sight, names, claim, source).items() if told == (True, False)}
    found: list[Event] = []
    for stay in _distinct([stay for stay in there if stay.source not in alone]):
        event = Event(stay.first or "", stay.last or "", _witness(stay, names.get(stay.source), source), stay.trip)
        if found and gap(found[-1].last, event.first) <= _SAME:
            before = found[-1]
            found[-1] = msgspec.structs.replace(before, last=max(before.last, event.last))
        else:
            found.append(event)
    return found


def _fits(stay: Stay, place: Place | None) -> bool:
    """A stay in the country, and in the city where both tell one; anywhere abroad where the claim names no place."""
    if place is None or stay.country != place.country:
        return place is None
    city = (place.city or "").casefold()
    return not city or not stay.cities or city in {name.casefold() for name in stay.cities}


def _distinct(stays: Sequence[Stay]) -> list[Stay]:
    """Stays in order of day; one known only by its month or year counts where no exact one lies in it."""
    exact = [stay for stay in stays if stay.exact]
    coarse = [
        stay
        for stay in stays
        if not stay.exact
        and not any((stay.first or "") <= (one.last or "") and (one.first or "") <= (stay.last or "") for one in exact)
    ]
    return sorted((*exact, *coarse), key=lambda stay: (stay.first or "", stay.last or "", stay.source))


def _witness(stay: Stay, one: Engagement | None, source: Source) -> Witness:
    """A stay that documents report with their words; one of a list has its own."""
    found = Witness(stay.source, "trip", stay.start, stay.end, stay.words, stay.source.partition("#")[0])
    if one is None:
        return found
    told = witness(one, but=source.key)
    return msgspec.structs.replace(found, quote=told.quote, document=told.document, published=told.published)
