"""What is a conflict: contradiction, told from coarser wording, change over time and time zones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import dragoman
from dragoman.merging.merge import merge
from dragoman.merging.types import SourceReport
from dragoman.model import Conflict, Dates, Evidence, Kind, Party, PersonRef, Place, Report, Status, Stop
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

ADLER = Party("Jonas Adler", "Foreign Minister", "AT", person=PersonRef("Q1", "Jonas Adler", "ledger"))
HORVAT = Party("Ivo Horvat", "Foreign Minister", "HR", person=PersonRef("Q2", "Ivo Horvat", "ledger"))
KATO = Party("Haruki Kato", "Foreign Minister", "JP", person=PersonRef("Q3", "Haruki Kato", "ledger"))
SHAW = Party("Emily Shaw", "Secretary of State", "US", person=PersonRef("Q4", "Emily Shaw", "ledger"))


def said(
    key: str,
    *,
    kind: Kind = "meeting",
    status: Status = "held",
    days: tuple[str, str] | None = ("2023-03-02", "2023-03-02"),
    published: str | None = "2023-03-03",
    who: tuple[Party, ...] = (ADLER, HORVAT),
    place: tuple[str | None, str | None] | None = None,
    stops: Sequence[Stop] = (),
    quote: str | None = None,
    origin: str | None = None,
) -> SourceReport:
    words = quote or f"words of {key}"
    report = Report(
        kind, status, who, Dates(*days) if days else None, (Evidence(0, len(words), words),),
        place=Place(*place) if place else None, stops=tuple(stops), topics=("energy",), confidence=0.8,
    )  # fmt: skip
    return SourceReport(f"{key}/0", key, report, published, key, origin)


def conflicts(*reports: SourceReport) -> tuple[Conflict, ...]:
    found = merge(reports).engagements
    assert len(found) == 1, [one.id for one in found]
    return found[0].conflicts


def way(*stops: Stop, key: str, status: Status = "cut_short", published: str | None = "2023-03-09") -> SourceReport:
    return said(
        key,
        kind="trip",
        status=status,
        days=("2023-03-05", "2023-03-09"),
        published=published,
        who=(ADLER,),
        stops=stops,
    )


TUNIS = Stop("Tunis", "TN")
WHOLE = ("2023-03-02", "2023-03-04")


# --- contradictions, each value with its independent sources --------------------------------------


def test_each_value_has_its_sources_the_one_with_more_independent_ones_first() -> None:
    found = conflicts(
        said("a", place=("Graz", "AT"), origin="agency"),
        said("b", place=("Graz", "AT"), origin="agency"),
        said("c", place=("Split", "HR")),
        said("d", place=("Split", "HR")),
    )
    assert found == (Conflict("place", ("Split, HR", "Graz, AT"), (("c/0", "d/0"), ("a/0", "b/0"))),)


def test_one_source_does_not_contradict_itself() -> None:
    quote = "Ministers Adler and Horvat met for two hours in the old town hall"
    assert conflicts(said("a", place=("Graz", "AT"), quote=quote), said("b", place=("Linz", "AT"), quote=quote)) == ()


def test_by_telephone_or_in_person() -> None:
    (one,) = conflicts(said("a"), said("b", kind="call"))
    assert (one.field, set(one.values)) == ("kind", {"meeting", "call"})


def test_two_ways_of_being_off_in_one_days_news() -> None:
    off = conflicts(
        said("a", status="cancelled", published="2023-02-27"), said("b", status="postponed", published="2023-02-27")
    )
    assert off == (Conflict("status", ("cancelled", "postponed"), (("a/0",), ("b/0",))),)


@pytest.mark.parametrize("land_only", [False, True])
def test_a_stop_made_or_dropped(land_only: bool) -> None:
    rabat = Stop(None if land_only else "Rabat", "MA")
    (one,) = conflicts(way(TUNIS, Stop("Rabat", "MA", "cancelled"), key="a"), way(TUNIS, rabat, key="b"))
    assert one == Conflict("stops", ("Rabat cancelled", "Rabat held"), (("a/0",), ("b/0",)))


def test_a_stop_cancelled_or_put_off() -> None:
    cut = way(TUNIS, Stop("Rabat", "MA", "cancelled"), key="a")
    put_off = way(TUNIS, Stop(None, "MA", "postponed"), key="b")
    assert conflicts(cut, put_off) == (Conflict("stops", ("Rabat cancelled", "Rabat postponed"), (("a/0",), ("b/0",))),)


# --- coarser wording ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        said("b", days=("2023-03", "2023-03")),
        said("b", days=None),
        said("b", days=WHOLE),
        said("b", place=(None, "AT")),
        said("b", kind="talks"),
        said("b", place=("graz", "AT")),
        said("b", place=("Graz", None)),
    ],
)
def test_coarser_wording_is_no_conflict(other: SourceReport) -> None:
    assert conflicts(said("a", place=("Graz", "AT")), other) == ()


def test_a_shorter_list_of_stops_and_a_stop_by_its_country_are_coarser() -> None:
    rabat = Stop("Rabat", "MA")
    assert conflicts(way(TUNIS, rabat, key="a", status="held"), way(rabat, key="b", status="held")) == ()
    by_land = way(Stop(None, "TN"), Stop(None, "MA"), key="b", status="held")
    assert conflicts(way(TUNIS, rabat, key="a", status="held"), by_land) == ()
    halted = way(TUNIS, Stop("Rabat", "MA", "cut_short"), key="b")
    assert conflicts(way(TUNIS, rabat, key="a"), halted) == ()


# --- change over time -----------------------------------------------------------------------------


def test_news_that_changes_a_plan_is_no_conflict() -> None:
    plan = said("a", status="planned", published="2023-02-20", place=("Graz", "AT"))
    assert conflicts(plan, said("b", place=("Split", "HR"))) == ()
    put_off = said("b", status="postponed", published="2023-02-25")
    assert conflicts(plan, put_off, said("c", status="cancelled", published="2023-02-28")) == ()
    moved = said("b", status="planned", published="2023-02-24", place=("Split", "HR"))
    assert conflicts(plan, moved) == ()


def test_two_plans_of_one_day_contradict_each_other() -> None:
    plans = [
        said(key, status="planned", published="2023-02-20", place=place)
        for key, place in (("a", ("Graz", "AT")), ("b", ("Linz", "AT")))
    ]
    assert conflicts(*plans) == (Conflict("place", ("Graz, AT", "Linz, AT"), (("a/0",), ("b/0",))),)


# --- time zones -----------------------------------------------------------------------------------


def test_one_evening_and_the_next_morning_far_away_are_one_day() -> None:
    call = {"kind": "call", "who": (SHAW, KATO)}
    here = said("a", days=("2023-03-02", "2023-03-02"), **call)
    assert conflicts(here, said("b", days=("2023-03-03", "2023-03-03"), **call)) == ()


def test_a_day_apart_between_neighbours_is_another_matter() -> None:
    """Either two engagements or a conflict, never one without."""
    found = merge([said("a"), said("b", days=("2023-03-03", "2023-03-03"), published="2023-03-04")]).engagements
    assert len(found) == 2 or found[0].conflicts[0].field == "date"


# --- the seeds ------------------------------------------------------------------------------------


def seed_conflicts(tmp_path: Path, wanted: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Conflicts by kind and first country of the stops."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds are not beside this copy")
    with OpenRecord(open_record(str(tmp_path / "record.db"))) as record:
        texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob(f"{wanted}_*.txt"))}
        record.store.add([dragoman.read(text, id=name) for name, text in texts.items()])
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for one in record.conflicts().items:
            values = tuple(side.value for side in one.sides)
            found.setdefault(one.engagement.id, []).append((one.field, values))
        return found


@pytest.mark.parametrize("seed", ["000", "002"])
def test_a_single_story_has_no_conflicts(tmp_path: Path, seed: str) -> None:
    assert seed_conflicts(tmp_path, seed) == {}


def test_the_thai_stop_scrapped_or_put_off(tmp_path: Path) -> None:
    found = seed_conflicts(tmp_path, "001")
    stops = [values for some in found.values() for field, values in some if field == "stops"]
    assert stops == [("Bangkok cancelled", "Bangkok postponed")]
