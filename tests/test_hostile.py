"""Texts made to be slow (benchmarks/fuzz_speed.py): what reading takes grows with the text, and not with its square."""

from __future__ import annotations

import importlib.util
import random
import time
from pathlib import Path
from types import ModuleType

import pytest

import dragoman

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
SMALL, LARGE = 15_000, 60_000
MOST = 7.0
"""Times as long as the small text the large one may take: four would be linear, sixteen the square."""


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_speed", BENCHMARKS / "fuzz_speed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seconds(text: str) -> float:
    """The least CPU time of two readings; what is compiled when first met counts in neither or in one."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        dragoman.read(text, published="2024-05-06")
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize(
    "kind",
    ["quotes glued", "signs and letters", "trips", "capitals, title case", "visits", "initials", "meetings and days"],
)
def test_a_text_four_times_as_long_takes_about_four_times_as_long(fuzz: ModuleType, kind: str) -> None:
    text = fuzz.text_of(fuzz.GENERATORS[kind](random.Random(1)), LARGE)
    small, large = seconds(text[:SMALL]), seconds(text)
    assert large < MOST * max(small, 0.01)
