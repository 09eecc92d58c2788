"""Trips, visits, pages, conflicts and search; and answers as rows, frames and JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import msgspec
import pytest

import asked
from dragoman.errors import DragomanError
from dragoman.model import Stop
from dragoman.record import open_record
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import ACCEPTS, Filters, QueryError
from dragoman.record.queries_forms import engagement_form, page_form, trip_form, visits_form

RETNO = "2021-12-14-meeting-blinken-marsudi"
THAI = "2021-12-16-meeting-blinken-thailand"
pytest_plugins = ["postgres"]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def record(record_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenRecord]:
    asked.install(monkeypatch)
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(asked.readings())
        yield one


# --- trips ---------------------------------------------------------------------------------------


def test_a_trip_has_its_meetings_at_its_stops(record: OpenRecord) -> None:
    trips = record.trips(who="blinken", until="2021")
    (trip,) = trips
    assert [(leg.stop.city, leg.stop.status, [one.id for one in leg.engagements]) for leg in trip.legs] == [
        ("Jakarta", "held", [RETNO]),
        ("Kuala Lumpur", "held", []),
        ("Bangkok", "cancelled", [THAI]),
    ]
    assert trip.elsewhere == ()
    assert [row["ids"] for row in trips.rows()] == [RETNO, None, THAI]
    form = trip_form(trip)
    assert form["legs"][0]["engagements"] == [RETNO]
    assert record.trips(status="planned").total == 1
    with pytest.raises(QueryError, match="no filter 'kind'"):
        record.trips(kind="call")


# --- visits --------------------------------------------------------------------------------------


def visits_of(tmp_path: Path, *given: asked._Said) -> list[tuple[str, str | None, str | None]]:
    with OpenRecord(open_record(str(tmp_path / "visits.db"))) as record:
        record.store.add([asked.document(f"d{n}", "2024-01-01", one) for n, one in enumerate(given)])
        return [(one.country, one.start, one.end) for one in record.visits("blinken").visits]


def trip(name: str, *stops: Stop, days: tuple[str, str] = ("2023-01-01", "2023-01-20")) -> asked._Said:
    return asked.said(name, "trip", "held", (asked.BLINKEN,), days, f"Blinken travelled, {name}", stops=stops)


def meeting(name: str, country: str, day: str | None) -> asked._Said:
    days = (day, day) if day else None
    return asked.said(name, "meeting", "held", (asked.BLINKEN,), days, f"He met some, {name}", place=(None, country))


def test_a_run_of_days_in_one_country_is_one_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.install(monkeypatch)
    found = visits_of(
        tmp_path,
        trip(
            "a",
            Stop("Tokyo", "JP", "held", "2023-01-02", "2023-01-03"),
            Stop("Osaka", "JP", "held", "2023-01-04", "2023-01-04"),
            Stop("Seoul", "KR", "held", "2023-01-05", "2023-01-05"),
            Stop("Tokyo", "JP", "held", "2023-01-06", "2023-01-06"),
            Stop("Hanoi", "VN", "cancelled", "2023-01-07", "2023-01-07"),
            Stop("Washington", "US", "held", "2023-01-08", "2023-01-08"),
        ),
        meeting("b", "KR", "2023-01-06"),
        meeting("c", "KR", "2023-01-08"),
    )
    assert found == [
        ("JP", "2023-01-02", "2023-01-04"),
        ("KR", "2023-01-05", "2023-01-06"),
        ("JP", "2023-01-06", "2023-01-06"),
        ("KR", "2023-01-08", "2023-01-08"),
    ]


def test_a_stay_without_days_joins_what_it_may_be_part_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.install(monkeypatch)
    found = visits_of(
        tmp_path,
        trip("a", Stop("Tokyo", "JP"), Stop("Seoul", "KR"), Stop("Busan", "KR")),
        meeting("b", "JP", "2023-01-06"),
        meeting("c", "JP", "2023-01"),
        meeting("d", "JP", "2023-03"),
        meeting("e", "FR", None),
    )
    assert found == [
        ("JP", "2023-01-06", "2023-01-06"),
        ("JP", "2023-03", "2023-03"),
        ("FR", None, None),
        ("KR", None, None),
    ]


def test_visits_are_counted_by_a_rule_that_is_told(record: OpenRecord) -> None:
    found = record.visits("blinken")
    assert [(one.country, one.start) for one in found.visits] == [
        ("ID", "2021-12-13"),
        ("MY", "2021-12-14"),
        ("CN", "2023-06-18"),
        ("ID", None),
    ]
    form = visits_form(found)
    assert form["rule"] == "country-visits"
    assert "run of days in one country" in form["definition"]
    assert form["total"] == sum(form["by_country"].values()) == len(form["visits"]) == 4
    assert form["by_country"] == {"ID": 2, "CN": 1, "MY": 1}
    assert record.visits("blinken", since="2023").total == 1
    assert record.visits("blinken", country="Malaysia").total == 1
    assert record.visits("retno").total == 0


# --- pages ---------------------------------------------------------------------------------------


def test_a_person_has_offices_counts_and_counterparts(record: OpenRecord) -> None:
    page = record.person("qin")
    assert page.person.name == "Qin Gang"
    assert any(one.country == "CN" and one.start == "2022-12-30" for one in page.offices)
    assert {one.key: one.count for one in page.kinds} == {"call": 1, "meeting": 1}
    assert [(one.name, one.count) for one in page.counterparts] == [("Antony Blinken", 2)]
    assert [one.id for one in page.engagements] == ["2023-06-18-meeting-blinken-qin", asked.QIN_CALL]
    assert record.person("blinken").counterparts[0].count == 2
    assert record.person("blinken", limit=1).engagements.next is not None


def test_whom_only_the_ledger_knows_has_a_page_without_engagements(record: OpenRecord) -> None:
    page = record.person("Madeleine Albright")
    assert page.engagements.total == 0
    assert page.offices[0].country == "US"
    with pytest.raises(QueryError, match="nobody called 'Zzyzx' is in this record or in the ledger"):
        record.person("Zzyzx")
    with pytest.raises(QueryError, match="in the ledger, name one by the id"):
        record.person("Clinton")


def test_a_country_has_partners_and_representatives(record: OpenRecord) -> None:
    page = record.country("thailand")
    assert (page.code, page.name, page.acting, page.at, page.engagements.total) == ("TH", "Thailand", 2, 2, 3)
    assert [(one.key, one.count) for one in page.partners] == [("US", 2)]
    assert [(one.name, one.count) for one in page.persons] == [("Don Pramudwinai", 1)]
    assert record.country("CN", kind="call").engagements.total == 1
    assert record.country("EU").engagements.total == 0


def test_an_engagement_has_everything(record: OpenRecord) -> None:
    page = record.show(asked.TRIP)
    assert [one.id for one in page.documents] == ["announcement", "wire", "page"]
    assert [entry.status for entry in page.engagement.history] == ["planned", "cut_short", "cut_short"]
    assert [leg.stop.city for leg in page.legs] == ["Jakarta", "Kuala Lumpur", "Bangkok"]
    assert len(page.rows()) == 3
    assert page.conflicts[0].field == "stops"
    form = page_form(page)
    assert form["documents"][0]["url"] == "https://example.org/travel"
    assert record.show(RETNO).trip is not None
    with pytest.raises(QueryError, match=f"near it: {asked.QIN_CALL}"):
        record.show("2024-call-qin")


def test_conflicts_have_the_words_of_both_sides(record: OpenRecord) -> None:
    found = record.conflicts()
    (one,) = found
    assert [(side.value, [quote.document for quote in side.quotes]) for side in one.sides] == [
        ("Kuala Lumpur 2021-12-14", ["page"]),
        ("Kuala Lumpur 2021-12-15", ["wire"]),
    ]
    assert one.sides[0].quotes[0].evidence.quote == "Kuala Lumpur, December 14-15"
    assert [row["value"] for row in found.rows()] == ["Kuala Lumpur 2021-12-14", "Kuala Lumpur 2021-12-15"]
    assert record.conflicts(country="CN").total == 0


# --- search --------------------------------------------------------------------------------------


def test_search_gives_sentences_and_their_engagements(record: OpenRecord) -> None:
    found = record.search("Balloons")
    assert [(one.document.id, one.sentence.quote) for one in found] == [
        ("later", "=SUM(A1) is no balloon, but <b>balloons</b> were seen."),
        ("wire", "A balloon was seen over the harbour."),
        ("opinion", "No balloon changes that."),
    ]
    (hit, *_) = record.search("telephoned minister")
    assert (hit.document.id, hit.engagements) == ("wire", (asked.DON_CALL,))
    for one in record.search("kuala lumpur"):
        text = {each.document.id: each.document.text for each in record.store.documents()}[one.document.id]
        assert text[one.sentence.start : one.sentence.end] == one.sentence.quote


def test_search_for_phrases_and_several_words(record: OpenRecord) -> None:
    assert {one.document.id for one in record.search('"phone call"')} == {"beijing"}
    assert [one.document.id for one in record.search('"Kuala Lumpur" "flew home"')] == ["wire"]
    assert [one.document.id for one in record.search('"will travel" jakarta')] == ["announcement"]
    assert record.search('"lumpur kuala"').documents == 0
    assert record.search("balloon harbour").documents == 1
    # in no one sentence: the one with most of the words
    assert [one.sentence.quote for one in record.search("harbour Retno Jakarta")] == [
        "On Tuesday he met Retno Marsudi in Jakarta."
    ]
    with pytest.raises(QueryError, match="no word"):
        record.search(' " ')


def test_search_takes_filters_days_and_pages(record: OpenRecord) -> None:
    assert {one.document.id for one in record.search("Jakarta", kind="trip")} == {"announcement"}
    assert {one.document.id for one in record.search("Jakarta", as_of="2021-12-10")} == {"announcement"}
    assert record.search("balloon", as_of="2021-12-20").documents == 1
    whole = list(record.search("Blinken Jakarta Beijing Qin he met", limit=100))
    assert whole == list(record.search("Blinken Jakarta Beijing Qin he met"))
    everything = list(record.search("Blinken", limit=100))
    got, page = [], None
    while True:
        found = record.search("Blinken", limit=2, page=page)
        got += list(found)
        page = found.next
        if page is None:
            break
    assert got == everything
    assert len(everything) > 5


def test_only_the_newest_version_of_a_page_is_searched(record: OpenRecord) -> None:
    newer = asked.document("announcement-2", "2021-12-09", url="https://example.org/travel", more="All is put off.")
    record.store.add([newer])
    assert record.search("will travel").documents == 0
    assert record.search("will travel", as_of="2021-12-08").documents == 1
    assert record.search("will travel", as_of="2021-12-09").documents == 0


# --- rows, frames, JSON --------------------------------------------------------------------------


def test_every_answer_is_a_table(record: OpenRecord) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    answers = [
        record.engagements(),
        record.engagements(who="qin", kind="trip"),
        record.trips(),
        record.visits("blinken"),
        record.person("qin"),
        record.country("CN"),
        record.show(asked.TRIP),
        record.conflicts(),
        record.search("balloon"),
        record.counts("country"),
    ]
    for found in answers:
        rows = found.rows()
        assert all(list(row) == list(found.COLUMNS) for row in rows)
        one, other = found.to_pandas(), found.to_polars()
        assert list(one.columns) == other.columns == list(found.COLUMNS)
        assert len(one) == other.height == len(rows)
        assert other.to_dicts() == rows
        assert "rows" in repr(found)
        assert len(repr(found)) < 100


@pytest.mark.parametrize(("name", "call"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_missing_library_is_one_clear_line(
    record: OpenRecord, name: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(DragomanError, match=rf"pip install 'dragoman\[{name}\]'"):
        getattr(record.engagements(), call)()


def test_html_for_jupyter_is_escaped(record: OpenRecord) -> None:
    shown = record.search("balloon")._repr_html_()
    assert "&lt;b&gt;balloons" in shown
    assert "<b>" not in shown


def test_the_exchange_form_of_an_engagement(record: OpenRecord) -> None:
    schema = json.loads((ROOT / "tests" / "data" / "exchange.schema.json").read_text(encoding="utf-8"))
    forms = [engagement_form(one) for one in record.engagements()]
    jsonschema.validate({"id": "x", "engagements": forms}, schema)
    form = next(one for one in forms if one["id"] == asked.QIN_CALL)
    assert [one["document"] for one in form["reports"]] == ["washington", "beijing"]
    assert form["reports"][0] == {
        "document": "washington",
        "published": "2023-06-13",
        "publisher": "Washington",
        "status": "held",
        "evidence": [{"start": 0, "end": 40, "quote": "Blinken spoke by telephone with Qin Gang"}],
    }
    assert json.loads(json.dumps(form)) == form


def test_when_needs_no_clock(record: OpenRecord) -> None:
    rows = record.engagements(today="2021-12-14").rows()
    assert [row["when"] for row in rows][:4] == ["now", "now", "coming", "coming"]
    assert rows[-1]["when"] is None
    assert {row["when"] for row in record.engagements().rows()} == {None}


def test_answers_are_frozen(record: OpenRecord) -> None:
    with pytest.raises(AttributeError):
        record.engagements().total = 3  # type: ignore[misc]
    assert msgspec.json.encode(record.visits("blinken"))


# --- the table in the docs -----------------------------------------------------------------------


def test_the_docs_say_which_filter_works_on_which_query() -> None:
    lines = (ROOT / "docs" / "record.md").read_text(encoding="utf-8").splitlines()
    head = next(line for line in lines if line.startswith("| filter |"))
    queries = [cell.strip(" `") for cell in head.strip("|").split("|")[1:]]
    told: dict[str, set[str]] = {name: set() for name in queries}
    for line in lines[lines.index(head) + 2 :]:
        if not line.startswith("|"):
            break
        name, *cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        for query, cell in zip(queries, cells, strict=True):
            if cell:
                told[query].add(name.removeprefix("--").replace("-", "_"))
    assert told == {query: set(ACCEPTS[query]) for query in queries}
    elsewhere = {"counts", "documents", "document", "person_list", "country_list"}  # of Python, the web and the API
    assert set(queries) == set(ACCEPTS) - elsewhere
    assert {name for names in ACCEPTS.values() for name in names} == set(Filters.__struct_fields__)
