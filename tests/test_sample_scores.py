"""The reader on documents that ship with the repository: a clean clone can check it without ../shared.

``samples`` are the packaged ones; ``documents`` are our own development documents (tests/documents/README.md).
"""

from __future__ import annotations

import gold_sets
import pytest

FLOORS = {
    "samples": {"f1": 0.93, "strict_f1": 0.77, "precision": 0.96},
    "documents": {"f1": 0.77, "strict_f1": 0.575, "precision": 0.85},
}


@pytest.mark.parametrize("name", FLOORS)
def test_scores(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    scored = gold_sets.evaluate_set(name)
    figures = {key: scored.value(key) for key in FLOORS[name]}
    with capsys.disabled():
        print(f"\n{name}: " + " ".join(f"{key}={value:.3f}" for key, value in figures.items()) + f" gold {scored.gold}")
    low = {key: (figures[key], floor) for key, floor in FLOORS[name].items() if figures[key] < floor}
    assert not low, f"below the floor: {low}"
