"""A merge brought up to date: what changes when some reports come or go, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.merging.dropped import drops
from dragoman.merging.neighbours import Neighbours
from dragoman.merging.regroup import Regroup
from dragoman.merging.rejoin import Rejoin, engagements_of
from dragoman.merging.rulings import Rulings
from dragoman.merging.stands import Spot, Stand, Stored, stands_of
from dragoman.merging.types import Engagement, SourceReport


class Grown(msgspec.Struct, frozen=True):
    """The difference that a change makes.

    Attributes:
        made: engagements of the reports that the change touches, without identifiers.
        before: keys of the reports of the engagements in whose place they stand.
        stands: the stands that are new or differ, by number.
        gone: numbers of the reports that are no more.
        dead: nodes whose spots are no more. spots: the new ones, with their blocks.
    """

    made: list[Engagement]
    before: list[str]
    stands: dict[int, Stand]
    gone: list[int]
    dead: list[int]
    spots: list[tuple[int, Spot]]


def grow(
    stored: Stored,
    gone: Sequence[Stand],
    come: Sequence[SourceReport],
    ids: Mapping[str, int],
    rulings: Rulings,
    most: int,
) -> Grown:
    """What ``merge`` would make of all reports, as the difference to what is stored.

    Args:
        gone, come: the reports that are no more, and the new ones; one that changed is in both.
        ids: numbers for those that come; none of them is taken.
        rulings: those that count, the same as before but on reports that are ``gone`` or ``come``; without persons.
        most: of reports that may be looked at.

    Raises:
        TooWide: more would have to be.
    """
    near = Neighbours(stored, ids, rulings, most)
    near.change(gone, come)
    regrouped = Regroup(near, rulings)
    regrouped.run()
    rejoined = Rejoin(near, regrouped, rulings)
    rejoined.run(stand.id for stand in gone)
    return Grown(
        engagements_of(rejoined.groups, rulings),
        sorted(rejoined.keys_before),
        dict(_stands(near, regrouped, rejoined)),
        [stand.id for stand in gone],
        sorted(near.dead),
        [one for node in sorted(near.fresh) for one in near.spots(node)],
    )


def _stands(near: Neighbours, regrouped: Regroup, rejoined: Rejoin) -> Iterator[tuple[int, Stand]]:
    """The stands that differ from the stored ones."""
    moved = regrouped.moved()
    dropped = {view.key: any(map(drops, group)) for group in rejoined.groups for view in group}
    nodes = {near.id(key) for key in dropped} | moved.keys()
    for node in sorted(node for node in nodes if near.is_lead(node)):
        home, wants = moved[node] if node in moved else (regrouped.home(node), near.was(node).wants)
        bundle = near.bundle(node)
        ids = {view.key: near.id(view.key) for view in bundle}
        lead = bundle[0].key
        drop = {lead} if dropped.get(lead, near.drops(node)) else set()
        for stand in stands_of(bundle, ids, home, wants, drop):
            if node in near.fresh or near.was(node) != stand:
                yield stand.id, stand
