"""The same record whatever happens: any order, one by one, twice, by two at once, killed and run again."""

from __future__ import annotations

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

import dragoman
import stand_in_merge
from dragoman.model import Document
from dragoman.reading.result import Reading
from dragoman.record import open_record
from dragoman.record.backup import backup
from dragoman.record.check import check
from dragoman.record.digest import Digests
from dragoman.sources.found import Wanted
from dragoman.sources.load import load

pytest_plugins = ["postgres"]
SAMPLES = Path(dragoman.__file__).parent / "samples" / "documents"
STAND_IN = Path(__file__).parent / "run_stand_in.py"
KILLS = 10
MANY = 220
"""Small documents, so that a run lasts about a second."""


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The samples, read."""
    found = load([str(SAMPLES)], Wanted(), io.BytesIO())
    return [dragoman.read_document(one) for one in found if isinstance(one, Document)]


@pytest.fixture(scope="module")
def expected(readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Digests:
    """The digests of a record of the samples, all added at once."""
    return added(str(tmp_path_factory.mktemp("all") / "record.db"), [readings])


def added(url: str, groups: Sequence[Sequence[Reading]]) -> Digests:
    """The digests after adding group by group, the view derived after each; the record is sound."""
    with open_record(url) as record:
        for group in groups:
            record.add(group)
            record.engagements()
        assert check(record).problems == ()
        return record.digest()


# --- the samples, read and merged by the real thing ----------------------------------------------


def test_one_by_one_in_another_order(readings: list[Reading], expected: Digests, record_url: str) -> None:
    shuffled = list(readings)
    random.Random(11).shuffle(shuffled)
    assert added(record_url, [[one] for one in shuffled]) == expected


def test_backwards_and_twice(readings: list[Reading], expected: Digests, record_url: str) -> None:
    assert added(record_url, [readings[::-1], readings, readings[5:9]]) == expected


def test_ten_kills(expected: Digests, tmp_path: Path) -> None:
    url = str(tmp_path / "record.db")
    chance = random.Random(7)
    command = [sys.executable, "-m", "dragoman", "add", str(SAMPLES), "--record", url]
    counts = []
    for number in range(KILLS):
        # one run in two reads by itself, the other by processes that must not outlive it; the first three are
        # killed while they start and make the record, the others while documents come in
        seconds = chance.uniform(0.2, 1.0) if number < 3 else 60
        killed([*command, "--jobs", str(1 + number % 2)], seconds, partial(enough, url, 3 * number - 6, chance))
        counts.append(stored(url))
    assert len({count for count in counts if 0 < count < 33}) >= 3, counts
    done = subprocess.run([*command, "--jobs", "2"], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    with open_record(url) as record:
        assert record.digest() == expected
        assert check(record).problems == ()


def stored(url: str) -> int:
    """Documents in a SQLite record so far."""
    try:
        with closing(sqlite3.connect(f"file:{url}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


def enough(url: str, count: int, chance: random.Random) -> bool:
    """Whether so many documents are stored; at a random moment after."""
    if stored(url) < max(count, 1):
        return False
    time.sleep(chance.uniform(0, 0.1))
    return True


def killed(command: list[str], seconds: float, when: Callable[[], bool] = lambda: False) -> bool:
    """Start a command, kill it after so many seconds or ``when``; whether it was still running then.

    No process that it started stays behind.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until and not when():
        time.sleep(0.01)
    running = process.poll() is None
    process.kill()
    process.wait()
    assert gone(process.pid), "processes that read documents outlive the first one"
    return running


def gone(group: int) -> bool:
    """Whether the process group ends within ten seconds."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# --- many small documents, read and merged by stand-ins ------------------------------------------


def lines(path: Path, numbers: Sequence[int]) -> Path:
    """JSON Lines of documents with these numbers, some of them versions of one address."""
    with path.open("w", encoding="utf-8") as out:
        for number in numbers:
            document = {
                "id": f"d{number}",
                "text": f"Blinken called Garneau, says report {number}. It was a long call of {number} minutes.",
                "url": f"https://example.org/{number % 50}" if number % 2 else None,
                "published": f"2021-02-{1 + number % 27:02d}",
            }
            out.write(json.dumps(document) + "\n")
    return path


def run(*arguments: object) -> list[str]:
    return [sys.executable, str(STAND_IN), *map(str, arguments)]


def digests(url: str) -> Digests:
    """The digests of a sound record."""
    with pytest.MonkeyPatch.context() as patch:
        stand_in_merge.install(patch)
        with open_record(url) as record:
            assert check(record).problems == ()
            return record.digest()


def copied(url: str, to: Path) -> Path:
    """A backup of the record."""
    with pytest.MonkeyPatch.context() as patch:
        stand_in_merge.install(patch)
        with open_record(url) as record:
            backup(record, to)
    return to


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> Digests:
    """The digests of a record of small documents, added at once."""
    folder = tmp_path_factory.mktemp("small")
    url = str(folder / "record.db")
    subprocess.run(
        run("add", lines(folder / "all.jsonl", range(MANY)), "--record", url, "--jobs", 1),
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    return digests(url)


def test_two_processes_at_once(of_many: Digests, record_url: str, tmp_path: Path) -> None:
    parts = [range(150), range(MANY - 1, 70, -1)]
    sources = [lines(tmp_path / f"{at}.jsonl", list(part)) for at, part in enumerate(parts)]
    both = [
        subprocess.Popen(
            run("add", source, "--record", record_url, "--jobs", 1),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for source in sources
    ]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    counts = [int(out.split(": ")[1].split(" added")[0]) for out, _ in told]
    assert sum(counts) == MANY
    assert digests(record_url) == of_many


def test_kills_in_either_database(of_many: Digests, record_url: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "all.jsonl", range(MANY))
    command = run("add", source, "--record", record_url, "--jobs", 1)
    chance = random.Random(5)
    began = time.monotonic()
    pace = run("add", source, "--record", str(tmp_path / "pace.db"), "--jobs", 1)
    subprocess.run(pace, check=True, stdout=subprocess.DEVNULL, timeout=120)
    whole = time.monotonic() - began  # machines differ: the kills fall within what one run takes here
    interrupted = sum(killed(command, share * chance.uniform(0.9, 1.1) * whole) for share in (0.2, 0.4, 0.6, 0.8))
    assert interrupted > 0
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert digests(record_url) == of_many


def test_kills_while_it_is_rebuilt(of_many: Digests, tmp_path: Path) -> None:
    url = str(tmp_path / "record.db")
    source = lines(tmp_path / "all.jsonl", range(MANY))
    subprocess.run(run("add", source, "--record", url, "--jobs", 1), check=True, stdout=subprocess.DEVNULL, timeout=120)
    command = run("rebuild", "--record", url, "--jobs", 1)
    for seconds in (0.5, 0.8, 1.1):
        killed(command, seconds)
    assert digests(url) == of_many
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert digests(url) == of_many


def test_a_backup_while_another_process_adds(of_many: Digests, record_url: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "all.jsonl", range(MANY))
    open_record(record_url).close()
    adding = subprocess.Popen(run("add", source, "--record", record_url, "--jobs", 1), stdout=subprocess.DEVNULL)
    copies = []
    while adding.poll() is None:
        copies.append(copied(record_url, tmp_path / f"copy{len(copies)}.db"))
    assert adding.returncode == 0
    assert len(copies) > 1
    for copy in (copies[0], copies[len(copies) // 2]):
        digests(str(copy))  # sound in itself
    assert digests(str(copied(record_url, tmp_path / "last.db"))) == of_many
