"""What is kept of a merge, so that a changed report costs the work of its neighbours alone.

A bundle of equal reports is a node, known by the number of its first report (in order of keys). It stands under
the keys of ``blocks``, here as numbers with its days, so that all nodes that may meet it are found by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol

import msgspec

from dragoman.merging.blocks import WINDOW, Clusters, Key, keys_of
from dragoman.merging.cluster import Clustered, Group
from dragoman.merging.dropped import drops, is_leg
from dragoman.merging.types import Engagement, SourceReport
from dragoman.merging.views import View, reach


class Spot(NamedTuple):
    """A node under one key; in order of these fields the nodes of a block are compared.

    ``day`` is the first day of an exactly dated report, ``until`` the last on which another may begin that is
    compared with it. Of a coarse report ``day`` bounds its own, ``low`` and ``until`` are the days between which
    a group must begin that it may join. ``key``: of the node's first report.
    """

    day: int
    until: int
    key: str
    looks: bool
    node: int
    exact: bool
    low: int


class Stand(msgspec.Struct, frozen=True):
    """Where a report stands. Numbers name reports; ``said`` is a hash of what it says.

    ``lead``: the first of its bundle. ``root``: the root of its group; ``wants``: of a coarse one, the group that it
    chose, though a page kept it out. Of the group: ``first`` and ``last``, the days of its exactly dated reports;
    ``put_off``: one says that it was postponed; ``leg``: all tell of a journey that was not made. ``drops``: the
    engagement is a journey that left out a part of its way.
    """

    id: int
    key: str
    said: int
    lead: int
    exact: bool
    root: int
    wants: int | None = None
    first: int | None = None
    last: int | None = None
    put_off: bool = False
    leg: bool = False
    drops: bool = False

    @property
    def alone(self) -> bool:
        """Coarse, and in no exactly dated group."""
        return not self.exact and self.root != self.wants


class Stored(Protocol):
    """What is kept of the last merge, and the reports that were and are still there."""

    def block(self, block: int) -> list[tuple[Spot, Stand]]:
        """All nodes of a block."""

    def spots(self, nodes: Iterable[int]) -> Mapping[int, list[tuple[int, Spot]]]:
        """The blocks of nodes with their spots there."""

    def stands(self, ids: Iterable[int]) -> list[Stand]:
        """The stands of reports."""

    def saying(self, said: Iterable[int]) -> list[Stand]:
        """The reports that say the like."""

    def bundled(self, leads: Iterable[int]) -> list[Stand]:
        """All reports of bundles."""

    def rooted(self, roots: Iterable[int]) -> list[Stand]:
        """The leads of groups."""

    def wanting(self, roots: Iterable[int]) -> list[Stand]:
        """The leads of coarse bundles that chose one of these groups."""

    def named(self, keys: Iterable[str]) -> list[Stand]:
        """The stands of reports by their keys."""

    def together(self, ids: Iterable[int]) -> list[Stand]:
        """The reports of all engagements that have one of these reports."""

    def sources(self, keys: Sequence[str]) -> list[SourceReport]:
        """Reports by their keys."""


def order_of(key: str) -> int:
    """A number that sorts as the key does."""
    return int.from_bytes(key.encode().ljust(120, b"\0"), "big")


def view_of(source: SourceReport) -> View:
    """The report made comparable, numbered by its key."""
    return View(source, order_of(source.key))


def said_of(view: View) -> int:
    """Equal for reports that say the very same."""
    r = view.report
    told = (r.kind, r.status, view.actors, r.date, r.name, r.place, r.stops, view.published)
    return _number(msgspec.json.encode(told, order="deterministic"))


@lru_cache(maxsize=65536)
def block_of(key: Key) -> int:
    """The number of a key of ``blocks``."""
    return _number("\x1f".join(key).encode())


def _number(told: bytes) -> int:
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def spots_of(view: View, node: int) -> list[tuple[int, Spot]]:
    """The blocks of a bundle, by its first report, with its spots there."""
    if view.exact:
        lo, hi = view.lo or 0, reach(view)
        return [
            (block_of(key), Spot(lo, hi + WINDOW[key[0]], view.key, looks, node, True, lo))
            for key, looks in keys_of(view)
        ]
    day = view.lo if view.lo is not None else (view.published or 0)
    low, high = Clusters.bounds(view)
    return [(block_of(key), Spot(day, high, view.key, looks, node, False, low)) for key, looks in keys_of(view)]


class Home(NamedTuple):
    """A group as its members know it; the fields are those of ``Stand``."""

    root: int
    first: int | None
    last: int | None
    put_off: bool
    leg: bool


def home_of(root: int, group: Sequence[View]) -> Home:
    """What is known of a group."""
    dated = [view for view in group if view.exact]
    first = min((view.lo or 0 for view in dated), default=None)
    last = max((reach(view) for view in dated), default=None)
    return Home(root, first, last, any(view.status == "postponed" for view in group), is_leg(group))


def kept_of(
    clustered: Clustered, engagements: Iterable[Engagement], ids: Mapping[str, int]
) -> tuple[list[Stand], list[tuple[int, Spot]]]:
    """What to keep of a whole merge: the stand of each report and the spots of each bundle.

    Args:
        ids: the number of each report by its key.
    """
    dropping = {view.key for bundle in clustered.bundles for view in bundle if drops(view)}
    told = ([support.key for support in one.reports] for one in engagements)
    dropped = {key for keys in told if not dropping.isdisjoint(keys) for key in keys}
    homes: dict[str, Home] = {}
    for group in (*clustered.dated, *clustered.rest):
        homes.update(dict.fromkeys((view.key for view in group), home_of(ids[group[0].key], group)))
    stands: list[Stand] = []
    spots: list[tuple[int, Spot]] = []
    for bundle in clustered.bundles:
        lead = bundle[0].key
        wants = clustered.wants.get(lead)
        stands += stands_of(bundle, ids, homes[lead], None if wants is None else ids[wants], dropped)
        spots += spots_of(bundle[0], ids[lead])
    return stands, spots


def stands_of(bundle: Group, ids: Mapping[str, int], home: Home, wants: int | None, dropped: Set[str]) -> list[Stand]:
    """The stands of a bundle's reports."""
    lead = bundle[0]
    said = said_of(lead)
    return [
        Stand(
            ids[view.key],
            view.key,
            said,
            ids[lead.key],
            view.exact,
            home.root,
            wants,
            home.first,
            home.last,
            home.put_off,
            home.leg,
            lead.key in dropped,
        )
        for view in bundle
    ]
