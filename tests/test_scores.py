"""Scores on the gold of ../shared, with floors that only rise, and what was gained and lost since the last run."""

from __future__ import annotations

import json

import gold_sets
import pytest

from tests.scores import run

FLOORS = {
    "seeds": {"f1": 0.78, "strict_f1": 0.53, "other_f1": 0.85, "split": 0.99, "evidence": 0.90},
    "dev": {"f1": 0.75, "strict_f1": 0.51, "precision": 0.87, "evidence": 0.91, "other_f1": 0.68},
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
