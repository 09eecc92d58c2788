"""The web app under load while its record grows (benchmarks/serve_soak.py), small enough for every run of the tests."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.web.conftest import TODAY

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def soaking(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setenv("PYTHONPATH", str(BENCHMARKS.parent / "src"))
    for name in ("serve_soak", "serve_speed", "big_record", "merge_speed"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("serve_soak")


def test_nothing_fails_and_nothing_is_lost_under_load(soaking: Any, own_record: Path) -> None:
    out = soaking.soak(str(own_record), connections=20, seconds=8, today=TODAY)
    assert out.faults == []
    assert len(out.seconds) > 20
    assert out.documents > 0
    assert out.withdrawn > 0


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        ("text/html; charset=utf-8", "<!doctype html><p>half", "no end"),
        ("application/json", '{"items": [', "Expecting"),
        ("application/atom+xml", "<feed>", "no element found"),
        ("text/calendar", "BEGIN:VCALENDAR", "no end"),
    ],
)
def test_broken_answers_are_faults(soaking: Any, kind: str, body: str, told: str) -> None:
    answer = httpx2.Response(200, content=body.encode(), headers={"content-type": kind})
    assert told in soaking.fault_of("/", answer)
    assert soaking.fault_of("/", httpx2.Response(503)) == "/: 503"
