"""A generated record of many engagements with all that pages show: journeys, conflicts, claims, ties, whole texts.

    python benchmarks/big_record.py PATH [--engagements 100000]

The same officials, countries and unevenness as in benchmarks/merge_speed.py, from a fixed seed, over twenty years:
contacts told by one to four reports, some coarse or undated, some by office alone, some that disagree on the city;
journeys of one to five stops with meetings on the way; what is planned, put off and called off; a claim in one of
60 documents, a change of ties in one of 120. Documents hold up to four reports and some paragraphs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
from merge_speed import officials

from dragoman.knowledge.topics import CODES
from dragoman.model import (
    Article,
    Claim,
    Dates,
    Document,
    Evidence,
    Kind,
    Party,
    Place,
    Relation,
    Report,
    Status,
    Stop,
    Tie,
)
from dragoman.reading.result import Reading
from dragoman.record import add, open_record
from dragoman.record.queries_filters import country_name
from dragoman.record.store import Record

TODAY = "2023-06-15"
"""The day that generated records are looked at from; they reach some months further."""
FIRST, DAYS = date(2004, 1, 1), 7300
RECORDED = "2023-06-15T00:00:00+00:00"
_TIES: tuple[Tie, ...] = ("restored", "upgraded", "downgraded", "suspended", "severed", "ambassador_recalled")
_FILLER = (
    "The statement was published on the web site of the ministry. ",
    "Officials of both sides had prepared the agenda for several weeks. ",
    "Observers in the capital expected no agreement at this stage. ",
    "Further consultations will be arranged through the embassies. ",
    "Journalists were not admitted to the second part. ",
)


def record_of(path: str, engagements: int) -> int:
    """Make a record of about so many engagements at ``path`` and derive its view: how many there are."""
    with open_record(path) as record:
        fill(record, readings(engagements))
        record.derive()
        return len(record.engagements())


def fill(record: Record, given: Iterator[Reading]) -> None:
    """Store all in one transaction."""
    with record.writing() as connection:
        for one in given:
            add.store(connection, one, "generated", RECORDED)


def readings(engagements: int, seed: int = 11) -> Iterator[Reading]:
    """Documents that tell of so many engagements, the same for the same seed."""
    rng = random.Random(seed)
    people = officials()
    weights = [1 / (place + 6) for place in range(len(people))]
    # some more: a few are one contact to whoever merges them
    left, waiting, number = int(engagements * 1.03), [], 0
    while left > 0:
        first, second = rng.choices(people, weights, k=2)
        if first.country == second.country:
            continue
        events = list(_events(rng, first, second, people, FIRST + timedelta(days=rng.randrange(DAYS))))
        left -= len(events)
        for event in events:
            waiting += [_told(rng, event) for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 4)))]
        if len(waiting) >= 400:  # so that the reports of one engagement come from several documents
            rng.shuffle(waiting)
            while len(waiting) >= 200:
                some = [waiting.pop() for _ in range(rng.choice((1, 1, 2, 4)))]
                yield _reading(rng, number, some)
                number += 1
    for one in waiting:
        yield _reading(rng, number, [one])
        number += 1


def _events(rng: random.Random, first: Party, second: Party, people: Sequence[Party], day: date) -> Iterator[Report]:
    """A contact; or a journey with its meetings; or something planned and what became of it."""
    status: Status = "held"
    if day.isoformat() > TODAY:
        status = "planned"
    elif rng.random() < 0.06:
        status = rng.choice(("cancelled", "postponed", "planned", "declined"))
    if rng.random() >= 0.12:
        kind: Kind = rng.choice(("call", "meeting", "meeting", "talks", "remarks", "statement"))
        yield _contact(rng, kind, status, first, second, day)
        return
    lands = [one.country for one in rng.sample(people, rng.choice((1, 1, 2, 3, 5))) if one.country != first.country]
    lands = list(dict.fromkeys([second.country, *lands]))
    stops, at = [], day
    for land in lands:
        told = at.isoformat()
        stops.append(
            Stop(f"City {country_name(land or '')}", land, "held" if status == "held" else "planned", told, told)
        )
        at += timedelta(1)
    last = (at - timedelta(1)).isoformat()
    yield Report("trip", status, (first,), Dates(day.isoformat(), last), (), stops=tuple(stops))
    for days, land in enumerate(lands):
        host = rng.choice([one for one in people if one.country == land])
        yield _contact(rng, "meeting", status, first, host, day + timedelta(days))


def _contact(rng: random.Random, kind: Kind, status: Status, first: Party, second: Party, day: date) -> Report:
    place = Place(f"City {country_name(second.country or '')}", second.country) if kind == "meeting" else None
    topics = tuple(rng.sample(tuple(CODES), rng.choice((0, 1, 2, 3))))
    dates = Dates(day.isoformat(), day.isoformat())
    cause = "a storm" if status in ("cancelled", "postponed") and rng.random() < 0.5 else None
    return Report(kind, status, (first, second), dates, (), place=place, topics=topics, cause=cause)


def _told(rng: random.Random, event: Report) -> tuple[Report, str, str]:
    """One report of an event, in its words; with its day of publication."""
    dates, parties, place = event.date, list(event.parties), event.place
    assert dates is not None
    assert dates.start is not None
    draw = rng.random()
    if draw < 0.03:
        dates = Dates(dates.start[:7], dates.start[:7])
    elif draw < 0.04:
        dates = None
    if rng.random() < 0.1 and len(parties) == 2:
        who = rng.randrange(2)
        parties[who] = Party(None, parties[who].role, parties[who].country, person=parties[who].person)
    if place is not None and rng.random() < 0.3:
        place = None
    elif place is not None and rng.random() < 0.04:
        place = Place(f"Port {place.city}", place.country)
    assert event.date is not None
    start = date.fromisoformat(str(event.date.start))
    ahead = event.status != "held"
    published = (start + timedelta(days=rng.choice((-20, -9, -3) if ahead else (0, 0, 1, 2)))).isoformat()
    published = min(published, TODAY)  # what is told later would have to be left out of every look from that day
    words = _words(event, parties, dates, place)
    topics = event.topics if rng.random() < 0.6 else ()
    changed = {"parties": tuple(parties), "date": dates, "place": place, "topics": topics}
    told = msgspec.structs.replace(event, **changed, confidence=round(0.5 + rng.random() / 2, 2))
    return told, words, published


def _words(event: Report, parties: Sequence[Party], dates: Dates | None, place: Place | None) -> str:
    """A sentence that says it."""
    names = [f"{one.role} {one.name or 'of the country'} of {country_name(one.country or '')}" for one in parties]
    verb = {"held": "was held", "planned": "is planned", "declined": "was declined"}.get(event.status, event.status)
    where = f" in {place.city}" if place else ""
    where += "".join(f", {stop.city}" for stop in event.stops)
    when = f" on {dates.start}" if dates else ""
    about = f" about {' and '.join(event.topics)}".replace("-", " ") if event.topics else ""
    return f"A {event.kind} of {' with '.join(names)} {verb}{where}{when}{about}"


def _reading(rng: random.Random, number: int, told: Sequence[tuple[Report, str, str]]) -> Reading:
    """A document that tells some reports, a sentence each, among others."""
    text, reports, claims, relations = f"Generated document {number}\n\n", [], [], []
    for report, words, _ in told:
        start = len(text)
        text += words + ". "
        reports.append(
            msgspec.structs.replace(report, evidence=(Evidence(start, start + len(words), words),), articles=(0,))
        )
        text += "".join(rng.sample(_FILLER, 3)) + "\n"
    first = reports[0]
    lands = tuple(dict.fromkeys(one.country for one in first.parties if one.country))
    if rng.random() < 1 / 60 and first.kind in ("call", "meeting") and len(lands) == 2:
        words = "It was their first one since 2012"
        evidence = Evidence(len(text), len(text) + len(words), words)
        text += words + ". "
        kind = "call" if first.kind == "call" else "meeting"
        claims.append(Claim("first", kind, first.parties, evidence, since="2012", date=first.date))
    if rng.random() < 1 / 120 and len(lands) == 2:
        words = f"Relations of {country_name(lands[0])} and {country_name(lands[1])} changed"
        evidence = Evidence(len(text), len(text) + len(words), words)
        text += words + ". "
        level = "diplomatic relations"
        relations.append(Relation(rng.choice(_TIES), (lands[0], lands[1]), evidence, level, date=first.date))
    published = told[0][2]
    publisher = f"Outlet {rng.randrange(300)}"
    name = f"generated-{number:06}"
    given = Document(name, text, f"https://outlet.example/{name}", f"Report {number}", publisher, published)
    article = Article(((0, len(text)),), text, None, publisher, published)
    return Reading(given, "news", (article,), tuple(reports), (), tuple(claims), tuple(relations))


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a generated record.")
    parser.add_argument("path")
    parser.add_argument("--engagements", type=int, default=100_000)
    options = parser.parse_args()
    start = time.perf_counter()
    made = record_of(options.path, options.engagements)
    print(f"{made:,} engagements in {time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
