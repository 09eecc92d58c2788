"""Recall on the frozen sentences, kind by kind and status by status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import dragoman
from dragoman.evaluation import GoldEngagement, ReadEngagement
from dragoman.evaluation.pairing import likeness
from dragoman.evaluation.read import as_read

FOLDER = Path(__file__).parent / "frozen"
FLOOR = 0.6
FLOORS = {
    "appointment": 0.92, "call": 0.84, "conference": 0.76, "meeting": 0.92, "remarks": 0.92, "statement": 0.92,
    "talks": 0.8, "trip": 0.92, "cancelled": 0.84, "cut_short": 0.76, "declined": 0.64, "held": 0.76,
    "planned": 0.8, "postponed": 0.68,
}  # fmt: skip
"""Floors that may only rise; none below what the first version must reach."""


def read(row: dict[str, Any]) -> tuple[ReadEngagement, ...]:
    return as_read(dragoman.read(row["text"], published=row["published"], id=row["id"])).engagements


def misses(path: Path) -> tuple[list[str], int]:
    """The ids that the reader misses in a file, and how many it holds."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    missed = []
    for row in rows:
        gold = msgspec.convert(row["expect"][0], GoldEngagement)
        found = [r for r in read(row) if likeness(gold, r) > 0]
        if path.parent.name == "status":
            found = [r for r in found if r.status == gold.status]
        if not found:
            missed.append(row["id"])
    return missed, len(rows)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.jsonl")), ids=lambda path: path.stem)
def test_recall(path: Path) -> None:
    missed, total = misses(path)
    recall = (total - len(missed)) / total
    print(f"{path.stem}: recall {recall:.2f}, missed {', '.join(missed)}")
    assert recall >= max(FLOOR, FLOORS[path.stem]), missed


def test_every_file_has_a_floor() -> None:
    assert {path.stem for path in FOLDER.glob("*/*.jsonl")} == set(FLOORS)
