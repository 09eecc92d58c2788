"""``claims``: what documents claim ("the first since 2018") set against what the record has."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

import msgspec

from dragoman.knowledge.ledger import ledger
from dragoman.knowledge.offices import classify_title
from dragoman.model import Claim, Party
from dragoman.record import findings
from dragoman.record.contacts.events import Event, events_of
from dragoman.record.contacts.sides import Side, Witness, side_of, two_sides
from dragoman.record.days import days, first_day, last_day
from dragoman.record.findings import Source
from dragoman.record.queries_filters import Question, country_name, windowed
from dragoman.record.queries_tables import Cell, Columns, Tabular
from dragoman.record.queries_view import Sight

Verdict = Literal["supported", "contradicted", "cannot be told"]
_STORY = 7
"""Days before its publication that an article may tell of as new: what lies in them is its own story."""


class Checked(msgspec.Struct, frozen=True):
    """A claim with its source and its verdict. ``by``: what of the record speaks for it or against it."""

    claim: Claim
    source: Source
    verdict: Verdict
    why: str
    by: tuple[Witness, ...] = ()


class Claims(Tabular, frozen=True):
    """Claims by day of publication; ``total`` counts all that fit."""

    COLUMNS: ClassVar[Columns] = {
        "claim": str,
        "verdict": str,
        "why": str,
        "by": str,
        "document": str,
        "published": str,
        "attribution": str,
        "quote": str,
    }
    items: tuple[Checked, ...]
    total: int
    next: str | None = None

    def rows(self) -> list[dict[str, Cell]]:
        """One row a claim."""
        return [
            {
                "claim": words_of(one.claim),
                "verdict": one.verdict,
                "why": one.why,
                "by": "; ".join(found.id for found in one.by),
                "document": one.source.document,
                "published": one.source.published,
                "attribution": one.claim.attribution,
                "quote": one.claim.evidence.quote,
            }
            for one in self.items
        ]


def claims_checked(sight: Sight, asked: Question) -> Claims:
    """The claims that fit the question, each checked.

    Raises:
        QueryError: ``who`` or a side is nobody or several.
    """
    from dragoman.record.queries_persons import the_person  # noqa: PLC0415

    person = None if asked.who is None else the_person(sight.view, asked.who)
    pair = two_sides(sight, *asked.between) if asked.between else ()
    found = [
        (source, claim)
        for source, claim in findings.claims(sight.truth, sight.as_of)
        if _fits(claim, source, asked)
        and (person is None or _is_of(sight, claim, person.id))
        and all(_concerns(sight, claim, side) for side in pair)
    ]
    shown, after = windowed(found[::-1] if asked.newest else found, asked)
    return Claims(tuple(checked(sight, claim, source) for source, claim in shown), len(found), after)


def _fits(claim: Claim, source: Source, asked: Question) -> bool:
    lands = {party.country for party in claim.parties} | {claim.place.country if claim.place else None}
    if (asked.country and asked.country not in lands) or (asked.kinds and claim.kind not in asked.kinds):
        return False
    if asked.first and (source.published or "") < asked.first:
        return False
    return not asked.last or bool(source.published and source.published <= asked.last)


def _concerns(sight: Sight, claim: Claim, side: Side) -> bool:
    """Whether a claim is of a side: a party of it, or the country where the journey goes."""
    if side.person is not None:
        return _is_of(sight, claim, side.person.id)
    if side.office is not None:
        return any(
            party.country == side.country and party.role is not None and classify_title(party.role) == side.office
            for party in claim.parties
        )
    return side.country in {*(party.country for party in claim.parties), claim.place.country if claim.place else None}


def _is_of(sight: Sight, claim: Claim, person: str) -> bool:
    sides = [side_of(sight, party) for party in claim.parties]
    return any(side is not None and side.person is not None and side.person.id == person for side in sides)


def words_of(claim: Claim) -> str:
    """ "first call: A (SE), B (PE); since 2022-11"."""
    rank = {"first": "first", "last": "last", "nth": _ordinal(claim.number or 0), "count": f"{claim.number} times"}[
        claim.what
    ]
    parts = [" ".join(filter(None, (rank, claim.qualifier, "visit" if claim.kind == "trip" else claim.kind)))]
    parts[0] += ": " + ", ".join(map(_party, claim.parties))
    if claim.place is not None:
        parts[0] += f" to {claim.place.city or country_name(claim.place.country or '')}"
    if claim.since:
        parts.append(f"since {claim.since}" if claim.what != "last" else f"in {claim.since}")
    elif claim.opening:
        parts.append(f"from “{claim.opening}” on")
    if claim.within:
        parts.append(f"within {'/'.join(dict.fromkeys(filter(None, (claim.within.start, claim.within.end))))}")
    return "; ".join(parts)


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ends.get(number % 10, 'th')}"


def _party(party: Party) -> str:
    name = party.name or party.role
    if name is None:
        return country_name(party.country or "?")
    return f"{name} ({party.country})" if party.country else name


# --- the verdict ---------------------------------------------------------------------------------


def checked(sight: Sight, claim: Claim, source: Source) -> Checked:
    """A claim set against what took place by the record.

    What it calls the first is contradicted by one that lies, with all its days, after the one before it (or
    after its row's beginning) and before it; supported by that one before, with none between. A number is
    contradicted by more of them than it says, supported by as many; of fewer the record may lack some.
    """
    sides = [side_of(sight, party) for party in claim.parties]
    known = [side for side in sides if side is not None]
    if len(known) < len(sides):
        return Checked(claim, source, "cannot be told", "the record knows nobody of that name, or several")
    published = source.published
    begin, began = _begin(claim, published)
    if begin is None and claim.opening:
        return Checked(claim, source, "cannot be told", f"no day is known for “{claim.opening}”")
    events, own = events_of(sight, claim, known, source)
    before = _before(claim, own, published)
    if before is None:
        return Checked(claim, source, "cannot be told", "the day of the document is not known")
    if claim.what in {"first", "last"}:
        return _single(claim, source, events, begin, began, before)
    return _number(claim, source, events, own, begin, before if claim.what == "nth" else published or before)


def _single(
    claim: Claim, source: Source, events: Sequence[Event], begin: str | None, began: bool, before: str
) -> Checked:
    """``begin`` is the day after which there must be none; ``began``: it is that of the one before."""
    between = [one for one in events if (begin is None or one.first > begin) and one.last < before]
    if between and claim.qualifier:
        why = f"the record has others, but not whether they were {claim.qualifier}"
        return Checked(claim, source, "cannot be told", why, _found(between))
    if between:
        since = f"since {claim.since or claim.opening}" if claim.since or claim.opening else "earlier"
        return Checked(claim, source, "contradicted", f"the record has {len(between)} {since}", _found(between))
    if began and claim.since:
        start, end = first_day(claim.since), last_day(claim.since)
        there = [one for one in events if one.first <= end and one.last >= start]
        if there:
            return Checked(claim, source, "supported", f"the one of {claim.since}, none between", _found(there))
        return Checked(claim, source, "cannot be told", f"the record has none of {claim.since}, and none between")
    return Checked(claim, source, "cannot be told", "the record has none before it, but need not have all")


def _number(
    claim: Claim, source: Source, events: Sequence[Event], own: Sequence[Event], begin: str | None, before: str
) -> Checked:
    """``nth`` counts those before it and itself, ``count`` those up to the day of publication.

    Visits are counted as stays in the country and as journeys: a claim may mean either.
    """
    end = last_day(claim.within.end) if claim.within and claim.within.end else before
    stop = min(end, before)
    nth = claim.what == "nth"
    row = [
        one
        for one in events
        if (begin is None or one.first >= begin) and (one.last < before if nth else one.last <= stop)
    ]
    totals = {len(row) + nth}
    said = claim.number or 0
    counted = f"{len(row) + nth} by the record, {said} claimed"
    if claim.kind == "trip":
        journeys = {one.trip for one in row} | ({own[0].trip if own else ""} if nth else set())
        totals.add(len(journeys))
        if len(totals) > 1:
            counted = f"{len(row) + nth} stays on {len(journeys)} journeys by the record, {said} claimed"
    if said in totals:
        return Checked(claim, source, "supported", counted, _found(row))
    if min(totals) > said and not claim.qualifier:
        return Checked(claim, source, "contradicted", counted, _found(row))
    return Checked(claim, source, "cannot be told", counted, _found(row))


def _found(events: Iterable[Event]) -> tuple[Witness, ...]:
    return tuple(one.found for one in events)


def _begin(claim: Claim, published: str | None) -> tuple[str | None, bool]:
    """The day that bounds the row, and whether it is that of the one before. Of a row that counts, the first day in it;
    of a first or last one, the last day before it.
    """
    single = claim.what in {"first", "last"}
    if claim.since and not (claim.opening and single and len(claim.since) < 10 and _career(claim)):
        return (last_day(claim.since), not claim.opening) if single else (first_day(claim.since), False)
    if claim.within and claim.within.start:
        since = first_day(claim.within.start)
        return (_shifted(since, -1) if single else since), False
    if claim.opening and _career(claim):
        taken = _in_office(claim, published)
        return (_shifted(taken, -1) if taken and single else taken), False
    return None, False


def _career(claim: Claim) -> bool:
    """The row begins with the office: "as foreign minister", "since taking office"."""
    from dragoman.reading.claims_words import words  # noqa: PLC0415  (compiled only where it is asked)

    return claim.opening is not None and words().career.match(claim.opening) is not None


def _in_office(claim: Claim, published: str | None) -> str | None:
    """Since when the claim's first person has held, by the ledger, the most senior office of that day."""
    person = next((party.person for party in claim.parties if party.person is not None), None)
    if person is None or published is None:
        return None
    held = [
        tenure
        for tenure in ledger().tenures(person.id)
        if tenure.start
        and first_day(tenure.start) <= published
        and (not tenure.end or last_day(tenure.end) >= published)
    ]
    best = min(held, key=lambda tenure: (tenure.rank, tenure.start), default=None)
    return first_day(best.start) if best else None


def _before(claim: Claim, own: Sequence[Event], published: str | None) -> str | None:
    """The first day that the engagement itself may have taken place on; of a last one, that of the article's story."""
    if claim.what == "last":
        return _shifted(published, -_STORY) if published else None
    if own:
        return min(one.first for one in own)
    span = days(claim.date)
    if span["first_day"]:
        day: str = span["first_day"]
        return min(day, published or day)
    return _shifted(published, -_STORY) if published else None


def _shifted(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
