"""How sure a report is: the chance that it is right in its parties and its status, from what speaks for and against.

The features (``support.py``) are weighed by weights that were learned from annotated documents
(``knowledge/confidence.json``); every weight is of a word that people can read, and ``explain`` shows them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.knowledge.confidence import ConfidenceWeights, confidence_weights
from dragoman.model import Genre, Report
from dragoman.reading.sentence import Sentence
from dragoman.reading.support import Among, Features, features, tellings

LEAST, MOST = 0.01, 0.99


def chance(found: Features, weights: ConfidenceWeights) -> float:
    """The confidence that features give: 0 to 1, never quite either."""
    odds = weights.start + math.fsum(weights.weights.get(name, 0.0) * value for name, value in found.items())
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


def document_features(
    reports: Sequence[Report], rows: Sequence[Sentence], genre: Genre | None, days: Sequence[str | None]
) -> Iterator[tuple[Report, Features]]:
    """Each report of a document with its features; ``rows`` are the sentences of all articles, ``days`` the articles'
    days of publication."""
    told, among = tellings(rows), Among(reports)
    for report in reports:
        published = days[report.articles[0]] if report.articles else None
        yield report, features(report, told, among, genre, published)


def with_confidence(found: Iterable[tuple[Report, Features]]) -> list[Report]:
    """The reports with their confidence."""
    weights = confidence_weights()
    return [msgspec.structs.replace(report, confidence=chance(one, weights)) for report, one in found]


def in_words(found: Mapping[str, float], most: int = 6) -> str:
    """What weighs most in a report's confidence: "+0.81 all parties in the ledger, -0.55 no date"."""
    weights = confidence_weights().weights
    weighed = [(weights.get(name, 0.0) * value, name) for name, value in found.items()]
    heavy = sorted((one for one in weighed if abs(one[0]) >= 0.005), key=lambda one: (-abs(one[0]), one[1]))
    return ", ".join(f"{weight:+.2f} {name}" for weight, name in heavy[:most])
