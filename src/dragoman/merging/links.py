"""What was called off, and what makes up for it later: two engagements, linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import msgspec

from dragoman.merging.trips import names_of
from dragoman.merging.types import Engagement
from dragoman.merging.views import OFF, SPOKEN, first_day, last_day

WITHIN = 400
"""Days after which a later engagement is no longer taken to make up for the one that was off."""
_MOST = 6
"""Parties looked at in a long list."""

_Key = tuple[str, ...]


def link(engagements: Sequence[Engagement]) -> list[Engagement]:
    """The engagements, ``follows`` set on the next of the same parties (and, for journeys, to the same country)
    after one that was cancelled, postponed or declined.
    """
    known: defaultdict[_Key, list[tuple[int, str, Engagement]]] = defaultdict(list)
    for one in engagements:
        day = _day(one)
        if day is not None:
            for key in set(_keys(one)):
                known[key].append((day, one.id, one))
    follows: dict[str, tuple[int, str]] = {}
    for _, group in sorted(known.items()):
        group.sort(key=lambda one: one[:2])
        for (day, name, before), (later, next_name, after) in pairwise(group):
            if before.status in OFF and day < later <= day + WITHIN and _known_before(before, after):
                follows[next_name] = max(follows.get(next_name, (0, "")), (day, name))
    return [
        msgspec.structs.replace(one, follows=follows[one.id][1]) if one.id in follows else one for one in engagements
    ]


def _known_before(before: Engagement, after: Engagement) -> bool:
    """The later one was first reported after the news that the one before was off."""
    off = [entry.published for entry in before.history if entry.status in OFF and entry.published]
    told = [entry.published for entry in after.history if entry.published]
    return not off or not told or min(off) <= min(told)


def _keys(one: Engagement) -> Iterator[_Key]:
    names = [sorted(names_of(party))[:1] for party in one.parties[:_MOST]]
    found = sorted({name[0] for name in names if name})
    if one.kind == "trip":
        yield from (("trip", found_one, stop.country) for found_one in found for stop in one.stops if stop.country)
    elif one.kind in SPOKEN:
        yield from (("spoken", *pair) for pair in combinations(found, 2))


def _day(one: Engagement) -> int | None:
    """The day of an engagement, or for an undated one that was off the last day on which that was said."""
    start = one.date.start or one.date.end if one.date else None
    if start and len(start) >= 7:
        return first_day(start)
    said = [entry.published for entry in one.history if entry.published and one.status in OFF]
    return last_day(max(said)) if said else None
