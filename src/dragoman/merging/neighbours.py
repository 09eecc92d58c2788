"""What stands near a changed report: nodes, blocks and bundles as they were and as they are, loaded as needed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dragoman.merging.blocks import BUSY, NEAR, sweep
from dragoman.merging.cluster import Group, bundles
from dragoman.merging.rulings import Rulings
from dragoman.merging.stands import Spot, Stand, Stored, said_of, spots_of, view_of
from dragoman.merging.types import SourceReport
from dragoman.merging.views import View

Edges = dict[int, set[int]]


class TooWide(Exception):
    """The change reaches so far that a whole merge is as well."""


class Neighbours:
    """The nodes of a merge, some of them gone (``dead``, as they stood) and some new (``fresh``, with their reports).

    Raises (from every method): TooWide where more than ``most`` reports would be looked at.
    """

    def __init__(self, stored: Stored, ids: Mapping[str, int], rulings: Rulings, most: int) -> None:
        """``ids`` numbers the reports that come."""
        self._stored, self._rulings, self._most = stored, rulings, most
        self._ids: dict[str, int] = dict(ids)
        self._views: dict[int, View] = {}
        self._was: dict[int, Stand] = {}
        self._bundles: dict[int, Group] = {}
        self._old_rows: dict[int, list[Spot]] = {}
        self._rows: dict[int, list[Spot]] = {}
        self._segments: dict[int, tuple[list[Spot], list[int], dict[int, Edges]]] = {}
        self._spots: dict[int, list[tuple[int, Spot]]] = {}
        self._fresh_spots: defaultdict[int, list[Spot]] = defaultdict(list)
        self._before: dict[int, list[int]] = {}
        self._lead: dict[int, int] = {}
        self.dead: dict[int, Stand] = {}
        self.fresh: dict[int, Group] = {}

    # --- what came and went ----------------------------------------------------------------------

    def change(self, gone: Sequence[Stand], come: Sequence[SourceReport]) -> None:
        """Take away the reports that are ``gone`` and put in those that ``come``: their bundles are made anew."""
        new = {self._ids[source.key]: view_of(source) for source in come}
        lost = {stand.id for stand in gone}
        said = {stand.said for stand in gone} | {said_of(view) for view in new.values()}
        mates = [stand for stand in self._stored.saying(said) if stand.id not in lost]
        self._have(mates)
        self._views |= new
        known = {stand.id: stand for stand in (*mates, *gone)}
        before: defaultdict[int, set[int]] = defaultdict(set)
        for stand in known.values():
            before[stand.lead].add(stand.id)
        views = sorted((self._views[one] for one in {m.id for m in mates} | new.keys()), key=lambda one: one.number)
        for bundle in bundles(views, self._rulings):
            numbers = [self._ids[view.key] for view in bundle]
            if before.get(numbers[0]) == set(numbers) and not new.keys() & set(numbers):
                del before[numbers[0]]
            else:
                self.fresh[numbers[0]] = bundle
        self.dead = {lead: known[lead] for lead in before}
        # a bundle that lost or won a report is a new node, though its first report is the same
        self._spots |= dict(self._stored.spots(self.dead))
        self._before = {node: [block for block, _ in spots] for node, spots in self._spots.items()}
        for node, bundle in self.fresh.items():
            self._bundles[node] = bundle
            self._lead.update((self._ids[view.key], node) for view in bundle)
            self._spots[node] = spots_of(bundle[0], node)
            for block, spot in self._spots[node]:
                self._fresh_spots[block].append(spot)

    # --- nodes -----------------------------------------------------------------------------------

    def was(self, node: int) -> Stand:
        """How a node stood."""
        if node not in self._was:
            self._was |= {stand.id: stand for stand in self._stored.stands([node])}
        return self._was[node]

    def lives(self, node: int) -> bool:
        """Whether it is still there as it was."""
        return node not in self.dead and node not in self.fresh

    def mates(self, roots: set[int]) -> list[Stand]:
        """The nodes, still there as they were, of groups with these roots."""
        found = [stand for stand in self._stored.rooted(roots) if self.lives(stand.id)] if roots else []
        self._was |= {stand.id: stand for stand in found}
        return found

    def wanting(self, roots: set[int]) -> list[Stand]:
        """The coarse nodes, still there as they were, that chose a group with one of these roots."""
        found = [stand for stand in self._stored.wanting(roots) if self.lives(stand.id)] if roots else []
        self._was |= {stand.id: stand for stand in found}
        return found

    def together(self, ids: Iterable[int]) -> list[Stand]:
        """All reports of the engagements that these reports were in."""
        return self._stored.together(ids)

    def rooted_before(self, roots: Iterable[int]) -> set[int]:
        """The reports that were in groups with these roots."""
        leads = {stand.id for stand in self._stored.rooted(roots)}
        return {stand.id for stand in self._stored.bundled(leads)}

    def lead_now(self, stand: Stand) -> int | None:
        """The node of a report that was there; None where the report is gone."""
        return self._lead.get(stand.id) if stand.lead in self.dead else stand.lead

    def leads_of(self, keys: set[str]) -> set[int]:
        """The nodes of reports."""
        new = {view.key: node for node, bundle in self.fresh.items() for view in bundle}
        found = {new[key] for key in keys if key in new}
        known = (self.lead_now(stand) for stand in self._stored.named(keys - new.keys()))
        return found | {lead for lead in known if lead is not None}

    def drops(self, node: int) -> bool:
        """Whether its engagement was a journey that left out a part of its way."""
        return node not in self.fresh and self.was(node).drops

    def is_lead(self, report: int) -> bool:
        """Whether a report at hand is the first of its bundle."""
        return report in self._bundles

    def id(self, key: str) -> int:
        """The number of a report at hand."""
        return self._ids[key]

    def key(self, node: int) -> str:
        """The key of a node's first report."""
        return self.fresh[node][0].key if node in self.fresh else self.was(node).key

    def bundle(self, node: int) -> Group:
        """The reports of a node."""
        if node not in self._bundles:
            self.load([node])
        return self._bundles[node]

    def load(self, nodes: Iterable[int]) -> None:
        """Have the reports of nodes at hand."""
        wanted = [node for node in nodes if node not in self._bundles]
        if not wanted:
            return
        stands = self._stored.bundled(wanted)
        self._have(stands)
        found: dict[int, Group] = {node: [] for node in wanted}
        for stand in sorted(stands, key=lambda one: one.key):
            found[stand.lead].append(self._views[stand.id])
            if stand.id == stand.lead:
                self._was[stand.id] = stand
        self._bundles |= found

    def _have(self, stands: Iterable[Stand]) -> None:
        keys = {stand.key: stand.id for stand in stands if stand.id not in self._views}
        if len(self._views) + len(keys) > self._most:
            raise TooWide
        for source in self._stored.sources(list(keys)):
            self._views[keys[source.key]] = view_of(source)
        self._ids.update(keys)

    # --- blocks ----------------------------------------------------------------------------------

    def prepare(self, nodes: Iterable[int]) -> None:
        """Have the spots of nodes at hand."""
        missing = [node for node in nodes if node not in self._spots]
        if missing:
            told = self._stored.spots(missing)
            self._spots |= {node: told.get(node, []) for node in missing}

    def spots(self, node: int) -> list[tuple[int, Spot]]:
        """The blocks of a node with its spots there."""
        self.prepare([node])
        return self._spots[node]

    def blocks_before(self, node: int) -> list[int]:
        """The blocks in which a node stood, also of one that is gone."""
        return self._before[node] if node in self._before else [block for block, _ in self.spots(node)]

    def rows(self, block: int) -> list[Spot]:
        """All nodes of a block as it is now."""
        if block not in self._rows:
            told = self._stored.block(block)
            for spot, stand in told:
                if spot.node not in self._was:
                    self._was[spot.node] = stand
            self._old_rows[block] = [spot for spot, _ in told]
            living = [spot for spot in self._old_rows[block] if self.lives(spot.node)]
            self._rows[block] = living + self._fresh_spots.get(block, [])
        return self._rows[block]

    def rows_before(self, block: int) -> list[Spot]:
        """All nodes of a block as it was."""
        self.rows(block)
        return self._old_rows[block]

    def beside(self, node: int) -> set[int]:
        """The nodes that an exactly dated one is compared with."""
        found: set[int] = set()
        for block, spot in self.spots(node):
            if block not in self._segments:
                rows = sorted(one for one in self.rows(block) if one.exact)
                self._segments[block] = (rows, list(_starts(rows)), {})
            rows, starts, known = self._segments[block]
            at = bisect_right(starts, bisect_left(rows, spot)) - 1
            if at not in known:
                known[at] = _edges(rows[starts[at] : starts[at + 1] if at + 1 < len(starts) else len(rows)])
            found |= known[at].get(node, set())
        return found


