"""Last contacts, claims set against the record, ties and gaps, in SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import asked
from dragoman.cli import main
from dragoman.model import Claim, Dates, Evidence, Party, Place, Relation, Stop
from dragoman.reading.result import Reading
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.documents import document_digest
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError

pytest_plugins = ["postgres"]
ADA = Party("Ada Lindqvist", "Foreign Minister", "SE")
TOMAS = Party("Tomás Arrieta", "Foreign Minister", "PE")
SWEDEN, PERU = Party(None, None, "SE"), Party(None, None, "PE")
_SAID = "So it was said."


def plain(group: str, kind: str, day: str | None, quote: str, **more: Any) -> asked._Said:
    status = more.pop("status", "held")
    return asked.said(group, kind, status, (ADA, TOMAS), (day, day) if day else None, quote, **more)


def journey(group: str, country: str, day: str, quote: str) -> asked._Said:
    stop = Stop(None, country, "held", day, day)
    return asked.said(group, "trip", "held", (ADA,), (day, day), quote, stops=(stop,))


def with_findings(reading: Reading, *, claims: tuple[Claim, ...] = (), relations: tuple[Relation, ...] = ()) -> Reading:
    """The findings, their evidence put where the document's text has the words."""
    at = reading.document.text.index(_SAID)
    span = Evidence(at, at + len(_SAID), _SAID)
    return msgspec.structs.replace(
        reading,
        claims=tuple(msgspec.structs.replace(one, evidence=span) for one in claims),
        relations=tuple(msgspec.structs.replace(one, evidence=span) for one in relations),
    )


_NONE = Evidence(0, 1, "x")


def claim(what: Any, kind: Any, *parties: Party, **more: Any) -> Claim:
    return Claim(what, kind, parties, _NONE, **more)


def tie(what: Any, one: str, other: str, **more: Any) -> Relation:
    return Relation(what, (one, other), _NONE, **more)


def events() -> list[Reading]:
    """Calls in November 2022 and March 2024, a meeting between them, two visits to Peru, and what fell silent."""
    ministry = "Ministry of Foreign Affairs of Peru"
    return [
        asked.document("call-2022", "2022-11-16", plain("a", "call", "2022-11-15", "Lindqvist phoned Arrieta in 2022")),
        asked.document(
            "met-2023",
            "2023-05-04",
            plain("b", "meeting", "2023-05-03", "Arrieta met Lindqvist in Lima", place=("Lima", "PE")),
            publisher=ministry,
        ),
        asked.document("first-visit", "2023-05-04", journey("c", "PE", "2023-05-03", "Lindqvist came to Lima")),
        asked.document("other-visit", "2023-12-04", journey("d", "PE", "2023-12-03", "Lindqvist was in Cusco")),
        asked.document(
            "call-2024",
            "2024-03-05",
            plain("e", "call", "2024-03-04", "Lindqvist phoned Arrieta again"),
            publisher="Wire",
        ),
        asked.document("plan", "2024-03-05", plain("f", "talks", "2024-03-20", "They will talk", status="planned")),
        msgspec.structs.replace(
            asked.document(
                "week", "2024-03-05", plain("g", "call", "2024-03-21", "21 March: call with Arrieta", status="planned")
            ),
            genre="schedule",
        ),
        asked.document(
            "tour",
            "2024-03-12",
            asked.said(
                "h",
                "trip",
                "held",
                (ADA,),
                ("2024-03-08", "2024-03-11"),
                "Lindqvist returned from Chile",
                stops=(
                    Stop("Santiago", "CL", "held", "2024-03-08", "2024-03-09"),
                    Stop("Quito", "EC", "planned", "2024-03-10", "2024-03-11"),
                ),
            ),
        ),
    ]


@pytest.fixture
def record(record_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenRecord]:
    asked.install(monkeypatch)
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(events())
        yield one


def add(record: OpenRecord, name: str, published: str | None, *claims: Claim) -> None:
    record.store.add([with_findings(asked.document(name, published, more=f"{name}. {_SAID}"), claims=claims)])


def verdicts(record: OpenRecord, **filters: Any) -> list[tuple[str, list[str]]]:
    return [(one.verdict, [found.id for found in one.by]) for one in record.claims(**filters).items]


