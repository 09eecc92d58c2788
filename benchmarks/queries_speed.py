"""Speed of ten named queries, of what pages of the web app ask, and of keeping the record up to date, in one run.

    python benchmarks/queries_speed.py [--sizes 10000,30000,100000] [--json]

The reports are those of benchmarks/merge_speed.py, five to a document. Each query is asked once to warm up, then
seven times; told is the median of CPU time in milliseconds. "merge all": seconds of deriving the whole merged view;
"add one": seconds after adding one document of five reports until its engagements are there, the median of nine;
"add one, worst": the longest of them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from merge_speed import generate

from dragoman.merging.types import SourceReport
from dragoman.model import Article, Document, Evidence
from dragoman.reading.result import Reading
from dragoman.record import add, open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.store import Record

EACH = 5
"""Reports of one document."""
ADDED = 9
"""Documents added one by one."""
WHO = "Familyka"
"""An official who stands in about three of a hundred engagements."""
RECORDED = "2024-01-01T00:00:00Z"


def reading(number: int, told: Sequence[SourceReport]) -> Reading:
    """A document that tells some generated reports, a sentence each."""
    text, reports = "", []
    for one in told:
        quote = one.report.evidence[0].quote
        start = len(text)
        text += quote + ".\n"
        reports.append(
            msgspec.structs.replace(one.report, evidence=(Evidence(start, start + len(quote), quote),), articles=(0,))
        )
    given = Document(f"doc-{number:06}", text, None, None, told[0].publisher, told[0].published)
    article = Article(((0, len(text)),), text, None, told[0].publisher, told[0].published)
    return Reading(given, "news", (article,), tuple(reports))


def fill(record: Record, reports: Sequence[SourceReport]) -> None:
    """Store all in one transaction."""
    with record.writing() as connection:
        for number, at in enumerate(range(0, len(reports), EACH)):
            add.store(connection, reading(number, reports[at : at + EACH]), "generated", RECORDED)


def queries(record: OpenRecord) -> Iterator[tuple[str, Callable[[], object]]]:
    """Ten questions, each read to its end."""
    us = next(iter(record.engagements(who=WHO, limit=1))).id
    year = {"since": "2010", "until": "2010"}
    yield "engagements of a person in a year", lambda: list(record.engagements(who=WHO, **year))
    yield "engagements of a country, a page", lambda: list(record.engagements(country="US", limit=50))
    yield "cancelled ones", lambda: list(record.engagements(status="cancelled"))
    yield "trips of a person in a year", lambda: list(record.trips(who=WHO, **year))
    yield "show", lambda: record.show(us)
    yield "visits of a person", lambda: record.visits(WHO)
    yield "conflicts", lambda: list(record.conflicts(country="US", limit=50))
    yield "search", lambda: list(record.search("sentence 77", limit=20))
    yield "last contacts of two countries", lambda: record.last("US", "CN")
    yield "counts by year", lambda: record.counts("year", country="US")


def pages(record: OpenRecord) -> Iterator[tuple[str, Callable[[], object]]]:
    """What pages of the web app ask."""
    filters: dict[str, dict[str, Any]] = {
        "all": {},
        "newest": {"newest": True},
        "of a person": {"who": WHO},
        "of a country, newest": {"country": "US", "newest": True},
        "calls": {"kind": "call"},
        "held": {"status": "held"},
        "of a topic": {"topic": "climate"},
        "of a year": {"since": "2012", "until": "2012"},
        "sure ones": {"min_confidence": 0.9},
        "past": {"when": "past", "today": "2012-06-01", "newest": True},
    }
    for name, given in filters.items():
        yield f"page of engagements: {name}", partial(record.engagements, limit=50, **given)
    yield "page of conflicts", partial(record.conflicts, limit=50)
    yield "page of gaps", partial(record.gaps, today="2012-06-01", limit=20)
    yield "page of claims", partial(record.claims, limit=50)
    yield "relations of two countries", partial(record.relations, between=("US", "CN"), limit=50)
    yield "page of trips", partial(record.trips, limit=20)
    yield "page of a person", partial(record.person, WHO)
    yield "page of a country", partial(record.country, "US")
    yield "persons by the beginning of a name", partial(record.persons, "familyk")
    for by in ("country", "kind", "person", "status", "topic", "year"):
        yield f"all counted by {by}", partial(record.counts, by)


def median(ask: Callable[[], object]) -> float:
    """Milliseconds, the first time left out."""
    ask()
    taken = []
    for _ in range(7):
        start = time.process_time()
        ask()
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken)


def measure(size: int, folder: Path) -> dict[str, float]:
    reports = generate(size + ADDED * EACH)
    path = str(folder / f"{size}.db")
    with open_record(path) as record:
        fill(record, reports[:size])
        start = time.process_time()
        record.derive()
        found = {"merge all": time.process_time() - start}
        taken = []
        for number in range(ADDED):
            at = size + number * EACH
            record.put(reading(10**6 + number, reports[at : at + EACH]))
            start = time.process_time()
            record.derive()
            taken.append(time.process_time() - start)
        found |= {"add one": statistics.median(taken), "add one, worst": max(taken)}
        asked = OpenRecord(record)
        for name, ask in (*queries(asked), *pages(asked)):
            found[name] = median(ask)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of queries over generated records.")
    parser.add_argument("--sizes", default="10000,30000,100000", help="numbers of reports, with commas")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    sizes = [int(word) for word in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(size, Path(folder)) for size in sizes]
    for name in rows[0]:
        told = [round(row[name], 2) for row in rows]
        ratios = [round(row[name] / rows[0][name], 2) for row in rows]
        if options.json:
            print(json.dumps({"name": name, "told": told, "ratios": ratios}))
        else:
            print(f"{name:36} {'  '.join(map(str, told)):32} ratios {'  '.join(map(str, ratios))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