def _starts(rows: Sequence[Spot]) -> Iterator[int]:
    """Where in a block a row of days begins that nothing before reaches into."""
    until = None
    for at, row in enumerate(rows):
        if until is None or row.day > until:
            yield at
        until = row.until if until is None else max(until, row.until)


def swept(rows: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """The pairs that are compared of exactly dated nodes under one key, in order."""
    return sweep([(spot.day, spot.until, spot.node, spot.looks) for spot in rows], 0)


def _edges(rows: Sequence[Spot]) -> Edges:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in swept(rows):
        found[one].add(other)
        found[other].add(one)
    return found


def shifted(before: Sequence[Spot], now: Sequence[Spot], changed: set[int]) -> set[tuple[int, int]]:
    """Pairs of exactly dated nodes under one key, none of them ``changed``, that are compared in the one or the
    other alone: of many only the nearest are compared.
    """
    return _differing(before, now, changed, BUSY, lambda spot: spot, _around, swept)


def shifted_coarse(before: Sequence[Spot], now: Sequence[Spot], changed: set[int]) -> set[tuple[int, int]]:
    """The same of coarse ones."""
    return _differing(before, now, changed, NEAR, anchored, _places_around, _coarse_pairs)


def anchored(spot: Spot) -> tuple[int, str]:
    """What coarse nodes are in order of."""
    return spot.day, spot.key


def _differing(
    before: Sequence[Spot],
    now: Sequence[Spot],
    changed: set[int],
    least: int,
    order: Callable[[Spot], tuple[object, ...]],
    around: Callable[[Sequence[Spot], Spot, int], Sequence[Spot]],
    pairs: Callable[[Sequence[Spot]], Iterator[tuple[int, int]]],
) -> set[tuple[int, int]]:
    every = sorted({*before, *now}, key=order)
    found: set[tuple[int, int]] = set()
    if len(every) < least:
        return found
    old, new = set(before), set(now)
    for spot in (one for one in every if one.node in changed):
        some = around(every, spot, len(changed))
        if len(some) >= least:
            found |= {*pairs([s for s in some if s in old])} ^ {*pairs([s for s in some if s in new])}
    return {pair for pair in found if not changed & set(pair)}


def _around(rows: Sequence[Spot], spot: Spot, _: int) -> Sequence[Spot]:
    """What lies between two that are compared across a spot."""
    across = [one for one in rows if one.day <= spot.day <= one.until]
    end = max(one.until for one in across)
    at = rows.index(across[0])
    return [one for one in rows[at:] if one.day <= end]


def _places_around(rows: Sequence[Spot], spot: Spot, more: int) -> Sequence[Spot]:
    at = rows.index(spot)
    wide = NEAR + 2 * more + 2
    return rows[max(0, at - wide) : at + wide]


def _coarse_pairs(rows: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    for at, spot in enumerate(rows):
        for other in rows[at + 1 : at + 1 + NEAR]:
            yield (spot.node, other.node) if spot.node < other.node else (other.node, spot.node)
