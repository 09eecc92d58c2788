"""The front door: what ``import dragoman`` offers, and that it opens fast."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dragoman
from around import install
from dragoman.days import day_of_timestamp, full_day

ROOT = Path(__file__).parents[1]


def test_all_names_exist_and_nothing_else_is_offered() -> None:
    assert all(hasattr(dragoman, name) for name in dragoman.__all__)  # most are loaded when they are asked for
    modules = {path.stem for path in Path(dragoman.__file__).parent.iterdir()}
    public = {
        name
        for name, value in vars(dragoman).items()
        if not name.startswith("_") and name not in modules and getattr(value, "__module__", "") != "__future__"
    }
    assert public - {"TYPE_CHECKING"} == set(dragoman.__all__) - {"__version__"}
    assert dragoman.__all__ == sorted(dragoman.__all__)


def test_one_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", dragoman.__version__)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert dragoman.__version__ in changelog


def test_read_hands_everything_on(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    reading = dragoman.read(
        "Blinken called Garneau.", published="2021-01-26", url="u", title="t", publisher="p", id="i"
    )
    assert reading.document == dragoman.Document("i", "Blinken called Garneau.", "u", "t", "p", "2021-01-26")
    assert [report.kind for report in reading.reports] == ["call"]
    assert dragoman.read("x").document.id == "text"


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(dragoman.SourceError, match="empty"):
        dragoman.read(text)


@pytest.mark.parametrize(
    "day",
    ["2021-02-30", "2021-1-2", "26 January 2021", "", "2021-01-26T10:00", "20210126", "2021", "٢٠٢١-01-26"],
)
def test_a_day_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(dragoman.SourceError):
        dragoman.read("text", published=day)


def test_days_in_time_stamps() -> None:
    assert full_day("2024-02-29") == "2024-02-29"
    assert day_of_timestamp(" 2021-01-26T23:59:59-05:00") == "2021-01-26"
    assert day_of_timestamp("2021-01-26 10:00") == "2021-01-26"
    assert day_of_timestamp("2021-02-30T00:00") is None
    assert day_of_timestamp("2021-01-261") is None


def test_lone_surrogates_do_not_reach_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    assert dragoman.read("a\ud83db").document.text == "a\ufffdb"


def test_at_least_leaves_out_what_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    reading = dragoman.read("Blinken called Garneau.")
    assert len(reading.at_least(0.8).reports) == 1
    assert len(reading.at_least(0.81).reports) == 0
    assert reading.at_least(0.81).document is reading.document


def test_every_error_is_a_dragoman_error() -> None:
    assert issubclass(dragoman.SourceError, dragoman.DragomanError)
    assert issubclass(dragoman.DataError, dragoman.DragomanError)


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import sys, dragoman, dragoman.cli;"
        "print([n for n in ('rich', 'selectolax', 'resiliparse', 'daachorse', 'dragoman.knowledge',"
        " 'dragoman.reading.reader', 'dragoman.sources') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_readme_names_only_what_exists() -> None:
    names = set(re.findall(r"dragoman\.(\w+)\(", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert names
    assert names <= set(dragoman.__all__)
