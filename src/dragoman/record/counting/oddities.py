"""What is wrong within a list of journeys: rows given twice, rows that cannot both be true. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.merging.itinerary import whole_days_shared
from dragoman.merging.views import first_day
from dragoman.record.counting.rules import Stay

Fault = Literal["duplicate", "near duplicate", "impossible"]


class Pair(msgspec.Struct, frozen=True):
    """Two rows of one traveller that cannot both stand, and why."""

    fault: Fault
    one: Stay
    other: Stay
    why: str


def faults(stays: Sequence[Stay]) -> list[Pair]:
    """Duplicates, near duplicates and impossible pairs among one traveller's rows, in order of days.

    duplicate: alike in days, country, cities and remarks. near duplicate: one country, a city in common (or
    none told by one of them), and the one's days within the other's. impossible: different countries, and a
    whole day in both, that is a day on which neither stay begins or ends: so days of travel and a day's
    trip into an enclave or across a border (Rome and the Vatican, Jerusalem and Ramallah) are none.
    """
    exact = [stay for stay in stays if stay.exact]
    ordered = sorted(exact, key=lambda stay: (stay.first or "", stay.last or "", stay.number or 0))
    return [pair for one, other in _overlapping(ordered) if (pair := _fault(one, other)) is not None]


def _overlapping(ordered: Sequence[Stay]) -> Iterator[tuple[Stay, Stay]]:
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if (other.first or "") > (one.last or ""):
                break
            yield one, other


def _fault(one: Stay, other: Stay) -> Pair | None:
    if one.country != other.country:
        days = whole_days_shared(_days(one), _days(other))
        return Pair("impossible", one, other, f"{days} whole days in two countries at once") if days else None
    same_days = (one.first, one.last) == (other.first, other.last)
    cities = [{city.casefold() for city in stay.cities} for stay in (one, other)]
    if same_days and cities[0] == cities[1] and one.words == other.words:
        return Pair("duplicate", one, other, "the same days, country, cities and remarks")
    apart = all(cities) and not cities[0] & cities[1]
    within = _within(one, other) or _within(other, one)
    if apart or not within:
        return None
    return Pair("near duplicate", one, other, "the same place, and the one's days lie within the other's")


def _within(one: Stay, other: Stay) -> bool:
    return (other.first or "") <= (one.first or "") and (one.last or "") <= (other.last or "")


def _days(stay: Stay) -> tuple[int, int]:
    return first_day(stay.first or ""), first_day(stay.last or "")
