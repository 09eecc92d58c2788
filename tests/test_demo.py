"""The demo of the samples: every question has an answer, told with words, on one screen and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """The record that the demo keeps, what it printed, and the seconds that it took."""
    import contextlib
    import io

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    said = io.StringIO()
    begin = time.monotonic()
    with contextlib.redirect_stdout(said):
        assert main(["demo", "--keep", str(path)]) == 0
    return path, said.getvalue(), time.monotonic() - begin


def test_no_question_is_without_an_answer(kept: tuple[Path, str, float]) -> None:
    _, out, seconds = kept
    assert "nothing of the kind" not in out
    assert len(out.splitlines()) <= 60
    assert seconds < 20


def test_a_plan_that_changed_says_whose_cause_it_tells(kept: tuple[Path, str, float]) -> None:
    out = " ".join(kept[1].split())
    assert "planned: “He will then continue to Bangkok for meetings with Thai officials”" in out
    assert "cancelled: “He had been due to hold meetings in Bangkok" in out
    assert "says of the whole trip: “after Covid case among reporters”" in out or "why: “" in out


def test_the_conflict_stands_there_with_its_two_quotes(kept: tuple[Path, str, float]) -> None:
    path, out, _ = kept
    for part in (
        "Kuala Lumpur, arrived 2021-12-15",
        "Kuala Lumpur, from 2021-12-14",
        "arrived in Kuala Lumpur",
        "14-15",
    ):
        assert part in out
    with OpenRecord(open_record(str(path))) as record:
        found = list(record.conflicts())
    assert [(one.field, one.engagement.kind) for one in found] == [("stops", "trip"), ("stops", "trip")]
    assert [side.value for side in found[0].sides] == ["Bangkok cancelled", "Bangkok postponed"]
    documents = {quote.document for side in found[1].sides for quote in side.quotes}
    assert documents == {"wire-bangkok-dropped-2021", "trip-page-southeast-asia-2021"}
