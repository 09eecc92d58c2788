"""One engagement from the reports of a cluster: the values that hold, who supports them, what is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.merging.conflicts import conflicts_of
from dragoman.merging.history import State, cause_of, entries, state_of, statuses
from dragoman.merging.itinerary import impossible
from dragoman.merging.members import members
from dragoman.merging.stops import chain
from dragoman.merging.types import Engagement, Support
from dragoman.merging.views import DONE, View
from dragoman.merging.votes import keys, origins, votes
from dragoman.model import Conflict, Dates, Kind, Place, Stop

_SURE = 0.99


def combine(views: Sequence[View]) -> Engagement:
    """The engagement that ``views`` (one or more, in order) report, without its identifier."""
    origin = origins(views)
    state = state_of(views)
    kind, by_kind = _kind(views, origin)
    date, by_date = _date(views, state, origin)
    place, by_place = _place(views, state, origin)
    name, by_name = _name(views, origin)
    cause, by_cause = cause_of(views, state.status)
    stops = chain(views, state.status) if kind == "trip" else ()
    topics, by_topic = _topics(views, origin)
    told = statuses(views)
    fields = {
        "kind": keys(by_kind),
        "status": keys(view for view in views if told[view.number] == state.status),
        "parties": keys(view for view in views if view.actors),
        "date": keys(by_date),
        "place": keys(by_place),
        "name": keys(by_name),
        "cause": keys(by_cause),
        "stops": keys(view for view in views if view.stops) if stops else (),
        "topics": keys(view for view in views if view.topics),
        **by_topic,
    }
    return Engagement(
        id="",
        kind=kind,
        status=state.status,
        parties=members(views),
        date=_journey(views, state, stops, date) if kind == "trip" else date,
        reports=_supports(views),
        name=name,
        cause=cause,
        place=place if kind != "trip" else None,
        stops=stops,
        topics=topics,
        confidence=_confidence(views, origin),
        origins=len(set(origin.values())),
        history=entries(views),
        conflicts=_conflicts(views, state, stops, origin),
        fields={field: by for field, by in sorted(fields.items()) if by},
    )


def _conflicts(
    views: Sequence[View], state: State, stops: Sequence[Stop], origin: dict[int, str]
) -> tuple[Conflict, ...]:
    found = [*conflicts_of(views, state, origin), *impossible(stops, views)]
    return tuple(sorted(set(found), key=lambda one: (one.field, one.values)))


def _supports(views: Sequence[View]) -> tuple[Support, ...]:
    made = [
        Support(v.key, v.source.document, v.source.published, v.source.publisher, v.status, v.report.evidence)
        for v in views
    ]
    return tuple(sorted(made, key=lambda s: (s.published or "9999", s.key, s.document, s.publisher or "")))


def _confidence(views: Sequence[View], origin: dict[int, str]) -> float:
    """Noisy or over origins: each counts with its surest report, copies add nothing."""
    best: dict[str, float] = {}
    for view in views:
        name = origin[view.number]
        best[name] = max(best.get(name, 0.0), view.report.confidence)
    doubt = 1.0
    for _, sure in sorted(best.items()):
        doubt *= 1 - min(1.0, max(0.0, sure))
    return round(min(_SURE, 1 - doubt), 3)


def _kind(views: Sequence[View], origin: dict[int, str]) -> tuple[Kind, list[View]]:
    """The kind that most origins give; "talks" only where nobody tells how they spoke."""
    ranked = votes(((view.report.kind, view) for view in views), origin)
    telling = [one for one in ranked if one[0] != "talks"] or ranked
    named = [one for one in telling if one[0] == "conference"]
    best: tuple[Kind, list[View]] = (named or telling)[0]
    return best


def _speaking(views: Sequence[View], state: State) -> list[Sequence[View]]:
    """The reports to ask, in turn: those of the newest state of knowledge, those that it took place, all."""
    return [
        [v for v in state.current if v.done] if state.status in {"held", "cut_short"} else state.current,
        state.current,
        views,
    ]


def _date(views: Sequence[View], state: State, origin: dict[int, str]) -> tuple[Dates | None, list[View]]:
    for asked in _speaking(views, state):
        dated = [view for view in asked if view.report.date is not None and view.lo is not None]
        if dated:
            value, by = votes(((view.report.date, view) for view in _finest(dated, views)), origin)[0]
            return value, by
    return None, []


def _finest(dated: Sequence[View], views: Sequence[View]) -> Sequence[View]:
    """The views that tell the date best: of coarse ones, what any report tells more finely within them; of
    several single days, the stay that covers them all.
    """
    if not any(view.exact for view in dated):
        lo, hi = max(view.lo or 0 for view in dated), min(view.hi or 0 for view in dated)
        dated = [v for v in views if v.exact and v.lo is not None and lo <= v.lo <= hi] or dated
    narrow = min((view.hi or 0) - (view.lo or 0) for view in dated)
    finest = [view for view in dated if (view.hi or 0) - (view.lo or 0) == narrow]
    days = {view.lo or 0 for view in finest}
    stays = [
        view
        for view in dated
        if view.exact and view.lo != view.hi and (view.lo or 0) <= min(days) and max(days) <= (view.hi or 0)
    ]
    return stays if stays and (len(days) > 1 or views[0].family == "conference") else finest


def _journey(views: Sequence[View], state: State, stops: Sequence[Stop], told: Dates | None) -> Dates | None:
    """First to last day of a journey, from the reports that speak and from the stops that were made."""
    if len(views) == 1:
        return views[0].report.date
    given = statuses(views)
    # a plan may have changed its days, so of plans only the newest count
    alike = [v for v in views if given[v.number] == state.status != "planned"]
    # a stop that was dropped makes a journey no longer
    alike = [v for v in alike if not v.off] if state.status in DONE else alike
    groups = [
        [v.report.date for v in group if v.report.date and v.exact] for group in (alike, *_speaking(views, state))
    ]
    asked = next((dates for dates in groups if dates), [])
    kept = {"held"} if state.status in DONE else {"held", "planned"}
    made = [stop for stop in stops if stop.status in kept]
    starts = [d.start for d in asked if d.start] + [s.start for s in made if s.start]
    ends = [d.end for d in asked if d.end] + [s.end for s in made if s.end]
    start = min((d for d in starts if len(d) == 10), default=None) or (told.start if told else None)
    end = max((d for d in ends if len(d) == 10), default=None) or (told.end if told else None)
    return Dates(start, end) if start or end else None


def _place(views: Sequence[View], state: State, origin: dict[int, str]) -> tuple[Place | None, list[View]]:
    for asked in _speaking(views, state):
        placed = [(view.report.place, view) for view in asked if view.report.place]
        for fine in (True, False):
            given = [
                (place, view) for place, view in placed if bool(place.city) == fine and (place.city or place.country)
            ]
            if given:
                value, by = votes(given, origin)[0]
                return value, by
    return None, []


def _name(views: Sequence[View], origin: dict[int, str]) -> tuple[str | None, list[View]]:
    ranked = votes(((view.report.name, view) for view in views if view.report.name), origin)
    return ranked[0] if ranked else (None, [])


def _topics(views: Sequence[View], origin: dict[int, str]) -> tuple[tuple[str, ...], dict[str, Any]]:
    ranked = votes(((topic, view) for view in views for topic in view.report.topics), origin)
    return tuple(topic for topic, _ in ranked), {f"topics:{topic}": keys(by) for topic, by in ranked}
