"""Imported lists: rows, oddities, counting rules, audit and reconciliation, in SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.counting.oddities import faults
from dragoman.record.counting.rules import DEFINITIONS, Stay, counted, total
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError
from dragoman.record.rebuild import rebuild
from dragoman.sources.lists import historian
from dragoman.sources.lists.lands import land
from dragoman.sources.lists.mapping import mapped
from dragoman.sources.lists.meetings import met_officials
from dragoman.sources.lists.reading import reading
from dragoman.sources.lists.table import rows as table_rows
from dragoman.sources.lists.travellers import titled

pytest_plugins = ["postgres"]
SHARED = Path(__file__).parents[2] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")

ROW = """    <trip role="secretary" who="doe-john">
        <id>{id}</id>
        <role>secretary</role>
        <name>John Quentin Doe</name>
        <start-date>{start}</start-date>
        <end-date>{end}</end-date>
        <country id="{place}">{country}</country>
        <locale>{locale}</locale>
        <remarks>{remarks}</remarks>
        <created-datetime>2022-07-26T10:37:00-04:00</created-datetime>
    </trip>
"""


def travels(*rows: tuple[str, str, str, str, str]) -> str:
    """A list with rows of (start, end, country, locale, remarks)."""
    told = [
        ROW.format(
            id=at, start=start, end=end, place=country.lower().replace(" ", "-"), country=country, locale=locale,
            remarks=remarks,
        )
        for at, (start, end, country, locale, remarks) in enumerate(rows, start=101)
    ]  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<trips>\n{"".join(told)}</trips>\n'


LIST = travels(
    ("2022-05-01", "2022-05-03", "Italy", "Rome", "Met with Foreign Minister A."),
    ("2022-05-01", "2022-05-03", "Italy", "Rome", "Met with Foreign Minister A."),
    ("2022-05-03", "2022-05-03", "Holy See", "", "Had an audience."),
    ("2022-05-03", "2022-05-05", "Italy", "Bari, Matera", "Attended the G20 Meeting."),
    ("2022-05-06", "2022-05-07", "Malta", "Valletta", "Met with Prime Minister B."),
    ("2022-05-06", "2022-05-08", "Malta", "Valletta", "Met with Prime Minister B and Foreign Minister C."),
    ("2022-08-10", "2022-08-09", "Peru", "Lima", ""),
    ("2022-09-01", "2022-09-02", "Yugoslavia", "Belgrade", ""),
)


@pytest.fixture
def record(record_url: str) -> Iterator[OpenRecord]:
    with OpenRecord(open_record(record_url)) as one:
        document = Document("doe", LIST, published=historian.last_change(LIST))
        one.store.put(reading(document, historian.rows(document, "trips")))
        yield one


def test_rows_are_kept_as_they_stand_with_what_is_odd() -> None:
    document = Document("doe", LIST)
    found = reading(document, historian.rows(document, "trips"))
    assert [row.id for row in found.rows] == [str(number) for number in range(101, 109)]
    assert all(LIST[row.evidence.start : row.evidence.end] == row.evidence.quote for row in found.rows)
    assert found.rows[0].evidence.quote.startswith("<trip")
    assert found.rows[0].evidence.quote.endswith("</trip>")
    assert [(row.number, row.odd) for row in found.rows if row.odd] == [
        (7, ("it ends (2022-08-09) before it begins (2022-08-10)",)),
        (8, ("no country of today is called 'Yugoslavia'",)),
    ]
    assert [row.report for row in found.rows] == [0, 0, 0, 0, 0, 0, None, 1]
    journey = found.reports[0]
    assert (journey.date and journey.date.start, journey.date and journey.date.end) == ("2022-05-01", "2022-05-08")
    assert [stop.city for stop in journey.stops] == ["Rome", None, "Bari", "Matera", "Valletta", "Valletta"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("rows", 6),  # the two of Rome are one; Malta's two differ in a day
        ("country-visits", 5),  # Italy twice, as the Holy See lies between; Malta once, as its rows overlap
        ("countries", 4),
        ("trips", 2),
        ("city-stops", 7),  # the Holy See's row without a city counts
        ("days", 10),  # 1 to 8 May, 1 and 2 September
        ("bilateral", 2),
    ],
)
def test_each_rule_counts_by_its_definition(record: OpenRecord, rule: str, expected: int) -> None:
    found = record.visits("doe", rule=rule)
    assert found.total == expected
    assert (found.source, found.definition) == ("official", DEFINITIONS[rule])


def test_a_count_leads_to_its_rows(record: OpenRecord) -> None:
    found = record.visits("doe", rule="country-visits", country="Malta")
    assert [(one.start, one.end, one.rows) for one in found.visits] == [
        ("2022-05-06", "2022-05-08", ("doe#5", "doe#6"))
    ]
    assert found.notes == ("Malta, 2022-05-06 to 2022-05-08: doe#5, doe#6 count as one",)
    assert record.visits("doe", rule="days", since="2022-05-03", until="2022-05-03").total == 1
    with pytest.raises(QueryError, match="rule: 'towns' is none; there are rows, country-visits"):
        record.visits("doe", rule="towns")
    with pytest.raises(QueryError, match="source: 'x' is none; there are official, reported"):
        record.visits("doe", source="x")


def test_an_audit_tells_duplicates_and_what_reports_add(record: OpenRecord) -> None:
    import dragoman

    text = (
        "Sample text, invented. VALLETTA, May 9 - US Secretary of State John Quentin Doe met with Maltese Foreign"
        " Minister Maria Borg in Valletta on May 6, 2022. On August 2, 2022, Doe held talks with Chilean Foreign"
        " Minister Ana Rojas in Santiago."
    )
    record.store.add([dragoman.read(text, published="2022-09-09")])
    found = record.audit("doe")
    by_what = {what: [one for one in found.findings if one.what == what] for what in found.counts()}
    assert [one.rows for one in by_what["duplicate"]] == [("doe#1", "doe#2")]
    assert [one.rows for one in by_what["near duplicate"]] == [("doe#5", "doe#6")]
    assert by_what["impossible"] == []
    assert [one.rows for one in by_what["odd"]] == [("doe#8",), ("doe#7",)]
    assert [one.rows for one in by_what["matched"]] == [("doe#5",), ("doe#6",)]
    assert [(one.country, one.reported) for one in by_what["only reported"]] == [("CL", "2022-08-02")]
    assert record.visits("doe", source="reported").total == 2
    assert record.audit("doe", since="2022-09").counts()["only official"] == 1


def test_a_stated_number_is_set_beside_every_rule(record: OpenRecord) -> None:
    found = record.reconcile("doe", 2, country="IT", until="2022-05")
    assert [(one.rule, one.total) for one in found.outcomes if one.source == "official"] == [
        ("rows", 2),
        ("country-visits", 2),
        ("countries", 1),
        ("trips", 1),
        ("city-stops", 3),
        ("days", 5),
        ("bilateral", 1),
    ]
    assert [one.rule for one in found.agreeing] == ["rows", "country-visits"]
    assert ("duplicate", ("doe#1", "doe#2")) in [(one.what, one.rows) for one in found.disputed]


def test_a_list_is_part_of_a_sound_record(record: OpenRecord) -> None:
    assert check(record.store).problems == ()
    before = record.store.digest()
    assert list(rebuild(record.store, lambda documents: iter([(one, "unread") for one in documents]))) == []
    document = Document("doe", LIST, published=historian.last_change(LIST))
    assert record.store.put(reading(document, historian.rows(document, "trips"))) == "already"
    assert record.store.digest() == before
    assert record.visits("doe", as_of="2022-07-26").total == 5
    with pytest.raises(QueryError, match="nobody called 'doe'"):
        record.visits("doe", as_of="2022-07-25")
    record.store.remove("doe")
    assert check(record.store).problems == ()
    with pytest.raises(QueryError, match="nobody called 'doe'"):
        record.visits("doe")


def stay(number: int, country: str, first: str, last: str, city: str = "") -> Stay:
    cities = (city,) if city else ()
    return Stay(country, country, cities, first, last, first, last, True, f"l#{number}", None, frozenset("l"), number)


def test_rows_that_cannot_both_be_true() -> None:
    rome = stay(1, "IT", "2023-01-01", "2023-01-05", "Rome")
    assert faults([rome, stay(2, "VA", "2023-01-03", "2023-01-03")]) == []  # a day's trip into an enclave
    assert faults([rome, stay(2, "FR", "2023-01-05", "2023-01-07")]) == []  # a shared day of travel
    assert [one.fault for one in faults([rome, stay(2, "FR", "2023-01-02", "2023-01-04")])] == ["impossible"]
    assert faults([rome, stay(2, "IT", "2023-01-05", "2023-01-07", "Bari")]) == []  # on to the next city
    assert faults([rome, stay(2, "IT", "2023-01-02", "2023-01-03", "Turin")]) == []  # a city within the stay
    assert [one.fault for one in faults([rome, stay(2, "IT", "2023-01-02", "2023-01-03")])] == ["near duplicate"]


def test_trips_are_chained_by_days() -> None:
    stays = [
        stay(1, "FR", "2023-01-01", "2023-01-02"),
        stay(2, "DE", "2023-01-03", "2023-01-04"),
        stay(3, "PL", "2023-01-06", "2023-01-07"),
    ]
    assert [one.countries for one in counted("trips", stays)] == [("FR", "DE"), ("PL",)]
    assert total("days", counted("days", [*stays, stay(4, "BE", "2023-01-02", "2023-01-02")])) == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Korea, South", "KR"),
        ("Congo, Democratic Republic of", "CD"),
        ("China, People’s Republic of", "CN"),
        ("Burma (Myanmar)", "MM"),
        ("West Bank", "PS"),
        ("United Kingdom (Wales)", "GB"),
        ("Yugoslavia", None),
    ],
)
def test_countries_as_lists_name_them(words: str, code: str | None) -> None:
    assert land(words) == code


@pytest.mark.parametrize(
    ("words", "role", "name"),
    [
        ("Prime Minister Nils Aas", "Prime Minister", "Nils Aas"),
        ("King Olaf III", "King", "Olaf III"),
        ("President- designate Ana Lima", "President-designate", "Ana Lima"),
        ("Nils Aas", None, "Nils Aas"),
    ],
)
def test_title_and_name_of_a_visitor(words: str, role: str | None, name: str) -> None:
    assert titled(words) == (role, name)


@pytest.mark.parametrize(
    ("remarks", "met"),
    [
        ("Met with Prime Minister A and Foreign Minister B.", True),
        ("Attended the NATO meeting. Also met with senior Italian officials.", True),
        ("Official visit.", True),
        ("Attended the G20 Foreign Ministers' Meeting.", False),
        ("Met with Israeli Foreign Minister C.", False),
        ("Accompanied the President.", False),
    ],
)
def test_remarks_that_tell_of_a_meeting_with_the_country(remarks: str, met: bool) -> None:
    assert met_officials(remarks, "IT") is met


# --- hand-made tables ----------------------------------------------------------------------------

CSV = (
    "Traveller;Country;City;From;Until;Notes\n"
    'Foreign Minister Ana Lima;Portugal;Lisbon;2021-03-02;2021-03-04;"Met with Prime Minister X;\nand others"\n'
    "Foreign Minister Ana Lima;Spain;Madrid, Toledo;4 March 2021;March 5, 2021;\n"
)
WIKI = """Text before.
{| class="wikitable"
! Country !! Location(s) !! Dates
|-
| {{flag|Portugal}} || [[Lisbon]] || 2–4 March 2021<ref>note</ref>
|-
| rowspan="2" | {{flag|Spain}} || Madrid || March 4–5, 2021
|-
| [[Toledo, Spain|Toledo]] || {{dts|2021|5|7}}
|}
"""


def test_a_csv_file_and_a_wikitable_tell_the_same_rows() -> None:
    told = mapped(
        ["who=traveller", "country=Country", "city=City", "start=From", "end=Until", "remarks=Notes"], {"for": "BR"}
    )
    first, second = table_rows(Document("t", CSV), told)
    assert (first.name, first.role, first.acting_for) == ("Ana Lima", "Foreign Minister", "BR")
    assert (first.country, first.cities, first.start, first.end) == ("PT", ("Lisbon",), "2021-03-02", "2021-03-04")
    assert first.remarks == "Met with Prime Minister X; and others"
    assert (second.cities, second.start, second.end) == (("Madrid", "Toledo"), "2021-03-04", "2021-03-05")
    assert second.evidence.quote == CSV.splitlines()[-1]
    told = mapped(["country=Country", "city=Location(s)", "days=Dates"], {"who": "Foreign Minister Ana Lima"})
    found = table_rows(Document("t", WIKI), told)
    assert [(row.country, row.cities, row.start, row.end) for row in found] == [
        ("PT", ("Lisbon",), "2021-03-02", "2021-03-04"),
        ("ES", ("Madrid",), "2021-03-04", "2021-03-05"),
        ("ES", ("Toledo",), "2021-05-07", "2021-05-07"),
    ]
    assert all(WIKI[row.evidence.start : row.evidence.end] == row.evidence.quote for row in found)


@pytest.mark.parametrize(
    ("pairs", "constants", "message"),
    [
        (["who"], {}, "--map 'who': write FIELD=COLUMN"),
        (["whom=A"], {}, "FIELD being one of who, role"),
        (["country=A", "days=B"], {}, "who travelled"),
        (["who=A", "days=B"], {}, "where to"),
        (["country=A"], {"who": "X"}, "when"),
    ],
)
def test_a_mapping_that_tells_too_little(pairs: list[str], constants: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        mapped(pairs, constants)


# --- the command line ----------------------------------------------------------------------------


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "doe.xml").write_text(LIST, encoding="utf-8")
    path = str(tmp_path / "r.db")
    assert main(["import", "travels", str(tmp_path / "doe.xml"), "--record", path]) == 0
    out = capsys.readouterr().out
    assert "doe.xml: 8 rows, 2 journeys, 2 odd" in out
    assert "row 7 (id 107): it ends (2022-08-09) before it begins (2022-08-10)" in out
    assert main(["visits", "--who", "doe", "--rule", "rows", "--json", "--record", path]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"rule", "definition", "total", "by_country"} <= told.keys()
    assert (told["total"], told["by_country"]["IT"]) == (6, 2)
    assert main(["visits", "--who", "doe", "--explain", "--record", path]) == 0
    out = capsys.readouterr().out
    assert "2022-05-06 – 08 · Valletta · doe#5, doe#6" in out
    assert "note: Malta" in out
    assert main(["audit", "--who", "doe", "--csv", "--record", path]) == 0
    assert "near duplicate,MT,Malta" in capsys.readouterr().out
    assert main(["audit", "--who", "doe", "--record", path]) == 0
    assert "duplicate 1, near duplicate 1, impossible 0, odd 2" in " ".join(capsys.readouterr().out.split())
    assert main(["reconcile", "7", "--who", "doe", "--country", "MT", "--record", path]) == 0
    assert "under no rule does the stated number come out" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<trips><trip>", "is not well-formed XML"),
        ("<trips></trips>", "has no rows"),
        ("<visits><visit/></visits>", "import it with `dragoman import visits`"),
        ("<html></html>", "begins with <html>"),
        ("\x00\x01\x02", "not text"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str) -> None:
    (tmp_path / "x.xml").write_text(text, encoding="utf-8")
    assert main(["import", "travels", str(tmp_path / "x.xml"), "--record", str(tmp_path / "r.db")]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert main(["import", "travels", str(tmp_path / "none.xml"), "--record", str(tmp_path / "r.db")]) == 2
    assert "none.xml: " in capsys.readouterr().err


# --- the official file ---------------------------------------------------------------------------


@needs_shared
def test_independent_counts_of_an_official_list(tmp_path: Path) -> None:
    """What others counted by hand in the file: 239 distinct rows of 241, 237 visits, 88 trips, 261 city stops."""
    text = (SHARED / "travels" / "blinken-antony-j.xml").read_text(encoding="utf-8")
    document = Document("blinken", text)
    found = reading(document, historian.rows(document, "trips"))
    with OpenRecord(open_record(str(tmp_path / "r.db"))) as record:
        record.store.put(found)
        totals = {rule: record.visits("blinken", rule=rule).total for rule in DEFINITIONS}
        assert len(found.rows) == 241
        assert {rule: totals[rule] for rule in ("rows", "country-visits", "countries", "trips", "city-stops")} == {
            "rows": 239,
            "country-visits": 237,
            "countries": 88,
            "trips": 88,
            "city-stops": 261,
        }
        notes = record.visits("blinken", rule="countries").notes
        assert notes == ("Palestine: palestinian-authority, west-bank count as one",)  # the 89th identifier
        audited = record.audit("blinken").counts()
        assert (audited["duplicate"], audited["near duplicate"], audited["impossible"]) == (2, 1, 0)
        assert record.visits("blinken", rule="rows", country="Israel", until="2024-01").total == 9


@needs_shared
@pytest.mark.parametrize("file", sorted(SHARED.glob("*/*.xml")), ids=lambda path: path.stem)
def test_every_official_list_is_read(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    document = Document(file.stem, text)
    found = reading(document, historian.rows(document, "trips" if file.parent.name == "travels" else "visits"))
    assert sum(row.report is not None for row in found.rows) == len(found.rows)
    assert all(report.parties[0].name for report in found.reports)
