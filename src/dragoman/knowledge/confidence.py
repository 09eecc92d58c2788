"""What each word that speaks for or against a report weighs (confidence.json, made by tools/train_confidence.py)."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text

FILE = "confidence.json"


class ConfidenceWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression: ``start`` and the sum of the weights of what is the case, in log odds."""

    about: str
    start: float
    weights: dict[str, float]


@cache
def confidence_weights() -> ConfidenceWeights:
    """The packaged weights. Raises DataError where the file has another form."""
    try:
        return msgspec.json.decode(read_text(FILE), type=ConfidenceWeights)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/{FILE}: {error}") from error
