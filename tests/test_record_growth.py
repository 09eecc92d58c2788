"""The view kept up to date by differences is the view derived anew, whatever was done to the record before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.merging.types import SourceReport
from dragoman.model import Article, Document, Evidence
from dragoman.reading.result import Reading
from dragoman.record import derive, growing, open_record
from dragoman.record.decisions import decide, withdraw
from dragoman.record.schema import VIEW, pending, spot, stand
from dragoman.record.store import Record
from dragoman.record.tally import TABLES
from test_merging_growth import worlds

pytest_plugins = ["postgres"]


@pytest.fixture(autouse=True)
def _differences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differences also of small records, and however much they touch."""
    monkeypatch.setattr(growing, "LEAST", 0)
    monkeypatch.setattr(growing, "SHARE", 0.001)


def document(name: str, told: Sequence[SourceReport], address: str | None = None) -> Reading:
    """A document that tells some reports, a sentence each."""
    text, reports = f"This is {name}.\n", []
    for at, one in enumerate(told):
        quote = f"{one.report.evidence[0].quote} {at}"
        span = Evidence(len(text), len(text) + len(quote), quote)
        text += quote + ".\n"
        reports.append(msgspec.structs.replace(one.report, evidence=(span,), articles=(0,)))
    published, publisher = (told[0].published, told[0].publisher) if told else (None, None)
    article = Article(((0, len(text)),), text, None, publisher, published)
    return Reading(Document(name, text, address, None, publisher, published), "news", (article,), tuple(reports))


def tables(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the view and of what is kept of the merge, reports by their keys in place of their numbers."""
    with record.reading() as connection:
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in (*VIEW, *TABLES)
        }
        keys: dict[int | None, str] = {row.id: row.key for row in connection.execute(sa.select(stand))}
        keys[None] = ""
        c = stand.c
        numbers = sa.select(c.lead, c.root, c.wants, c.key, c.said, c.exact, c.first, c.last, c.put_off, c.leg, c.drops)
        rows = connection.execute(numbers).all()
        found["stand"] = sorted((keys[a], keys[b], keys[d], *rest) for a, b, d, *rest in map(tuple, rows))
        spots = connection.execute(sa.select(spot)).mappings()
        found["spot"] = sorted((keys[row["node"]], *(row[n] for n in row if n != "node")) for row in spots)
        assert connection.execute(sa.select(pending)).all() == []
    return found


def same_as_anew(record: Record) -> None:
    """What is stored is what a whole merge would store."""
    record.derive()
    kept = tables(record)
    record.derive(anew=True)
    assert kept == tables(record)


@st.composite
def doings(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Changes of a record, in order."""
    told = draw(worlds(16))
    found: list[tuple[Any, ...]] = []
    at = 0
    while at < len(told):
        size = draw(st.integers(1, 3))
        address = draw(st.sampled_from([None, None, "https://example.org/1", "https://example.org/2"]))
        found.append(("add", document(f"d{at}", told[at : at + size], address)))
        at += size
        what = draw(st.sampled_from(["no", "no", "derive", "again", "remove", "rule", "withdraw"]))
        found.append((what, draw(st.integers(0, 99)), draw(st.integers(0, 99)), draw(st.sampled_from("sdfp"))))
    return found


def do(record: Record, what: str, added: list[Reading], one: int, other: int, verdict: str) -> None:
    """Carry out a change other than adding."""
    if what == "derive":
        record.derive()
    elif what == "again":
        reading = added[one % len(added)]
        record.put(msgspec.structs.replace(reading, reports=reading.reports[1:]), force=True)
    elif what == "remove":
        record.remove(added.pop(one % len(added)).document.id)
    elif what == "withdraw":
        if standing := [ruling.id for ruling in record.rulings() if not ruling.withdrawn]:
            withdraw(record, standing[one % len(standing)])
    elif what == "rule":
        keys = [told.key for told in record.reports()]
        ids = [engagement.id for engagement in record.engagements()]
        left, right = keys[one % len(keys)], keys[other % len(keys)]
        if verdict == "f":
            decide(record, "field", ids[one % len(ids)], field="name", value="A name")
        elif verdict == "p":
            decide(record, "same", "P1", "P3")
        else:
            decide(record, "same" if verdict == "s" else "different", left, right)


def played(record: Record, changes: list[tuple[Any, ...]]) -> None:
    """Do all of it, deriving now and then."""
    added: list[Reading] = []
    for what, *rest in changes:
        if what == "add":
            record.add(rest)
            added.append(rest[0])
        elif what != "no" and added:
            try:
                do(record, what, added, *rest)
            except DragomanError:
                continue  # nobody of that id, or nothing left to rule on


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings())
def test_the_kept_view_is_the_one_derived_anew(changes: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(str(Path(folder) / "record.db")) as record:
        played(record, changes)
        same_as_anew(record)


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    with open_record(record_url) as one:
        yield one


def test_a_change_touches_only_what_is_near_it(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    told = generated(400)
    record.add(document(f"d{at}", told[at : at + 5]) for at in range(0, 395, 5))
    record.derive()
    wholes: list[int] = []
    monkeypatch.setattr(derive, "_whole", lambda *_: wholes.append(1))
    record.add([document("last", told[395:])])
    record.derive()
    assert wholes == []
    monkeypatch.undo()
    monkeypatch.setattr(growing, "LEAST", 0)
    same_as_anew(record)
    record.remove("d100")
    same_as_anew(record)


@pytest.mark.parametrize("verdict", ["field", "same", "different", "withdrawn"])
def test_a_ruling_on_reports_touches_only_what_is_near_it(
    record: Record, monkeypatch: pytest.MonkeyPatch, verdict: str
) -> None:
    told = generated(400)
    record.add(document(f"d{at}", told[at : at + 5]) for at in range(0, 400, 5))
    record.derive()
    found = [one for one in record.engagements() if len(one.reports) > 1]
    made = decide(record, "different", found[0].reports[0].key, found[0].id)
    record.derive()
    wholes: list[int] = []
    monkeypatch.setattr(derive, "_whole", lambda *_: wholes.append(1))
    if verdict == "field":
        decide(record, "field", found[2].id, field="cause", value="snow")
    elif verdict == "withdrawn":
        withdraw(record, made.id)
    else:
        decide(record, verdict, found[1].reports[0].key, found[1 if verdict == "different" else 2].id)  # type: ignore[arg-type]
    record.derive()
    assert wholes == []
    monkeypatch.undo()
    monkeypatch.setattr(growing, "LEAST", 0)
    same_as_anew(record)


def generated(size: int) -> list[SourceReport]:
    """Reports of the benchmark."""
    import sys

    sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
    try:
        from merge_speed import generate
    finally:
        sys.path.pop(0)
    found: list[SourceReport] = generate(size)
    return found
