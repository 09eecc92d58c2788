"""Engagements along a time axis, in a lane for each kind."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.merging.types import Engagement
from dragoman.model import KINDS, STATUSES
from dragoman.pictures.axis import Axis, axis_for
from dragoman.pictures.events import (
    Event,
    event_of,
    ordinals,
    party_key,
    party_words,
    shared_parties,
    years,
)
from dragoman.pictures.lanes import Lane, binned, lane_of
from dragoman.pictures.map import visits_title
from dragoman.pictures.marks import bin_sign, mark
from dragoman.pictures.style import INK, MUTED, RULE, TODAY
from dragoman.pictures.svg import WIDTH, element, number, picture, text, text_width, way
from dragoman.pictures.words import joined, span_words, status_words
from dragoman.pictures.world import name_of
from dragoman.texts import harmless, shortened

if TYPE_CHECKING:
    from dragoman.record.queries_types import Visits

Link = Callable[[str], str | None]
_LEFT, _RIGHT = 112.0, WIDTH - 18.0
_AXIS = 26.0
_LEGEND = 34.0
_ENGAGEMENTS = ("engagement", "engagements")
_MOST_TOLD = 100
"""Engagements that the text equivalent tells one by one; of more it gives counts."""


def timeline(
    engagements: Iterable[Engagement],
    *,
    title: str | None = None,
    notes: Sequence[str] = (),
    link: Link | None = None,
    standalone: bool = True,
    today: str | None = None,
) -> str:
    """Engagements along a time axis, in a lane for each kind; an SVG.

    A sign for each status: filled held, hollow planned, half cut short, an arrow head postponed, a cross cancelled,
    a struck ring declined. Trips and what lasts several days are bars. A dotted line covers the days on which
    something may have been that is told by month or year alone. What has no day is counted below. A lane with more
    signs than it can hold shows how many there were in each week, month or year instead, and says so.

    Args:
        engagements: in any order.
        title: the heading, and the picture's name for those who do not see it; else ``timeline_title``.
        notes: lines below.
        link: gives the address for the id of an engagement; None for none.
        standalone: with heading, notes, background and style sheet, for a file; else to be inlined in a page.
        today: a day (YYYY-MM-DD) that is marked where it lies on the axis.
    """
    everything = sorted(engagements, key=lambda one: one.id)
    shared = shared_parties(everything)
    events = [event for one in everything if (event := event_of(one, shared))]
    return _drawn(
        events,
        KINDS,
        title=timeline_title(everything) if title is None else title,
        notes=(*notes, _not_shown(len(everything) - len(events), _ENGAGEMENTS)),
        link=link,
        standalone=standalone,
        today=today,
    )


def timeline_title(engagements: Sequence[Engagement]) -> str:
    """Who takes part in all of them, and the years."""
    shared = shared_parties(engagements)
    parties = engagements[0].parties if engagements else ()
    names = dict.fromkeys(party_words(party) for party in parties if party_key(party) in shared)
    return f"{', '.join(names)}: engagements{years(engagements)}" if names else f"Engagements{years(engagements)}"


def visits_timeline(visits: Visits, *, link: Link | None = None, standalone: bool = True) -> str:
    """A person's visits along a time axis, in a lane for each country; an SVG. ``link`` is asked with codes."""
    events = []
    for at, one in enumerate(visits.visits):
        days = ordinals(one.start, one.end)
        if days is not None:
            where = name_of(one.country)
            said = f"{span_words(one.start, one.end)}: {joined((*one.cities, where))}"
            label = shortened(harmless(joined(one.cities)), 34)
            events.append(Event(f"{at:06d}", "visit", "held", *days, label, harmless(said), where))
    codes = {name_of(one.country): one.country for one in visits.visits}
    return _drawn(
        events,
        [name_of(one.key) for one in visits.by_country],
        title=visits_title(visits),
        notes=(*visits.notes, _not_shown(len(visits.visits) - len(events), ("visit", "visits"))),
        link=(lambda id: link(codes[name_of(visits.visits[int(id)].country)])) if link else None,
        standalone=standalone,
        today=None,
    )


def _drawn(
    given: Sequence[Event],
    order: Sequence[str],
    *,
    title: str,
    notes: Sequence[str],
    link: Link | None,
    standalone: bool,
    today: str | None,
) -> str:
    """Events in lanes; ``order`` has the names of the lanes."""
    events = sorted(given, key=lambda one: (one.first, one.id))
    lanes: list[Lane] = []
    if events:
        axis = axis_for(min(one.first for one in events), max(one.last for one in events), _LEFT, _RIGHT)
        lanes = _lanes(events, order, axis, link)
        bottom = _AXIS + sum(lane.height for lane in lanes)
        body = [*_ground(lanes, axis, bottom), *_today(axis, today, bottom), *_shown(lanes)]
        body += _legend(events, lanes, bottom + 10)
    else:
        bottom = 40.0
        body = [text("Nothing with a day.", WIDTH / 2, bottom, class_="p-note", text_anchor="middle", fill=MUTED)]
    return picture(
        body,
        bottom + _LEGEND,
        title=title,
        description=joined_lines(_description(events, lanes), *notes),
        kind="t-timeline",
        notes=(*notes, _counted(lanes)),
        standalone=standalone,
        links=link is not None,
    )


