"""Who takes part, and for whom: phrases of persons by class, in tests/data/people.jsonl.

``together`` lists parties ("Ana Berg/NO") that one report must have, and no others; ``never`` holds words
that no party may have in its name.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Document
from dragoman.reading.reader import read_document

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "people.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case['class']}" for n, case in enumerate(CASES)])
def test_parties(case: dict[str, Any]) -> None:
    reports = read_document(Document(id="d", text=case["text"], published=case["published"])).reports
    found = [sorted(f"{p.name or p.role}/{p.country}" for p in report.parties) for report in reports]
    for parties in case["together"]:
        assert sorted(parties) in found
    for word in case.get("never", ()):
        assert not [party for parties in found for party in parties if word in party]
