"""What became of an engagement over time: dropped legs, plans made anew, and the same from the seeds alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import dragoman
from dragoman.merging.merge import merge
from dragoman.merging.steps import steps
from dragoman.merging.types import Engagement, Ruling, SourceReport
from dragoman.model import Dates, Evidence, Kind, Party, PersonRef, Report, Status, Stop
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

ADLER = Party("Jonas Adler", "Foreign Minister", "AT", person=PersonRef("Q1", "Jonas Adler", "ledger"))
KATO = Party("Haruki Kato", "Foreign Minister", "JP", person=PersonRef("Q2", "Haruki Kato", "ledger"))
TUNIS, RABAT = Stop("Tunis", "TN"), Stop("Rabat", "MA", "cancelled")


def told(
    key: str,
    status: Status,
    stops: Sequence[Stop] = (),
    date: str | None = None,
    *,
    published: str | None = None,
    cause: str | None = None,
    who: tuple[Party, ...] = (ADLER,),
    kind: Kind = "trip",
) -> SourceReport:
    report = Report(
        kind, status, who, Dates(date, date) if date else None, (Evidence(0, 3, key[:3]),), cause=cause,
        stops=tuple(stops), confidence=0.8,
    )  # fmt: skip
    return SourceReport(key, key.partition("/")[0], report, published, key)


def merged(*reports: SourceReport, rulings: Sequence[Ruling] = ()) -> list[Engagement]:
    return list(merge(reports, rulings).engagements)


CUT = told("page/0", "cut_short", (TUNIS, RABAT), published="2022-03-09", cause="after a case of measles")
LEG = told("page/1", "planned", (Stop(None, "MA", "planned"),), published="2022-03-08")
DROPPED = told("page/2", "postponed", (Stop(None, "MA", "postponed"),), cause="because a clerk fell ill")


def test_a_dropped_leg_is_planned_then_cancelled_with_its_cause() -> None:
    (one,) = merged(CUT, LEG, DROPPED)
    assert (one.status, one.cause) == ("cut_short", "after a case of measles")
    assert [(stop.city, stop.status) for stop in one.stops] == [("Tunis", "held"), ("Rabat", "cancelled")]
    assert [step.what for step in steps(one.history)] == ["announced", "cut"]
    assert {entry.cause for entry in one.history} == {None, "because a clerk fell ill", "after a case of measles"}


@pytest.mark.parametrize(
    "other",
    [
        told("page/3", "planned", (Stop(None, "MA", "planned"),), published="2022-03-12"),  # a plan made later
        told("page/3", "planned", (Stop(None, "MA", "planned"),)),  # nobody knows when
        told("page/3", "planned", (Stop(None, "MA", "planned"), Stop(None, "ES", "planned")), published="2022-03-08"),
        told("page/3", "planned", (Stop(None, "MA", "planned"),), published="2022-03-08", who=(KATO,)),
        told("page/3", "planned", (Stop(None, "TN", "planned"),), published="2022-03-08"),  # that stop was made
        told("page/3", "postponed", (Stop(None, "MA", "postponed"),), published="2022-05-08"),
        told("page/3", "postponed", (Stop(None, "MA", "postponed"),), "2022-06-01", published="2022-03-09"),
    ],
)
def test_what_is_not_the_dropped_leg(other: SourceReport) -> None:
    journey = told("page/0", "cut_short", (TUNIS, RABAT), "2022-03-08", published="2022-03-09")
    assert len(merged(CUT if other.report.date is None else journey, other)) == 2


def test_a_leg_that_two_journeys_dropped_stays_alone_and_a_ruling_keeps_it_apart() -> None:
    again = told("page/4", "cut_short", (Stop("Oslo", "NO"), RABAT), "2022-03-09", published="2022-03-09")
    first = told("page/0", "cut_short", (TUNIS, RABAT), "2022-03-08", published="2022-03-09")
    assert len(merged(first, again, LEG)) == 3
    apart = Ruling("r", "different", LEG.key, CUT.key)
    assert len(merged(CUT, LEG, rulings=(apart,))) == 2


def test_a_new_date_refused_follows_what_was_called_off_and_what_was_made_follows_both() -> None:
    there = (Stop("Rabat", "MA", "cancelled"),)
    found = merged(
        told("page/0", "declined", there, published="2022-04-17"),
        told("page/1", "cancelled", there, published="2022-04-17"),
        told("page/2", "held", (Stop("Rabat", "MA"),)),
        told("far/0", "held", (Stop("Rabat", "MA"),), who=(KATO,)),
    )
    names = {one.id: one.status for one in found}
    chain = {one.status: names.get(one.follows or "") for one in found if one.parties == (ADLER,)}
    assert chain == {"cancelled": None, "declined": "cancelled", "held": "declined"}
    assert [one.follows for one in found if one.parties == (KATO,)] == [None]


def test_what_no_report_dates_makes_up_for_nothing_on_another_page_or_where_two_could() -> None:
    off = told("page/0", "cancelled", (Stop("Rabat", "MA", "cancelled"),), "2022-04-20", published="2022-04-17")
    made = told("page/1", "held", (Stop("Rabat", "MA"),))
    assert {one.follows for one in merged(off, made)} == {None, merged(off)[0].id}
    assert all(one.follows is None for one in merged(off, told("other/0", "held", (Stop("Rabat", "MA"),))))
    again = told("page/2", "held", (Stop(None, "MA"), TUNIS))
    assert all(one.follows is None for one in merged(off, made, again))


def test_a_link_holds_where_one_report_knows_only_the_last_name() -> None:
    plain = Party("Adler", "Foreign Minister", "AT")
    off = told("a/0", "cancelled", (Stop("Rabat", "MA", "cancelled"),), "2022-02-05", published="2022-02-03")
    made = told("b/0", "held", (Stop("Rabat", "MA"),), "2022-06-05", published="2022-06-06", who=(plain,))
    assert [one.follows for one in merged(off, made)] == [None, merged(off)[0].id]


# --- from the seeds alone ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def from_seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engagement, ...]:
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside this copy")
    with OpenRecord(open_record(str(tmp_path_factory.mktemp("seeds") / "record.db"))) as record:
        texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
        record.store.add([dragoman.read(text, id=name) for name, text in texts.items()])
        return record.engagements().items


def trips_to(land: str, found: Sequence[Engagement]) -> list[Engagement]:
    return [
        one
        for one in found
        if one.kind == "trip"
        and any(party.person and party.person.name == "Antony Blinken" for party in one.parties)
        and any(stop.country == land for stop in one.stops)
    ]


def test_the_beijing_journey_off_refused_and_made(from_seeds: tuple[Engagement, ...]) -> None:
    """None of the three bears a day of its own: the articles that tell them are undated or name none."""
    by_id = {one.id: one for one in trips_to("CN", from_seeds)}
    (made,) = (one for one in by_id.values() if one.status == "held")
    refused = by_id[made.follows or ""]
    off = by_id[refused.follows or ""]
    assert (refused.status, off.status, off.follows) == ("declined", "cancelled", None)


def test_the_bangkok_stop_planned_then_cancelled_with_its_cause(from_seeds: tuple[Engagement, ...]) -> None:
    (tour,) = (one for one in trips_to("TH", from_seeds) if one.status == "cut_short")
    assert [step.what for step in steps(tour.history)][:2] == ["announced", "cut"]
    assert tour.cause
    assert "Covid" in tour.cause
    assert [stop.status for stop in tour.stops if stop.city == "Bangkok"] == ["cancelled"]
