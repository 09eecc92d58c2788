"""Clues that two reports tell of one engagement: each a number with a sentence; few are vetoes.

The weights stand in one table. A pair whose clues add up to its family's bar belongs together, unless a clue
is a veto; ``cluster`` decides what that means for more than two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.merging.match import Match, match_parties
from dragoman.merging.times import date_clue
from dragoman.merging.views import MANY, OFF, SPOKEN, View, at_home, last_day, place_words, reach
from dragoman.merging.weights import BAR, WEIGHTS
from dragoman.merging.wording import acronyms_of, is_format, levels_fit
from dragoman.merging.zones import far_apart

VETO = float("-inf")


class Clue(NamedTuple):
    """What one look at two reports says; ``number`` is minus infinity for a veto."""

    number: float
    sentence: str


def clues(one: View, other: View) -> Iterator[Clue]:
    """The clues of a pair, in a fixed order, up to the first veto."""
    match = match_parties(one, other)
    for clue in _CLUES:
        found = clue(one, other, match)
        if found is not None:
            yield found
            if found.number == VETO:
                return


def score(one: View, other: View) -> float:
    """What the clues add up to above the family's bar: 0 or more joins, minus infinity is a veto."""
    total = -bar(one, other)
    for clue in clues(one, other):
        total += clue.number
    return round(total, 6)


def parts_fit(one: View, other: View) -> bool:
    """Whether nothing but their days keeps apart two reports of journeys, as of two stops far apart."""
    match = match_parties(one, other)
    return match.number is not None and match.number > 0 and one.page != other.page and not _home_between(one, other)


def days_apart_only(one: View, other: View) -> bool:
    """Whether nothing but their days keeps apart two reports of talks: parts of talks that went on for days."""
    if one.family != "spoken" or other.family != "spoken" or "call" in (one.kind, other.kind):
        return False
    match = match_parties(one, other)
    rest = (look(one, other, match) for look in _CLUES if look not in (_dates, _publisher))
    return match.number is not None and match.number > 0 and sum(clue.number for clue in rest if clue) > 0


def bar(one: View, other: View) -> float:
    """What the clues of a pair must add up to."""
    if one.family == other.family:
        return BAR[one.family]
    met = max((len(view.actors) for view in (one, other) if view.family == "spoken"), default=0)
    return BAR["conference" if met >= MANY else "spoken"]


def _page(one: View, other: View, match: Match) -> Clue | None:
    if one.page == other.page and one.key != other.key:
        return Clue(VETO, "one document tells of both, as two engagements")
    return None


def _kind(one: View, other: View, match: Match) -> Clue:
    if one.kind == other.kind:
        return Clue(WEIGHTS["same kind"], f"the same kind, {one.kind}")
    kinds = {one.kind, other.kind}
    if kinds <= SPOKEN:
        if "talks" in kinds:
            return Clue(WEIGHTS["talks of an open kind"], "one does not tell whether they spoke in person")
        told = (one.city or one.country) and (other.city or other.country)
        return Clue(
            WEIGHTS["call and meeting, places told" if told else "call and meeting"],
            "one tells of a call, the other of a meeting",
        )
    met = one if one.family == "spoken" else other
    many = len(met.actors) >= MANY
    if kinds in ({"conference", "meeting"}, {"conference", "talks"}) and (many or _one_day(one, other)):
        # two who attend a gathering of many meet there, too; that is another engagement
        few = len(one.actors) > 2 or is_format(one.report.name or other.report.name) or _of_its_sides(one, other)
        if many or (match.whole and few and one.hi == other.hi):
            name = "conference of many told as meeting" if many else "conference told as meeting"
            return Clue(WEIGHTS[name], "the gathering of these parties is told as a meeting")
        size = "conference, many told as meeting" if len(met.actors) > 2 else "conference, two of it met"
        return Clue(WEIGHTS[size], "a gathering, and a meeting of some who attend")
    return Clue(VETO, f"one is a {one.kind}, the other a {other.kind}")


