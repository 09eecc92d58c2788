"""Scores on the gold of ../shared, with floors that only rise, and what was gained and lost since the last run."""

from __future__ import annotations

import json

import pytest

from tests import scoring
from tests.scores import run

FLOORS = {
    "seeds": {"f1": 0.78, "strict_f1": 0.53, "other_f1": 0.85, "split": 0.99, "evidence": 0.90},
    "dev": {"f1": 0.75, "strict_f1": 0.51, "precision": 0.87, "evidence": 0.91, "other_f1": 0.68},
}


@pytest.mark.skipif(not run.SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    figures, found = run.score(name)
    with capsys.disabled():
        print(f"\n{run.line(name, figures)}")
        print("\n".join(run.changes(name, found)) or "no engagement gained or lost against the last committed run")
    low = {key: (figures[key], floor) for key, floor in FLOORS[name].items() if figures[key] < floor}
    assert not low, f"below the floor: {low}"


@pytest.mark.skipif(not run.SHARED.is_dir(), reason="needs ../shared")
def test_own_copy_of_the_rules_agrees() -> None:
    """Our copy of the scoring rules pairs as the shared scorer does."""
    module = run.scorer()
    gold, _ = run.SETS["dev"]
    rows = {row["id"]: row for row in run.predictions(*run.SETS["dev"])}
    for path in sorted(gold.glob("*.json")):
        golds = [e for e in json.loads(path.read_text(encoding="utf-8"))["engagements"] if e["kind"] in scoring.CORE]
        read = [e for e in rows[path.stem]["engagements"] if e["kind"] in scoring.CORE]
        theirs, _, _ = module.pair(golds, read)
        assert len(scoring.pair(golds, read)) == len(theirs), path.stem
