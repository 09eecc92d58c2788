"""The same record whatever happens: any order, one by one, twice, by two at once, killed and run again."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import dragoman
from dragoman.model import Document
from dragoman.reading.result import Reading
from dragoman.record import open_record
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
    for number in range(KILLS):
        # one run in two reads by itself, the other by processes that must not outlive it
        killed([*command, "--jobs", str(1 + number % 2)], chance.uniform(0.3, 2.5))
    done = subprocess.run([*command, "--jobs", "2"], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    with open_record(url) as record:
        assert record.digest() == expected
        assert check(record).problems == ()


def killed(command: list[str], seconds: float) -> bool:
    """Start a command, kill it after so many seconds; True where it was still running. No child stays."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert gone(process.pid), "processes that read documents outlive the first one"
        return True
    return False


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


def digests(url: str) -> list[str]:
    """What ``dragoman check`` prints of a sound record."""
    done = subprocess.run(run("check", "--record", url), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "everything is as it must be" in done.stdout
    return [line for line in done.stdout.splitlines() if line.startswith(("truth", "merged"))]


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
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


def test_two_processes_at_once(of_many: list[str], record_url: str, tmp_path: Path) -> None:
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


def test_kills_in_either_database(of_many: list[str], record_url: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "all.jsonl", range(MANY))
    command = run("add", source, "--record", record_url, "--jobs", 1)
    chance = random.Random(5)
    interrupted = sum(killed(command, chance.uniform(0.4, 1.4)) for _ in range(4))
    assert interrupted > 0
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert digests(record_url) == of_many


def test_kills_while_it_is_rebuilt(of_many: list[str], tmp_path: Path) -> None:
    url = str(tmp_path / "record.db")
    source = lines(tmp_path / "all.jsonl", range(MANY))
    subprocess.run(run("add", source, "--record", url, "--jobs", 1), check=True, stdout=subprocess.DEVNULL, timeout=120)
    command = run("rebuild", "--record", url, "--jobs", 1)
    for seconds in (0.5, 0.8, 1.1):
        killed(command, seconds)
    assert digests(url) == of_many
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert digests(url) == of_many


def test_a_backup_while_another_process_adds(of_many: list[str], record_url: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "all.jsonl", range(MANY))
    open_record(record_url).close()
    adding = subprocess.Popen(run("add", source, "--record", record_url, "--jobs", 1), stdout=subprocess.DEVNULL)
    copies = []
    while adding.poll() is None:
        copies.append(tmp_path / f"copy{len(copies)}.db")
        subprocess.run(
            run("backup", copies[-1], "--record", record_url), check=True, stdout=subprocess.DEVNULL, timeout=120
        )
    assert adding.returncode == 0
    assert len(copies) > 0
    for copy in copies[:1]:
        digests(str(copy))  # each is sound in itself
    last = tmp_path / "last.db"
    subprocess.run(run("backup", last, "--record", record_url), check=True, stdout=subprocess.DEVNULL, timeout=120)
    assert digests(str(last)) == of_many
