"""Plans that were put off and held later: their clusters are one engagement with a history.

A cancelled plan that is made anew is another engagement; a postponed one is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.merging.blocks import Key, keys_of
from dragoman.merging.history import state_of
from dragoman.merging.match import match_parties
from dragoman.merging.rulings import Rulings
from dragoman.merging.views import SPOKEN, View

FACES = 4
"""Ways of telling the parties that are compared of each side."""
LATER = 90
"""Days within which a postponed event is taken for the one that was put off."""


def join_moved(groups: Sequence[list[View]], rulings: Rulings) -> list[list[View]]:
    """The groups (in order), those of a postponed event joined with those of its new day."""
    waiting = [at for at, group in enumerate(groups) if any(v.status == "postponed" for v in group)]
    if not waiting:
        return list(groups)
    index: defaultdict[Key, set[int]] = defaultdict(set)
    for at, group in enumerate(groups):
        for key in {key for view in group for key, _ in keys_of(view)}:
            index[key].add(at)
    merged: dict[int, list[View]] = {at: list(group) for at, group in enumerate(groups)}
    # from the last day back, so that a chain of postponements joins link by link
    for at in sorted(waiting, key=lambda at: (-(day_of(groups[at]) or 0), at)):
        near = {n for view in groups[at] for key, _ in keys_of(view) for n in index[key]} - {at}
        fits = [
            n
            for n in sorted(near)
            if n in merged
            and follows(groups[at], groups[n])
            and not rulings.forbid((v.key for v in merged[at]), (v.key for v in merged[n]))
        ]
        if fits:
            best = min(fits, key=lambda n: (day_of(groups[n]) or 0, n))
            merged[at] = merged[at] + merged.pop(best)
    return list(merged.values())


def day_of(group: Sequence[View]) -> int | None:
    """The first day of a group, by its exactly dated reports where there are some."""
    exact = [v.lo for v in group if v.lo is not None and v.exact]
    return min(exact) if exact else min((v.lo for v in group if v.lo is not None), default=None)


def follows(before: Sequence[View], after: Sequence[View]) -> bool:
    """``after`` tells of the new day of what ``before`` says was put off."""
    if state_of(before).status != "postponed":
        return False
    put_off = [v.published for v in before if v.status == "postponed" and v.published is not None]
    told = [v.published for v in after if v.published is not None]
    old, new = day_of(before), day_of(after)
    if not put_off or not told or new is None or min(told) < min(put_off):
        return False
    start = old if old is not None else min(put_off)
    if not start < new <= max(start, min(put_off)) + LATER:
        return False
    one, other = before[0], after[0]
    if not _kinds_fit(before, after) or (one.telling and other.telling and not one.telling & other.telling):
        return False
    return _parties_fit(before, after) and _places_fit(before, after)


def _parties_fit(before: Sequence[View], after: Sequence[View]) -> bool:
    """No two reports name other parties, and two that tell them well name the same."""
    numbers = [match_parties(one, other).number for one in _tellings(before) for other in _tellings(after)]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) and max(known) >= (1 if before[0].family == "trip" else 2)


def _tellings(views: Sequence[View]) -> list[View]:
    """A few reports that tell the parties differently."""
    return list({view.actors: view for view in reversed(views)}.values())[-FACES:]


def _kinds_fit(before: Sequence[View], after: Sequence[View]) -> bool:
    one, other = {view.kind for view in before}, {view.kind for view in after}
    return bool(one & other) or (one | other <= SPOKEN and "talks" in one | other)


def _places_fit(before: Sequence[View], after: Sequence[View]) -> bool:
    def lands(views: Sequence[View]) -> set[str]:
        return {land for view in views for land in (view.country, *(stop for stop, _ in view.stops)) if land}

    one, other = lands(before), lands(after)
    return not one or not other or bool(one & other)
