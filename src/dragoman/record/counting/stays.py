"""A person's stays abroad, from rows of imported lists or from what documents report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa

from dragoman.merging.types import Engagement
from dragoman.model import Dates, ListRow, Party, Place, Report, Stop
from dragoman.record.add import DbRow
from dragoman.record.counting.rules import Stay
from dragoman.record.days import days
from dragoman.record.lists import row_of
from dragoman.record.queries_persons import is_person
from dragoman.record.queries_select import Condition
from dragoman.record.queries_types import Person
from dragoman.record.queries_view import Sight, by_ids
from dragoman.record.schema import document, engagement, engagement_party, engagement_report, list_row, report
from dragoman.record.view import party_words

_DONE = ("held", "cut_short")
_PRESENT = ("meeting", "talks", "conference")
_REPORT = msgspec.json.Decoder(Report)
_CHUNK = 400


def listed(sight: Sight, person: Person) -> list[Stay]:
    """The stays that rows of imported lists tell of a person; rows too odd to be told are left out."""
    home = set(person.countries[:1])
    found = [_of_row(row.id, row.document_key, row.report_key, row_of(row.body)) for row in _list_rows(sight, person)]
    return [stay for stay in found if stay.country not in home]


def odd_rows(sight: Sight, person: Person) -> list[tuple[str, ListRow]]:
    """A person's odd rows with their names ("list#12"), and rows of the same lists that tell no journey at all."""
    mine = {row.document_key: row.id for row in _list_rows(sight, person)}
    found = [(f"{row.id}#{one.number}", one) for row in _list_rows(sight, person) if (one := row_of(row.body)).odd]
    for key, name in sorted(mine.items()):
        silent = sa.select(list_row.c.body).where(list_row.c.document_key == key, list_row.c.report_key.is_(None))
        found += [(f"{name}#{one.number}", one) for one in map(row_of, sight.truth.execute(silent).scalars())]
    return found


def _list_rows(sight: Sight, person: Person) -> Iterator[DbRow]:
    """Rows whose journeys are reports of the person's engagements."""
    mine = sa.select(engagement_party.c.engagement_id).where(is_person(person))
    told = sa.select(engagement_report.c.report_key).where(engagement_report.c.engagement_id.in_(mine))
    keys = sorted(set(sight.view.execute(told).scalars()))
    columns = (document.c.id, list_row.c.document_key, list_row.c.report_key, list_row.c.body)
    for at in range(0, len(keys), _CHUNK):
        wanted = sa.select(*columns).join(document, document.c.key == list_row.c.document_key)
        yield from sight.truth.execute(wanted.where(list_row.c.report_key.in_(keys[at : at + _CHUNK])))


def _of_row(name: str, key: str, report_key: str, row: ListRow) -> Stay:
    return Stay(
        country=row.country or row.place_id or row.place,
        place=row.place_id or row.place,
        cities=row.cities,
        start=row.start,
        end=row.end,
        first=row.start,
        last=row.end,
        exact=bool(row.start and row.end),
        source=f"{name}#{row.number}",
        trip=report_key,
        documents=frozenset((key,)),
        number=row.number,
        met=row.met,
        words=row.remarks,
    )


def reported(sight: Sight, person: Person) -> list[Stay]:
    """The stays that documents other than lists tell of a person."""
    home = set(person.countries[:1])
    lists = set(sight.truth.execute(sa.select(list_row.c.document_key).distinct()).scalars())
    found: list[Stay] = []
    for one in _held(sight, person):
        telling = [support.key for support in one.reports if support.key.partition("/")[0] not in lists]
        if len(telling) == len(one.reports):
            found += _of_engagement(one, one.date, one.stops, one.place, one.id, person, telling)
            continue
        for told in _reports(sight.truth, telling):
            found += _of_engagement(one, told.date, told.stops, told.place, one.id, person, telling)
    return [stay for stay in found if stay.country not in home]


def _held(sight: Sight, person: Person) -> Iterable[Engagement]:
    theirs: Condition = engagement.c.id.in_(sa.select(engagement_party.c.engagement_id).where(is_person(person)))
    # kinds are compared here: in the question they lead SQLite to read all engagements of a kind
    rows = sight.view.execute(sa.select(engagement.c.id, engagement.c.kind, engagement.c.status).where(theirs))
    names = [row.id for row in rows if row.status in _DONE and row.kind in ("trip", *_PRESENT)]
    found = by_ids(sight, names)
    return [found[name] for name in sorted(names)]


def _reports(truth: sa.Connection, keys: list[str]) -> list[Report]:
    wanted = sa.select(report.c.key, report.c.body).where(report.c.key.in_(keys))
    return [_REPORT.decode(row.body) for row in sorted(truth.execute(wanted), key=lambda row: row.key)]


def _of_engagement(
    one: Engagement,
    date: Dates | None,
    stops: tuple[Stop, ...],
    place: Place | None,
    name: str,
    person: Person,
    telling: list[str],
) -> Iterator[Stay]:
    told_by = frozenset(key.partition("/")[0] for key in telling)
    if one.kind == "trip":
        if not any(_is(party, person) and party.part != "host" for party in one.parties):
            return
        for stop in stops:
            if stop.status in _DONE and stop.country:
                own = Dates(stop.start, stop.end)
                yield _stay(name, Place(stop.city, stop.country), own, date, one.id, told_by, met=False)
    elif place is not None and place.country:
        met = any(party.country == place.country and not _is(party, person) for party in one.parties)
        yield _stay(name, place, date, date, one.trip, told_by, met=met)


def _is(party: Party, person: Person) -> bool:
    if party.person is not None:
        return party.person.id in person.ids
    return f" {' '.join(party_words(party))} " in person.wordings


def _stay(
    name: str,
    place: Place,
    own: Dates | None,
    whole: Dates | None,
    trip: str | None,
    told_by: frozenset[str],
    *,
    met: bool,
) -> Stay:
    """Where the days are not told, those of the whole trip bound them, if both its ends are told."""
    known = own is not None and bool(own.start or own.end)
    bounded = whole is not None and bool(whole.start and whole.end)
    span = days(own if known else whole if bounded else None)
    told = own if known and own is not None else Dates(None, None)
    start, end = told.start or told.end, told.end or told.start
    return Stay(
        country=place.country or "",
        place=place.country or "",
        cities=(place.city,) if place.city else (),
        start=start,
        end=end,
        first=span["first_day"],
        last=span["last_day"],
        exact=bool(start and end and len(start) == 10 and len(end) == 10),
        source=name,
        trip=trip,
        documents=told_by,
        met=met,
    )
