"""Lists of persons and countries, journeys planned beside actual, imported lists, and the words behind figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files

import pytest

import dragoman
from dragoman.cli.run import each_document
from dragoman.merging.types import Engagement
from dragoman.record import open_record
from dragoman.record.counting.rules import DEFINITIONS
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import MissingError, QueryError
from dragoman.sources.found import Wanted
from tests.web.people import LIST, imported

CUT = "2021-12-09-trip-blinken-united-kingdom"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    """The samples and an imported list."""
    path = tmp_path_factory.mktemp("record") / "samples.db"
    with OpenRecord(open_record(str(path))) as one, as_file(files("dragoman") / "samples" / "documents") as folder:
        each_document([str(folder)], Wanted(), lambda document: one.store.add([dragoman.read_document(document)]))
        one.store.put(imported())
        yield one


def test_persons_are_listed_with_the_counts_of_their_lists(record: OpenRecord) -> None:
    found = record.person_list(limit=5)
    assert found.items[0].name == "Antony Blinken"
    assert [one.engagements for one in found] == sorted((one.engagements for one in found), reverse=True)
    for one in found:
        assert record.engagements(who=one.id, limit=1).total == one.engagements


def test_pages_of_persons_have_everybody_once(record: OpenRecord) -> None:
    seen: list[str] = []
    after: str | None = None
    while True:
        page = record.person_list(order="name", limit=7, page=after)
        seen += [one.id for one in page]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(set(seen)) == page.total == record.person_list().total


def test_persons_by_part_of_the_name_and_by_country(record: OpenRecord) -> None:
    assert {one.name for one in record.person_list("blin")} == {"Antony Blinken"}
    names = [one.name for one in record.person_list(order="name", country="China")]
    assert "Wang Yi" in names
    assert names == sorted(names)
    assert record.person_list("nobody-of-this-name").total == 0
    with pytest.raises(QueryError, match="order"):
        record.person_list(order="size")


def test_countries_are_listed_with_how_they_are_touched(record: OpenRecord) -> None:
    lands = {one.code: one for one in record.country_list()}
    for code in ("US", "ID", "CN"):
        page = record.country(code)
        assert (lands[code].engagements, lands[code].acting, lands[code].at) == (
            page.engagements.total,
            page.acting,
            page.at,
        )
        assert lands[code].at == record.engagements(at=code, limit=1).total
    assert [one.code for one in record.country_list("indone")] == ["ID"]
    assert record.country_list("ID").items[0].name == "Indonesia"
    names = [one.name for one in record.country_list(order="name", limit=5)]
    assert names == sorted(names, key=str.casefold)
    assert record.country_list("no such country").total == 0


def test_a_journey_is_told_as_planned_and_as_it_went(record: OpenRecord) -> None:
    found = record.itinerary(CUT)
    last = found.waypoints[-1]
    assert (last.stop.city, last.stop.status) == ("Bangkok", "cancelled")
    assert [one.report.published for one in last.planned] == ["2021-12-08"]
    assert {one.stop.status for one in last.outcome} == {"cancelled", "postponed"}
    assert [one.step.cause for one in last.whys] == ["after Covid case among reporters"]
    assert [one.step.what for one in found.changes][:3] == ["announced", "cut", "cut"]
    assert not any(way.whys for way in found.waypoints[:-1])
    texts = {one.source.key: record.document(one.source.key).document.text for one in record.documents()}
    for row in (told for way in found.waypoints for told in (*way.planned, *way.outcome)):
        span = row.evidence
        assert texts[row.report.key.partition("/")[0]][span.start : span.end] == span.quote


def test_what_is_no_journey_has_no_itinerary(record: OpenRecord) -> None:
    with pytest.raises(MissingError, match="is no trip"):
        record.itinerary(record.engagements(kind="call", limit=1)[0].id)
    with pytest.raises(MissingError):
        record.itinerary("nothing")


def test_imported_lists_and_whose_journeys_they_have(record: OpenRecord) -> None:
    (found,) = record.imported_lists()
    assert (found.source.id, found.rows, found.silent) == (LIST, 5, 0)
    assert [(one.person.id, one.rows) for one in found.travellers] == [("Q7821917", 5)]


def test_figures_lead_to_words(record: OpenRecord) -> None:
    found = record.witnesses([f"{LIST}#2", f"{LIST}#99", "nothing#x", "nothing", CUT])
    assert set(found) == {f"{LIST}#2", CUT}
    for one in found.values():
        assert one.span is not None
        document = record.document(one.report.partition("/")[0]).document
        assert document.text[one.span.start : one.span.end] == one.span.quote == one.quote
    assert "<locale>Jakarta</locale>" in found[f"{LIST}#2"].quote


@pytest.mark.parametrize("source", ["official", "reported"])
def test_every_rule_beside_the_others_is_what_each_says_alone(record: OpenRecord, source: str) -> None:
    found = record.visits_by_rule("blinken", source=source, since="2021")
    assert [one.rule for one in found] == list(DEFINITIONS)
    for one in found:
        assert one == record.visits("blinken", rule=one.rule, source=source, since="2021")


# --- between two sides ---------------------------------------------------------------------------


def ids(found: Iterable[Engagement]) -> set[str]:
    return {one.id for one in found}


@pytest.mark.parametrize(
    ("one", "other", "some"),
    [
        ("US", "China", "2023-06-16-trip-blinken-china"),
        ("blinken", "Indonesia", CUT),
        ("blinken", "Retno Marsudi", "2021-12-14-meeting-blinken-marsudi"),
        ("US", "foreign minister of Indonesia", "2021-12-14-meeting-blinken-marsudi"),
    ],
)
def test_what_is_between_two_sides_in_either_order(record: OpenRecord, one: str, other: str, some: str) -> None:
    found = record.engagements(between=(one, other))
    assert some in ids(found)
    assert ids(found) == ids(record.engagements(between=(other, one)))
    assert 0 < found.total < record.engagements().total


def test_between_two_countries_both_act_or_one_travels_to_the_other(record: OpenRecord) -> None:
    for one in record.engagements(between=("US", "CN")):
        acting = {party.country for party in one.parties}
        there = {stop.country for stop in one.stops} | {one.place.country if one.place else None}
        assert acting >= {"US", "CN"} or (one.kind == "trip" and acting | there >= {"US", "CN"})


def test_between_narrows_other_queries_too(record: OpenRecord) -> None:
    pair = ("US", "CN")
    trips = record.trips(between=pair)
    assert ids(one.engagement for one in trips) == ids(record.engagements(between=pair, kind="trip"))
    assert record.counts("kind", between=pair).total == record.engagements(between=pair).total
    gaps = record.gaps(between=pair, today="2024-08-05")
    assert {one.found.id for one in gaps.items} <= ids(record.engagements(between=pair))
    assert record.conflicts(between=pair).total <= record.conflicts().total


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("US", "USA"), "are the same"),
        (("US",), "give two countries or persons"),
        (("US", " "), "give two countries or persons"),
        (("US", "nobody-of-this-name"), "nobody called"),
    ],
)
def test_two_sides_that_are_none(record: OpenRecord, pair: tuple[str, ...], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        record.engagements(between=pair)


def test_acting_asks_for_whom_a_party_acts(record: OpenRecord) -> None:
    lands = {one.code: one.acting for one in record.country_list()}
    for code in ("US", "CN", "TH"):
        found = record.engagements(acting=code)
        assert found.total == lands[code]
        assert all(code in {party.country for party in one.parties} for one in found)
    assert record.engagements(acting="Thailand").total < record.engagements(country="Thailand").total


def test_partners_of_a_country_lead_to_what_they_count(record: OpenRecord) -> None:
    for partner in record.country("US", limit=20).partners:
        assert record.engagements(acting="US", country=partner.key).total == partner.count
