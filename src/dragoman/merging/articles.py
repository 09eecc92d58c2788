"""Reports of the articles of one page joined: what several articles tell comes out once, conflicts listed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.merging.names import words_of
from dragoman.model import Conflict, Dates, Party, Report, Stop

SPOKEN = frozenset({"call", "meeting", "talks"})
DONE = frozenset({"held", "cut_short"})


def join_articles(read: Sequence[Sequence[Report]], days: Sequence[str | None] = ()) -> list[Report]:
    """One list of reports from those of each article; each says which articles tell it.

    ``days`` are the articles' days of publication: articles of the same days may tell one event with and
    without its date.
    """
    joined: list[Report] = []
    for number, reports in enumerate(read):
        before = len(joined)  # what this article adds is its own
        for report in reports:
            mine = _with(report, articles=(number,))
            at = next(
                (
                    i
                    for i, other in enumerate(joined[:before])
                    if number not in other.articles
                    and same_engagement(other, mine, near=_near(days, other.articles, number))
                ),
                None,
            )
            if at is None:
                joined.append(mine)
            else:
                joined[at] = combine(joined[at], mine)
    return joined


def _near(days: Sequence[str | None], articles: Sequence[int], number: int) -> bool:
    """The article was published within three days of one of the others."""
    if not days or days[number] is None:
        return False
    mine = date.fromisoformat(days[number] or "")
    return any(abs((date.fromisoformat(d) - mine).days) <= 3 for d in (days[i] for i in articles) if d and len(d) == 10)


def _with(report: Report, **changes: object) -> Report:
    return msgspec.structs.replace(report, **changes)


def _words(name: str | None) -> tuple[str, ...]:
    return words_of(name or "")


def same_party(one: Party, other: Party) -> bool:
    """The same person by the ledger or by name, or the same office of the same country."""
    if one.person is not None and other.person is not None:
        return one.person.id == other.person.id
    a, b = _words(one.name), _words(other.name)
    if a and b:
        return (set(a) <= set(b) or set(b) <= set(a)) and one.country in (other.country, None)
    if one.country != other.country or one.country is None:
        return False
    roles = [set(_words(party.role)) for party in (one, other)]
    if not a and not b:
        return roles[0] == roles[1] or bool((roles[0] & roles[1]) - VAGUE)
    role = roles[1] if a else roles[0]
    return not role & VAGUE and bool(roles[0] & roles[1] or "counterpart" in role)


VAGUE = frozenset(
    [
        "officials",
        "official",
        "leaders",
        "leader",
        "delegation",
        "delegations",
        "diplomats",
        "representatives",
        "ministers",
        "authorities",
        "top",
        "senior",
        "of",
        "the",
        "and",
        "for",
    ]
)
"""Words of bodies: "senior officials" of a country are nobody in particular."""


def same_parties(one: Report, other: Report) -> bool:
    """Every party of the one stands in the other and the other way round."""
    return (
        len(one.parties) == len(other.parties)
        and all(any(same_party(a, b) for b in other.parties) for a in one.parties)
        and all(any(same_party(a, b) for b in one.parties) for a in other.parties)
    )


def _ends(dates: Dates) -> tuple[str, str]:
    start, end = dates.start or dates.end or "", dates.end or dates.start or ""
    return start + "-01-01"[len(start) - 10 if len(start) > 4 else 0 :][: 10 - len(start)], end


def dates_fit(one: Dates | None, other: Dates | None, *, slack: bool = False) -> bool:
    """The two do not contradict each other; two missing dates fit."""
    if one is None or other is None:
        return one is other or slack
    a1, a2, b1, b2 = (
        one.start or one.end,
        one.end or one.start,
        other.start or other.end,
        other.end or other.start,
    )
    if not (a1 and a2 and b1 and b2):
        return True
    n, m = min(len(a1), len(b2)), min(len(b1), len(a2))
    return a1[:n] <= b2[:n] and b1[:m] <= a2[:m]


def same_engagement(one: Report, other: Report, *, near: bool = False) -> bool:
    """Two reports of two articles tell of one engagement; ``near`` where the articles are of the same days."""
    if one.kind != other.kind and not ({one.kind, other.kind} <= SPOKEN and "talks" in (one.kind, other.kind)):
        return False
    if one.kind == "trip":
        return _same_trip(one, other, near=near)
    if one.kind == "conference" and set(_words(one.name)).isdisjoint(_words(other.name)):
        return False
    if one.kind not in {"conference", "appointment"} and not same_parties(one, other):
        return False
    if one.kind in {"conference", "appointment"} and not any(
        same_party(a, b) for a in one.parties for b in other.parties
    ):
        return False
    if _elsewhere(one, other):
        return False
    return dates_fit(one.date, other.date, slack=near) and not _opposite(one, other)


def _elsewhere(one: Report, other: Report) -> bool:
    """Told at places of two countries, and no exact day says that it was one occasion."""
    if one.place is None or other.place is None or one.place.country == other.place.country:
        return False
    exact = one.date is not None and one.date == other.date and len(one.date.start or "") == 10
    return bool(one.place.country and other.place.country) and not exact


def _opposite(one: Report, other: Report) -> bool:
    undone = {"cancelled", "declined"}
    return (one.status in DONE and other.status in undone) or (other.status in DONE and one.status in undone)


def _same_trip(one: Report, other: Report, *, near: bool) -> bool:
    if not any(same_party(a, b) for a in one.parties for b in other.parties):
        return False
    shared = {s.country for s in one.stops} & {s.country for s in other.stops}
    if near:
        return dates_fit(one.date, other.date, slack=True) and (
            bool(shared) or one.status == other.status or "cut_short" in (one.status, other.status)
        )
    if not shared:
        return False
    if len(shared) > 1 and not _opposite(one, other):
        return dates_fit(one.date, other.date, slack=True)  # one route of two countries is one journey
    if one.date is None or other.date is None:
        return one.date is other.date and one.status == other.status
    return dates_fit(one.date, other.date) and not _opposite(one, other)


def combine(one: Report, other: Report) -> Report:
    """The two as one report: the fuller words, every article, all evidence, what they disagree on."""
    conflicts = list(one.conflicts)
    if one.place and other.place and one.place.city and other.place.city and one.place.city != other.place.city:
        conflicts.append(Conflict("place", (one.place.city, other.place.city)))
    if one.status != other.status:
        conflicts.append(Conflict("status", (one.status, other.status)))
    newer = other if other.status in {"cut_short", "cancelled", "postponed", "declined"} else one
    if one.status == "planned" and other.status == "held":
        newer = other
    return _with(
        one,
        status=newer.status,
        kind=other.kind if one.kind == "talks" else one.kind,
        parties=tuple(_fuller(party, other.parties) for party in one.parties),
        date=_finer(one.date, other.date),
        place=one.place or other.place,
        stops=_stops(one.stops, other.stops),
        topics=tuple(dict.fromkeys((*one.topics, *other.topics))),
        evidence=(*one.evidence, *other.evidence)[:24],
        articles=(*one.articles, *other.articles),
        conflicts=tuple(conflicts),
    )


def _fuller(party: Party, others: Sequence[Party]) -> Party:
    fits = [p for p in others if same_party(party, p) and len(_words(p.name)) > len(_words(party.name))]
    return fits[0] if fits else party


def _finer(one: Dates | None, other: Dates | None) -> Dates | None:
    if one is None or other is None:
        return one or other
    start = min((d.start for d in (one, other) if d.start and len(d.start) == 10), default=one.start or other.start)
    end = max((d.end for d in (one, other) if d.end and len(d.end) == 10), default=one.end or other.end)
    if one.start == one.end and other.start == other.end:
        return one if len(one.start or "") >= len(other.start or "") else other
    return Dates(start, end)


def _stops(one: tuple[Stop, ...], other: tuple[Stop, ...]) -> tuple[Stop, ...]:
    stops = list(one)
    for stop in other:
        at = next(
            (
                i
                for i, s in enumerate(stops)
                if s.country == stop.country and (s.city is None or stop.city is None or s.city == stop.city)
            ),
            None,
        )
        if at is None:
            stops.append(stop)
            continue
        old = stops[at]
        status = stop.status if stop.status in {"cancelled", "postponed"} or old.status == "planned" else old.status
        stops[at] = Stop(old.city or stop.city, old.country, status, old.start or stop.start, old.end or stop.end)
    return tuple(stops)
