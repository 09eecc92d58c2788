"""Days of one stop told by two reports: which differences are conflicts, and which many are none."""

from __future__ import annotations

import pytest

from dragoman.merging.merge import merge
from dragoman.merging.stop_days import arrives
from dragoman.merging.types import SourceReport
from dragoman.merging.views import first_day
from dragoman.merging.zones import zones_behind
from dragoman.model import Conflict, Dates, Evidence, Party, Report, Status, Stop

ADLER = Party("Jonas Adler", "Foreign Minister", "AT")
SHAW = Party("Emily Shaw", "Secretary of State", "US")
KATO = Party("Haruki Kato", "Foreign Minister", "JP")
CAME = "The minister arrived in Rabat on Wednesday"
"""2023-03-08 was a Wednesday."""


def day(number: int | None) -> str | None:
    return None if number is None else f"2023-03-{number:02d}"


def trip(
    key: str,
    first: int | None,
    last: int | None,
    quote: str = "He traveled to Tunis and Rabat",
    *,
    who: Party = ADLER,
    city: tuple[str, str] = ("Rabat", "MA"),
    status: Status = "held",
    published: str = "2023-03-12",
    origin: str | None = None,
) -> SourceReport:
    """A journey of 5 to 10 March 2023 to Tunis and then to a city on the given days."""
    stops = (
        Stop("Tunis", "TN", status, day(5), day(6)),
        Stop(*city, status, day(first), day(last)),
    )
    words = (Evidence(0, len(quote), quote),)
    report = Report("trip", status, (who,), Dates(day(5), day(10)), words, stops=stops, confidence=0.8)
    return SourceReport(f"{key}/0", f"doc-{key}", report, published, key, origin)


def told(*reports: SourceReport) -> tuple[Conflict, ...]:
    found = merge(reports).engagements
    assert len(found) == 1
    return found[0].conflicts


def test_an_arrival_in_the_middle_of_a_stay_is_a_conflict() -> None:
    assert told(trip("wire", 8, None, CAME), trip("page", 7, 9)) == (
        Conflict("stops", ("Rabat, arrived 2023-03-08", "Rabat, from 2023-03-07"), (("wire/0",), ("page/0",))),
    )
    # a report of the same first day stands on neither side of it, one more of the stay on the one
    third = told(trip("wire", 8, None, CAME), trip("page", 7, 9), trip("paper", 7, 9, "In Rabat he met the king"))
    assert third[0].values == ("Rabat, from 2023-03-07", "Rabat, arrived 2023-03-08")
    assert third[0].sources == (("page/0", "paper/0"), ("wire/0",))


def test_two_arrivals_on_two_days_are_a_conflict() -> None:
    later = "He landed in Rabat late on Thursday"
    assert [one.values for one in told(trip("a", 8, None, CAME), trip("b", 9, None, later))] == [
        ("Rabat, arrived 2023-03-08", "Rabat, arrived 2023-03-09")
    ]


def test_stays_that_lie_apart_are_a_conflict() -> None:
    assert [one.values for one in told(trip("a", 7, 7), trip("b", 9, 10))] == [
        ("Rabat 2023-03-07", "Rabat 2023-03-09"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a coarser stay, and one day of work in it
        (trip("a", 7, 9), trip("b", 8, 8)),
        (trip("a", 7, 9), trip("b", 9, 9)),
        (trip("a", 7, 10), trip("b", 9, 10)),
        (trip("a", 6, 9), trip("b", 7, 8)),
        # the arrival, and the days of work after it
        (trip("a", 8, None, CAME), trip("b", 9, 10)),
        (trip("a", 8, None, CAME), trip("b", 10, 10)),
        (trip("a", 8, None, CAME), trip("b", 8, 10)),
        # the day before may be that of the departure, or another day at home
        (trip("a", 8, None, CAME), trip("b", 7, 7)),
        (trip("a", 7, 7), trip("b", 8, 8)),
        # no word says that the day is that of the arrival
        (trip("a", 8, None, "The minister was in Rabat on Wednesday"), trip("b", 7, 9)),
        (trip("a", 8, 8, "The minister met the king in Rabat on Wednesday"), trip("b", 7, 9)),
        (trip("a", 8, 8, "The minister, who had arrived in Rabat, met the king"), trip("b", 7, 9)),
        # a plan gives way to what took place
        (trip("a", 8, None, CAME), trip("b", 7, 9, status="planned", published="2023-03-01")),
        # copies of one text
        (trip("a", 8, None, CAME, origin="agency"), trip("b", 7, 9, origin="agency")),
        # a journey's first day is often that of the departure
        (trip("a", 8, None, CAME), trip("b", 5, 9)),
    ],
    ids=str,
)
def test_what_is_no_conflict(one: SourceReport, other: SourceReport) -> None:
    assert told(one, other) == ()
    assert told(other, one) == ()


def test_a_day_at_home_is_no_conflict_where_home_is_a_day_ahead() -> None:
    seattle, tokyo = ("Seattle", "US"), ("Tokyo", "JP")
    came, home = "He arrived in Seattle on Wednesday", "She arrived in Tokyo on Wednesday"
    assert told(trip("a", 8, None, came, who=KATO, city=seattle), trip("b", 7, 9, who=KATO, city=seattle)) == ()
    # at home in America the day can only be too early, which makes the stay begin earlier still
    assert len(told(trip("a", 8, None, home, who=SHAW, city=tokyo), trip("b", 7, 9, who=SHAW, city=tokyo))) == 1
    other = "She arrived in Tokyo on Thursday"
    assert told(trip("a", 8, None, home, who=SHAW, city=tokyo), trip("b", 9, None, other, who=SHAW, city=tokyo)) == ()
    assert (zones_behind(["JP"], "US"), zones_behind(["US"], "JP")) == (True, False)
    assert zones_behind(["US"], None)  # not known: be careful


@pytest.mark.parametrize(
    ("quote", "dated", "wanted"),
    [
        ("Shaw arrived in Kuala Lumpur", True, True),
        ("Shaw arrived in Kuala Lumpur", False, False),
        ("Shaw arrived in Kuala Lumpur on Wednesday", False, True),
        ("Shaw arrived Wednesday in Kuala Lumpur", False, True),
        ("Shaw landed in Kuala Lumpur early on December 15", False, True),
        ("Shaw arrived in Kuala Lumpur on Tuesday", True, False),
        ("Shaw arrived in Jakarta from Kuala Lumpur on Wednesday", True, False),
        ("Shaw, who would have arrived in Kuala Lumpur on Wednesday", True, False),
        ("Shaw never reached Kuala Lumpur", True, False),
        ("Shaw arrived back in Kuala Lumpur", True, False),
        ("Shaw will arrive in Kuala Lumpur on Wednesday", True, False),
        ("Kuala Lumpur, December 14-15", True, False),
    ],
)
def test_words_of_arrival(quote: str, dated: bool, wanted: bool) -> None:
    assert arrives(quote, "Kuala Lumpur", first_day("2021-12-15"), dated=dated) is wanted


def test_a_dropped_stop_makes_a_journey_no_longer() -> None:
    off = Report(
        "trip", "cancelled", (ADLER,), Dates(day(11), day(11)), (Evidence(0, 5, "Lagos"),),
        stops=(Stop("Lagos", "NG", "cancelled", day(11), day(11)),), cause="a storm",
    )  # fmt: skip
    cut = trip("page", 7, 9, status="cut_short")
    found = merge([cut, SourceReport("news/0", "doc-news", off, "2023-03-10", "news")]).engagements
    assert [(one.date, one.status) for one in found] == [(Dates(day(5), day(10)), "cut_short")]