# --- claims --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (claim("first", "call", ADA, TOMAS, since="2022-11", date=Dates("2024-03-04", None)), ("supported", ["a"])),
        (claim("first", "call", ADA, TOMAS, since="2021", date=Dates("2024-03-04", None)), ("contradicted", ["a"])),
        (claim("first", "call", ADA, TOMAS, since="2023", date=Dates("2024-03-04", None)), ("cannot be told", [])),
        (claim("first", "call", ADA, TOMAS, date=Dates("2024-03-04", None)), ("contradicted", ["a"])),
        (claim("first", "call", ADA, TOMAS, date=Dates("2022-11-15", None)), ("cannot be told", [])),
        (claim("first", "call", ADA, TOMAS, opening="the war began"), ("cannot be told", [])),
        (claim("first", "talks", ADA, TOMAS, since="2022-11", date=Dates("2024-03-04", None)), ("contradicted", ["b"])),
        (claim("last", "meeting", ADA, TOMAS, since="2023-05"), ("supported", ["b"])),
        (claim("last", "meeting", ADA, TOMAS, since="2022"), ("contradicted", ["b"])),
        (claim("last", "trip", ADA, place=Place(None, "PE"), since="2023-05"), ("contradicted", ["d"])),
        (claim("nth", "call", ADA, TOMAS, number=2, date=Dates("2024-03-04", None)), ("supported", ["a"])),
        (claim("nth", "call", ADA, TOMAS, number=3, date=Dates("2024-03-04", None)), ("cannot be told", ["a"])),
        (claim("count", "trip", ADA, place=Place(None, "PE"), number=2, since="2023"), ("supported", ["b", "d"])),
        (claim("count", "trip", ADA, place=Place(None, "PE"), number=1, since="2023"), ("contradicted", ["b", "d"])),
        (
            claim("first", "trip", ADA, place=Place(None, "PE"), qualifier="official", date=Dates("2023-12-03", None)),
            ("cannot be told", ["b"]),
        ),
        (
            claim("first", "trip", Party(None, "foreign minister", "SE"), place=Place(None, "PE"), since="2023-06"),
            ("contradicted", ["d"]),
        ),
        (
            claim("last", "meeting", Party(None, None, "SE"), Party(None, None, "PE"), since="2023"),
            ("supported", ["b"]),
        ),
        (claim("first", "call", ADA, Party("Nobody Known", None, "NO"), since="2022"), ("cannot be told", [])),
    ],
)
def test_a_claim_is_set_against_the_record(record: OpenRecord, given: Claim, expected: tuple[str, list[str]]) -> None:
    add(record, "claiming", "2024-03-25", given)
    assert verdicts(record) == [expected]
    assert all(found.quote for found in record.claims().items[0].by)


def test_what_the_sentence_itself_tells_is_no_witness_against_it(record: OpenRecord) -> None:
    reading = asked.document("own", "2024-04-02", plain("k", "call", "2024-04-01", _SAID[:-1]))
    record.store.add([with_findings(reading, claims=(claim("first", "call", ADA, TOMAS, since="2024-03"),))])
    assert verdicts(record) == [("supported", ["e"])]


def test_a_claim_is_no_witness_to_itself(record: OpenRecord) -> None:
    reading = asked.document("own", "2024-04-02", plain("k", "meeting", "2021-06-01", _SAID[:-1]))
    record.store.add([with_findings(reading, claims=(claim("last", "meeting", ADA, TOMAS, since="2021-06"),))])
    (one,) = record.claims().items
    assert (one.verdict, [found.id for found in one.by]) == ("contradicted", ["b"])
    record.store.remove("met-2023")
    (one,) = record.claims().items
    assert (one.verdict, one.by) == ("cannot be told", ())


def test_visits_may_be_counted_as_journeys(record: OpenRecord) -> None:
    stops = tuple(
        Stop(None, land, "held", day, day)
        for land, day in (("NO", "2023-08-01"), ("FI", "2023-08-03"), ("NO", "2023-08-05"))
    )
    told = asked.said("k", "trip", "held", (ADA,), ("2023-08-01", "2023-08-05"), "Lindqvist was in Oslo", stops=stops)
    record.store.add([asked.document("oslo", "2023-08-06", told)])
    for number in (1, 2, 3):
        add(record, f"d{number}", "2024-03-25", claim("count", "trip", ADA, place=Place(None, "NO"), number=number))
    found = [(one.claim.number, one.verdict, one.why) for one in record.claims().items]
    assert found == [
        (1, "supported", "2 stays on 1 journeys by the record, 1 claimed"),
        (2, "supported", "2 stays on 1 journeys by the record, 2 claimed"),
        (3, "cannot be told", "2 stays on 1 journeys by the record, 3 claimed"),
    ]


