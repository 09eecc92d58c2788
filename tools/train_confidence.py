"""Learns what each word that speaks for or against a report weighs: writes knowledge/confidence.json.

    python tools/train_confidence.py [--check]

A logistic regression over the features of dragoman.reading.support, with a penalty on the size of the weights, learned
from our own documents, the samples, the seeds and what is read of dev. **The unread part of dev is never learned
from**; its totals say how the confidence does on documents that nobody looked at. The penalty draws all confidences
towards the middle, so at the end the log odds are stretched until a good half of what is read of dev and the samples
stands above 0.9. Needs ../shared. No clock and no chance: the same reader gives the same file. ``--check`` writes
nothing and tells the figures of the file as it is.

Printed are, for each set, how many reports are above 0.9, how many of these are right, and the calibration error: for
the sets learned from once with the weights of the other documents (ten parts, a document's reports always in one part)
and once with those written; for the unread part of dev with those written.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import gold_sets
import msgspec

from dragoman.evaluation import GoldDocument
from dragoman.evaluation.calibration import SURE, calibration, judged
from dragoman.evaluation.read import as_read
from dragoman.knowledge.confidence import FILE, ConfidenceWeights, confidence_weights
from dragoman.model import Document
from dragoman.reading.confidence import chance
from dragoman.reading.reader import read_closely
from dragoman.reading.result import Reading
from dragoman.reading.support import Features

PATH = gold_sets.ROOT / "src" / "dragoman" / "knowledge" / FILE
LEARNED = ("documents", "samples", "seeds", "dev-a")
UNREAD = "dev-b"
PENALTY = 6.0
INVENTED = {"documents": 0.5}
"""What an example counts whose persons are invented; 1 for all others."""
FEWEST = 6
"""Documents in which a feature must occur to get a weight."""
PARTS = 10
SURE_SHARE = 0.515
"""The share of the reports of ``STRETCHED`` that is to stand above 0.9."""
STRETCHED = ("samples", "dev-a")
ABOUT = "Log odds of what speaks for and against a report. Made by tools/train_confidence.py; do not edit."


class Example(msgspec.Struct, frozen=True):
    """A report's features, and whether it is right: found, with all parties and the status."""

    set: str
    document: str
    features: Features
    right: bool


def examples(name: str) -> list[Example]:
    """The reports of a set, as the reader of now reads them."""
    found = gold_sets.gold_set(name)
    return [
        one for gold, document in zip(found.golds, found.documents, strict=True) for one in _of(name, gold, document)
    ]


def _of(name: str, gold: GoldDocument, document: Document) -> list[Example]:
    close = read_closely(document)
    # numbered in the place of a confidence, so that each judgement finds its report again
    count = len(close.reports) + 1
    numbered = [msgspec.structs.replace(r, confidence=n / count) for n, r in enumerate(close.reports)]
    read = as_read(Reading(document, None, (), tuple(numbered)))
    exact = [msgspec.structs.replace(e, confidence=n / count) for n, e in enumerate(read.engagements)]
    right = {
        round(mark * count): ok for mark, ok in judged(gold, msgspec.structs.replace(read, engagements=tuple(exact)))
    }
    return [Example(name, gold.id, features, right[n]) for n, features in enumerate(close.features)]


