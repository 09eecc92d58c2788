"""The reader on documents that ship with the repository: a clean clone can check it without ../shared.

``samples`` are the packaged ones; ``documents`` are our own development documents (tests/documents/README.md).
"""

from __future__ import annotations

import io
import json
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import pytest

from dragoman import samples
from dragoman.exchange import to_dict
from dragoman.model import Document
from dragoman.reading.reader import read_document
from dragoman.sources import load
from tests import scoring

DOCUMENTS = Path(__file__).parent / "documents"
FLOORS = {
    "samples": {"f1": 0.90, "strict_f1": 0.75, "precision": 0.94},
    "documents": {"f1": 0.60, "strict_f1": 0.39, "precision": 0.78},
}


def sample_rows() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rows = []
    for stem, resource in samples.documents():
        gold = samples.gold(stem)
        with as_file(resource) as path:
            wanted = load.Wanted(published=gold.get("published"))
            (item,) = load.load([str(path)], wanted, io.BytesIO())
        assert isinstance(item, Document), stem
        rows.append((gold, to_dict(read_document(item))))
    return rows


def document_rows() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rows = []
    for path in sorted(DOCUMENTS.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8").split("\n", 1)[1].lstrip("\n")
        document = Document(id=path.stem, text=text, published=gold.get("published"))
        rows.append((gold, to_dict(read_document(document))))
    return rows


@pytest.mark.parametrize(("name", "rows"), [("samples", sample_rows), ("documents", document_rows)])
def test_scores(name: str, rows: Any, capsys: pytest.CaptureFixture[str]) -> None:
    hits = strict = wanted = read = 0
    for gold, found in rows():
        golds = [e for e in gold["engagements"] if e["kind"] in scoring.CORE]
        reads = [e for e in found["engagements"] if e["kind"] in scoring.CORE]
        pairs = scoring.pair(golds, reads)
        hits += len(pairs)
        strict += sum(scoring.strictly(golds[a], reads[b]) for a, b in pairs)
        wanted += len(golds)
        read += len(reads)
    figures = {
        "f1": scoring.f1(hits, wanted, read),
        "strict_f1": scoring.f1(strict, wanted, read),
        "precision": hits / read,
    }
    with capsys.disabled():
        print(f"\n{name}: " + " ".join(f"{key}={value:.3f}" for key, value in figures.items()) + f" gold {wanted}")
    low = {key: (figures[key], floor) for key, floor in FLOORS[name].items() if figures[key] < floor}
    assert not low, f"below the floor: {low}"