def test_claims_are_filtered_and_seen_as_of_a_day(record: OpenRecord) -> None:
    add(record, "one", "2024-03-25", claim("last", "meeting", ADA, TOMAS, since="2023-05"))
    add(record, "two", "2024-04-25", claim("count", "trip", ADA, place=Place(None, "CL"), number=4, since="2020"))
    assert [one.source.document for one in record.claims().items] == ["one", "two"]
    assert record.claims(kind="trip").total == 1
    assert record.claims(country="Chile").total == 1
    assert record.claims(who="arrieta").total == 1
    assert record.claims(since="2024-04").total == 1
    for pair in (("lindqvist", "arrieta"), ("PE", "lindqvist"), ("SE", "PE")):
        assert [one.source.document for one in record.claims(between=pair).items] == ["one"]
    assert [one.source.document for one in record.claims(between=("Chile", "lindqvist")).items] == ["two"]
    assert record.claims(between=("foreign minister of Peru", "lindqvist")).total == 1
    assert record.claims(as_of="2024-04-01").total == 1
    assert (len(record.claims(limit=1).items), record.claims(limit=1).total) == (1, 2)


# --- last contacts -------------------------------------------------------------------------------


def test_the_last_of_each_sort(record: OpenRecord) -> None:
    found = record.last("Sweden", "foreign minister of Peru")
    assert [(one.what, one.found.id, one.found.end) for one in found.contacts] == [
        ("spoke by phone", "e", "2024-03-04"),
        ("Sweden visited Peru", "d", "2023-12-03"),
        ("met", "b", "2023-05-03"),
    ]
    assert found.contacts[0].found.quote == "Lindqvist phoned Arrieta again"
    assert [one.found.id for one in record.last("lindqvist", "arrieta", kind="call").contacts] == ["e"]
    assert [one.found.id for one in record.last("SE", "PE", today="2023-06-01").contacts] == ["b", "c", "a"]
    assert [one.found.id for one in record.last("SE", "PE", as_of="2022-12-01").contacts] == ["a"]
    with pytest.raises(QueryError, match="are the same"):
        record.last("SE", "Sweden")


# --- ties ----------------------------------------------------------------------------------------


def test_ties_stand_in_order_of_day_with_the_latest_level(record: OpenRecord) -> None:
    relations = "diplomatic relations"
    told = (
        tie("severed", "BO", "NO", level=relations, date=Dates("2009", "2009")),
        tie("established", "NO", "BO", level=relations, date=Dates("1931", "1931")),
        tie("restored", "BO", "NO", level=relations, planned=True, date=Dates("2024-06", "2024-06")),
        tie("embassy_opened", "PE", "KE", date=Dates("2023-01", "2023-01")),
    )
    again = tie("severed", "NO", "BO", level=relations, date=Dates("2009", "2009"))
    record.store.add(
        [
            with_findings(asked.document("a", "2024-02-01", more=_SAID), relations=told),
            with_findings(asked.document("b", "2024-02-02", more=f"Again. {_SAID}"), relations=(again,)),
        ]
    )
    found = record.relations(between=["Norway", "BO"])
    assert [(one.relation.what, len(one.told)) for one in found.changes] == [
        ("established", 1),
        ("severed", 2),
        ("restored", 1),
    ]
    assert [(one.countries, one.level, one.since) for one in found.levels] == [
        (("BO", "NO"), "diplomatic relations severed", "2009")
    ]
    assert [row["quote"] for row in found.rows()] == [_SAID] * 3
    assert record.relations(country="Kenya").total == 1
    assert record.relations(until="1999").total == 1
    assert record.relations(as_of="2024-02-01").total == 4
    with pytest.raises(QueryError, match="give two countries"):
        record.relations(between=["NO", "Norway"])


# --- gaps ----------------------------------------------------------------------------------------


def test_pages_of_gaps_hold_each_once_in_order(record: OpenRecord) -> None:
    whole = record.gaps(today="2024-04-01")
    assert whole.total == len(whole.items) > 2
    found, page = [], None
    while page is not None or not found:
        some = record.gaps(today="2024-04-01", limit=1, page=page)
        assert some.total == whole.total
        found += some.items
        page = some.next
    assert tuple(found) == whole.items


