"""Speed of reading on one core, beside a yardstick over the same text in the same run.

    python benchmarks/read_speed.py [--seconds 10] [--json]

Texts: the sample documents that ship with dragoman, and those of ../shared/seeds where present. Reading is
timed from a Document to its Reading, the knowledge loaded before (its time is told apart); the yardstick is
re.findall(r"\\w+|[^\\w\\s]", text). Of several rounds the fastest counts. MB are 10**6 bytes of UTF-8.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import dragoman
from dragoman.model import Document
from dragoman.sources.found import Wanted
from dragoman.sources.load import load

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = Path(dragoman.__file__).parent / "samples" / "documents"
SEEDS = ROOT.parent / "shared" / "seeds"
YARDSTICK = re.compile(r"\w+|[^\w\s]")


def documents(folder: Path) -> list[Document]:
    """The documents below a folder; none where it is absent."""
    items = load([str(folder)], Wanted(), io.BytesIO()) if folder.is_dir() else []
    return [item for item in items if isinstance(item, Document)]


def fastest(work: Callable[[Document], object], texts: list[Document], seconds: float) -> float:
    """Seconds of CPU that the fastest round over all texts took; rounds go on for ``seconds``."""
    best, spent = float("inf"), 0.0
    while spent < seconds or best == float("inf"):
        start = time.process_time()
        for document in texts:
            work(document)
        taken = time.process_time() - start
        best = min(best, taken)
        spent += taken
    return best


def measure(name: str, texts: list[Document], seconds: float) -> dict[str, float | str]:
    """Figures for one set of texts."""
    size = sum(len(document.text.encode()) for document in texts) / 1e6
    yard = fastest(lambda document: YARDSTICK.findall(document.text), texts, min(seconds, 1.0))
    read = fastest(dragoman.read_document, texts, seconds)
    return {
        "texts": name,
        "documents": len(texts),
        "MB": round(size, 3),
        "documents/s": round(len(texts) / read, 1),
        "MB/s": round(size / read, 3),
        "yardstick MB/s": round(size / yard, 2),
        "times the yardstick": round(read / yard, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Speed of reading on one core, beside a yardstick.")
    parser.add_argument("--seconds", type=float, default=10.0, help="CPU time for each set of texts")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    start = time.process_time()
    dragoman.read("Foreign Minister Anna Berg of Sweden met her Peruvian counterpart in Lima on Tuesday.")
    rows: list[dict[str, float | str]] = [
        {"texts": "loading, and one sentence", "seconds": round(time.process_time() - start, 2)}
    ]
    for name, folder in (("samples", SAMPLES), ("seeds", SEEDS)):
        texts = documents(folder)
        if texts:
            rows.append(measure(name, texts, options.seconds))
    for row in rows:
        print(json.dumps(row) if options.json else "  ".join(f"{key} {value}" for key, value in row.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
