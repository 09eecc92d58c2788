"""The status of an engagement over time: what was said when, and what of it holds.

A later report of a cancellation overrides an earlier announcement; a report from before an event never
overrides one from after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.merging.types import HistoryEntry
from dragoman.merging.views import View
from dragoman.model import Status

STALE = 2
"""Days for which announcements still run after the news that the event is off."""


class State(NamedTuple):
    """``status`` as all reports leave it; ``current``: the reports of the newest state of knowledge.

    ``after``: these are from the day of the event or later; ``disputed``: they disagree on whether it was.
    """

    status: Status
    current: list[View]
    after: bool
    disputed: bool


def statuses(views: Sequence[View]) -> dict[int, Status]:
    """The status that each report (by number) gives the whole: a dropped stop cuts a journey short."""
    lands = {land for view in views for land, _ in view.stops if land}
    done = any(view.done for view in views)
    found: dict[int, Status] = {}
    for view in views:
        mine = {land for land, _ in view.stops if land}
        # "the Bangkok leg is off" is told of the journey, which goes on elsewhere
        part = view.kind == "trip" and view.off and mine and mine < lands and _others_go(view, views)
        found[view.number] = ("cut_short" if done else "planned") if part else view.status
    return found


def _others_go(view: View, views: Sequence[View]) -> bool:
    mine = {land for land, _ in view.stops}
    later = [v for v in views if not v.off and (v.published or 0) >= (view.published or 0)]
    return any({land for land, _ in v.stops if land} - mine for v in later) or any(v.done for v in views)


def state_of(views: Sequence[View]) -> State:
    """What holds of the engagement that ``views`` report."""
    told = statuses(views)
    day = event_day(views)
    after = [v for v in views if told[v.number] in {"held", "cut_short"} or _is_after(v, told[v.number], day)]
    if after:
        return _after(after, told)
    return _before(views, told)


def _is_after(view: View, status: Status, day: int | None) -> bool:
    off = status in {"cancelled", "postponed", "declined"}
    return off and view.published is not None and day is not None and view.published >= day


def event_day(views: Sequence[View]) -> int | None:
    """The first day of the event as known best: from reports that it was held, else from the latest."""
    held = sorted(v.lo for v in views if v.done and v.exact and v.lo is not None)
    if held:
        return held[len(held) // 2]
    dated = [v for v in views if v.lo is not None and v.exact]
    return max(dated, key=lambda v: (v.published or 0, -v.number)).lo if dated else None


def _after(after: list[View], told: dict[int, Status]) -> State:
    went = [v for v in after if told[v.number] in {"held", "cut_short"}]
    off = [v for v in after if told[v.number] not in {"held", "cut_short"}]
    disputed = bool(went and off) and {v.origin for v in went} != {v.origin for v in off}
    if went and (not off or _weight(went) >= _weight(off)):
        cut = [v for v in went if told[v.number] == "cut_short"]
        return State("cut_short" if cut else "held", after, True, disputed)
    return State(_latest(off, told), after, True, disputed)


def _weight(views: Iterable[View]) -> int:
    return len({view.origin for view in views})


def _latest(views: Sequence[View], told: dict[int, Status]) -> Status:
    """The status given on the last day of publication; of several, the one that most origins give."""
    last = max(view.published or 0 for view in views)
    newest = [view for view in views if (view.published or 0) == last]
    votes = Counter(status for status, _ in {(told[v.number], v.origin) for v in newest})
    return min(votes, key=lambda status: (-votes[status], status == "planned", status))


def _before(views: Sequence[View], told: dict[int, Status]) -> State:
    status = _latest(views, told)
    last = max(view.published or 0 for view in views)
    off = [v for v in views if told[v.number] in {"cancelled", "postponed", "declined"}]
    if status == "planned" and off:
        latest_off = max(off, key=lambda v: (v.published or 0, v.number))
        newer = [v for v in views if told[v.number] == "planned" and (v.published or 0) > (latest_off.published or 0)]
        moved = any(v.lo is not None and latest_off.lo is not None and v.lo > (latest_off.hi or 0) for v in newer)
        if not moved and last - (latest_off.published or 0) <= STALE:
            return State(_latest(off, told), off, False, False)
    current = [view for view in views if (view.published or 0) == last]
    return State(status, current, False, False)


def entries(views: Sequence[View]) -> tuple[HistoryEntry, ...]:
    """What was said and when, in order of publication; without a day of it, what was to come goes first, and
    an end without any day comes after the plans.
    """

    plans = max((view.published for view in views if view.published and not (view.done or view.off)), default=0)

    def order(view: View) -> tuple[int, int, str, int]:
        day = view.published
        if day is None:
            day = view.lo + (1 if view.done else -1) if view.lo is not None else plans if view.done or view.off else 0
        rank = 2 if view.done else 1 if view.off else 0
        return day, rank, view.key, view.number

    told = statuses(views)
    return tuple(
        HistoryEntry(view.source.published, told[view.number], view.key, view.report.cause, view.report.date)
        for view in sorted(views, key=order)
    )


def cause_of(views: Sequence[View], status: Status) -> tuple[str | None, tuple[View, ...]]:
    """The cause that the latest report of ``status`` gives in its words, and the reports that give it."""
    told = statuses(views)
    giving = [v for v in views if v.report.cause and told[v.number] == status]
    if not giving:
        return None, ()
    best = max(giving, key=lambda v: (v.published or 0, len(v.report.cause or ""), -v.number))
    return best.report.cause, tuple(v for v in giving if v.report.cause == best.report.cause)
