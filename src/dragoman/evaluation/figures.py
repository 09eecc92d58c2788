"""The figures that sums give."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.evaluation.tally import CORE_GROUP, OTHER_GROUP, PAGE_GROUP, Group
from dragoman.model import KINDS, STATUSES

Sums = Mapping[tuple[Group, str], float]
_ORDER = {"kind": KINDS, "status": STATUSES}


def _share(sums: Sums, part: tuple[Group, str], whole: tuple[Group, str]) -> float | None:
    below = sums.get(whole, 0)
    return sums.get(part, 0) / below if below else None


def of_group(sums: Sums, group: Group) -> dict[str, float | None]:
    """Precision, recall, f1 and strict f1 of a group; of "talks read as a meeting" the recall is that of talks,
    the precision that of meetings."""
    gold, read = sums.get((group, "gold"), 0), sums.get((group, "read"), 0)
    hits = sums.get((group, "hit_gold"), 0) + sums.get((group, "hit_read"), 0)
    both = gold + read
    return {
        "precision": _share(sums, (group, "hit_read"), (group, "read")),
        "recall": _share(sums, (group, "hit_gold"), (group, "gold")),
        "f1": hits / both if both else None,
        "strict_f1": 2 * sums.get((group, "strict"), 0) / both if both else None,
    }


def of_all(sums: Sums) -> dict[str, float | None]:
    """All figures of the core kinds, then other_f1 (the other kinds) and split (pages of several articles).

    None where there is nothing to measure.
    """

    def share(part: str, whole: str, group: Group = CORE_GROUP) -> float | None:
        return _share(sums, (group, part), (group, whole))

    def twice(part: str, whole: str) -> float | None:
        found = share(part, whole)
        return None if found is None else 2 * found

    return of_group(sums, CORE_GROUP) | {
        "kind": share("kind", "hit_gold"),
        "status": share("status", "hit_gold"),
        "status_not_held": share("undone_right", "undone"),
        "date": share("date", "hit_gold"),
        "place": share("placed_right", "placed"),
        "parties_f1": twice("party_hit", "party_both"),
        "topics_f1": twice("topic_hit", "topic_both"),
        "stops_f1": twice("stop_hit", "stop_both"),
        "route_f1": twice("route_hit", "stop_both"),
        "evidence": share("shown", "hit_gold"),
        "other_f1": of_group(sums, OTHER_GROUP)["f1"],
        "split": share("whole", "wanted", PAGE_GROUP),
    }


def groups(sums: Sums, dimension: str) -> list[str]:
    """The values of a dimension that occur, kinds and statuses in the model's order, genres by name."""
    there = {value for (name, value), _ in sums if name == dimension}
    order = _ORDER.get(dimension, ())
    return [value for value in order if value in there] + sorted(there - set(order))