def test_gaps_are_seen_from_a_day(record: OpenRecord) -> None:
    found = [(one.what, one.found.id) for one in record.gaps(today="2024-04-01").items]
    assert found == [
        ("no outcome", "f"),
        ("scheduled, never reported", "g"),
        ("stop never reported", "h"),
        ("one side only", "b"),
        ("neither side", "e"),
    ]
    notes = {one.found.id: one.note for one in record.gaps(today="2024-04-01").items}
    assert notes["e"] == "neither Peru nor Sweden tells of it, only Wire"
    assert notes["b"] == "Peru tells of it, Sweden does not"
    assert notes["h"] == "Quito was planned, and nothing tells of it"
    assert [one.found.id for one in record.gaps(today="2024-03-21", since="2024-03-12").items] == ["f"]
    assert record.gaps(today="2024-04-01", kind="talks").total == 1
    with pytest.raises(QueryError, match="give --today"):
        record.gaps()


def test_both_sides_close_the_gap(record: OpenRecord) -> None:
    swedish = asked.document(
        "met-too",
        "2023-05-05",
        plain("b", "meeting", "2023-05-03", "Lindqvist met Arrieta"),
        publisher="Government Offices of Sweden",
    )
    record.store.add([swedish])
    assert "b" not in [one.found.id for one in record.gaps(today="2024-04-01").items]


# --- the store -----------------------------------------------------------------------------------


def test_findings_are_checked_and_go_with_their_document(record: OpenRecord) -> None:
    before = record.store.digest()
    reading = asked.document("claiming", "2024-03-25", more=_SAID)
    told = with_findings(
        reading,
        claims=(claim("last", "meeting", ADA, TOMAS, since="2023-05"),),
        relations=(tie("established", "SE", "PE", level="diplomatic relations"),),
    )
    record.store.add([told])
    assert check(record.store).problems == ()
    assert record.store.digest().truth != before.truth
    assert record.store.digest().merged == before.merged
    assert (record.claims().total, record.relations().total) == (1, 1)
    record.store.remove("claiming")
    assert (record.claims().total, record.relations().total) == (0, 0)
    assert check(record.store).problems == ()


def test_a_document_without_claims_has_the_digest_it_always_had() -> None:
    reading = asked.document("plain", "2024-03-25", more=_SAID)
    given = (reading.document, reading.genre, reading.articles, reading.reports)
    assert document_digest(*given) == document_digest(*given, (), (), ())
    told = with_findings(reading, claims=(claim("last", "meeting", ADA, TOMAS, since="2023"),))
    assert document_digest(*given, (), told.claims) != document_digest(*given)


# --- the command line ----------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    asked.install(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    name = str(tmp_path / "record.db")
    with open_record(name) as store:
        store.add(events())
        reading = asked.document("claiming", "2024-03-25", more=_SAID)
        said = claim("first", "call", ADA, TOMAS, since="2021", date=Dates("2024-03-04", None))
        relation = tie("established", "SE", "PE", level="diplomatic relations", date=Dates("1938", "1938"))
        store.add([with_findings(reading, claims=(said,), relations=(relation,))])
    monkeypatch.setenv("DRAGOMAN_RECORD", name)
    return name


def test_the_commands_for_people(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for name, *arguments in (
        ("claims",),
        ("last", "SE", "PE"),
        ("relations", "--between", "SE", "PE"),
        ("gaps", "--today", "2024-04-01"),
    ):
        assert main([name, *arguments]) == 0
        shown[name] = " ".join(capfd.readouterr().out.split())
    assert "first call: Ada Lindqvist (SE), Tomás Arrieta (PE); since 2021" in shown["claims"]
    assert "contradicted: the record has 1 since 2021 2022-11-15 · a: “Lindqvist phoned" in shown["claims"]
    assert "2024-03-04 spoke by phone e · call-2024 · 2024-03-05: “Lindqvist phoned Arrieta again”" in shown["last"]
    assert "1938 Sweden and Peru: established, diplomatic relations" in shown["relations"]
    assert "latest: Peru and Sweden: diplomatic relations, 1938" in shown["relations"]
    assert "scheduled, never reported: 1 2024-03-21 call: planned, and nothing tells what came of it" in shown["gaps"]


def test_the_commands_for_programs(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "--json"]) == 0
    one = json.loads(capfd.readouterr().out)
    assert (one["verdict"], one["by"][0]["id"], one["evidence"]["quote"]) == ("contradicted", "a", _SAID)
    assert main(["gaps", "--today", "2024-04-01", "--csv"]) == 0
    head, *rows = capfd.readouterr().out.splitlines()
    assert head == "what,start,end,kind,id,note,document,published,quote"
    assert len(rows) == 5
