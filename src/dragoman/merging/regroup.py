"""The groups of a merge after some reports came or went: those near them are made anew, all others stay.

Every step of ``cluster`` chooses among what its blocks hold, so a change reaches no further than to the nodes that
are joined with it, were joined with it, or could be. Of two that were kept apart neither depends on the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dragoman.merging.blocks import LONG, NEAR, nearest
from dragoman.merging.clues import score
from dragoman.merging.cluster import CHOICES, Group, choice, faces_of, join, link
from dragoman.merging.neighbours import Neighbours, anchored, shifted, shifted_coarse
from dragoman.merging.rulings import Rulings
from dragoman.merging.stands import Home, Spot, Stand, home_of


class Regroup:
    """Groups made anew. After ``run``:

    Attributes:
        groups: the groups that are new or have other members, by their roots.
        before: the roots that these groups, and those that are no more, had.
    """

    def __init__(self, near: Neighbours, rulings: Rulings) -> None:
        self._near, self._rulings = near, rulings
        self._homes: dict[int, Home] = {}
        self._wants: dict[int, int | None] = {}
        self._scores: dict[int, float] = {}
        self._joined: dict[int, int | None] = {}
        self._dated: dict[int, Group] = {}
        self._relinked: set[int] = set()
        self._rest_rows: dict[int, list[Spot]] = {}
        self.groups: dict[int, Group] = {}
        self.before: set[int] = set()

    def run(self) -> None:
        """Make the groups anew. Raises TooWide."""
        near = self._near
        self.before |= {stand.root for stand in near.dead.values()}
        fresh = {node for node, bundle in near.fresh.items() if bundle[0].exact}
        lost = [stand for stand in near.dead.values() if stand.exact]
        old, new = self._link_dated(fresh, lost)
        self._attach(old, new)
        self._link_rest()

    def home(self, node: int) -> Home:
        """The root of a node's group now, with the group's days."""
        found = self._homes.get(node)
        if found is None:
            return _home(self._near.was(node))
        return found

    def moved(self) -> dict[int, tuple[Home, int | None]]:
        """Bundles that stand elsewhere now, or are new: the root, the group's days, the group that they want."""
        found = {}
        for node in self._homes.keys() | self._wants.keys():
            fresh = node in self._near.fresh
            wants = self._wants.get(node) if fresh or node in self._wants else self._near.was(node).wants
            told = (self.home(node), wants)
            was = None if fresh else self._near.was(node)
            if was is None or (_home(was), was.wants) != told:
                found[node] = told
        return found

    # --- exactly dated reports -------------------------------------------------------------------

    def _link_dated(self, fresh: set[int], lost: Sequence[Stand]) -> tuple[dict[int, set[int]], set[int]]:
        """Link them; returns the groups that are no more as they were (nodes by root), and the roots of new ones."""
        near = self._near
        changed = fresh | {one.id for one in lost}
        start = set(fresh) | {one.id for one in near.mates({one.root for one in lost}) if one.exact}
        for block in self._blocks(fresh, lost):
            before = [spot for spot in near.rows_before(block) if spot.exact]
            now = [spot for spot in near.rows(block) if spot.exact]
            start |= self._fitting(shifted(before, now, changed))
        edges = self._closed(start, near.beside, exact=True)
        made = self._linked(edges)
        old: defaultdict[int, set[int]] = defaultdict(set)
        for stand in (*lost, *(near.was(node) for node in edges if node not in near.fresh)):
            old[stand.root].add(stand.id)
        new: dict[int, set[int]] = {}
        for root, nodes, group in made:
            new[root] = nodes
            self._dated[root] = group
            self._relinked |= nodes
        differ = {root for root, nodes in new.items() if old.get(root) != nodes or nodes & near.fresh.keys()}
        for root in differ:
            self._homes.update(dict.fromkeys(new[root], home_of(root, self._dated[root])))
        return {root: nodes for root, nodes in old.items() if root in differ or root not in new}, differ

    def _blocks(self, fresh: Iterable[int], lost: Iterable[Stand]) -> set[int]:
        """The blocks in which nodes stand, and those in which others stood."""
        found = {block for node in fresh for block, _ in self._near.spots(node)}
        return found | {block for one in lost for block in self._near.blocks_before(one.id)}

    def _fitting(self, pairs: set[tuple[int, int]]) -> set[int]:
        """The nodes of pairs that may be one."""
        self._near.load({node for pair in pairs for node in pair})
        return {node for pair in pairs if self._fit(*pair) for node in pair}

    def _closed(self, start: Iterable[int], beside: Callable[[int], set[int]], *, exact: bool) -> dict[int, set[int]]:
        """All nodes that are joined to ``start`` by pairs that may be one, or were in a group with them, with these
        pairs.
        """
        near = self._near
        edges: dict[int, set[int]] = {}
        front = set(start)
        while front:
            near.prepare(front)
            roots = {near.was(node).root for node in front if node not in near.fresh}
            more = {one.id for one in near.mates(roots) if one.exact == exact}
            more = {node for node in more if exact or self._is_rest(node)}
            looked = {node: beside(node) for node in front}
            near.load({other for others in looked.values() for other in others} | front)
            for node, others in looked.items():
                edges[node] = {other for other in others if other != node and self._fit(node, other)}
                more |= edges[node]
            front = more - edges.keys()
        return edges

    def _fit(self, one: int, other: int) -> bool:
        a, b = self._near.bundle(one)[0], self._near.bundle(other)[0]
        return score(*((a, b) if a.number < b.number else (b, a))) >= 0

    def _linked(self, edges: Mapping[int, set[int]]) -> list[tuple[int, set[int], Group]]:
        """Root, nodes and reports of the groups that nodes come to."""
        near = self._near
        order = sorted(edges, key=lambda node: near.bundle(node)[0].key)
        place = {node: at for at, node in enumerate(order)}
        pairs = {tuple(sorted((place[one], place[other]))) for one, others in edges.items() for other in others}
        made = link([near.bundle(node) for node in order], ((a, b) for a, b in sorted(pairs)), self._rulings)
        return [(near.id(group[0].key), {near.id(v.key) for v in group} & edges.keys(), group) for group in made]

    # --- coarse reports --------------------------------------------------------------------------

    def _attach(self, old: Mapping[int, set[int]], new: set[int]) -> None:
        """Let coarse reports choose again where a group that they may join has changed."""
        near = self._near
        asked = {node for node, bundle in near.fresh.items() if not bundle[0].exact}
        for root, nodes in old.items():
            stands = [near.dead[node] if node in near.dead else near.was(node) for node in nodes]
            asked |= self._may_join(stands[0].first, {block for node in nodes for block in near.blocks_before(node)})
            self.before.add(root)
        for root in new:
            nodes = {near.id(view.key) for view in self._dated[root]} & self._relinked
            first = home_of(root, self._dated[root]).first
            asked |= self._may_join(first, {block for node in nodes for block, _ in near.spots(node)})
        touched = set(new)
        self._choose(asked)
        for node in asked:
            was = None if node in near.fresh else near.was(node).wants
            if was != self._wants[node] or node in near.fresh:
                touched |= {root for root in (was, self._wants[node]) if root is not None}
        touched |= {one.wants for one in near.dead.values() if not one.exact and one.wants is not None}
        self._choose({one.id for one in near.wanting(touched)} - self._wants.keys())
        for node in asked:
            wants = self._wants[node]
            if wants is not None and wants not in touched and near.was(node).root == wants:
                self._joined[node] = wants
        for root in sorted(touched):
            if root in self._dated or (near.lives(root) and root not in self._relinked):
                self._fill(root)

    def _may_join(self, first: int | None, blocks: Iterable[int]) -> set[int]:
        """Coarse nodes that may join a group with this first day under these keys."""
        day = first or 0
        return {
            spot.node
            for block in blocks
            for spot in self._near.rows(block)
            if not spot.exact and spot.low <= day <= spot.until
        }

    def _choose(self, nodes: set[int]) -> None:
        near = self._near
        near.prepare(nodes)
        near.load(nodes)
        choices: dict[int, list[int]] = {}
        for node in nodes:
            view = near.bundle(node)[0]
            found: dict[str, int] = {}
            ids: dict[str, int] = {}
            for block, mine in near.spots(node):
                for spot in near.rows(block):
                    if not spot.exact:
                        continue
                    home = self.home(spot.node)
                    first, last = home.first or 0, home.last or 0
                    if mine.low <= first <= mine.until and last >= mine.low + LONG:
                        key = near.key(home.root)
                        found[key], ids[key] = first, home.root
            choices[node] = [ids[key] for key in nearest(view, found, CHOICES)]
        self._load_dated({root for roots in choices.values() for root in roots})
        faces = {root: faces_of(self._exact(root)) for roots in choices.values() for root in roots}
        for node, roots in choices.items():
            best = choice(near.bundle(node), [(at, faces[root]) for at, root in enumerate(roots)])
            self._wants[node] = None if best is None else roots[best[1]]
            self._scores[node] = 0.0 if best is None else best[0]
            self._joined[node] = None

    def _load_dated(self, roots: set[int]) -> None:
        """Have the exactly dated reports of groups at hand."""
        near = self._near
        nodes = near.mates({root for root in roots if root not in self._dated})
        near.load({one.id for one in nodes if one.exact})
        found: defaultdict[int, list[int]] = defaultdict(list)
        for one in nodes:
            if one.exact:
                found[one.root].append(one.id)
        for root, some in found.items():
            ordered = sorted(some, key=lambda node: (node != root, near.key(node)))
            self._dated[root] = [view for node in ordered for view in near.bundle(node)]

    def _exact(self, root: int) -> Group:
        return [view for view in self._dated[root] if view.exact]

    def _fill(self, root: int) -> None:
        """Give a group the coarse reports that chose it."""
        near = self._near
        self._load_dated({root})
        group = self._exact(root)
        wanting = [node for node, wants in self._wants.items() if wants == root]
        for node in sorted(wanting, key=lambda node: (-self._scores[node], near.bundle(node)[0].number)):
            if join(group, near.bundle(node), self._rulings):
                self._joined[node] = root
        leads = {near.id(view.key) for view in group}
        home = home_of(root, group)
        self._homes.update((node, home) for node in leads if near.is_lead(node))
        self.groups[root] = group
        self.before.add(root)

    # --- the rest --------------------------------------------------------------------------------

    def _is_rest(self, node: int) -> bool:
        if node in self._joined:
            return self._joined[node] is None
        return node not in self._near.fresh and self._near.was(node).alone

    def _link_rest(self) -> None:
        near = self._near
        enter = {
            node for node in self._wants if self._is_rest(node) and (node in near.fresh or not near.was(node).alone)
        }
        leave = [
            near.was(node)
            for node in self._wants
            if node not in near.fresh and near.was(node).alone and not self._is_rest(node)
        ]
        leave += [stand for stand in near.dead.values() if stand.alone]
        changed = enter | {one.id for one in leave}
        start = enter | {one.id for one in near.mates({one.root for one in leave}) if self._is_rest(one.id)}
        for block in self._blocks(enter, leave):
            before = [spot for spot in near.rows_before(block) if self._was_rest(spot)]
            start |= self._fitting(shifted_coarse(before, self._resting(block), changed))
        edges = self._closed(start, self._beside, exact=False)
        old: defaultdict[int, set[int]] = defaultdict(set)
        for stand in (*leave, *(near.was(node) for node in edges if node not in near.fresh)):
            if stand.alone:
                old[stand.root].add(stand.id)
        for root, nodes, group in self._linked(edges):
            self._homes.update(dict.fromkeys(nodes, home_of(root, group)))
            if old.get(root) != nodes or nodes & near.fresh.keys():
                self.groups[root] = group
        self.before |= old.keys()

    def _was_rest(self, spot: Spot) -> bool:
        stood = self._near.dead.get(spot.node) or self._near.was(spot.node)
        return not spot.exact and stood.alone

    def _resting(self, block: int) -> list[Spot]:
        """The coarse nodes of a block that are in no exactly dated group, in order."""
        if block not in self._rest_rows:
            rows = [spot for spot in self._near.rows(block) if not spot.exact and self._is_rest(spot.node)]
            self._rest_rows[block] = sorted(rows, key=anchored)
        return self._rest_rows[block]

    def _beside(self, node: int) -> set[int]:
        """The nodes that such a one is compared with."""
        found: set[int] = set()
        for block, mine in self._near.spots(node):
            rows = self._resting(block)
            at = bisect_left(rows, anchored(mine), key=anchored)
            end = bisect_right(rows, anchored(mine), key=anchored)
            found.update(spot.node for spot in rows[max(0, at - NEAR) : end + NEAR])
        return found


def _home(stand: Stand) -> Home:
    return Home(stand.root, stand.first, stand.last, stand.put_off, stand.leg)
