"""Answers while documents are added: a lagging record never waits for its merged view, and never stumbles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

import asked
from dragoman.errors import DragomanError
from dragoman.record import derive, open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.queries import open as open_queries

pytest_plugins = ["postgres"]
MORE = asked.document(
    "more",
    "2023-09-12",
    asked.said(
        "2023-09-09-meeting-blinken-india",
        "meeting",
        "held",
        (asked.BLINKEN, asked.RETNO),
        ("2023-09-09", "2023-09-09"),
        "Blinken met Retno Marsudi in New Delhi",
        place=("New Delhi", "IN"),
    ),
)


@pytest.fixture
def lagging(record_url: str) -> Iterator[OpenRecord]:
    """A record with a view, opened as a server does."""
    with open_record(record_url) as first:
        first.add(asked.readings())
        first.derive()
    with open_queries(record_url, lagging=True) as one:
        yield one


def everything(record: OpenRecord) -> list[Callable[[], object]]:
    """Every query that a page may ask."""
    found = list(record.engagements())
    return [
        lambda: record.engagements(who="blinken", limit=5, newest=True),
        record.trips,
        lambda: record.visits("blinken"),
        record.claims,
        lambda: record.last("US", "CN"),
        record.relations,
        lambda: record.gaps(today="2023-12-01"),
        lambda: record.person("blinken"),
        lambda: record.country("US"),
        record.conflicts,
        lambda: record.search("blinken"),
        lambda: record.search("blinken", who="blinken"),
        lambda: record.counts("person"),
        lambda: record.brief("US", "CN", today="2023-12-01", since="2021"),
        *(partial(ask, one.id) for one in found for ask in (record.show, record.why)),
        *(partial(record.compare, one.id) for one in found if len({told.document for told in one.reports}) > 1),
    ]


def test_queries_see_the_view_as_last_derived(lagging: OpenRecord) -> None:
    store = lagging.store
    before = lagging.engagements().total
    state = store.state()
    assert store.is_fresh()
    store.add([MORE])
    assert not store.is_fresh()
    assert lagging.engagements().total == before
    between = store.state()
    store.derive()
    assert store.is_fresh()
    assert lagging.engagements().total == before + 1
    assert len({state, between, store.state()}) == 3
    settled = store.state()
    store.add([MORE])
    store.derive(anew=True)
    assert store.state() == settled


def test_no_query_stumbles_between_a_change_and_the_view(lagging: OpenRecord) -> None:
    for reading in asked.readings():
        # of every document only the text stays: the view's engagements name reports that are no more
        lagging.store.put(msgspec.structs.replace(reading, reports=()), reader="later", force=True)
    assert not lagging.store.is_fresh()
    for ask in everything(lagging):
        ask()
    lagging.store.derive()
    assert lagging.engagements().total == 0


def test_a_removed_document_is_gone_at_once(lagging: OpenRecord) -> None:
    lagging.store.derive = lambda **_: None  # type: ignore[method-assign]
    ask = everything(lagging)[:14]
    lagging.store.remove("wire")
    for one in ask:
        one()
    assert all(support.document != "wire" for one in lagging.engagements() for support in one.reports)


def test_without_a_view_of_this_dragoman_a_lagging_record_makes_one(
    lagging: OpenRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derive, "DERIVER", "dragoman 99")
    lagging.store.add([MORE])
    assert "2023-09-09-meeting-blinken-marsudi" in {one.id for one in lagging.engagements()}


def test_what_takes_long_is_derived_by_another_process(record_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive, "_MOMENT", 0)
    with open_record(record_url, lagging=True) as record:
        record.add(asked.readings())
        with monkeypatch.context() as context:
            context.setattr(derive, "derive", None)  # not in this process
            record.derive()
        assert record.is_fresh()
        assert len(record.engagements()) > 5


def test_where_no_other_process_can_be_had_this_one_derives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derive, "_MOMENT", 0)
    monkeypatch.setattr("sys.executable", str(tmp_path / "missing"))
    with open_record(str(tmp_path / "record.db"), lagging=True) as record:
        record.add(asked.readings())
        record.derive()
        assert record.is_fresh()


def test_threads_ask_while_one_adds_and_derives(lagging: OpenRecord) -> None:
    faults: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        queries = everything(lagging)[:14]
        while not done.is_set():
            for query in queries:
                try:
                    query()
                except DragomanError as error:
                    faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for at in range(8):
        one = msgspec.structs.replace(
            MORE, document=msgspec.structs.replace(MORE.document, id=f"more-{at}", url=f"https://example.org/{at}")
        )
        lagging.store.put(one)
        lagging.store.derive()
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
