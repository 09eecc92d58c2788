"""Speed of `dragoman serve` over a generated record of 100,000 engagements, by kind of page, and its start page's size.

    python benchmarks/serve_speed.py [--record PATH] [--engagements 100000] [--times 3] [--only WORD] [--json]

``--record`` names a record of benchmarks/big_record.py; it is made where there is none (which takes some minutes).
A real server answers over 127.0.0.1. Of each kind several addresses are asked: "cold" is the first time, "warm" the
times after it. Told are milliseconds from request to the answer's end, the median and the worst, and the median of
the server's own CPU time when cold, which other work on the machine disturbs less; "ratio" is the cold median over
that of an engagement's page in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from big_record import TODAY, record_of

LIMIT = 100.0
"""Milliseconds that a page may take."""
FIRST_PAINT = ("/", "/static/style.css", "/pictures.css")
"""What a browser must have before it paints the start page, ..."""
ALSO = ("/static/app.js",)
"""... and what comes after."""
_YARDSTICK = "engagement"


class Asked(msgspec.Struct):
    """One answer: milliseconds by the clock, and of the server's CPU."""

    wall: float
    cpu: float
    status: int
    size: int
    body: bytes


class Asker:
    """A connection that is kept, and the clock of the server's process."""

    def __init__(self, port: int, pid: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        # the kernel's number for the CPU clock of another process (clock_getcpuclockid)
        self._clock = (~pid << 3) | 2 if sys.platform == "linux" else None

    def ask(self, address: str, coding: str = "gzip") -> Asked:
        cpu, start = self._cpu(), time.perf_counter()
        self._connection.request("GET", address, headers={"Accept-Encoding": coding})
        answer = self._connection.getresponse()
        body = answer.read()
        wall = time.perf_counter() - start
        return Asked(1000 * wall, 1000 * (self._cpu() - cpu), answer.status, len(body), body)

    def json(self, address: str) -> list[dict[str, Any]]:
        """The items of a list."""
        found: list[dict[str, Any]] = json.loads(self.ask(address, "identity").body)["items"]
        return found

    def _cpu(self) -> float:
        return time.clock_gettime(self._clock) if self._clock is not None else 0.0


@contextmanager
def served(record: str, *options: str) -> Iterator[tuple[int, int]]:
    """The command as it is run: its port and the number of its process."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", record, "--port", "0", "--rate", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as running:
        assert running.stderr is not None
        said = ""
        try:
            for line in running.stderr:
                said += line
                if found := re.search(r":(\d+)/  \(Ctrl-C ends\)", line):
                    yield int(found[1]), running.pid
                    break
            else:
                raise SystemExit(said)
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(60)


def kinds(asker: Asker) -> Iterator[tuple[str, list[str]]]:
    """Each kind of page with some addresses: of much and of little, of one filter and of several; the last is not
    measured, it wakes the server.
    """
    people = [str(one["id"]) for one in asker.json("/persons.json?limit=200")]
    who = [people[at] for at in (0, 1, 5, 40, 150)]
    lands = ["US", "CN", "DE", "RW", "UZ"]
    some = [str(one["id"]) for one in asker.json("/engagements.json?kind=meeting&limit=5&since=2012-03&until=2012-03")]
    told = [
        str(one["id"])
        for one in asker.json("/engagements.json?limit=300&since=2015-05&until=2015-09")
        if len({report["document"] for report in one["reports"]}) > 1
    ]
    trips = [str(one["id"]) for one in asker.json("/trips.json?limit=6&since=2014&newest=0")]
    documents = [str(one["key"]) for one in asker.json("/documents.json?limit=5")]
    months = ["2010-03", "2015-07", "2020-12", "2023-06", "2023-07"]
    yield "start", ["/", *(f"/?today={month}-10" for month in months[:3])]
    yield "engagements", ["/engagements", "/engagements?newest=0", "/engagements?kind=call", "/engagements?limit=500"]
    yield (
        "engagements, filters",
        [
            f"/engagements?who={who[0]}",
            f"/engagements?who={who[0]}&since=2010&until=2012&newest=0",
            "/engagements?country=US",
            "/engagements?country=US&kind=meeting&status=held&topic=economy",
            "/engagements?at=CN&status=cancelled",
            "/engagements?between=US&between=CN",
            "/engagements?topic=climate&since=2015&min_confidence=0.8",
            "/engagements?when=coming",
            "/engagements?acting=US",
        ],
    )
    yield "engagement", [f"/engagements/{one}" for one in some]
    yield "compare", [f"/engagements/{one}/compare" for one in told[:: len(told) // 6]]
    yield "trips", ["/trips", "/trips?country=US", f"/trips?who={who[0]}", "/trips?status=cancelled&at=FR"]
    yield "trip", [f"/trips/{one}" for one in trips]
    yield "calendar, month", [f"/calendar/{one}" for one in months] + ["/calendar/2012-02?country=US"]
    yield "calendar, week", ["/calendar/2010-W10", "/calendar/2016-W30", f"/calendar/2019-W05?who={who[0]}"]
    yield "persons", ["/persons", "/persons?q=family&order=name", "/persons?country=US"]
    yield "person", [f"/persons/{one}" for one in who]
    yield "visits", [f"/visits?who={one}" for one in who] + [f"/visits?who={who[0]}&rule=days&country=FR"]
    yield "countries", ["/countries", "/countries?order=name", "/countries?q=un"]
    yield "country", [f"/countries/{one}" for one in lands]
    yield "pair", ["/pairs/CN/US", "/pairs/RU/US", "/pairs/FR/DE", f"/pairs/{quote(who[0])}/{quote(who[1])}"]
    yield "topics", ["/topics", "/topics?country=US", f"/topics?who={who[0]}"]
    yield "topic", ["/topics/economy", "/topics/climate", "/topics/human-rights"]
    yield "conflicts", ["/conflicts", "/conflicts?country=US", f"/conflicts?who={who[0]}"]
    yield "gaps", ["/gaps", "/gaps?country=US", f"/gaps?who={who[0]}"]
    yield "relations", ["/relations", "/relations?country=US", "/relations?between=US&between=CN"]
    yield "claims", ["/claims", "/claims?country=US", f"/claims?who={who[0]}"]
    yield (
        "counts",
        [f"/counts?by={by}" for by in ("kind", "country", "person", "day", "month", "topic")]
        + [
            "/counts?by=person&country=US",
            f"/counts?by=year&who={who[0]}",
        ],
    )
    yield "documents", ["/documents", "/documents?newest=0", "/documents?since=2012&until=2013"]
    yield "document", [f"/documents/{one}" for one in documents]
    yield "search", [f"/search?q={one}" for one in ("climate", "president+trade", "storm", "%22observers%22+2015-03")]
    yield "search, filters", ["/search?q=meeting&country=US", f"/search?q=economy&who={who[0]}&since=2015"]
    yield "suggest", [f"/suggest?q={one}" for one in ("f", "familyk", "given1", "china", "tra")]
    yield (
        "lists as files",
        [
            f"/{name}.{form}?country=US"
            for name in ("engagements", "trips", "conflicts", "gaps", "relations", "claims")
            for form in ("csv", "json", "ics", "atom")
        ],
    )
    yield (
        "API, lists",
        [
            "/api/v1/engagements?country=US",
            f"/api/v1/trips?who={who[0]}",
            f"/api/v1/visits?who={who[0]}",
            "/api/v1/conflicts?country=US",
            f"/api/v1/gaps?country=US&today={TODAY}",
            "/api/v1/claims?country=US",
            "/api/v1/relations?country=US",
            "/api/v1/persons",
            "/api/v1/countries",
            "/api/v1/documents",
            "/api/v1/search?q=climate",
        ],
    )
    yield (
        "API, things",
        [
            f"/api/v1/engagements/{some[0]}",
            f"/api/v1/engagements/{told[0]}/compare",
            f"/api/v1/engagements/{told[0]}/why",
            f"/api/v1/engagements/{told[0]}/near",
            f"/api/v1/trips/{trips[0]}/itinerary",
            f"/api/v1/persons/{who[0]}",
            "/api/v1/countries/US",
            "/api/v1/last?between=US&between=CN",
            f"/api/v1/brief?between=US&between=CN&since=2023-01-01&today={TODAY}",
            "/api/v1/counts?by=country",
            f"/api/v1/documents/{documents[0]}",
        ],
    )


def measured(asker: Asker, name: str, addresses: Sequence[str], times: int) -> dict[str, object]:
    """One row of the table."""
    cold, warm, slow = [], [], []
    for address in addresses:
        first = asker.ask(address)
        if first.status != 200:
            slow.append(f"{address} {first.status}")
            continue
        cold.append(first)
        later = [asker.ask(address) for _ in range(times)]
        warm += later
        if min(one.wall for one in (first, *later)) > LIMIT or first.cpu > LIMIT:
            slow.append(f"{address} {first.wall:.0f}, CPU {first.cpu:.0f}, again {min(o.wall for o in later):.0f}")
    if not cold:
        raise SystemExit("; ".join(slow))
    return {
        "kind": name,
        "addresses": len(addresses),
        "cold": round(statistics.median(one.wall for one in cold), 1),
        "worst": round(max(one.wall for one in cold), 1),
        "warm": round(statistics.median(one.wall for one in warm), 1),
        "worst warm": round(max(one.wall for one in warm), 1),
        "cpu": round(statistics.median(one.cpu for one in cold), 1),
        "worst cpu": round(max(one.cpu for one in cold), 1),
        "bytes": round(statistics.median(one.size for one in cold)),
        "slow": slow,
    }


def measure(port: int, pid: int, times: int, only: str) -> tuple[list[dict[str, object]], dict[str, int]]:
    """The rows, and the bytes of the start page by address."""
    asker = Asker(port, pid)
    every = list(kinds(asker))
    every = [(name, addresses) for name, addresses in every if only in name]
    for _, addresses in every:
        asker.ask(addresses[-1])  # not measured: templates are compiled, what is known is loaded
    rows = []
    for name, addresses in every:
        rows.append(measured(asker, name, addresses[:-1], times))
        print(f"{name}: {rows[-1]['cold']}, {rows[-1]['warm']} ms", file=sys.stderr, flush=True)
    yardstick = next((row for row in rows if row["kind"] == _YARDSTICK), rows[0])
    for row in rows:
        row["ratio"] = round(float(str(row["cold"])) / float(str(yardstick["cold"])), 1)
    return rows, {address: asker.ask(address).size for address in (*FIRST_PAINT, *ALSO)}


def shown(rows: Sequence[dict[str, object]], sizes: dict[str, int]) -> Iterator[str]:
    """The table as lines."""
    columns = ("cold", "worst", "warm", "worst warm", "cpu", "worst cpu", "ratio", "bytes")
    yield f"{'milliseconds':22}" + "".join(f"{name:>11}" for name in columns)
    for row in rows:
        yield f"{row['kind']:22}" + "".join(f"{row[name]!s:>11}" for name in columns)
    for row in rows:
        yield from (f"over {LIMIT:.0f} ms: {one}" for one in row["slow"])  # type: ignore[attr-defined]
    paint = sum(sizes[address] for address in FIRST_PAINT)
    parts = ", ".join(f"{address} {size:,}" for address, size in sizes.items())
    yield f"first paint of the start page: {paint:,} bytes transferred ({parts})"


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of the web app's pages over a generated record.")
    parser.add_argument("--record", help="a record of big_record.py; made there where there is none")
    parser.add_argument("--engagements", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3, help="times that each address is asked again")
    parser.add_argument("--only", default="", help="kinds with this word alone")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or str(Path(folder) / "generated.db")
        if not Path(path).exists():
            print(f"{record_of(path, options.engagements):,} engagements made", file=sys.stderr)
        with served(path, "--today", TODAY) as (port, pid):
            rows, sizes = measure(port, pid, options.times, options.only)
    if options.json:
        print("\n".join(json.dumps(one) for one in (*rows, {"first paint": sizes})))
    else:
        print("\n".join(shown(rows, sizes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
