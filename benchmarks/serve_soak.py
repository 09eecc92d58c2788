"""`dragoman serve` under load while its record grows: no error, no broken answer, no lost write.

    python benchmarks/serve_soak.py [--record PATH] [--engagements 100000] [--connections 50] [--seconds 60]

``--record`` names a record of benchmarks/big_record.py, which is copied first; one is made where none is named. So many
connections ask pages, files and the API of a real server over 127.0.0.1, one request after the other, while another
process adds a document every second and a reviewer, signed in with a token, rules and withdraws. Each answer must be
whole: HTML to its end, JSON, CSV, iCalendar and Atom that can be read. Afterwards every document and every ruling must
be there and `dragoman check` must find nothing wrong. Exit code 1 where anything of this fails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import msgspec
from big_record import TODAY, record_of
from serve_speed import served

from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.tokens import new_token

EVERY = 1.0
"""Seconds between two documents."""
RULES = 2.0
"""Seconds between two decisions of the reviewer."""
PAGES = (
    "/",
    "/engagements",
    "/engagements?kind=call&newest=0",
    "/engagements?country=US&status=held",
    "/trips?limit=20",
    "/calendar/2021-12",
    "/persons",
    "/countries",
    "/countries/US",
    "/topics",
    "/topics/economy",
    "/conflicts",
    "/gaps",
    "/relations",
    "/claims",
    "/counts?by=year",
    "/documents",
    "/search?q=climate",
    "/suggest?q=ch",
    "/engagements.csv?country=FR",
    "/engagements.json?limit=20",
    "/engagements.ics?limit=20",
    "/engagements.atom?limit=20",
    "/api/v1/engagements?limit=20",
    "/api/v1/persons?limit=20",
    "/api/v1/counts?by=kind",
    "/static/style.css",
)


class Outcome(msgspec.Struct):
    """What came of it. ``faults`` is empty where all went well; ``seconds`` one for each answer."""

    seconds: list[float] = []
    faults: list[str] = []
    documents: int = 0
    rulings: int = 0
    withdrawn: int = 0
    took: float = 0.0

    def line(self) -> str:
        """The figures in a line."""
        told = sorted(1000 * one for one in self.seconds)
        return (
            f"{len(told):,} answers in {self.took:.0f} s, {len(told) / self.took:.0f} a second; median"
            f" {statistics.median(told):.0f} ms, p95 {told[int(0.95 * len(told))]:.0f} ms, worst {told[-1]:.0f} ms;"
            f" meanwhile {self.documents} documents added, {self.rulings} rulings made, {self.withdrawn} withdrawn"
        )


def fault_of(address: str, answer: httpx2.Response) -> str | None:
    """What is wrong with an answer, if anything."""
    if answer.status_code != 200:
        return f"{address}: {answer.status_code}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    try:
        if kind == "text/html" and not answer.text.rstrip().endswith("</html>"):
            return f"{address}: the page has no end"
        if kind == "application/json":
            json.loads(answer.content)
        if kind == "application/atom+xml":
            ET.fromstring(answer.content)
        if kind == "text/calendar" and not answer.text.rstrip().endswith("END:VCALENDAR"):
            return f"{address}: the calendar has no end"
    except (ValueError, ET.ParseError) as error:
        return f"{address}: {error}"
    return None


async def _asks(client: httpx2.AsyncClient, number: int, addresses: Sequence[str], until: float, out: Outcome) -> None:
    """One connection: requests in an order of its own until the time is over."""
    order = random.Random(number)
    while time.monotonic() < until:
        address = order.choice(addresses)
        start = time.monotonic()
        try:
            answer = await client.get(address)
        except httpx2.HTTPError as error:
            out.faults.append(f"{address}: {type(error).__name__} {error}")
            continue
        out.seconds.append(time.monotonic() - start)
        if fault := fault_of(address, answer):
            out.faults.append(fault)


async def _rules(base: str, secret: str, names: Sequence[str], until: float, out: Outcome) -> dict[str, bool]:
    """The reviewer: the rulings that the server said it took, and whether each was withdrawn."""
    made: dict[str, bool] = {}
    async with httpx2.AsyncClient(base_url=base, timeout=120) as client:
        await client.post("/review/sign-in", data={"token": secret})
        csrf = re.findall(r'name="csrf" value="([^"]+)"', (await client.get(f"/engagements/{names[0]}")).text)[0]
        for number in range(10**6):
            if time.monotonic() > until:
                break
            name = names[number % len(names)]
            form = {"csrf": csrf, "field": "topics", "value": "climate", "why": f"load {number}"}
            answer = await client.post(f"/review/engagements/{name}/field", data=form)
            where = answer.headers.get("location", "").rpartition("/")[2]
            if answer.status_code != 303:
                out.faults.append(f"a ruling on {name}: {answer.status_code}")
                continue
            made[where] = False
            if number % 2 == 0:
                undone = await client.post(f"/review/rulings/{where}/withdraw", data={"csrf": csrf})
                if undone.status_code != 303:
                    out.faults.append(f"withdrawing {where}: {undone.status_code}")
                made[where] = undone.status_code == 303
            await asyncio.sleep(RULES)
    return made


async def _load(base: str, secret: str, connections: int, seconds: float, out: Outcome) -> dict[str, bool]:
    """All connections and the reviewer, for so long."""
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    async with httpx2.AsyncClient(base_url=base, limits=limits, timeout=120) as client:
        found: list[dict[str, Any]] = (await client.get("/engagements.json?limit=50&until=2022")).json()["items"]
        names = [str(one["id"]) for one in found]
        things = [f"/engagements/{one}" for one in names]
        people = [str(one["id"]) for one in (await client.get("/persons.json?limit=20")).json()["items"]]
        documents = [str(one["key"]) for one in (await client.get("/documents.json?limit=20")).json()["items"]]
        addresses = [*PAGES, *things[:10], *(f"/persons/{one}" for one in people[:5])]
        addresses += [f"/documents/{one}" for one in documents[:10]]
        start = time.monotonic()
        until = start + seconds
        asking = [_asks(client, number, addresses, until, out) for number in range(connections)]
        made, *_ = await asyncio.gather(_rules(base, secret, names, until, out), *asking)
        out.took = time.monotonic() - start
    return made


def adds(path: str) -> int:
    """The process that adds: a document every second until its standard input ends; prints each one's id."""
    import threading  # noqa: PLC0415

    import dragoman  # noqa: PLC0415
    from dragoman.model import Document  # noqa: PLC0415

    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    with open_record(path, create=False) as record:
        number = 0
        while not ended.is_set():
            day = f"{1 + number % 28} June 2023"
            text = (
                f"Secretary of State Antony Blinken met French Foreign Minister Catherine Colonna in Paris on {day}."
                f" They discussed climate and trade. This is note {number}."
            )
            one = Document(f"load-{number}", text, f"https://load.example/{number}", None, "Load", "2023-06-29")
            found = record.add([dragoman.read_document(one)])
            print(*found.added, flush=True)
            number += 1
            ended.wait(EVERY)
    return 0


