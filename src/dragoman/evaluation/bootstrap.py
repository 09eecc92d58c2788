"""How far a figure might be off because these documents were taken and not others: bootstrap intervals.

Documents are drawn with replacement (engagements of one document hang together), the figure is made of the draw,
and so on many times; the middle 95 % of what comes out is the interval. The draws are seeded: same input, same output.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import mul

from dragoman.evaluation.figures import Sums
from dragoman.evaluation.tally import Group, Tally

SEED = 20211213
RESAMPLES = 1000
LEVEL = 0.95
FEWEST = 5
"""Documents below which an interval says nothing."""

Interval = tuple[float, float]
Flat = Mapping[str, float | None]


def intervals(
    tallies: Sequence[Tally], figures: Callable[[Sums], Flat], *, resamples: int = RESAMPLES, seed: int = SEED
) -> dict[str, Interval]:
    """The interval of each figure, by its name; none of few documents, or for a figure that most draws do not have."""
    if len(tallies) < FEWEST or resamples < 1:
        return {}
    keys = list(dict.fromkeys(key for tally in tallies for key in tally))
    columns = {key: [tally.get(key, 0) for tally in tallies] for key in keys}
    values: dict[str, list[float]] = {}
    for drawn in _draws(len(tallies), resamples, seed):
        sums: dict[tuple[Group, str], float] = {key: sum(map(mul, drawn, columns[key])) for key in keys}
        for name, value in figures(sums).items():
            if value is not None:
                values.setdefault(name, []).append(value)
    return {name: _middle(found) for name, found in values.items() if 2 * len(found) > resamples}


def _draws(size: int, resamples: int, seed: int) -> list[list[int]]:
    """How often each document was drawn, for each resample."""
    dice = random.Random(seed)
    draws = []
    for _ in range(resamples):
        count = Counter(int(dice.random() * size) for _ in range(size))
        draws.append([count[i] for i in range(size)])
    return draws


def _middle(values: list[float]) -> Interval:
    ordered = sorted(values)
    cut = round(len(ordered) * (1 - LEVEL) / 2)
    return ordered[cut], ordered[-1 - cut]
