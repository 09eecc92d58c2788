"""What one asks of a record, in SQLite and PostgreSQL alike: filters, pages, counts, former days."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import asked
from dragoman.errors import RecordError
from dragoman.merging.types import Ruling
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError

pytest_plugins = ["postgres"]
RETNO = "2021-12-14-meeting-blinken-marsudi"
THAI = "2021-12-16-meeting-blinken-thailand"
UNDATED = "undated-meeting-blinken-marsudi"
ALL = [
    asked.TRIP,
    RETNO,
    asked.DON_CALL,
    THAI,
    "2023-05-meeting-sullivan-wang",
    asked.QIN_CALL,
    "2023-06-18-meeting-blinken-qin",
    "2023-08-28-meeting-raimondo-wang",
    "2023-09-09-trip-blinken-india",
    UNDATED,
]


@pytest.fixture
def record(record_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenRecord]:
    asked.install(monkeypatch)
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(asked.readings())
        yield one


def ids(found: object) -> list[str]:
    return [one.id for one in found]  # type: ignore[attr-defined]


# --- filters -------------------------------------------------------------------------------------


def test_without_filters_all_in_order_of_day_undated_last(record: OpenRecord) -> None:
    found = record.engagements()
    assert ids(found) == ALL
    assert (found.total, found.next, len(found), found[0].id) == (10, None, 10, asked.TRIP)


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"who": "blinken", "kind": "call"}, [asked.DON_CALL, asked.QIN_CALL]),
        ({"kind": ("call", "talks")}, [asked.DON_CALL, "2023-05-meeting-sullivan-wang", asked.QIN_CALL]),
        ({"status": "cut short"}, [asked.TRIP]),
        ({"status": ["cut-short", "cancelled"]}, [asked.TRIP, THAI]),
        ({"country": "Thailand"}, [asked.TRIP, asked.DON_CALL, THAI]),
        ({"country": "at"}, ["2023-05-meeting-sullivan-wang"]),
        ({"topic": "Indo Pacific"}, [RETNO]),
        ({"since": "2023-06-19", "until": "2023-08"}, ["2023-06-18-meeting-blinken-qin", ALL[7]]),
        ({"since": "2023-05-15", "until": "2023-05-20"}, ["2023-05-meeting-sullivan-wang"]),
        ({"until": "2021-12-10"}, [asked.TRIP]),
        ({"who": "don"}, [asked.DON_CALL]),
        ({"who": "Q7216297"}, [asked.QIN_CALL, "2023-06-18-meeting-blinken-qin"]),
        ({"min_confidence": 0.9}, []),
        ({"min_confidence": 0.8}, ALL),
        ({"min_confidence": 0.9, "who": "blinken"}, []),
        ({"today": "2023-09-01", "when": "coming"}, ["2023-09-09-trip-blinken-india"]),
        ({"today": "2021-12-15", "when": "now"}, [asked.TRIP, asked.DON_CALL]),
        ({"today": "2021-12-15", "when": "past"}, [RETNO]),
        ({"who": "raimondo", "country": "US", "kind": "call"}, []),
    ],
    ids=str,
)
def test_filters(record: OpenRecord, filters: dict[str, str], wanted: list[str]) -> None:
    found = record.engagements(**filters)
    assert ids(found) == wanted
    assert found.total == len(wanted)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"kind": "party"}, "kind: 'party' is none; there are call, meeting"),
        ({"status": "done"}, "there are held, planned"),
        ({"topic": "sport"}, "ukraine-war"),
        ({"country": "Atlantis"}, "Atlantis"),
        ({"since": "yesterday"}, "'yesterday' is not a day"),
        ({"since": "2023-02-30"}, "not a day"),
        ({"since": "2023", "until": "2022"}, "since 2023 is after until 2022"),
        ({"as_of": "2023"}, "as-of: '2023' is not a day"),
        ({"when": "past"}, "give today"),
        ({"when": "soon", "today": "2023-01-01"}, "coming, now, past"),
        ({"who": "..."}, "no part of a name"),
        ({"who": " "}, "give a part of a name"),
        ({"who": "garneau"}, "nobody called 'garneau' is in this record"),
        ({"limit": 0}, "less than 1"),
        ({"min_confidence": 1.5}, "min-confidence: 1.5 is not a number from 0 to 1"),
        ({"min_confidence": float("nan")}, "not a number from 0 to 1"),
        ({"page": "x"}, "'x' is no page"),
    ],
    ids=str,
)
def test_what_means_nothing_is_one_clear_line(record: OpenRecord, filters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        record.engagements(**filters)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_filter_that_does_not_exist_or_not_there(record: OpenRecord) -> None:
    with pytest.raises(TypeError, match="no filter 'whom'"):
        record.engagements(whom="x")
    with pytest.raises(TypeError, match="another type"):
        record.engagements(limit="many")
    with pytest.raises(QueryError, match="visits: there is no filter 'kind'"):
        record.visits("blinken", kind="call")


# --- persons -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["blinken", "Antony", "antony j blinken", "BLINKEN, antony", "blin", "linke", "Q7821917"]
)
def test_a_person_is_found_by_any_part_of_the_name(record: OpenRecord, who: str) -> None:
    (person,) = record.persons(who)
    assert (person.id, person.name, person.countries) == ("Q7821917", "Antony Blinken", ("US",))
    assert asked.DON_CALL in ids(record.engagements(who=who))  # told there as "Blinken" alone


def test_several_persons_are_listed_not_guessed(record: OpenRecord) -> None:
    with pytest.raises(QueryError) as caught:
        record.engagements(who="wang")
    for part in ("'wang' may be 2 persons", "Wang Yi (CN, Q701801: 1)", "Wang Wentao (CN, name:wang-wentao: 1)"):
        assert part in str(caught.value)
    assert ids(record.engagements(who="name:wang-wentao")) == ["2023-08-28-meeting-raimondo-wang"]
    assert ids(record.engagements(who="wang y")) == ["2023-05-meeting-sullivan-wang"]


def test_whole_words_go_before_beginnings(record: OpenRecord) -> None:
    assert [one.name for one in record.persons("don")] == ["Don Pramudwinai"]
    assert {one.name for one in record.persons("ma")} == {"Retno Marsudi"}


# --- pages and counts ----------------------------------------------------------------------------


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("size", [1, 3, 10])
def test_pages_together_are_the_whole(record: OpenRecord, size: int, newest: bool) -> None:
    whole = ids(record.engagements(newest=newest))
    got: list[str] = []
    page = None
    while True:
        found = record.engagements(limit=size, page=page, newest=newest)
        assert found.total == 10
        got += ids(found)
        page = found.next
        if page is None:
            break
    assert got == whole
    assert (whole == ALL) is not newest
    assert whole[-1] == UNDATED


def test_counts(record: OpenRecord) -> None:
    kinds = record.counts("kind")
    assert {one.key: one.count for one in kinds.items} == {"meeting": 5, "call": 2, "trip": 2, "talks": 1}
    assert [one.key for one in kinds.items] == ["meeting", "call", "trip", "talks"]
    lands = {one.key: (one.name, one.count) for one in record.counts("country", who="qin").items}
    assert lands == {"CN": ("China", 2), "US": ("United States", 2)}
    years = {one.key: one.count for one in record.counts("year").items}
    assert years == {"2021": 4, "2023": 5}
    people = record.counts("person", kind="call")
    assert (people.items[0].name, people.items[0].count) == ("Antony Blinken", 2)
    with pytest.raises(QueryError, match="by: 'colour'"):
        record.counts("colour")


# --- former days ---------------------------------------------------------------------------------


def test_as_of_counts_only_what_was_published_by_then(record: OpenRecord) -> None:
    before = record.engagements(as_of="2021-12-14")
    assert {one.id: one.status for one in before} == {asked.TRIP: "planned", RETNO: "planned", THAI: "planned"}
    assert {one.status for one in record.trips(as_of="2021-12-14")[0].engagement.stops} == {"planned"}
    after = record.engagements(as_of="2021-12-15", country="TH")
    assert [one.status for one in after] == ["cut_short", "held", "cancelled"]
    assert record.engagements(as_of="2020-01-01").total == 0
    with pytest.raises(QueryError, match="as of 2021-12-14"):
        record.show(asked.QIN_CALL, as_of="2021-12-14")
    with pytest.raises(QueryError, match="nobody called"):
        record.visits("blinken", as_of="2020-01-01")
    assert record.conflicts(as_of="2021-12-15").total == 0
    assert record.conflicts().total == 1


def test_the_view_of_a_former_day_follows_the_record(record: OpenRecord) -> None:
    day = "2021-12-08"
    assert record.engagements(as_of=day).total == 3
    assert record.engagements(as_of=day).total == 3
    record.store.remove("announcement")
    assert record.engagements(as_of=day).total == 0


def test_order_of_documents_changes_no_answer(record: OpenRecord, tmp_path: Path) -> None:
    shuffled = asked.readings()
    random.Random(3).shuffle(shuffled)
    with OpenRecord(open_record(f"{tmp_path}/other.db")) as other:
        other.store.add(shuffled)
        for ask in QUERIES:
            assert ask(other) == ask(record)


# --- speed ---------------------------------------------------------------------------------------

QUERIES: list[Callable[[OpenRecord], object]] = [
    lambda record: record.engagements(),
    lambda record: record.engagements(who="blinken", kind="call"),
    lambda record: record.engagements(country="TH", as_of="2021-12-15"),
    lambda record: record.trips(who="blinken"),
    lambda record: record.visits("blinken"),
    lambda record: record.person("wang yi"),
    lambda record: record.country("China"),
    lambda record: record.show(asked.TRIP),
    lambda record: record.conflicts(),
    lambda record: record.search("balloon"),
]


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_ten_queries_take_less_than_50_ms_when_warm(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.install(monkeypatch)
    with OpenRecord(open_record(f"{tmp_path}/record.db")) as record:
        record.store.add(asked.readings())
        QUERIES[number](record)
        took = []
        for _ in range(5):
            start = time.perf_counter()
            QUERIES[number](record)
            took.append(time.perf_counter() - start)
        assert min(took) < 0.05


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    import dragoman

    with pytest.raises(RecordError, match="no such record"):
        dragoman.open(f"{tmp_path}/none.db")


def test_a_former_id_leads_to_what_it_became(record: OpenRecord) -> None:
    record.engagements()
    record.store.rule(Ruling("r1", "field", RETNO, field="name", value="2021-12-14-meeting-in-jakarta"))
    page = record.show(RETNO)
    assert (page.engagement.id, page.asked) == ("2021-12-14-meeting-in-jakarta", RETNO)
    assert record.show("2021-12-14-meeting-in-jakarta").asked is None


# --- where, and pages of whole lists -------------------------------------------------------------


def test_at_asks_where_it_took_place_not_who_acts(record: OpenRecord) -> None:
    counted = {one.key: one.count for one in record.counts("at").items}
    assert counted
    for land, count in counted.items():
        assert record.engagements(at=land).total == count
    assert record.engagements(at="Thailand").total < record.engagements(country="Thailand").total


def test_gaps_come_in_pages_that_show_each_once(record: OpenRecord) -> None:
    whole = record.gaps(today="2030-01-01")
    assert whole.total > 2
    seen: list[object] = []
    page = None
    while True:
        part = record.gaps(today="2030-01-01", limit=2, page=page)
        seen += part.items
        page = part.next
        if page is None:
            break
    assert seen == list(whole.items)


def test_a_page_of_another_list_is_refused(record: OpenRecord) -> None:
    with pytest.raises(QueryError, match="is no page of this list"):
        record.gaps(today="2030-01-01", page="2021-01-26:x")


@pytest.mark.parametrize("order", ["day", "published", "reports", "confidence"])
@pytest.mark.parametrize("newest", [True, False])
def test_every_order_pages_through_everything_once(record: OpenRecord, order: str, newest: bool) -> None:
    whole = record.engagements(order=order, newest=newest)
    seen: list[str] = []
    page = None
    while True:
        part = record.engagements(order=order, newest=newest, limit=2, page=page)
        seen += [one.id for one in part]
        page = part.next
        if page is None:
            break
    assert seen == [one.id for one in whole]
    assert sorted(seen) == sorted(one.id for one in record.engagements())
    many = [len(one.reports) for one in whole]
    if order == "reports":
        assert many == sorted(many, reverse=newest)


def test_the_newest_of_gaps_and_conflicts_stand_first(record: OpenRecord) -> None:
    gaps = [one.start or "" for one in record.gaps(today="2030-01-01", newest=True).items if one.what == "no outcome"]
    assert gaps == sorted(gaps, reverse=True)
    turned = [one.engagement.date.start for one in record.conflicts(newest=True) if one.engagement.date]
    assert turned == sorted(turned, key=str, reverse=True)


def test_a_page_of_another_order_is_refused(record: OpenRecord) -> None:
    with pytest.raises(QueryError, match="no page in this order"):
        record.engagements(order="reports", page="2021-01-26:x")
