"""Scores on the gold of ../shared, with floors that only rise, and what was gained and lost since the last run."""

from __future__ import annotations

import json

import gold_sets
import pytest

from tests.scores import run

FLOORS = {
    "seeds": {"f1": 0.82, "strict_f1": 0.59, "other_f1": 0.85, "split": 0.99, "evidence": 0.92},
    "dev": {
        "f1": 0.855,
        "strict_f1": 0.66,
        "precision": 0.91,
        "status": 0.97,
        "date": 0.84,
        "place": 0.79,
        "parties_f1": 0.97,
        "stops_f1": 0.85,
        "route_f1": 0.78,
        "topics_f1": 0.67,
        "evidence": 0.955,
        "other_f1": 0.76,
    },
}
needs_shared = pytest.mark.skipif(not run.SHARED.is_dir(), reason="needs ../shared")


@needs_shared
@pytest.mark.parametrize("name", run.SETS)
def test_scores(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    scored = gold_sets.evaluate_set(name)
    with capsys.disabled():
        print(f"\n{run.line(name, scored)}")
        if name not in gold_sets.UNREAD:
            told = run.changes(name, run.found_in(name))
            print("\n".join(told) or "no engagement gained or lost against the last committed run")
    floors = FLOORS.get(name, {})
    low = {key: (scored.value(key), floor) for key, floor in floors.items() if scored.value(key) < floor}
    assert not low, f"below the floor: {low}"


@needs_shared
def test_nothing_of_the_unread_part_is_kept_or_told() -> None:
    unread = {gold.id for gold in gold_sets.gold_set("dev-b").golds}
    read = {gold.id for gold in gold_sets.gold_set("dev-a").golds}
    assert abs(3 * len(unread) - len(read)) <= 3
    assert not unread & read
    kept = json.loads(run.FOUND.read_text(encoding="utf-8"))
    assert set(kept) == {"seeds", "dev-a"}
    assert not unread & set(kept["dev-a"])
    for name in ("dev-b", "dev"):
        with pytest.raises(ValueError, match="unread"):
            run.found_in(name)
