"""Speed of merging 10,000, 30,000 and 100,000 generated reports in one run, as ratios to the first.

    python benchmarks/merge_speed.py [--sizes 10000,30000,100000] [--json]

The reports are generated from a fixed seed: weekly to yearly contacts of 400 officials of 80 countries, drawn
unevenly, each engagement told by one to twelve reports, some by office, by month or without a date; trips.
The span of years is the same at each size, so the days fill up. "growth" is the exponent between two sizes:
log(time ratio) / log(size ratio); n log n from 10,000 to 100,000 is 1.10.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import sys
import time
from datetime import date, timedelta

from dragoman.merging.merge import merge
from dragoman.merging.types import SourceReport
from dragoman.model import Dates, Evidence, Kind, Party, PersonRef, Place, Report, Stop

CODES = (
    "US CN RU GB FR DE JP IN BR ZA KR IT CA AU MX ID TR SA AR ES PL UA SE NO FI DK NL BE AT CH PT GR CZ HU RO "
    "BG RS HR SK EE LV LT IE EG MA DZ TN NG KE ET GH SN UG RW TZ AO ZM IL JO LB IQ IR QA AE KW OM PK BD LK NP "
    "TH VN MY SG PH MN KZ UZ GE"
)
COUNTRIES = CODES.split()
OFFICES = ("President", "Foreign Minister", "Defense Minister", "Prime Minister", "Finance Minister")
TOPICS = ("economy", "defense", "climate", "energy", "alliances", "health", "migration", "technology")
FIRST = date(2004, 1, 1)
DAYS = 7300


def officials() -> list[Party]:
    """Five officials of each country, with invented names."""
    people = []
    for at, code in enumerate(COUNTRIES):
        for place, office in enumerate(OFFICES):
            number = at * len(OFFICES) + place
            name = f"Given{number} Family{chr(97 + number % 26)}{chr(97 + number // 26)}"
            people.append(Party(name, office, code, person=PersonRef(f"Q{number}", name, "ledger")))
    return people


def generate(size: int, seed: int = 7) -> list[SourceReport]:
    """``size`` reports, the same for the same seed."""
    rng = random.Random(seed)
    people = officials()
    weights = [1 / (place + 2) for place in range(len(people))]
    reports: list[SourceReport] = []
    while len(reports) < size:
        first, second = rng.choices(people, weights, k=2)
        if first.country == second.country:
            continue
        event = _event(rng, first, second, FIRST + timedelta(days=rng.randrange(DAYS)))
        for _ in range(min(rng.choice((1, 1, 2, 2, 3, 4, 12)), size - len(reports))):
            reports.append(_told(rng, event, len(reports)))
    return reports


def _event(rng: random.Random, first: Party, second: Party, day: date) -> Report:
    kind: Kind = rng.choice(("call", "meeting", "meeting", "talks", "trip"))
    iso = day.isoformat()
    place = Place(f"City {second.country}", second.country)
    if kind == "trip":
        end = (day + timedelta(days=2)).isoformat()
        return Report("trip", "held", (first,), Dates(iso, end), (), stops=(Stop(place.city, place.country),))
    topics = tuple(rng.sample(TOPICS, 2))
    return Report(
        kind,
        "held",
        (first, second),
        Dates(iso, iso),
        (),
        place=place if kind == "meeting" else None,
        topics=topics,
    )


def _told(rng: random.Random, event: Report, number: int) -> SourceReport:
    date_told, parties = event.date, list(event.parties)
    assert event.date is not None
    assert event.date.start is not None
    draw = rng.random()
    if draw < 0.04:
        date_told = Dates(event.date.start[:7], event.date.start[:7])
    elif draw < 0.06:
        date_told = Dates(event.date.start[:4], event.date.start[:4])
    elif draw < 0.10:
        date_told = None
    if rng.random() < 0.15:
        who = rng.randrange(len(parties))
        party = parties[who]
        parties[who] = Party(None, party.role, party.country, person=party.person if rng.random() < 0.7 else None)
    rng.shuffle(parties)
    published = (date.fromisoformat(event.date.start) + timedelta(days=rng.choice((0, 0, 1, 2)))).isoformat()
    quote = f"sentence {number} of a generated document"
    report = Report(
        event.kind,
        "held",
        tuple(parties),
        date_told,
        (Evidence(0, len(quote), quote),),
        place=event.place if rng.random() < 0.7 else None,
        stops=event.stops,
        topics=event.topics if rng.random() < 0.5 else (),
        confidence=0.8,
    )
    return SourceReport(f"{number:08x}/0", f"doc-{number}", report, published, f"outlet {rng.randrange(300)}")


def measure(reports: list[SourceReport]) -> tuple[float, float, int]:
    """Seconds of CPU without and with Python's garbage collector, whose share grows with the heap; engagements."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    merged = merge(reports)
    taken = time.process_time() - start
    gc.enable()
    start = time.process_time()
    merge(reports)
    return taken, time.process_time() - start, len(merged.engagements)


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of merging generated reports, as ratios.")
    parser.add_argument("--sizes", default="10000,30000,100000", help="numbers of reports, with commas")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    base: tuple[int, float] | None = None
    merge(generate(200))  # what merging knows is loaded before the clock starts
    for size in (int(word) for word in options.sizes.split(",")):
        reports = generate(size)
        taken, collected, engagements = measure(reports)
        base = base or (size, taken)
        ratio = taken / base[1]
        growth = math.log(ratio) / math.log(size / base[0]) if size != base[0] else 1.0
        row = {
            "reports": size,
            "engagements": engagements,
            "seconds": round(taken, 2),
            "with collector": round(collected, 2),
            "reports/s": round(size / taken),
            "ratio": round(ratio, 2),
            "growth": round(growth, 2),
        }
        print(
            json.dumps(row) if options.json else "  ".join(f"{key} {value}" for key, value in row.items()),
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
