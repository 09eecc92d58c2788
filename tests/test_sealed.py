"""Totals on the sealed sets, documents2 and frozen2: which of them are missed is never told (see their READMEs)."""

from __future__ import annotations

from pathlib import Path

import gold_sets
import pytest

from tests.test_frozen import misses

DOCUMENT_FLOORS = {"f1": 0.55, "strict_f1": 0.395, "precision": 0.77, "recall": 0.425}
RECALL_FLOOR = 0.3
LOWER_FLOORS = {
    "appointment": 0.25, "declined": 0.25, "postponed": 0.16, "remarks": 0.25,
}  # fmt: skip
"""Floors that may only rise. The lower ones are what the reader found on the day when the examples were written: it
missed the floor meant for all files there, and the texts were not made easier for that."""
FILES = sorted((Path(__file__).parent / "frozen2").glob("*/*.jsonl"))


def recall(path: Path) -> float:
    missed, total = misses(path)
    return 1 - len(missed) / total


def test_sealed_documents(capsys: pytest.CaptureFixture[str]) -> None:
    scored = gold_sets.evaluate_set("documents2")
    figures = {key: scored.value(key) for key in DOCUMENT_FLOORS}
    with capsys.disabled():
        print(
            "\ndocuments2: " + " ".join(f"{key}={value:.3f}" for key, value in figures.items()) + f" gold {scored.gold}"
        )
    low = {key: figures[key] for key, floor in DOCUMENT_FLOORS.items() if figures[key] < floor}
    assert not low, f"below the floor: {low}"


def test_sealed_examples(capsys: pytest.CaptureFixture[str]) -> None:
    recalls = {path.stem: recall(path) for path in FILES}
    with capsys.disabled():
        print("\nfrozen2 recall: " + " ".join(f"{stem}={value:.2f}" for stem, value in recalls.items()))
    assert len(recalls) == 14
    low = {stem: value for stem, value in recalls.items() if value < LOWER_FLOORS.get(stem, RECALL_FLOOR)}
    assert not low, f"below the floor: {low}"
