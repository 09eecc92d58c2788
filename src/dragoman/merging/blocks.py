"""Which reports may tell of one engagement at all: keys that such reports share, and the pairs worth a look.

A report stands under keys of its kind family and two of its parties, by person where both are known and by
country always. Reports that know both persons need not meet under countries: as one engagement they meet
under the persons, so busy pairs of countries stay cheap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from dragoman.merging.actors import Actor, family_words
from dragoman.merging.views import View, reach
from dragoman.merging.wording import acronyms_of

WINDOW = {"spoken": 2, "trip": 4, "conference": 2, "remarks": 1, "statement": 2, "appointment": 2}
"""Days between two exact dates up to which a pair is looked at."""
MOST = 24
"""A list of parties is cut after this many tokens (in order of the alphabet) when pairs are formed."""
FEW = 4
"""Parties up to which a gathering is looked for among meetings; larger meetings are looked for among gatherings."""
BUSY = 60
"""An exactly dated report is compared with at most this many before it; of more, neighbours join as a chain."""
NEAR = 60
"""Coarse reports are compared with at most this many neighbours in order of date."""

LONG = 45
"""A cluster that began so many days before a coarse report may still go on."""

Key = tuple[str, ...]
Ranked = TypeVar("Ranked", int, str)


def _sure(actor: Actor) -> str | None:
    return actor.person if actor.named and actor.person else None


def _pairs(tokens: Iterable[str]) -> list[tuple[str, str]]:
    return list(combinations(sorted(set(tokens))[:MOST], 2))


def _families(view: View) -> tuple[str, ...]:
    # a standing format of a few sides is told as a meeting, too
    if view.family == "conference" and 2 <= len(view.actors) <= FEW:
        return "conference", "spoken"
    if view.family == "spoken" and len(view.actors) > FEW:
        return "spoken", "conference"
    return (view.family,)


def keys_of(view: View) -> list[tuple[Key, bool]]:
    """The keys of a report; True where it looks for others itself, False where it only waits to be found."""
    keys: list[tuple[Key, bool]] = []
    for family in _families(view):
        if family == "conference":
            names = view.telling | acronyms_of(view.report.name)
            keys += [((family, "name", word), True) for word in sorted(names)]
            # a gathering without a telling name, or with that of its place, is known by who attends
            keys += [(key, not view.telling or view.by_place) for key, _ in _of_each(family, view)]
        elif family in {"trip", "remarks", "appointment"} or len(view.actors) == 1:
            keys += _of_each(family, view)
        else:
            keys += _of_sets(family, view)
    return list(dict.fromkeys(keys))


def _of_each(family: str, view: View) -> list[tuple[Key, bool]]:
    return [((family, "who", token), looks) for actor in view.actors[:MOST] for token, looks in _tokens(actor)]


def _tokens(actor: Actor) -> list[tuple[str, bool]]:
    tokens = [(actor.person, True)] if actor.person else []
    tokens += [("w:" + word, not _sure(actor)) for word in family_words(actor)]
    if actor.country:
        tokens.append((f"c:{actor.country}:{actor.office or ''}", not _sure(actor)))
    return tokens


def _of_sets(family: str, view: View) -> list[tuple[Key, bool]]:
    sure = [person for actor in view.actors if (person := _sure(actor))]
    known = len(sure) == len(view.actors)
    found: list[tuple[Key, bool]] = [((family, "persons", *pair), True) for pair in _pairs(sure)]
    words = [word for actor in view.actors for word in family_words(actor)]
    found += [((family, "words", *pair), not known) for pair in _pairs(words)]
    found += [((family, "countries", *pair), not known) for pair in _pairs(view.codes)]
    if len(view.codes) == 1:
        found.append(((family, "country", *view.codes), not known))
    return found


def exact_pairs(views: Sequence[View]) -> Iterator[tuple[int, int]]:
    """Pairs (by place in ``views``, lower first, each once) of exactly dated reports close enough in time."""
    blocks: defaultdict[Key, list[tuple[int, int, int, bool]]] = defaultdict(list)
    for at, view in enumerate(views):
        for key, looks in keys_of(view):
            blocks[key].append((view.lo or 0, reach(view), at, looks))
    seen: set[tuple[int, int]] = set()
    for key, block in blocks.items():
        if len(block) < 2:
            continue
        block.sort()
        for pair in sweep(block, WINDOW[key[0]]):
            if pair not in seen:
                seen.add(pair)
                yield pair


def sweep(block: Sequence[tuple[int, int, int, bool]], window: int) -> Iterator[tuple[int, int]]:
    """Pairs of one block: of (first day, last day, place, whether it looks) in order."""
    active: list[tuple[int, int, bool]] = []  # (last day, place, looks)
    for lo, hi, at, looks in block:
        active = [one for one in active[-BUSY:] if one[0] >= lo - window]
        for _, other, looked in active:
            if looks or looked:
                yield (other, at) if other < at else (at, other)
        active.append((hi, at, looks))


def coarse_pairs(views: Sequence[View]) -> Iterator[tuple[int, int]]:
    """Pairs of reports without an exact day: neighbours in order of what bounds their day."""
    blocks: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
    for at, view in enumerate(views):
        anchor = view.lo if view.lo is not None else (view.published or 0)
        for key, _ in keys_of(view):
            blocks[key].append((anchor, at))
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort()
        for place, (_, at) in enumerate(block):
            for _, other in block[place + 1 : place + 1 + NEAR]:
                pair = (at, other) if at < other else (other, at)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


class Clusters:
    """Clusters of exactly dated reports, findable by key and days."""

    def __init__(self, groups: Sequence[Sequence[View]]) -> None:
        self._days: defaultdict[Key, list[tuple[int, int, int]]] = defaultdict(list)
        for number, group in enumerate(groups):
            lo, hi = min(view.lo or 0 for view in group), max(reach(view) for view in group)
            for key in {key for view in group for key, _ in keys_of(view)}:
                self._days[key].append((lo, hi, number))
        for block in self._days.values():
            block.sort()

    def near(self, view: View, most: int) -> list[int]:
        """Clusters that may hold the engagement of a coarse report, the ``most`` nearest; [] if more fit a
        report that tells no day of publication to choose by.
        """
        begin, high = self.bounds(view)
        low = begin + LONG
        found: dict[int, int] = {}
        for key, _ in keys_of(view):
            block = self._days.get(key, [])
            at = bisect_left(block, (begin,))
            while at < len(block) and block[at][0] <= high:
                lo, hi, number = block[at]
                if hi >= low:
                    found[number] = lo
                at += 1
        return nearest(view, found, most)

    @staticmethod
    def bounds(view: View) -> tuple[int, int]:
        """The days between which a cluster must begin that may hold the engagement of a coarse report; it must end
        ``LONG`` days after the first of them or later.
        """
        low, high = _range(view)
        return low - LONG, high


def nearest(view: View, found: Mapping[Ranked, int], most: int) -> list[Ranked]:
    """Of clusters (with their first days) the ``most`` nearest to a coarse report, in order."""
    if len(found) <= most:
        return sorted(found)
    if view.published is None:
        return []
    day = view.published
    return sorted(sorted(found, key=lambda one: (abs(found[one] - day), one))[:most])


def _range(view: View) -> tuple[int, int]:
    if view.lo is not None:
        return view.lo - 2, reach(view) + 2
    if view.published is None:
        return 0, 4_000_000
    back, ahead = (400, 1) if view.done else (2, 400) if view.status == "planned" else (60, 400)
    return view.published - back, view.published + ahead
