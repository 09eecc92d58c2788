"""A leg that was dropped is no journey of its own: what tells of its plan or its end belongs to the whole.

"He was to go on to Bangkok" and "she put off her visit to Thailand" are told of the tour that was cut short. The
pairwise clues see this between documents; here the reports of one page count as well, which tell both at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.merging.blocks import Key, keys_of
from dragoman.merging.clues import VETO
from dragoman.merging.match import match_parties
from dragoman.merging.rulings import Rulings
from dragoman.merging.views import OFF, View

NEAR = 7
"""Days between the publications, or the days, of a leg and of its journey."""


def join_dropped(groups: Sequence[list[View]], rulings: Rulings) -> list[list[View]]:
    """The groups (in order), those of a dropped leg joined with the one journey that dropped it."""
    index: defaultdict[Key, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        if dropped(group):
            for key in {key for view in group for key, _ in keys_of(view)}:
                index[key].append(at)
    if not index:
        return list(groups)
    merged: dict[int, list[View]] = {at: list(group) for at, group in enumerate(groups)}
    for at, group in enumerate(groups):
        if not is_leg(group):
            continue
        near = {n for view in group for key, _ in keys_of(view) for n in index.get(key, ())} - {at}
        fits = [
            n
            for n in sorted(near)
            if _is_of(group, groups[n]) and not rulings.forbid((v.key for v in group), (v.key for v in groups[n]))
        ]
        if len(fits) == 1:
            merged[fits[0]] = merged[fits[0]] + merged.pop(at)
    return list(merged.values())


def dropped(group: Sequence[View]) -> set[str]:
    """Countries that a journey of several left out on the way."""
    if group[0].family != "trip" or not any(view.done for view in group):
        return set()
    return {
        stop.country
        for view in group
        for stop in view.report.stops
        if stop.country and stop.status in OFF and view.done
    }


def drops(view: View) -> bool:
    """Whether it tells of a journey that was made and left out a part of its way."""
    return view.done and any(stop.country and stop.status in OFF for stop in view.report.stops)


def is_leg(group: Sequence[View]) -> bool:
    """A journey that was planned or called off and never made, and did not itself drop a part of its way."""
    return group[0].family == "trip" and all(not view.done and view.stops for view in group)


def _is_of(leg: Sequence[View], journey: Sequence[View]) -> bool:
    lands = {land for view in leg for land, _ in view.stops}
    if not lands <= dropped(journey):
        return False
    match = match_parties(leg[0], journey[0])
    if match.number is None or match.number == VETO or match.number <= 0:
        return False
    return is_near(leg, journey)


def is_near(leg: Sequence[View], journey: Sequence[View]) -> bool:
    """Whether every report of a leg is told near one of the journey."""
    return all(any(_near(view, other) for other in journey) for view in leg)


def _near(leg: View, journey: View) -> bool:
    """Told of the same days; without days, published in the same week, a plan not after the news of its end.

    Where a day of publication is missing too, one page must tell both, and both that it came to nothing.
    """
    if leg.lo is not None and leg.hi is not None and journey.lo is not None and journey.hi is not None:
        return leg.lo - journey.hi <= NEAR and journey.lo - leg.hi <= NEAR
    if leg.published is not None and journey.published is not None:
        ahead = journey.published - leg.published
        return 0 <= ahead <= NEAR if leg.status == "planned" else abs(ahead) <= NEAR
    return leg.page == journey.page and leg.off and leg.lo is None