def soak(path: str, *, connections: int, seconds: float, today: str = TODAY) -> Outcome:
    """Load on a server over the record at ``path``, which is written to, and what came of it."""
    out = Outcome()
    with open_record(path, create=False) as record:
        before = record.count()
        _, secret = new_token(record, "Load", ["review"])
    command = [sys.executable, str(Path(__file__).resolve()), "--add", path]
    with (
        served(path, "--today", today) as (port, _),
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as adding,
    ):
        asking = _load(f"http://127.0.0.1:{port}", secret, connections, seconds, out)
        with ThreadPoolExecutor(1) as pool:  # a thread of its own: Playwright keeps a loop in the one of the tests
            made = pool.submit(asyncio.run, asking).result()
        said, _ = adding.communicate()
    ids = said.split()
    out.documents, out.rulings, out.withdrawn = len(ids), len(made), sum(made.values())
    with open_record(path, create=False) as record:
        stored = {one.document.id for one in record.each_document()}
        ruled = {one.id: one.withdrawn for one in record.rulings() if one.by == "Load"}
        out.faults += [f"document {one} is lost" for one in ids if one not in stored]
        out.faults += [f"{len(stored)} documents, not {before + len(ids)}"] * (len(stored) != before + len(ids))
        out.faults += [f"ruling {one} is not as it was made" for one in made if ruled.get(one) != made[one]]
        out.faults += check(record).problems
    if adding.returncode:
        out.faults.append(f"who adds ended with {adding.returncode}")
    if not (ids and made):
        out.faults.append("nothing was added or nothing ruled meanwhile")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description="The web app under load while its record grows.")
    parser.add_argument("--record", help="a record of big_record.py; it is copied, not written to")
    parser.add_argument("--engagements", type=int, default=100_000)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--add", metavar="PATH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.add:
        return adds(options.add)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "soak.db")
        if options.record:
            shutil.copy(options.record, path)
        else:
            print(f"{record_of(path, options.engagements):,} engagements made", file=sys.stderr)
        out = soak(path, connections=options.connections, seconds=options.seconds)
    print(out.line())
    for fault, times in sorted({one: out.faults.count(one) for one in out.faults}.items()):
        print(f"{times} times: {fault}" if times > 1 else fault)
    print("no error, no lost write" if not out.faults else f"{len(out.faults)} faults")
    return 1 if out.faults else 0


if __name__ == "__main__":
    sys.exit(main())
