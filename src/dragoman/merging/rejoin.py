"""The steps after clustering (what was put off, dropped legs, rulings) for changed groups and all they may touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.merging.cluster import Group, in_order, join_ruled
from dragoman.merging.combine import combine
from dragoman.merging.dropped import dropped, is_leg, is_near, join_dropped
from dragoman.merging.history import state_of
from dragoman.merging.moved import day_of, follows, join_moved
from dragoman.merging.neighbours import Neighbours
from dragoman.merging.regroup import Regroup
from dragoman.merging.rulings import Rulings
from dragoman.merging.stands import Home
from dragoman.merging.types import Engagement


class Rejoin:
    """Groups with those that may be one engagement with them. After ``run``:

    Attributes:
        groups: the reports of the engagements that may have changed, each and all in order.
        before, keys_before: the reports of those that were there in their place, by number and by key.
    """

    def __init__(self, near: Neighbours, regrouped: Regroup, rulings: Rulings) -> None:
        self._near, self._regrouped, self._rulings = near, regrouped, rulings
        self._groups: dict[int, Group] = dict(regrouped.groups)
        self._same: dict[str, set[str]] = {}
        for left, right in rulings.same:
            self._same.setdefault(left, set()).add(right)
            self._same.setdefault(right, set()).add(left)
        self.groups: list[Group] = []
        self.before: set[int] = set()
        self.keys_before: set[str] = set()

    def run(self, gone: Iterable[int]) -> None:
        """Find and make them. ``gone``: the reports that are no more. Raises TooWide."""
        closed: set[int] = set()
        front = self._mates(self._near.rooted_before(self._regrouped.before) | set(gone))
        front |= self._regrouped.groups.keys()
        groups: list[Group] = []
        while front:
            self._close(front, closed)
            groups = in_order(join_moved(in_order(self._groups[root] for root in closed), self._rulings))
            front = {other for group in groups for other in self._legs(group, closed)}
        self.groups = in_order(join_ruled(in_order(join_dropped(groups, self._rulings)), self._rulings))

    def _close(self, front: set[int], closed: set[int]) -> None:
        """Add to ``closed`` the groups of ``front`` and all that may be one with them, legs aside."""
        while front:
            closed |= front
            self._load(front)
            more = self._mates({self._near.id(view.key) for root in front for view in self._groups[root]})
            for root in sorted(front):
                more |= self._ruled(self._groups[root]) | self._put_off(root)
            front = more - closed

    def _mates(self, reports: set[int]) -> set[int]:
        """The groups now of all reports that were in the engagements of these."""
        found: set[int] = set()
        for stand in self._near.together(reports - self.before):
            self.before.add(stand.id)
            self.keys_before.add(stand.key)
            if (lead := self._near.lead_now(stand)) is not None:
                found.add(self._regrouped.home(lead).root)
        return found

    def _load(self, roots: Iterable[int]) -> None:
        """Have the reports of groups at hand."""
        missing = {root for root in roots if root not in self._groups}
        nodes = sorted(self._near.mates(missing), key=lambda one: one.key)
        self._near.load({one.id for one in nodes})
        self._groups |= {root: [] for root in missing}
        for one in nodes:
            self._groups[one.root] += self._near.bundle(one.id)

    def _ruled(self, group: Group) -> set[int]:
        """The groups that a ruling joins to this one."""
        keys = {key for view in group for key in self._same.get(view.key, ())}
        return {self._regrouped.home(lead).root for lead in self._near.leads_of(keys)} if keys else set()

    def _beside(self, group: Group) -> set[tuple[Home, bool]]:
        """The groups that share a key with this one, itself too, and whether a part of their way was dropped."""
        near = self._near
        nodes = [node for view in group if near.is_lead(node := near.id(view.key))]
        near.prepare(nodes)
        blocks = {block for node in nodes for block, _ in near.spots(node)}
        rows = {spot.node for block in blocks for spot in near.rows(block)}
        return {(self._regrouped.home(node), near.drops(node)) for node in rows}

    def _put_off(self, root: int) -> set[int]:
        """The groups that tell of the new day of what this one says was put off, or the other way round."""
        group, day = self._groups[root], day_of(self._groups[root])
        beside = {home for home, _ in self._beside(group)}
        asked = set()
        if state_of(group).status == "postponed":
            asked |= {home.root for home in beside if home.first is None or home.first > (day or 0)}
        if day is not None:
            asked |= {home.root for home in beside if home.put_off and (home.first or 0) < day}
        asked.discard(root)
        self._load(asked)
        return {one for one in asked if follows(group, self._groups[one]) or follows(self._groups[one], group)}

    def _legs(self, group: Group, closed: set[int]) -> set[int]:
        """The journeys that may have dropped this leg, or the legs that this journey may have dropped."""
        if group[0].family != "trip":
            return set()
        found: set[int] = set()
        leg, drops = is_leg(group), bool(dropped(group))
        if not leg and not drops:
            return found
        beside = {(home, one) for home, one in self._beside(group) if home.root not in closed}
        if leg:
            found |= {home.root for home, drops in beside if drops}
        if drops:
            legs = {home.root for home, _ in beside if home.leg}
            self._load(legs)
            found |= {one for one in legs if is_near(self._groups[one], group)}
        return found


def engagements_of(groups: Sequence[Group], rulings: Rulings) -> list[Engagement]:
    """The engagements that groups report, with what rulings set, without identifiers."""
    made = [combine(group) for group in groups]
    return [rulings.mend(one) for one in made] if rulings.fields else made
