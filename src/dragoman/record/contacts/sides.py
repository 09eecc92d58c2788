"""One side of a contact: a person, an office of a country, or a country; and what the record has of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from dragoman.knowledge.offices import classify_title
from dragoman.merging.types import Engagement
from dragoman.model import Evidence, Party
from dragoman.record.queries_filters import QueryError, country_code, country_name
from dragoman.record.queries_persons import is_person, persons, the_person
from dragoman.record.queries_types import Person
from dragoman.record.queries_view import Sight, by_ids, decoded
from dragoman.record.schema import engagement, engagement_country, engagement_party, engagement_stop

Condition = sa.ColumnElement[bool]

DONE = ("held", "cut_short")
_E, _STOP = engagement.c, engagement_stop.c
# written so that no index answers it: those who take part are few, of a kind or status there are very many
_DATED: tuple[Condition, ...] = (
    sa.func.coalesce(_E.status, "").in_(DONE),
    sa.func.coalesce(_E.first_day, "") != "",
)
_OF = re.compile(r"(?P<office>.+?) of (?P<country>.+)", re.IGNORECASE)


class Side(msgspec.Struct, frozen=True):
    """Who is meant: a ``person``, the holders of an ``office`` of a ``country``, or whoever acts for the country."""

    label: str
    country: str | None = None
    office: str | None = None
    person: Person | None = None

    @property
    def land(self) -> str | None:
        """The country of the side."""
        if self.person is not None and self.person.countries:
            return self.person.countries[0]
        return self.country

    def takes_part(self) -> Condition:
        """That the side is a party of an engagement."""
        party = engagement_party.c
        if self.person is not None:
            where = is_person(self.person)
        elif self.office is not None:
            where = sa.and_(party.office == self.office, party.country == self.country)
        else:
            where = party.country == self.country
        return _E.id.in_(sa.select(party.engagement_id).where(where))


class Witness(msgspec.Struct, frozen=True):
    """An engagement (``id``) or a row of a list that tells something, with its days and its words."""

    id: str
    kind: str
    start: str | None
    end: str | None
    quote: str
    document: str
    published: str | None = None
    report: str = ""
    """Key of the report whose words they are; empty for a row of a list."""
    span: Evidence | None = None


def witness(one: Engagement, but: str | None = None) -> Witness:
    """The engagement with the words of its first report, if there is one of another document than ``but`` (a key)."""
    having = [support for support in one.reports if support.evidence]
    others = [support for support in having if support.key.partition("/")[0] != but]
    told = next(iter(others or having), None)
    spans: tuple[Evidence, ...] = told.evidence if told else ()
    return Witness(
        one.id,
        one.kind,
        one.date.start if one.date else None,
        one.date.end if one.date else None,
        spans[0].quote if spans else "",
        told.document if told else "",
        told.published if told else None,
        told.key if told else "",
        spans[0] if spans else None,
    )


def side_named(sight: Sight, words: str) -> Side:
    """The side that a user's words name: "CN", "China", "foreign minister of Peru", "Peru foreign minister", a person.

    Raises:
        QueryError: they name none, or several persons.
    """
    code = _country(words)
    if code is not None:
        return Side(country_name(code), country=code)
    office = _office(words)
    if office is not None:
        return office
    person = the_person(sight.view, words)
    return Side(person.name, person=person)


def two_sides(sight: Sight, one: str, other: str) -> tuple[Side, Side]:
    """The two sides that a user names.

    Raises:
        QueryError: one of them is nobody or several, or both are the same.
    """
    first, second = side_named(sight, one), side_named(sight, other)
    if first == second:
        raise QueryError(f"{one!r} and {other!r} are the same: give two sides")
    return first, second


def side_of(sight: Sight, party: Party) -> Side | None:
    """The side that a party of a claim is; None where the record knows nobody or several of that name."""
    if party.name is None and party.person is None:
        if party.role is None:
            return Side(country_name(party.country), country=party.country) if party.country else None
        office = classify_title(party.role)
        if office is None or party.country is None:
            return None
        return Side(f"{party.role}, {country_name(party.country)}", country=party.country, office=office)
    for given in filter(None, (party.person.id if party.person else None, party.name)):
        found = [one for one in _persons(sight, given) if not party.country or party.country in one.countries]
        if len(found) == 1:
            return Side(found[0].name, country=party.country, person=found[0])
    return None


def contacts(sides: Sequence[Side], kinds: Iterable[str]) -> list[Condition]:
    """That something of these kinds took place with all sides."""
    return [sa.func.coalesce(_E.kind, "").in_(list(kinds)), *(side.takes_part() for side in sides)]


def between(one: Side, other: Side) -> Condition:
    """That both take part, or that one travels to the other, which is a country."""
    return sa.or_(
        sa.and_(one.takes_part(), other.takes_part()),
        sa.and_(one.takes_part(), _goes_to(other)),
        sa.and_(other.takes_part(), _goes_to(one)),
    )


def _goes_to(side: Side) -> Condition:
    if side.person is not None or side.office is not None:
        return sa.false()
    table = engagement_country.c
    visited = sa.select(table.engagement_id).where(table.country == side.country, table.how.in_(("place", "stop")))
    return sa.and_(_E.kind == "trip", _E.id.in_(visited))


def journeys(side: Side, country: str) -> list[Condition]:
    """That it is a journey of a side with a stop in a country."""
    return [_E.kind == "trip", *stopping(side, country)]


def stopping(side: Side, country: str) -> list[Condition]:
    """The same in sets of ids: only journeys have stops."""
    stops = sa.select(_STOP.engagement_id).where(_STOP.country == country, _STOP.status.in_(DONE))
    return [_E.id.in_(stops), side.takes_part()]


def held(sight: Sight, where: Sequence[Condition]) -> list[Engagement]:
    """What took place, in order of day; what has no day is left out."""
    wanted = sa.select(_E.body).where(*where, *_DATED)
    return [decoded(body) for body in sight.view.execute(wanted.order_by(_E.last_day, _E.first_day, _E.id)).scalars()]


def latest(sight: Sight, among: Sequence[Condition], until: str | None) -> dict[str, Engagement]:
    """For each kind the last of what took place and had begun by a day.

    Args:
        among: sets of ids that it is in (``takes_part``).
    """
    # days and kinds are compared here: in the question they lead SQLite to read all engagements of a kind
    wanted = sa.select(_E.id, _E.kind, _E.status, _E.first_day, _E.last_day).where(*among)
    best: dict[str, tuple[str, str, str]] = {}
    for row in sight.view.execute(wanted):
        if row.status in DONE and row.first_day is not None and (until is None or row.first_day <= until):
            at = (row.last_day, row.first_day, row.id)
            best[row.kind] = max(best.get(row.kind, at), at)
    found = by_ids(sight, [name for *_, name in best.values()])
    return {kind: found[name] for kind, (_, _, name) in best.items()}


def _persons(sight: Sight, given: str) -> list[Person]:
    try:
        return persons(sight.view, given)
    except QueryError:
        return []


def _country(words: str) -> str | None:
    try:
        return country_code(words)
    except QueryError:
        return None


def _office(words: str) -> Side | None:
    """ "foreign minister of Peru", "Peru foreign minister"."""
    pairs = [(match["office"], match["country"])] if (match := _OF.fullmatch(words.strip())) else []
    given = words.split()
    pairs += [(" ".join(given[at:]), " ".join(given[:at])) for at in range(1, len(given))]
    for title, land in pairs:
        code, office = _country(land), classify_title(title)
        if code is not None and office is not None:
            return Side(f"{title}, {country_name(code)}", country=code, office=office)
    return None
