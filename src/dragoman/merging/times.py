"""What the days of two reports say: one day, a day apart, within a month, or known from publication alone."""

from __future__ import annotations

from dragoman.merging.views import View, day_text, reach
from dragoman.merging.weights import WEIGHTS

_STEPS = (
    (0, "published on the day"),
    (1, "published a day apart"),
    (2, "published within two days"),
    (10, "published within ten days"),
    (31, "published within a month"),
    (366, "published within a year"),
)

DateClue = tuple[float | None, str]
"""Number (None for a veto) and sentence."""


def date_clue(one: View, other: View, *, far: bool) -> DateClue:
    """The clue of the days; ``far`` where the parties stand many time zones apart."""
    if _before_it_was(one, other) or _before_it_was(other, one):
        return None, "one tells of it as past, published before the day of the other"
    if one.lo is None or other.lo is None:
        return _undated(one, other)
    if one.exact and other.exact:
        return _journeys(one, other) if one.family == "trip" else _exact(one, other, far=far)
    if _gap(one, other) > (2 if far else 1):
        return None, "their dates exclude each other"
    finer, coarser = (one, other) if (one.hi or 0) - one.lo <= (other.hi or 0) - other.lo else (other, one)
    if (one.lo, one.hi) == (other.lo, other.hi):
        return WEIGHTS["same coarse date"], "the same coarse date"
    span = (coarser.hi or 0) - (coarser.lo or 0)
    said = f"{_said(finer)} lies within {_said(coarser)}"
    if span <= 8:
        return WEIGHTS["within the days of the other"], said
    return WEIGHTS["within the month" if span <= 62 else "within the year"], said


def _before_it_was(report: View, event: View) -> bool:
    """The report tells of something past, and was published before the other's first day."""
    if report.exact or not report.done or report.published is None or event.lo is None or not event.exact:
        return False
    return report.published < event.lo - (3 if report.family == "trip" else 1)


def _said(view: View) -> str:
    if view.report.date is None:
        return day_text(view.lo or 1)
    start, end = view.report.date.start, view.report.date.end
    return start or end or "" if start == end or not (start and end) else f"{start} to {end}"


def _gap(one: View, other: View) -> int:
    """Days between the two, 0 where they touch or overlap."""
    return max(0, (other.lo or 0) - reach(one), (one.lo or 0) - reach(other))


def _exact(one: View, other: View, *, far: bool) -> DateClue:
    if one.lo == other.lo and one.hi == other.hi:
        return WEIGHTS["same day"], f"the same day, {_said(one)}"
    gap = _gap(one, other)
    if gap == 0:
        if one.family == "conference":
            return WEIGHTS["same day"], "their days overlap"
        return WEIGHTS["within the days of the other"], f"{_said(one)} and {_said(other)} overlap"
    if gap == 1:
        name = "a day apart, far zones" if far or one.family == "conference" else "a day apart"
        return WEIGHTS[name], "a day apart" + (", as between countries many time zones apart" if far else "")
    if gap == 2 and far:
        return WEIGHTS["two days apart, far zones"], "two days apart, between countries many time zones apart"
    return None, f"on different days, {_said(one)} and {_said(other)}"


def _journeys(one: View, other: View) -> DateClue:
    gap = _gap(one, other)
    if one.lo == other.lo or (one.hi == other.hi and not (one.open or other.open)):
        return WEIGHTS["same first or last day"], "the journeys begin or end on the same day"
    if gap == 0:
        return WEIGHTS["journeys overlap"], f"the days {_said(one)} and {_said(other)} overlap"
    if gap == 1:
        return WEIGHTS["one journey follows the other"], "one goes on where the other ends"
    if gap <= 3:
        return WEIGHTS["journeys some days apart"], f"the journeys are {gap} days apart"
    return None, f"journeys of different days, {_said(one)} and {_said(other)}"


def _undated(one: View, other: View) -> DateClue:
    if one.lo is None and other.lo is None:
        if one.published is None or other.published is None:
            return WEIGHTS["both without any day"], "neither tells its day"
        apart = abs(one.published - other.published)
        if apart <= 2:
            return WEIGHTS["published together, both undated"], "both undated, published within two days"
        if apart <= 7:
            return WEIGHTS["published in one week, both undated"], "both undated, published within a week"
        if apart <= 31:
            return WEIGHTS["both without any day"], "both undated"
        return WEIGHTS["published long apart, both undated"], f"both undated, published {apart} days apart"
    undated, dated = (one, other) if one.lo is None else (other, one)
    return _by_publication(undated, dated)


def _by_publication(undated: View, dated: View) -> DateClue:
    if undated.published is None:
        return WEIGHTS["one without any day"], "one is undated"
    lo, hi = dated.lo or 0, reach(dated)
    if undated.status == "planned" and undated.published > hi + 1:
        return None, "one announces what is still to come after the other's day"
    distance = max(0, lo - undated.published, undated.published - hi)
    said = f"one is undated, published {distance} days from the other's day"
    for days, name in _STEPS:
        if distance <= days:
            # of several days that fit, the nearest one is the likeliest
            return WEIGHTS[name] - distance / 1000, said
    return WEIGHTS["published long after"], said
