"""Learns which topics named in an article belong to which engagement; writes knowledge/topic_weights.json.

    python tools/train_topics.py [--print]

Reads our own documents, the samples and, where ../shared is there, the seeds and the part of dev that may be read
(tools/gold_sets.py). A logistic regression with a penalty on large weights, solved by Newton's method: no chance in
it. Prints topics_f1 as the scorer counts it (over paired reports) in cross-validation over documents, and keeps a
threshold that is good there. ``--print`` writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from gold_sets import gold_set, names  # noqa: E402

from dragoman.evaluation.form import GoldDocument, ReadEngagement  # noqa: E402
from dragoman.evaluation.pairing import pair  # noqa: E402
from dragoman.knowledge.topic_scorer import TopicWeights  # noqa: E402
from dragoman.model import Document, Report  # noqa: E402
from dragoman.reading.articles import split_articles  # noqa: E402
from dragoman.reading.reader import read_article, read_document, with_sibling_days  # noqa: E402
from dragoman.reading.topic_features import TURNING  # noqa: E402

TARGET = ROOT / "src" / "dragoman" / "knowledge" / "topic_weights.json"
FOLDS = 10
PENALTY = 6.0
ROUNDS = 4
CHANCE = 0.015
"""By how much two thresholds' f1 may differ without either being better."""
RAREST = 5
"""A feature that fewer candidates have is left out: nothing is learned from two or three cases."""


class Example(NamedTuple):
    """A topic near an engagement: which document and gold engagement, its code, the features of each naming of it,
    is it right."""

    document: int
    gold: int
    code: str
    namings: tuple[tuple[str, ...], ...]
    right: bool


class Lesson(NamedTuple):
    """All examples, and the number of topics that each document's paired gold engagements have."""

    examples: list[Example]
    wanted: list[int]
    groups: list[str]


def lesson() -> Lesson:
    """Every topic near every engagement that was found, with whether the gold gives it."""
    examples: list[Example] = []
    wanted: list[int] = []
    groups: list[str] = []
    for group in (name for name in ("documents", "samples", "seeds", "dev-a") if name in names()):
        found = gold_set(group)
        for gold, document in zip(found.golds, found.documents, strict=True):
            pairs = _paired(gold, document)
            topics = {at: frozenset(gold.engagements[at].topics) for at, _ in pairs}
            merged: dict[tuple[int, str], list[tuple[str, ...]]] = {}
            for report, code, features in _weighed(document):
                fits = [(_likeness(report, read), -at) for at, read in pairs]
                likeness, at = max(fits, default=(0.0, 0))
                if likeness > 0:
                    merged.setdefault((-at, code), []).append(features)
            examples += [Example(len(groups), at, c, tuple(n), c in topics[at]) for (at, c), n in merged.items()]
            wanted.append(sum(map(len, topics.values())))
            groups.append(group)
    return Lesson(examples, wanted, groups)


def _paired(gold: GoldDocument, document: Document) -> list[tuple[int, Report]]:
    core = [(i, one) for i, one in enumerate(gold.engagements) if one.kind in TURNING]
    read = [report for report in read_document(document).reports if report.kind in TURNING]
    found = pair([one for _, one in core], [msgspec.convert(msgspec.to_builtins(r), ReadEngagement) for r in read])
    return [(core[a][0], read[b]) for a, b in found]


def _likeness(part: Report, whole: Report) -> float:
    """0 where an article's report is no part of a document's (another kind, other words, other parties)."""
    shared = set(part.evidence) & set(whole.evidence)
    same = [
        any(one.name == other.name and one.country == other.country for other in whole.parties) for one in part.parties
    ]
    if part.kind not in (whole.kind, "talks") or not shared or not any(same):
        return 0.0
    return sum(same) / max(len(part.parties), len(whole.parties)) + len(shared) / 100


def _weighed(document: Document) -> Iterator[tuple[Report, str, tuple[str, ...]]]:
    pieces = split_articles(document.text, published=document.published, url=document.url, title=document.title)
    for piece in with_sibling_days(pieces):
        if piece.duplicate_of is None:
            for candidate in read_article(document.text, piece).weighed:
                yield candidate.event.report(document.text), candidate.code, candidate.features


