"""Answers that are remembered: made once, never of a wrong state where they must be of this one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.errors import RecordError
from dragoman.record.queries import OpenRecord
from dragoman.web.app import create_app
from dragoman.web.memory import QUICK, Memory
from dragoman.web.settings import Settings
from tests.web.conftest import BASE, TODAY


class Source:
    """A record that changes, and how often it was asked."""

    def __init__(self) -> None:
        self.state = 1
        self.asked = 0
        self.slow = 0.0

    def ask(self) -> str:
        self.asked += 1
        state = self.state
        time.sleep(self.slow)
        return f"of {state}"


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def memory(source: Source) -> Iterator[Memory]:
    made = Memory(lambda: source.state, most=3)
    thread = threading.Thread(target=made.renew)
    thread.start()
    yield made
    made.end()
    thread.join(5)
    assert not thread.is_alive()


def test_an_answer_is_made_once_for_each_state(memory: Memory, source: Source) -> None:
    assert [memory.now("a", source.ask) for _ in range(3)] == ["of 1"] * 3
    source.state = 2
    assert memory.now("a", source.ask) == "of 2"
    assert source.asked == 2


def test_what_is_quick_is_never_late(memory: Memory, source: Source) -> None:
    assert memory.lately("a", source.ask) == "of 1"
    source.state = 2
    assert memory.lately("a", source.ask) == "of 2"


def test_what_takes_long_is_made_anew_behind_those_who_ask(memory: Memory, source: Source) -> None:
    source.slow = 2 * QUICK
    assert memory.lately("a", source.ask) == "of 1"
    source.state = 2
    start = time.monotonic()
    assert memory.lately("a", source.ask) == "of 1"
    assert time.monotonic() - start < QUICK
    until = time.monotonic() + 10
    while memory.lately("a", source.ask) != "of 2":
        assert time.monotonic() < until
        time.sleep(0.01)
    assert source.asked == 2
    assert memory.now("a", source.ask) == "of 2"


def test_many_who_ask_at_once_wait_for_one(memory: Memory, source: Source) -> None:
    source.slow = 0.2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: memory.now("a", source.ask), range(8)))
    assert found == ["of 1"] * 8
    assert source.asked == 1


def test_an_error_reaches_all_who_wait_and_is_not_remembered(memory: Memory, source: Source) -> None:
    def fails() -> str:
        time.sleep(0.2)
        raise RecordError("locked")

    def ask(_: int) -> str:
        with pytest.raises(RecordError, match="locked"):
            memory.now("a", fails)
        return "told"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["told"] * 4
    assert memory.now("a", source.ask) == "of 1"


def test_an_error_behind_those_who_ask_is_told_to_the_next(memory: Memory, source: Source) -> None:
    source.slow = 2 * QUICK
    memory.lately("a", source.ask)
    source.state = 2

    def fails() -> str:
        raise RecordError("locked")

    assert memory.lately("a", fails) == "of 1"
    told = None
    for _ in range(500):
        try:
            memory.lately("a", fails)
        except RecordError as error:
            told = str(error)
            break
        time.sleep(0.01)
    assert told == "locked"


def test_what_was_not_asked_for_longest_is_forgotten_first(memory: Memory, source: Source) -> None:
    for name in ("a", "b", "c", "a", "d"):
        memory.now(name, source.ask)
    assert source.asked == 4
    memory.now("a", source.ask)
    assert source.asked == 4
    memory.now("b", source.ask)
    assert source.asked == 5


def test_what_takes_long_is_made_before_anybody_asks(sample_record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(name: str) -> Any:
        ask = getattr(OpenRecord, name)

        def asks(*given: Any, **filters: Any) -> Any:
            asked.append(name)
            return ask(*given, **filters)

        return asks

    for name in ("gaps", "claims", "person_list"):
        monkeypatch.setattr(OpenRecord, name, noted(name))
    app = create_app(Settings(record=str(sample_record), today=TODAY, reads=0))
    with TestClient(app, base_url=BASE) as client:
        warming = [one for one in threading.enumerate() if one.name == "dragoman _warm"]
        for thread in warming:
            thread.join(60)
        assert {"gaps", "claims", "person_list"} <= set(asked)
        asked.clear()
        for path in ("/", "/gaps", "/claims", "/persons"):
            assert client.get(path).status_code == 200
        assert asked == []