def _lanes(events: Sequence[Event], order: Sequence[str], axis: Axis, link: Link | None) -> list[Lane]:
    by_name: dict[str, list[Event]] = {name: [] for name in order}
    for event in events:
        by_name[event.lane].append(event)
    return [lane_of(name, own, axis, link) or binned(name, own, axis) for name, own in by_name.items() if own]


def _ground(lanes: Sequence[Lane], axis: Axis, bottom: float) -> list[str]:
    """Stripes for the lanes, and the ticks with their words."""
    found = []
    top = _AXIS
    for at, lane in enumerate(lanes):
        if at % 2 == 0:
            found.append(element("rect", class_="t-lane", y=top, width=WIDTH, height=lane.height, fill="#f6f8fa"))
        top += lane.height
    free = 0.0
    for tick in axis.ticks():
        x = axis.x(tick.ordinal)
        line = way((x, _AXIS - 4), (x, bottom))
        found.append(element("path", class_="t-rule", d=line, stroke=RULE, stroke_width=1.4 if tick.strong else 0.7))
        wide = text_width(tick.words, 11.5)
        if free <= x < WIDTH - wide - 4:
            free = x + 6 + wide
            bold = "bold" if tick.strong else None
            found.append(text(tick.words, x + 3, 15, class_="p-small", font_size=11.5, font_weight=bold, fill=MUTED))
    return found


def _shown(lanes: Sequence[Lane]) -> list[str]:
    """The lanes with their names and how many they show."""
    found = []
    top = _AXIS
    for lane in lanes:
        found.append(
            text(shortened(lane.name, 15), 14, top + 21, class_="p-label", font_size=13, font_weight="bold", fill=INK)
        )
        if lane.height >= 42:
            found.append(text(str(lane.count), 14, top + 36, class_="p-small", font_size=11.5, fill=MUTED))
        found.append(element("g", *lane.body, transform=f"translate(0 {number(top)})"))
        top += lane.height
    return found


def _today(axis: Axis, today: str | None, bottom: float) -> list[str]:
    if today is None:
        return []
    ordinal = datetime.date.fromisoformat(today).toordinal()
    if not axis.first <= ordinal <= axis.last:
        return []
    x = axis.x(ordinal)
    line = way((x, _AXIS - 4), (x, bottom + 4))
    words = f"today, {span_words(today, today)}"
    anchor = "end" if x > WIDTH - text_width(words, 11) else "start"
    return [
        element("path", class_="t-today", d=line, stroke=TODAY, stroke_width=1.4),
        text(words, x, bottom + 15, class_="t-now", font_size=11, text_anchor=anchor, fill=TODAY),
    ]


def _legend(events: Sequence[Event], lanes: Sequence[Lane], top: float) -> list[str]:
    """The sign of each status that is shown one by one, and what bars mean."""
    single = {lane.name for lane in lanes if not lane.binned}
    statuses = {one.status for one in events if one.lane in single}
    x, y = 20.0, top + 14
    signs: list[tuple[Callable[[float, float, str, str], list[str]], str, str]]
    signs = [(mark, status, status_words(status)) for status in STATUSES if status in statuses]
    if len(single) < len(lanes):
        signs += [(bin_sign, "held", "how many took place"), (bin_sign, "planned", "planned or dropped")]
    found = []
    for sign, status, words in signs:
        found += [*sign(x, y, status, "key"), text(words, x + 11, y + 4, class_="p-label", font_size=12, fill=INK)]
        x += 11 + text_width(words, 12) + 20
    return found


def _counted(lanes: Sequence[Lane]) -> str:
    """Which lanes count instead of showing each."""
    by_step: dict[str, list[str]] = {}
    for lane in lanes:
        if lane.binned:
            by_step.setdefault(lane.binned, []).append(lane.name)
    if not by_step:
        return ""
    told = "; ".join(f"{', '.join(kinds)}: counted by {step}" for step, kinds in by_step.items())
    vague = sum(lane.vague for lane in lanes)
    more = f" {vague} told by month or year alone are not in the bars." if vague else ""
    return f"Too many to show one by one: {told}.{more}"


def _not_shown(count: int, noun: tuple[str, str]) -> str:
    if not count:
        return ""
    return (
        f"1 {noun[0]} has no day and is not shown."
        if count == 1
        else f"{count} {noun[1]} have no day and are not shown."
    )


def _description(events: Sequence[Event], lanes: Sequence[Lane]) -> str:
    if not events:
        return "Nothing with a day."
    if len(events) > _MOST_TOLD:
        first, last = min(one.first for one in events), max(one.last for one in events)
        days = span_words(*(datetime.date.fromordinal(day).isoformat() for day in (first, last)))
        return f"{len(events)} in all, {days}: {joined(f'{lane.name} {lane.count}' for lane in lanes)}."
    return "In order of day: " + "; ".join(one.said for one in events) + "."


def joined_lines(*lines: str) -> str:
    """Lines as one, without those that are empty."""
    return " ".join(filter(None, lines))
