"""Reports into clusters: exactly dated ones by their clues, coarse ones into at most one cluster each.

All choices go by score and then by key, so the order in which reports came does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.merging.blocks import Clusters, coarse_pairs, exact_pairs
from dragoman.merging.clues import days_apart_only, parts_fit, score
from dragoman.merging.rulings import Rulings
from dragoman.merging.views import View, reach

CHOICES = 40
"""A coarse report is compared with at most this many clusters."""
FACES = 6
"""... and with at most this many reports of each."""
MARGIN = 0.25
"""By how much the best cluster must beat the second for a coarse report to join it."""
CLASH = -3.0
"""Two reports whose score lies under this are kept apart, though a third may fit both."""
MOST_CHECKED = 20
"""Two large clusters are checked for vetoes with at most this many reports of each."""

Group = list[View]
_Span = tuple[int, int]


class Clustered(NamedTuple):
    """The steps of clustering, for those who keep them: bundles of equal reports, the groups of exactly dated ones
    with the coarse ones that joined them, the groups of the rest. The first report of a group is its root.
    ``wants``: for a coarse bundle (the key of its first report) the root of the group that it chose.
    """

    bundles: list[Group]
    dated: list[Group]
    rest: list[Group]
    wants: dict[str, str]


def cluster(views: Sequence[View], rulings: Rulings) -> Clustered:
    """The views in groups. ``views`` are in order of keys."""
    found = bundles(views, rulings)
    exact = [bundle for bundle in found if bundle[0].exact]
    coarse = [bundle for bundle in found if not bundle[0].exact]
    groups = link(exact, exact_pairs([bundle[0] for bundle in exact]), rulings)
    rest, wants = _attach(groups, coarse, rulings)
    return Clustered(found, groups, link(rest, coarse_pairs([bundle[0] for bundle in rest]), rulings), wants)


def in_order(groups: Iterable[Group]) -> list[Group]:
    """The groups, and the reports in each, in order of keys."""
    ordered = [sorted(group, key=_order) for group in groups if group]
    return sorted(ordered, key=lambda group: _order(group[0]))


def _order(view: View) -> int:
    return view.number


def bundles(views: Sequence[View], rulings: Rulings) -> list[Group]:
    """Reports that say the very same, as one: reprints cost nothing. One of each page, none ruled apart."""
    found: dict[Hashable, Group] = {}
    pages: defaultdict[Hashable, set[str]] = defaultdict(set)
    keys: dict[str, Hashable] = {}
    for view in views:
        r = view.report
        alone = view.key in rulings.apart or (r.date is None and view.published is None)
        said: Hashable = (
            view.number if alone else (r.kind, r.status, view.actors, r.date, r.name, r.place, r.stops, view.published)
        )
        if view.page in pages[said]:
            said = view.number
        said = keys.setdefault(view.key, said)  # one text under two ids is one report
        pages[said].add(view.page)
        found.setdefault(said, []).append(view)
    return list(found.values())


class _Links:
    """Groups that grow by union; a union is refused where two members contradict each other."""

    def __init__(self, bundles: Sequence[Group], rulings: Rulings) -> None:
        self._rulings = rulings
        self._at = list(range(len(bundles)))
        self._pages = [{view.page: view.key for view in bundle} for bundle in bundles]
        self._spans = [_spans(bundle[0]) for bundle in bundles]
        self.faces: dict[int, list[View]] = {at: [bundle[0]] for at, bundle in enumerate(bundles)}
        self.members: dict[int, Group] = {at: list(bundle) for at, bundle in enumerate(bundles)}

    def find(self, at: int) -> int:
        while self._at[at] != at:
            self._at[at] = self._at[self._at[at]]
            at = self._at[at]
        return at

    def union(self, one: int, other: int, known: dict[tuple[int, int], float]) -> None:
        one, other = self.find(one), self.find(other)
        if one == other:
            return
        # the smaller goes into the larger, so that a busy event costs n log n
        if (len(self.members[one]), -one) < (len(self.members[other]), -other):
            one, other = other, one
        if self._clash(one, other, known):
            return
        self._at[other] = one
        self._pages[one].update(self._pages[other])
        self._spans[one] = _joined(self._spans[one] + self._spans[other])
        self.faces[one] += self.faces.pop(other)
        self.members[one] += self.members.pop(other)

    def _clash(self, one: int, other: int, known: dict[tuple[int, int], float]) -> bool:
        pages = self._pages[one]
        if any(pages.get(page, key) != key for page, key in self._pages[other].items()):
            return True
        if self._rulings.forbid((v.key for v in self.members[one]), (v.key for v in self.members[other])):
            return True
        mine, theirs = self.faces[one][:MOST_CHECKED], self.faces[other][:MOST_CHECKED]
        unbroken = len(_joined(self._spans[one] + self._spans[other])) == 1
        longer = [view for view in (*mine, *theirs) if lasts(view)]
        return any(
            _known(a, b, known) < CLASH
            and not (unbroken and parts_fit(a, b))
            and not (any(covers(view, a, b) for view in longer) and days_apart_only(a, b))
            for a in mine
            for b in theirs
        )


def _spans(view: View) -> list[_Span]:
    """The days of a journey; of anything else none, as only journeys have parts."""
    return [(view.lo or 0, reach(view))] if view.family == "trip" else []


def lasts(view: View) -> bool:
    """A report of talks that went on for several days."""
    return view.family == "spoken" and view.kind != "call" and view.exact and view.lo != view.hi


def covers(view: View, one: View, other: View) -> bool:
    """Whether the days of talks hold those of two reports that each tell of a part of them."""
    lo, hi = view.lo or 0, view.hi or 0
    return all(lo <= (part.lo or 0) and (part.hi or 0) <= hi for part in (one, other))


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """Spans of days in order; those that leave no day between them as one."""
    found: list[_Span] = []
    for lo, hi in sorted(spans):
        if found and lo <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], hi))
        else:
            found.append((lo, hi))
    return found


def _one_page(one: Iterable[View], other: Iterable[View]) -> bool:
    keys = {view.page: view.key for view in one}
    return any(keys.get(view.page, view.key) != view.key for view in other)


def _known(one: View, other: View, known: dict[tuple[int, int], float]) -> float:
    pair = (one.number, other.number) if one.number < other.number else (other.number, one.number)
    if pair not in known:
        known[pair] = score(one, other)
    return known[pair]


def link(given: Sequence[Group], pairs: Iterator[tuple[int, int]], rulings: Rulings) -> list[Group]:
    """Bundles (in order) joined along their pairs, the surest first; the groups in order of their roots."""
    edges: list[tuple[float, int, int]] = []
    known: dict[tuple[int, int], float] = {}
    for i, j in pairs:
        number = _known(given[i][0], given[j][0], known)
        if number >= 0:
            edges.append((-number, i, j))
    edges.sort()
    links = _Links(given, rulings)
    for _, i, j in edges:
        links.union(i, j, known)
    return [links.members[at] for at in sorted(links.members)]


def _attach(groups: list[Group], coarse: Sequence[Group], rulings: Rulings) -> tuple[list[Group], dict[str, str]]:
    """Adds each coarse bundle to the one group that it surely belongs to; returns those that stay alone, and which
    group each would have (by the keys of the bundle's and of the group's first report).

    Choices are made against the exactly dated groups alone: one coarse report never draws in another.
    """
    index = Clusters(groups)
    faces = [faces_of(group) for group in groups]
    wanted: list[tuple[float, int, int, int]] = []
    rest: list[Group] = []
    for at, bundle in enumerate(coarse):
        best = choice(bundle, [(n, faces[n]) for n in index.near(bundle[0], CHOICES)])
        if best is None:
            rest.append(bundle)
        else:
            wanted.append((-best[0], bundle[0].number, at, best[1]))
    wants = {coarse[at][0].key: groups[number][0].key for _, _, at, number in wanted}
    for _, _, at, number in sorted(wanted):
        if not join(groups[number], coarse[at], rulings):
            rest.append(coarse[at])
    return sorted(rest, key=lambda bundle: _order(bundle[0])), wants


def choice(bundle: Group, choices: Iterable[tuple[int, list[View]]]) -> tuple[float, int] | None:
    """Score and number of the group that a coarse bundle surely belongs to, of numbered ones with their faces."""
    ranked = _ranked(bundle, choices)
    fits = ranked and ranked[0][0] >= 0 and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= MARGIN)
    return ranked[0] if fits else None


def join(group: Group, bundle: Group, rulings: Rulings) -> bool:
    """Add a coarse bundle to its group; False where a page or a ruling keeps them apart."""
    if _one_page(group, bundle) or rulings.forbid([v.key for v in group], [v.key for v in bundle]):
        return False
    group += bundle
    return True


def faces_of(group: Group) -> list[View]:
    """A few reports of a group that differ in what they say, the first of each by key."""
    different = {
        (view.kind, view.status, view.actors, view.lo, view.city, view.stops): view
        for view in sorted(group, key=_order, reverse=True)
    }
    return sorted(different.values(), key=_order)[:FACES]


def _ranked(bundle: Group, choices: Iterable[tuple[int, list[View]]]) -> list[tuple[float, int]]:
    """(score, number of the group), the best first; vetoed ones are left out."""
    ranked = []
    for number, faces in choices:
        scores = [score(bundle[0], face) for face in faces]
        if min(scores) >= CLASH:
            ranked.append((max(scores), number))
    return sorted(ranked, key=lambda one: (-one[0], one[1]))


def join_ruled(groups: Sequence[Group], rulings: Rulings) -> list[Group]:
    """The groups after "same" rulings: both reports' groups become one, whatever the clues say.

    Where a "different" ruling keeps other reports of the two groups apart, only the report named on the
    right moves over.
    """
    if not rulings.same:
        return list(groups)
    held: list[Group] = [list(group) for group in groups]
    at = {view.key: number for number, group in enumerate(held) for view in group}
    for left, right in rulings.same:
        if left not in at or right not in at:
            continue  # of a part of all groups: those that a ruling joins are together in it or both are not
        one, other = at[left], at[right]
        if one == other:
            continue
        keys = [view.key for view in held[one]]
        moving = held[other]
        if rulings.forbid(keys, (view.key for view in moving)):
            moving = [view for view in moving if view.key == right]
            if rulings.forbid(keys, (right,)):
                continue
        moved = {view.key for view in moving}
        held[other] = [view for view in held[other] if view.key not in moved]
        held[one] = held[one] + moving
        at.update(dict.fromkeys(moved, one))
    return [group for group in held if group]