def _of_its_sides(one: View, other: View) -> bool:
    """The gathering bears the names of those who meet: "the Sweden-Peru summit"."""
    name = one.telling or other.telling
    return bool(name) and all(name & place_words(None, code) for code in one.codes) and len(name) <= len(one.codes)


def _one_day(one: View, other: View) -> bool:
    return one.exact and other.exact and one.lo == other.lo


def _parties(one: View, other: View, match: Match) -> Clue:
    return Clue(VETO if match.number is None else match.number, match.sentence)


def _hosts(one: View, other: View, match: Match) -> Clue | None:
    hosts = [
        {
            actor.country
            for actor, party in zip(view.actors, view.report.parties, strict=True)
            if party.part == "host" and actor.country
        }
        for view in (one, other)
    ]
    if not (hosts[0] and hosts[1]) or hosts[0] & hosts[1]:
        return None
    if one.exact and other.exact and one.lo != other.lo:
        return Clue(VETO, "different hosts on different days")
    return Clue(WEIGHTS["other host"], "they name different hosts")


def _dates(one: View, other: View, match: Match) -> Clue:
    far = one.family in {"spoken", "remarks", "statement"} and far_apart(one.codes | other.codes)
    number, sentence = date_clue(one, other, far=far)
    return Clue(VETO if number is None else number, sentence)


def _publisher(one: View, other: View, match: Match) -> Clue | None:
    """One publisher counts days in one way: what it tells on two days is two engagements."""
    days = one.exact and other.exact and one.lo == one.hi and other.lo == other.hi and one.lo != other.lo
    if one.family != "spoken" or not days or not (one.done and other.done):
        return None
    if not one.source.publisher or one.source.publisher != other.source.publisher:
        return None
    return Clue(WEIGHTS["one publisher, other days"], f"{one.source.publisher} tells of both, on different days")


def _place(one: View, other: View, match: Match) -> Clue | None:
    if "call" in (one.kind, other.kind) or one.family == "trip":
        return None
    if one.city and other.city:
        if one.city == other.city:
            return Clue(WEIGHTS["same city"], f"both in {one.report.place.city if one.report.place else one.city}")
        same_land = one.country == other.country or not (one.country and other.country)
        return Clue(WEIGHTS["other city"], "they name different cities") if same_land else _other_land(one, other)
    if one.country and other.country:
        if one.country == other.country:
            return Clue(WEIGHTS["same country"], f"both in {one.country}")
        return _other_land(one, other)
    return None


def _other_land(one: View, other: View) -> Clue:
    if one.exact and other.exact and (one.lo != other.lo or one.hi != other.hi):
        return Clue(VETO, "in different countries on different days")
    return Clue(WEIGHTS["other country"], "they name different countries as the place")


def _stops(one: View, other: View, match: Match) -> Clue | None:
    if one.family != "trip" or not (one.stops and other.stops):
        return None
    cities = {(land, city) for land, city in one.stops if city} & {(land, city) for land, city in other.stops}
    if cities:
        return Clue(
            WEIGHTS["same stop"],
            "both stop in " + ", ".join(sorted(f"{city}, {land}" for land, city in cities)),
        )
    lands = {land for land, _ in one.stops if land} & {land for land, _ in other.stops}
    if lands:
        return Clue(WEIGHTS["same country of a stop"], "both stop in " + ", ".join(sorted(str(c) for c in lands)))
    if one.off != other.off and "cut_short" not in (one.status, other.status):
        return Clue(WEIGHTS["dropped, to elsewhere"], "one was dropped, and it was to another country")
    return Clue(WEIGHTS["other stops"], "they tell of different stops")


def _home(one: View, other: View, match: Match) -> Clue | None:
    if one.family != "trip" or not _home_between(one, other):
        return None
    return Clue(VETO, "the traveller was at home in between")


