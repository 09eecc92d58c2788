"""All figures of a set of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec

from dragoman.evaluation.bootstrap import FEWEST, LEVEL, RESAMPLES, SEED, Interval, intervals
from dragoman.evaluation.calibration import Calibration, calibration, judged
from dragoman.evaluation.figures import groups as groups_of
from dragoman.evaluation.figures import of_all, of_group
from dragoman.evaluation.form import SCORER, GoldDocument, ReadDocument
from dragoman.evaluation.misses import Miss, misses
from dragoman.evaluation.tally import CORE_GROUP, Group, Tally, tally

DIMENSIONS = ("kind", "status", "genre")


class Scored(msgspec.Struct, frozen=True):
    """One figure with its interval, null where there are too few documents for one."""

    value: float | None
    interval: Interval | None


class GroupScore(msgspec.Struct, frozen=True):
    """The figures of one kind, status or genre: how many the gold has and were read, then each figure by name."""

    gold: int
    read: int
    figures: dict[str, Scored]


class Evaluation(msgspec.Struct, frozen=True):
    """How well documents were read. ``figures`` counts core kinds, other_f1 and split apart."""

    documents: int
    gold: int
    read: int
    figures: dict[str, Scored]
    by: dict[str, dict[str, GroupScore]]
    calibration: Calibration
    misses: tuple[Miss, ...]

    def value(self, name: str) -> float:
        """A figure by name. Raises KeyError where these documents do not have it."""
        found = self.figures[name].value
        if found is None:
            raise KeyError(name)
        return found

    def to_dict(self) -> dict[str, Any]:
        """As plain dicts and numbers, for JSON; without the misses."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        del plain["misses"]
        return {"scorer": SCORER, "level": LEVEL, **plain}


def evaluate(
    golds: Sequence[GoldDocument],
    readings: Mapping[str, ReadDocument],
    texts: Mapping[str, str],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Evaluation:
    """Compare gold documents with their readings (both by id); one without a reading counts as read with nothing
    found. ``texts`` are needed to see whether evidence is the text's own words."""
    documents = [(gold, readings.get(gold.id, ReadDocument(gold.id, ()))) for gold in golds]
    tallies = [tally(gold, read, texts.get(gold.id, "")) for gold, read in documents]
    sums: Tally = sum(tallies, Counter())
    ranges = intervals(tallies, _flat, resamples=resamples, seed=seed)

    told_by = Counter(group for one in tallies for group in {group for group, _ in one})

    def group_score(group: Group) -> GroupScore:
        enough = ranges if told_by[group] >= FEWEST else {}
        figures = {
            name: Scored(value, enough.get("/".join((*group, name)))) for name, value in of_group(sums, group).items()
        }
        return GroupScore(sums[group, "gold"], sums[group, "read"], figures)

    return Evaluation(
        documents=len(documents),
        gold=sums[CORE_GROUP, "gold"],
        read=sums[CORE_GROUP, "read"],
        figures={name: Scored(value, ranges.get(name)) for name, value in of_all(sums).items()},
        by={
            dimension: {value: group_score((dimension, value)) for value in groups_of(sums, dimension)}
            for dimension in DIMENSIONS
        },
        calibration=calibration(chain.from_iterable(judged(gold, read) for gold, read in documents)),
        misses=tuple(chain.from_iterable(misses(gold, read) for gold, read in documents)),
    )


def _flat(sums: Mapping[Any, float]) -> dict[str, float | None]:
    """All figures under one name each: those of a group as ``dimension/value/figure``."""
    flat = of_all(sums)
    for dimension in DIMENSIONS:
        for value in groups_of(sums, dimension):
            group = of_group(sums, (dimension, value))
            flat.update({f"{dimension}/{value}/{name}": figure for name, figure in group.items()})
    return flat
