"""Whether confidence means what it says: of the reports at 0.9, nine in ten are to be right.

Right is a report that was found (paired with a gold engagement) and has all its parties and the status right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.evaluation.form import GoldDocument, ReadDocument
from dragoman.evaluation.parties import all_parties
from dragoman.evaluation.tally import Compared

BINS = 10
SURE = 0.9


class Calibration(msgspec.Struct, frozen=True):
    """``sure_right``: share of right ones among the reports above 0.9; ``sure_share``: how many of all they are;
    ``error``: expected calibration error over ten bins of equal width; ``bins``: reports, mean confidence and
    share of right ones of each, from 0 to 1."""

    reports: int
    right: float | None
    sure_right: float | None
    sure_share: float | None
    error: float | None
    bins: tuple[tuple[int, float | None, float | None], ...]


def judged(gold: GoldDocument, read: ReadDocument) -> list[tuple[float, bool]]:
    """Confidence of each report that has one, and whether it is right."""
    compared = Compared(gold, read)
    rows = [(r.confidence, g.status == r.status and all_parties(g, r)) for g, r in compared.pairs]
    rows += [(r.confidence, False) for r in compared.extra]
    return [(confidence, right) for confidence, right in rows if confidence is not None]


def calibration(rows: Iterable[tuple[float, bool]]) -> Calibration:
    """The figures of judged reports."""
    found = list(rows)
    parts = [[row for row in found if min(int(row[0] * BINS), BINS - 1) == number] for number in range(BINS)]
    bins = tuple((len(part), _mean([c for c, _ in part]), _mean([float(r) for _, r in part])) for part in parts)
    gap = sum(count * abs((mean or 0.0) - (right or 0.0)) for count, mean, right in bins)
    sure = [right for confidence, right in found if confidence > SURE]
    return Calibration(
        reports=len(found),
        right=_mean([float(right) for _, right in found]),
        sure_right=_mean([float(right) for right in sure]),
        sure_share=len(sure) / len(found) if found else None,
        error=gap / len(found) if found else None,
        bins=bins,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
