"""How good a reading is: what was read beside what should have been (gold), in figures with intervals.

The rules are those of the project's scorer, version 2 (``SCORER``); ``rules`` in docs/howto/measure.md tells them.
This package may import the model, the exchange form and the reader; only the faces and tools import it.
"""

from dragoman.evaluation.evaluate import Evaluation, evaluate
from dragoman.evaluation.form import SCORER, GoldDocument, GoldEngagement, ReadDocument, ReadEngagement
from dragoman.evaluation.halves import halves

__all__ = [
    "SCORER",
    "Evaluation",
    "GoldDocument",
    "GoldEngagement",
    "ReadDocument",
    "ReadEngagement",
    "evaluate",
    "halves",
]