def fit(examples: list[Example]) -> TopicWeights:
    """Weights for single namings, learned from whole examples: the naming that says most speaks for its topic.

    Which one that is depends on the weights, so both are found in turns, beginning with the first naming.
    """
    weights = regression([(e.namings[0], e.right) for e in examples])
    for _ in range(ROUNDS):
        weights = regression([(best_naming(weights, e), e.right) for e in examples])
    return weights


def best_naming(weights: TopicWeights, example: Example) -> tuple[str, ...]:
    return max(example.namings, key=weights.score)


def likelihood(weights: TopicWeights, example: Example) -> float:
    return weights.score(best_naming(weights, example))


def regression(examples: list[tuple[tuple[str, ...], bool]]) -> TopicWeights:
    """Logistic regression by Newton's method; the base is not penalised."""
    counts: dict[str, int] = {}
    for features, _ in examples:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: index + 1 for index, name in enumerate(names)}
    table = np.zeros((len(examples), len(names) + 1))
    table[:, 0] = 1
    for row, (features, _) in enumerate(examples):
        table[row, [place[name] for name in features if name in place]] = 1
    right = np.array([good for _, good in examples], dtype=float)
    penalty = np.full(len(names) + 1, PENALTY)
    penalty[0] = 0
    beta = np.zeros(len(names) + 1)
    for _ in range(30):
        likely = 1 / (1 + np.exp(-table @ beta))
        slope = table.T @ (right - likely) - penalty * beta
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta += step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = {name: round(float(beta[place[name]]), 2) for name in names}
    return TopicWeights(0.5, round(float(beta[0]), 2), {n: w for n, w in weights.items() if abs(w) >= 0.05})


def cross_validated(data: Lesson) -> list[tuple[float, Example]]:
    """Each example with the likelihood that weights learned from other documents give it."""
    told: list[tuple[float, Example]] = []
    for fold in range(FOLDS):
        weights = fit([e for e in data.examples if e.document % FOLDS != fold])
        told += [(likelihood(weights, e), e) for e in data.examples if e.document % FOLDS == fold]
    return told


def topics_f1(told: list[tuple[float, Example]], wanted: int, threshold: float) -> float:
    taken = [example for likely, example in told if likely >= threshold]
    return 2 * sum(example.right for example in taken) / max(1, wanted + len(taken))


def middle(reached: dict[float, float]) -> float:
    """The middle of the thresholds that are all but the best: the very best one is so by chance."""
    good = [threshold for threshold, f1 in reached.items() if f1 >= max(reached.values()) - CHANCE]
    return round(sum(good) / len(good), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", action="store_true", dest="only_print", help="write nothing")
    options = parser.parse_args()
    data = lesson()
    told = cross_validated(data)
    wanted = sum(data.wanted)
    thresholds = [n / 100 for n in range(15, 70)]
    best = middle({t: topics_f1(told, wanted, t) for t in thresholds})
    weights = msgspec.structs.replace(fit(data.examples), threshold=best)
    own = [(likelihood(weights, e), e) for e in data.examples]
    right = sum(e.right for e in data.examples)
    print(f"{len(data.wanted)} documents, {len(data.examples)} candidates, {right} right, of {wanted} topics wanted")
    print(f"{len(weights.weights)} weights, threshold {best}")
    print(
        f"topics_f1 in cross-validation {topics_f1(told, wanted, best):.3f}, on what it learned from "
        f"{topics_f1(own, wanted, best):.3f}"
    )
    for name in sorted({data.groups[e.document] for _, e in told}):
        part = [(p, e) for p, e in told if data.groups[e.document] == name]
        want = sum(w for w, g in zip(data.wanted, data.groups, strict=True) if g == name)
        print(f"  {name}: {topics_f1(part, want, best):.3f} of {want}")
    if not options.only_print:
        TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(weights, order="sorted"), indent=1) + b"\n")


if __name__ == "__main__":
    main()
