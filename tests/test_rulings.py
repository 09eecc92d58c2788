"""Rulings of users: made on what the record shows, kept, stronger than rules, anchored in the words of reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import dragoman
from dragoman.cli import main
from dragoman.errors import DragomanError
from dragoman.merging.anchors import anchor, anchored, orphans
from dragoman.merging.types import Ruling, SourceReport
from dragoman.model import Dates, Evidence, Party, PersonRef, Report
from dragoman.reading.reader import read_document
from dragoman.record import open_record
from dragoman.record.check import check
from dragoman.record.decisions import about, decide, decisions, withdraw
from dragoman.record.gold import gold_of
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError

pytest_plugins = ["postgres"]

FIRST = (
    "OTTAWA, May 4 - Canadian Foreign Minister Anna Berg spoke by phone with Kenyan Foreign Minister Peter Mwangi"
    " on Monday."
)
SECOND = (
    "NAIROBI, May 6 - Foreign Minister Peter Mwangi of Kenya held a telephone conversation with his Canadian"
    " counterpart Anna Berg on Wednesday. Mwangi will travel to Ottawa next week."
)
A, B = "2020-05-04-call-berg-mwangi", "2020-05-06-call-berg-mwangi"


@pytest.fixture
def record(record_url: str) -> Iterator[OpenRecord]:
    with OpenRecord(open_record(record_url)) as one:
        one.store.add(
            [
                dragoman.read(FIRST, published="2020-05-04", id="first"),
                dragoman.read(SECOND, published="2020-05-06", id="second"),
            ]
        )
        yield one


def calls(record: OpenRecord) -> list[tuple[str, int]]:
    return [(one.id, len(one.reports)) for one in record.engagements(kind="call")]


def test_same_joins_what_rules_keep_apart_and_can_be_withdrawn(record: OpenRecord) -> None:
    assert calls(record) == [(A, 1), (B, 1)]
    made = decide(record.store, "same", A, B, by="ana", why="one call, two time zones")
    assert (made.id, made.by, made.why, len(made.lefts), len(made.rights)) == (
        "r1",
        "ana",
        "one call, two time zones",
        1,
        1,
    )
    assert calls(record) == [(A, 2)]
    (reason,) = record.why(A)
    assert reason.clues[-1] == "ruling r1 by ana: same: one call, two time zones"
    assert "together: two engagements" in reason.clues[-2]
    withdraw(record.store, "r1")
    assert calls(record) == [(A, 1), (B, 1)]
    assert [(one.ruling.withdrawn, one.orphaned) for one in decisions(record.store)] == [(True, False)]
    with pytest.raises(QueryError, match="withdrawn before"):
        withdraw(record.store, "r1")
    assert check(record.store).problems == ()


def test_different_is_stronger_than_any_clue(record: OpenRecord) -> None:
    record.store.add([dragoman.read(f"Sample. {FIRST}", published="2020-05-04", id="third")])
    (joined,) = [one for one in record.engagements(kind="call") if one.id == A]
    one, other = (support.key for support in joined.reports)
    decide(record.store, "different", one, other)
    assert sorted(count for _, count in calls(record)) == [1, 1, 1]


def test_a_report_is_split_off_its_engagement(record: OpenRecord) -> None:
    for name in ("third", "fourth"):
        record.store.add([dragoman.read(f"Sample {name}. {FIRST}", published="2020-05-04", id=name)])
    (joined,) = [one for one in record.engagements(kind="call") if one.id == A]
    key = next(support.key for support in joined.reports if support.document == "third")
    assert about(record.store, Ruling("r0", "field", "name:anna-berg")) == ()
    made = decide(record.store, "different", key, A)
    assert (len(made.lefts), len(made.rights)) == (1, 2)
    assert sorted(count for _, count in calls(record)) == [1, 1, 2]
    (alone,) = [one for one in record.engagements(kind="call") if one.reports[0].document == "third"]
    assert len(alone.reports) == 1
    others = next(one.id for one in record.engagements(kind="call") if len(one.reports) == 2)
    assert about(record.store, made) == (alone.id, others)
    withdraw(record.store, made.id)
    assert calls(record) == [(A, 3), (B, 1)]
    back = decide(record.store, "different", A, key)
    assert (len(back.lefts), len(back.rights)) == (2, 1)
    assert sorted(count for _, count in calls(record)) == [1, 1, 2]


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("date", "2021-05-04 / 2021-05-06", "2021-05-04/2021-05-06"),
        ("date", "2021-05", "2021-05"),
        ("date", "2021-05-04/2021-05-04", "2021-05-04"),
        ("date", "", ""),
        ("place", "Geneva,  Switzerland", "Geneva, CH"),
        ("place", "CH", "CH"),
        ("place", "Oslo", "Oslo"),
        ("topics", "Health, climate,health", "climate, health"),
        ("name", " Rome\u202e\n summit\x1b ", "Rome summit\ufffd"),
        ("cause", "\ud800", "\ufffd"),
    ],
)
def test_values_are_kept_in_one_way(record: OpenRecord, field: str, value: str, kept: str) -> None:
    assert decide(record.store, "field", A, field=field, value=value, by=" An\u202ena ", why="a\nb").value == kept
    assert [(one.ruling.by, one.ruling.why) for one in decisions(record.store)] == [("Anna", "a b")]
    record.store.derive()
    assert check(record.store).problems == ()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("date", "2021-02-30", "'2021-02-30' is not a day, month or year"),
        ("date", "2021-19", "is not a day"),
        ("date", "2021-05-04/x", "'x' is not a day"),
        ("date", "2021-05-04/", "'' is not a day"),
        ("date", "2021-05-06/2021-05-04", "2021-05-04 is before 2021-05-06"),
        ("date", "2021-05-06/2021-04", "2021-04 is before"),
        ("place", "Geneva, Nowhereland", "Nowhereland"),
        ("place", ", CH", "is none"),
        ("place", "ZZ", "ZZ"),
        ("topics", "climate, dragons", "topic: 'dragons' is none"),
        ("name", "x" * 501, "name: 501 characters are too many, at most 500"),
        ("kind", "party", "must be one of"),
        ("status", "", "must be one of"),
        (None, "x", "no field ''"),
    ],
)
def test_values_that_nothing_can_have_are_refused(
    record: OpenRecord, field: str | None, value: str, message: str
) -> None:
    with pytest.raises(DragomanError, match=message):
        decide(record.store, "field", A, field=field, value=value)
    with pytest.raises(QueryError, match="why: 2,001 characters"):
        decide(record.store, "field", A, field="kind", value="talks", why="x" * 2001)
    assert record.store.rulings() == []


def test_a_field_is_mended_wherever_its_reports_go(record: OpenRecord) -> None:
    decide(record.store, "same", A, B)
    decide(record.store, "field", A, field="date", value="2020-05-05")
    assert [(one.id, one.date) for one in record.engagements(kind="call")] == [
        ("2020-05-05-call-berg-mwangi", Dates("2020-05-05", "2020-05-05"))
    ]
    withdraw(record.store, "r1")
    assert {one.date for one in record.engagements(kind="call")} == {Dates("2020-05-05", "2020-05-05")}
    with pytest.raises(DragomanError, match="no field 'colour'"):
        decide(record.store, "field", A, field="colour", value="red")
    assert [one.ruling.id for one in decisions(record.store)] == ["r1", "r2"]


def test_the_later_of_two_rulings_on_a_field_wins_past_the_tenth(record: OpenRecord) -> None:
    for day in range(1, 12):
        decide(record.store, "field", A, field="name", value=f"name {day}")
    assert next(one.name for one in record.engagements(kind="call")) == "name 11"


def test_rulings_made_at_once_are_all_kept(record: OpenRecord) -> None:
    def rule(number: int) -> str:
        return decide(record.store, "field", A, field="cause", value=f"cause {number}", by=f"reviewer {number}").id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(rule, range(16)))
    assert sorted(ids) == sorted(f"r{number}" for number in range(1, 17))
    kept = decisions(record.store)
    assert {one.ruling.value for one in kept} == {f"cause {number}" for number in range(16)}
    assert [one.ruling.id for one in kept] == [f"r{number}" for number in range(1, 17)]
    record.store.derive()
    assert next(iter(record.engagements(kind="call"))).cause == kept[-1].ruling.value
    assert check(record.store).problems == ()


def test_persons_ruled_one_are_counted_as_one(record: OpenRecord) -> None:
    record.store.add(
        [
            dragoman.read(
                "Canadian Foreign Minister Ann Berg-Olsen met Norwegian Prime Minister Nils Aas in Oslo"
                " on June 1, 2020.",
                id="x",
            )
        ]
    )
    assert record.engagements(who="anna berg").total == 2
    decide(record.store, "same", "name:anna-berg", "name:ann-berg-olsen")
    assert record.person("anna berg").engagements.total == 3
    withdraw(record.store, "r1")
    assert record.person("anna berg").engagements.total == 2


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("nothing", A, "nothing is called 'nothing'"),
        (A, A, "are one already"),
        (A, "name:anna-berg", "name two reports"),
        ("Q999999999", "name:anna-berg", "no person 'Q999999999'"),
        ("name:anna\u202e", "name:anna-berg", "nothing is called"),
        ("name:" + "x" * 500, "name:anna-berg", "id: 505 characters are too many"),
    ],
)
def test_what_cannot_be_ruled(record: OpenRecord, one: str, other: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        decide(record.store, "same", one, other)
    assert record.store.rulings() == []


# --- anchors -------------------------------------------------------------------------------------


def told(key: str, kind: str, start: int, end: int) -> SourceReport:
    parties = (Party("Anna Berg", None, "CA"), Party("Peter Mwangi", None, "KE"))
    report = Report(kind, "held", parties, None, (Evidence(start, end, "x" * (end - start)),))  # type: ignore[arg-type]
    return SourceReport(key, key, report)


def test_an_anchor_finds_its_words_under_another_number() -> None:
    before = [told("p/0", "call", 10, 50), told("q/0", "call", 0, 20)]
    made = Ruling("r1", "same", "p/0", "q/0", lefts=(anchor(before[0]),), rights=(anchor(before[1]),))
    after = [
        told("p/0", "trip", 10, 50),
        told("p/1", "call", 60, 90),
        told("p/2", "talks", 5, 30),
        told("q/3", "call", 0, 9),
    ]
    assert [(one.left, one.right) for one in anchored([made], after)] == [("p/2", "q/3")]
    assert orphans([made], after) == []
    gone = [told("p/0", "call", 60, 90), told("q/0", "call", 0, 20)]
    assert anchored([made], gone) == []
    assert orphans([made], gone) == [made]
    assert orphans([msgspec.structs.replace(made, withdrawn=True)], gone) == []


def test_a_ruling_survives_a_new_reading_and_is_listed_when_its_words_tell_nothing(record: OpenRecord) -> None:
    decide(record.store, "same", A, B)
    document = next(one.document for one in record.store.documents() if one.document.id == "second")
    reading = read_document(document)
    extra = msgspec.structs.replace(
        reading.reports[0], kind="remarks", evidence=(document.evidence(0, 10),), parties=reading.reports[0].parties[:1]
    )
    renumbered = msgspec.structs.replace(reading, reports=(extra, *reading.reports))
    record.store.put(renumbered, reader="dragoman 99.0", force=True)
    assert calls(record) == [(A, 2)]
    record.store.put(msgspec.structs.replace(reading, reports=()), reader="dragoman 99.1", force=True)
    assert [one.orphaned for one in decisions(record.store)] == [True]
    assert check(record.store).problems == ()


def test_the_ledgers_id_stands_for_both(record_url: str) -> None:
    def report(key: str, person: PersonRef | None, name: str) -> SourceReport:
        parties = (Party(name, None, "CA", None, person), Party("Peter Mwangi", None, "KE"))
        day = Dates("2020-05-04", "2020-05-04")
        return SourceReport(key, key, Report("call", "held", parties, day, (Evidence(0, 1, "x"),)))

    from dragoman.merging.merge import merge

    known = report("a/0", PersonRef("Q1", "Anna Berg", "text"), "Anna Berg")
    other = report("b/0", None, "A. B. Olsen")
    apart = merge([known, other], []).engagements
    assert len(apart) == 2
    (joined,) = merge([known, other], [Ruling("r1", "same", "name:a-b-olsen", "Q1")]).engagements
    assert [party.person and (party.person.id, party.person.via) for party in joined.parties][:1] == [("Q1", "ruling")]
    namesake = report("c/0", PersonRef("Q2", "Anna Berg", "ledger"), "Anna Berg")
    split = merge([known, namesake], [Ruling("r1", "different", "Q1", "Q2")]).engagements
    assert len(split) == 2


# --- export and the command line -----------------------------------------------------------------


def test_rulings_are_exported_as_gold(record: OpenRecord, tmp_path: Path) -> None:
    decide(record.store, "field", A, field="topics", value="health, climate")
    ((name, annotation, text),) = gold_of(record.store)
    gold = json.loads(annotation)
    assert (name, text, gold["published"]) == ("first", FIRST, "2020-05-04")
    (engagement,) = gold["engagements"]
    assert engagement["topics"] == ["climate", "health"]
    assert engagement["evidence"] in FIRST
    (tmp_path / "first.json").write_text(annotation, encoding="utf-8")
    (tmp_path / "first.txt").write_text(text, encoding="utf-8")
    assert main(["evaluate", str(tmp_path), str(tmp_path), "--resamples", "0"]) == 0


def test_the_commands(record: OpenRecord, record_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--record", record_url])
        out, err = capsys.readouterr()
        return code, out, err

    assert run("rule", "same", A, B, "--why", "one call", "--by", "ana") == (0, f"r1: same {A} {B}\n", "")
    code, out, _ = run("show", A, "--why")
    assert code == 0
    assert "ruling r1 by ana: same: one call" in out
    assert json.loads(run("show", A, "--why", "--json")[1])["why"][0]["clues"][-1].startswith("ruling r1")
    assert "ana; one call)" in run("rule", "list")[1]
    assert json.loads(run("rule", "list", "--json")[1])["withdrawn"] is False
    assert run("rule", "list", "--orphaned")[2] == "no rulings\n"
    assert run("rule", "field", A, "place", "Geneva, CH")[0] == 0
    assert "2 documents" in run("rule", "export", str(tmp_path / "gold"))[1]
    assert run("rule", "--withdraw", "r1")[1] == f"withdrawn: r1: same {A} {B}\n"
    for arguments, message in (
        (("rule", "--withdraw", "r7"), "no ruling 'r7'; there are: r1, r2"),
        (("rule",), "what is to be ruled?"),
        (("rule", "field", A, "status", "gone"), "must be one of held, planned"),
        (("rule", "same", A, "nothing"), "nothing is called 'nothing'"),
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert message in err
        assert err.count("\n") == 1


# --- what may be one -----------------------------------------------------------------------------


def test_near_are_those_of_the_same_parties_first(record: OpenRecord) -> None:
    record.store.add(
        [
            dragoman.read(
                "Kenyan Foreign Minister Peter Mwangi met Canadian Prime Minister Paul Roy in Ottawa on May 5, 2020.",
                id="roy",
            ),
            dragoman.read(
                "Canadian Foreign Minister Anna Berg met Kenyan Foreign Minister Peter Mwangi on August 5, 2020.",
                id="later",
            ),
            dragoman.read("French President Luc Petit met Omani Sultan Said Nasser on May 5, 2020.", id="others"),
        ]
    )
    ids = [one.id for one in record.near(A)]
    assert ids[0] == B
    assert "2020-05-05-meeting-mwangi-roy" in ids
    assert not any("petit" in id_ or id_.startswith("2020-08") or "trip" in id_ or id_ == A for id_ in ids)
    decide(record.store, "field", A, field="date", value="")
    undated = next(one.id for one in record.engagements(kind="call") if one.date is None)
    assert B in [one.id for one in record.near(undated)][:2]
    assert any(one.id.startswith("2020-08") for one in record.near(undated))
    assert undated in [one.id for one in record.near(B)]