def _home_between(one: View, other: View) -> bool:
    """The earlier journey comes home before the other begins."""
    before, after = sorted((one, other), key=lambda view: (view.lo or 0, view.hi or 0))
    if not (before.exact and after.exact):
        return False
    return any(
        at_home(land, city, before.codes) and (stop.start is None or last_day(stop.start) <= (after.lo or 0))
        for stop, (land, city) in zip(before.report.stops[1:], before.stops[1:], strict=True)
        if reach(before) <= (after.lo or 0) and stop.status not in OFF
    )


def _name(one: View, other: View, match: Match) -> Clue | None:
    if one.family != "conference" or other.family != "conference":
        return None
    if not (one.telling and other.telling):
        return Clue(WEIGHTS["gathering without a name"], "one does not name the gathering")
    shared = one.telling & other.telling
    if not shared:
        short = one.telling & acronyms_of(other.report.name) or other.telling & acronyms_of(one.report.name)
        if short and levels_fit(one.report.name, other.report.name):
            return Clue(WEIGHTS["same gathering"], f"one shortens its name to {min(short)}")
        if levels_fit(one.report.name, other.report.name) and _for_place(one, other):
            name = "gathering named for its place" if match.number else "gathering named for its place, others attend"
            return Clue(WEIGHTS[name], "one names the gathering for its place")
        return Clue(VETO, "they name different gatherings")
    if not levels_fit(one.report.name, other.report.name):
        return Clue(VETO, "gatherings of different levels")
    small = min(len(one.telling), len(other.telling))
    if len(shared) == small:
        return Clue(WEIGHTS["same gathering"], "both name it by " + ", ".join(sorted(shared)))
    return Clue(WEIGHTS["like gathering"], "their names share " + ", ".join(sorted(shared)))


def _for_place(one: View, other: View) -> bool:
    """One calls the gathering by where it is, and the other puts it there."""
    here = one.city == other.city if one.city and other.city else one.country == other.country
    return here and one.by_place != other.by_place and bool(one.country or one.city)


def _status(one: View, other: View, match: Match) -> Clue | None:
    early, late = sorted((one, other), key=lambda view: (view.published or 0, view.key))
    if not (one.off or other.off) or not (early.published and late.published):
        return None
    if one.family == "trip" and (_part_of(early, late) or _part_of(late, early)):
        return None
    same_days = one.exact and other.exact and (one.lo, one.hi) == (other.lo, other.hi)
    if early.off and not late.off and late.published > early.published and not same_days:
        return Clue(WEIGHTS["made after it was off"], "one was planned or held after the other had been called off")
    if one.off != other.off and (one.done or other.done):
        return Clue(WEIGHTS["off and held"], "one says that it was called off, the other that it took place")
    return None


def _part_of(off: View, journey: View) -> bool:
    """The one tells of a stop that was dropped from the journey of the other."""
    mine = {land for land, _ in off.stops}
    dropped = {stop.country for stop in journey.report.stops if stop.status in OFF}
    return off.off and (bool(mine & dropped) or mine.isdisjoint(land for land, _ in journey.stops))


def _office(one: View, other: View, match: Match) -> Clue | None:
    if one.family != "appointment":
        return None
    offices = [{actor.office for actor in view.actors if actor.office} for view in (one, other)]
    if offices[0] and offices[1] and not offices[0] & offices[1]:
        return Clue(WEIGHTS["other office"], "they tell of different offices")
    return None


def _topics(one: View, other: View, match: Match) -> Clue | None:
    if not (one.topics and other.topics):
        return None
    shared = one.topics & other.topics
    if not shared:
        return Clue(WEIGHTS["other topics"], "they name no topic in common")
    most = len(shared) * 2 >= len(one.topics | other.topics)
    return Clue(
        WEIGHTS["same topics" if most else "a topic in common"],
        "topics in common: " + ", ".join(sorted(shared)),
    )


_Look = Callable[[View, View, Match], Clue | None]
_CLUES: tuple[_Look, ...] = (
    _page,
    _parties,
    _dates,
    _publisher,
    _kind,
    _name,
    _hosts,
    _office,
    _place,
    _stops,
    _home,
    _status,
    _topics,
)
