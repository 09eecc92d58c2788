"""``visits``: a person's stays abroad, counted by a rule that has a name, or by all of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import Dates
from dragoman.record.counting.rules import DEFAULT, DEFINITIONS, Counted, Stay, counted, total
from dragoman.record.counting.stays import listed, reported
from dragoman.record.days import days
from dragoman.record.queries_filters import QueryError, Question, country_name
from dragoman.record.queries_persons import the_person
from dragoman.record.queries_types import Count, Person, Visit, Visits
from dragoman.record.queries_view import Sight

SOURCES = ("official", "reported")


def visits_of(sight: Sight, asked: Question) -> Visits:
    """The visits of one person by the rule asked for, counted by country.

    From rows of imported lists where the record has such rows of the person, else from what documents
    report; ``asked.source`` says which. With days in the question those count that may touch them.

    Raises:
        QueryError: nobody or several are called so, or there is no such rule or source.
    """
    rule = asked.rule or DEFAULT
    if rule not in DEFINITIONS:
        raise QueryError(f"rule: {rule!r} is none; there are {', '.join(DEFINITIONS)}")
    person = the_person(sight.view, asked.who or "")
    source, stays = stays_of(sight, person, asked.source)
    return _counted(rule, person, source, stays, asked)


def every_rule(sight: Sight, asked: Question) -> tuple[Visits, ...]:
    """The visits of one person by each rule, in the order of ``DEFINITIONS``, all from one source.

    Raises:
        QueryError: as ``visits_of`` does.
    """
    person = the_person(sight.view, asked.who or "")
    source, stays = stays_of(sight, person, asked.source)
    return tuple(_counted(rule, person, source, stays, asked) for rule in DEFINITIONS)


def _counted(rule: str, person: Person, source: str, stays: Sequence[Stay], asked: Question) -> Visits:
    found = [one for one in counted(rule, _clipped(rule, stays, asked)) if _fits(one, asked)]
    return Visits(
        person=person,
        rule=rule,
        definition=DEFINITIONS[rule],
        total=total(rule, found),
        by_country=_by_country(found),
        visits=tuple(map(_visit, found)),
        source=source,
        notes=tuple(_notes(rule, found)),
    )


def stays_of(sight: Sight, person: Person, source: str | None) -> tuple[str, list[Stay]]:
    """Which source was taken, and its stays. Raises QueryError for a source that is none or tells nothing."""
    if source is not None and source not in SOURCES:
        raise QueryError(f"source: {source!r} is none; there are {', '.join(SOURCES)}")
    official = [] if source == "reported" else listed(sight, person)
    if official:
        return "official", official
    if source == "official":
        raise QueryError(f"no imported list has rows of {person.name}: import one with `dragoman import`")
    return "reported", reported(sight, person)


def _clipped(rule: str, stays: Sequence[Stay], asked: Question) -> Sequence[Stay]:
    """A country counts by the stays that touch the days asked for; the other rules cut what they count."""
    if rule != "countries" or not (asked.first or asked.last):
        return stays
    return [stay for stay in stays if _touches(stay.first, stay.last, asked)]


def _fits(one: Counted, asked: Question) -> bool:
    if asked.country and asked.country not in one.countries:
        return False
    if one.start is None and one.end is None:
        return _touches(None, None, asked)
    span = days(Dates(one.start, one.end))
    return _touches(span["first_day"], span["last_day"], asked)


def _touches(first: str | None, last: str | None, asked: Question) -> bool:
    if asked.first and not (last and last >= asked.first):
        return False
    return not asked.last or bool(first and first <= asked.last)


def _by_country(found: Sequence[Counted]) -> tuple[Count, ...]:
    counts: dict[str, int] = {}
    for one in found:
        for country in one.countries:
            counts[country] = counts.get(country, 0) + 1
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    return tuple(Count(code, counts[code], country_name(code)) for code in ranked)


def _visit(one: Counted) -> Visit:
    cities = dict.fromkeys(city for stay in one.stays for city in stay.cities)
    sources = dict.fromkeys(stay.source for stay in one.stays)
    listed_only = one.stays[0].number is not None
    return Visit(
        country=one.countries[0],
        start=one.start,
        end=one.end,
        cities=tuple(cities),
        engagements=() if listed_only else tuple(sorted(sources)),
        countries=one.countries,
        rows=tuple(sources) if listed_only else (),
    )


def _notes(rule: str, found: Sequence[Counted]) -> list[str]:
    """What was taken for one though the sources tell it as several."""
    notes = []
    for one in found:
        rows = list(dict.fromkeys(stay.source for stay in one.stays if stay.number is not None))
        if rule in {"rows", "country-visits", "bilateral"} and len(rows) > 1:
            span = f"{one.start} to {one.end}"
            notes.append(f"{country_name(one.countries[0])}, {span}: {', '.join(rows)} count as one")
        places = sorted({stay.place for stay in one.stays})
        if rule == "countries" and len(places) > 1:
            notes.append(f"{country_name(one.countries[0])}: {', '.join(places)} count as one")
    return notes