def learn(rows: Sequence[Example]) -> ConfidenceWeights:
    """The weights that make the examples likeliest, less the penalty; Newton's method."""
    names = _names(rows)
    column = {name: number for number, name in enumerate(names)}
    sparse = [
        [(len(names), 1.0), *((column[name], value) for name, value in row.features.items() if name in column)]
        for row in rows
    ]
    weights = [0.0] * (len(names) + 1)
    for _ in range(50):
        step = _step(sparse, rows, weights)
        weights = [old + new for old, new in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    told = {name: round(weights[number], 3) for name, number in column.items()}
    return ConfidenceWeights(ABOUT, round(weights[-1], 3), {name: weight for name, weight in told.items() if weight})


def _names(rows: Sequence[Example]) -> list[str]:
    documents: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        for name in row.features:
            documents[name].add((row.set, row.document))
    return sorted(name for name, where in documents.items() if len(where) >= FEWEST)


def _step(sparse: list[list[tuple[int, float]]], rows: Sequence[Example], weights: list[float]) -> list[float]:
    """Newton's step: the gradient through the inverse of the Hessian, the intercept (the last) without penalty."""
    size = len(weights)
    penalty = [PENALTY] * (size - 1) + [1e-6]
    slope = [-p * w for p, w in zip(penalty, weights, strict=True)]
    bend = [[0.0] * size for _ in range(size)]
    for values, row in zip(sparse, rows, strict=True):
        odds = math.fsum(weights[i] * value for i, value in values)
        p = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        counts = INVENTED.get(row.set, 1.0)
        spread = counts * p * (1 - p)
        for i, one in values:
            slope[i] += counts * one * (row.right - p)
            line = bend[i]
            for j, other in values:
                line[j] += spread * one * other
    for i in range(size):
        bend[i][i] += penalty[i]
    return _solved(bend, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric, positive definite system (Cholesky)."""
    size = len(right)
    low: list[list[float]] = []
    for i in range(size):
        row = [0.0] * (i + 1)
        for j in range(i + 1):
            above = low[j] if j < i else row
            rest = matrix[i][j] - sum(a * b for a, b in zip(row[:j], above[:j], strict=True))
            row[j] = math.sqrt(rest) if i == j else rest / above[j]
        low.append(row)
    half = []
    for i in range(size):
        half.append((right[i] - sum(a * b for a, b in zip(low[i][:i], half, strict=True))) / low[i][i])
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (half[i] - sum(low[k][i] * found[k] for k in range(i + 1, size))) / low[i][i]
    return found


def stretched(weights: ConfidenceWeights, rows: Sequence[Example]) -> ConfidenceWeights:
    """The weights, multiplied by the least number from 1 to 2 by which enough of the reports are surer than 0.9."""
    for hundredths in range(100, 201):
        times = hundredths / 100
        found = ConfidenceWeights(
            weights.about,
            round(weights.start * times, 3),
            {name: round(weight * times, 3) for name, weight in weights.weights.items()},
        )
        if sum(chance(row.features, found) > SURE for row in rows) >= SURE_SHARE * len(rows):
            break
    return found


def unseen(rows: Sequence[Example]) -> list[float]:
    """The confidence of each example by the weights that were learned, and stretched, without its document."""
    documents = sorted({(row.set, row.document) for row in rows})
    part = {document: number % PARTS for number, document in enumerate(documents)}
    found = [0.0] * len(rows)
    for number in range(PARTS):
        others = [row for row in rows if part[row.set, row.document] != number]
        weights = stretched(learn(others), [row for row in others if row.set in STRETCHED])
        for at, row in enumerate(rows):
            if part[row.set, row.document] == number:
                found[at] = chance(row.features, weights)
    return found


def told(name: str, rows: Iterable[tuple[float, bool]]) -> str:
    """A line of figures."""
    sure = calibration(rows)
    figures = (("right", sure.right), ("above 0.9", sure.sure_share), ("right of these", sure.sure_right))
    parts = [f"{word} {value:.3f}" for word, value in (*figures, ("error", sure.error)) if value is not None]
    return f"{name:<28} {sure.reports:>5} reports  " + "  ".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; figures of the file as it is")
    check = parser.parse_args().check
    gold_sets.need_shared()
    sets = {name: examples(name) for name in (*LEARNED, UNREAD)}
    rows = [row for name in LEARNED for row in sets[name]]
    common = [row for name in STRETCHED for row in sets[name]]
    weights = confidence_weights() if check else stretched(learn(rows), common)
    if not check:
        plain = msgspec.to_builtins(weights)
        plain["weights"] = dict(sorted(weights.weights.items()))
        PATH.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        apart = list(zip(unseen(rows), rows, strict=True))
        for name in LEARNED:
            print(told(f"{name}, not learned from", [(p, row.right) for p, row in apart if row.set == name]))
    for name in (*LEARNED, UNREAD):
        print(told(f"{name}, as written", [(chance(row.features, weights), row.right) for row in sets[name]]))
    both = [row for name in ("dev-a", "dev-b", "samples") for row in sets[name]]
    print(told("dev and samples, as written", [(chance(row.features, weights), row.right) for row in both]))
    print(f"{len(weights.weights)} weights" + ("" if check else f", written to {Path(FILE)}"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
