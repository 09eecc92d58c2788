"""``--format`` of engagements and trips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import feedparser
import icalendar
import pytest

import asked
from dragoman.cli import main
from dragoman.record import open_record


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    asked.install(monkeypatch)
    name = str(tmp_path / "record.db")
    with open_record(name) as record:
        record.add(asked.readings())
    monkeypatch.setenv("DRAGOMAN_RECORD", name)
    return name


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", ["engagements", "trips"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_format_is_the_option_of_that_name(
    command: str, form: str, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, command, "--format", form) == run(capfd, command, f"--{form}")


@pytest.mark.parametrize("command", ["engagements", "trips"])
def test_a_calendar_and_a_feed_hold_what_the_list_holds(
    command: str, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ids = [line.partition(",")[0] for line in run(capfd, command, "--csv")[1].splitlines()[1:]]
    code, out, err = run(capfd, command, "--format", "atom", "--base", "https://r.example")
    assert (code, err) == (0, "")
    links = [entry.link for entry in feedparser.parse(out).entries]
    assert links == [f"https://r.example/engagements/{id}" for id in dict.fromkeys(ids)]
    code, out, err = run(capfd, command, "--format", "ics")
    found = icalendar.Calendar.from_ical(out).walk("VEVENT")
    assert code == 0
    assert {str(event["UID"]).partition("@")[0] for event in found} <= set(ids)
    left = len(links) - len(found)
    assert err == (f"{left} of {len(links)} left out: their day is not known\n" if left else "")


def test_one_form_at_a_time(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "trips", "--format", "ics", "--csv")
    assert (code, out) == (2, "")
    assert "--csv and --format: choose one" in err
