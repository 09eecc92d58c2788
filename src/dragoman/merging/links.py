"""What was called off, and what makes up for it later: two engagements, linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product

import msgspec

from dragoman.merging.trips import names_of
from dragoman.merging.types import Engagement
from dragoman.merging.views import DONE, OFF, SPOKEN, first_day, last_day

WITHIN = 400
"""Days after which a later engagement is no longer taken to make up for the one that was off."""
_MOST = 6
"""Parties looked at in a long list."""

LinkKey = tuple[str, ...]


def link(engagements: Sequence[Engagement]) -> list[Engagement]:
    """The engagements, ``follows`` set on the next of the same parties (and, for journeys, to the same country)
    after one that was cancelled, postponed or declined.
    """
    groups: defaultdict[LinkKey, list[Engagement]] = defaultdict(list)
    for one in engagements:
        for key in set(link_keys(one)):
            groups[key].append(one)
    follows: dict[str, tuple[int, str]] = {}
    for _, group in sorted(groups.items()):
        for after, day, before in made_up(group):
            follows[after] = max(follows.get(after, (0, "")), (day, before))
    return [
        msgspec.structs.replace(one, follows=follows[one.id][1]) if one.id in follows else one for one in engagements
    ]


def made_up(group: Sequence[Engagement]) -> Iterator[tuple[str, int, str]]:
    """Of all engagements with one key: the id of each that makes up for another, with day and id of that one. Of
    several under several keys the latest counts.
    """
    known: list[tuple[int, str, Engagement]] = []
    timeless: list[Engagement] = []
    for one in group:
        day = _day(one)
        if day is not None:
            known.append((day, one.id, one))
        elif one.status not in OFF and not any(entry.published for entry in one.history):
            timeless.append(one)
    known.sort(key=lambda one: (one[0], one[2].status == "declined", one[1]))
    for (day, name, before), (later, next_name, after) in pairwise(known):
        if before.status in OFF and _later(day, before, later, after) and _known_before(before, after):
            yield next_name, day, name
    for day, name, fits in _timeless(known, timeless):
        yield fits, day, name


def _timeless(
    group: Sequence[tuple[int, str, Engagement]], others: Sequence[Engagement]
) -> Iterator[tuple[int, str, str]]:
    """What makes up for an engagement that was off, where no report gives it any day: the one that was made (or,
    where none was, the one that is planned) of those that a page tells along with the last that was off.
    """
    for at, (day, name, before) in enumerate(group):
        if before.status not in OFF or (at + 1 < len(group) and group[at + 1][2].status in OFF):
            continue
        there = [one for one in others if _pages(one) & _pages(before)]
        fits = [one for one in there if one.status in DONE] or there
        if len(fits) == 1:
            yield day, name, fits[0].id


def _pages(one: Engagement) -> set[str]:
    return {support.key.rpartition("/")[0] for support in one.reports}


def _later(day: int, before: Engagement, later: int, after: Engagement) -> bool:
    """Of two without a day of their own that one day's news tells, the refusal is that of a new date: nobody calls
    off what was never agreed.
    """
    if day == later:
        undated = before.date is None and after.date is None
        return undated and after.status == "declined" and before.status in {"cancelled", "postponed"}
    return day < later <= day + WITHIN


def _known_before(before: Engagement, after: Engagement) -> bool:
    """The later one was first reported after the news that the one before was off."""
    off = [entry.published for entry in before.history if entry.status in OFF and entry.published]
    told = [entry.published for entry in after.history if entry.published]
    return not off or not told or min(off) <= min(told)


def link_keys(one: Engagement) -> Iterator[LinkKey]:
    """What engagements share that may make up for one another."""
    # by id and by last name: one document knows the person, the next only the name
    names = [sorted(names_of(party)) for party in one.parties[:_MOST]]
    if one.kind == "trip":
        found = sorted({name for some in names for name in some})
        yield from (("trip", name, stop.country) for name in found for stop in one.stops if stop.country)
    elif one.kind in SPOKEN:
        for some, others in combinations(names, 2):
            yield from (("spoken", *sorted(pair)) for pair in product(some, others))


def _day(one: Engagement) -> int | None:
    """The day of an engagement, or for an undated one that was off the last day on which that was said."""
    start = one.date.start or one.date.end if one.date else None
    if start and len(start) >= 7:
        return first_day(start)
    said = [entry.published for entry in one.history if entry.published and one.status in OFF]
    return last_day(max(said)) if said else None
