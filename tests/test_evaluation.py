"""The rules of scoring, the intervals, and that both are those of the shared scorer."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import gold_sets
import msgspec
import pytest

from dragoman.evaluation import GoldDocument, GoldEngagement, ReadDocument, ReadEngagement, evaluate, halves
from dragoman.evaluation.bootstrap import intervals
from dragoman.evaluation.calibration import calibration
from dragoman.evaluation.dates import date_right
from dragoman.evaluation.fields import in_order, wrong_fields
from dragoman.evaluation.form import SCORER, Party
from dragoman.evaluation.pairing import likeness, pair
from dragoman.evaluation.parties import same_party, shared_parties
from dragoman.exchange import to_dict
from dragoman.reading.reader import read_document

ANNA = {"name": "Anna Berg", "role": "Foreign Minister", "country": "SE"}
LUIS = {"name": "Luis Quispe", "role": "President", "country": "PE"}


def told(**fields: Any) -> dict[str, Any]:
    return {"kind": "meeting", "status": "held", "parties": [ANNA, LUIS], "date": day("2021-05-04")} | fields


def day(start: str | None, end: str | None = None) -> dict[str, Any]:
    return {"start": start, "end": end or start}


def gold(**fields: Any) -> GoldEngagement:
    return msgspec.convert(told(**fields), GoldEngagement)


def read(**fields: Any) -> ReadEngagement:
    return msgspec.convert(told(**fields), ReadEngagement)


# --- parties -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Anna Berg", None, "SE"), ("Berg", None, "SE"), True),
        (("Anna Berg", None, "SE"), ("A. Berg", None, None), True),
        (("Anna Berg", None, "SE"), ("Anna Berg", None, "PE"), True),
        (("Anna Berg", None, "SE"), ("Berg", None, "PE"), False),
        (("José Ñuñez-Díaz", None, "PE"), ("Jose Nunez Diaz", None, "PE"), True),
        ((None, "Defense Minister", "PE"), ("Ana Rojas", "defence minister", "PE"), True),
        ((None, "Defence Minister", "PE"), (None, "Health Minister", "PE"), True),
        ((None, "Envoy", "PE"), (None, "President", "PE"), False),
        ((None, "Envoy", "PE"), (None, None, "CL"), False),
    ],
)
def test_same_party(one: Any, other: Any, same: bool) -> None:
    assert same_party(Party(*one), Party(*other)) is same


def test_a_name_that_the_gold_gives_must_be_given() -> None:
    nameless = read(parties=[{"role": "Foreign Minister", "country": "SE"}, LUIS])
    assert shared_parties(gold(), nameless) == 2
    assert shared_parties(gold(), nameless, named=True) == 1
    assert wrong_fields(gold(), nameless) == ("parties",)


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "one", "other", "right"),
    [
        ("call", day("2021-05-04"), day("2021-05-04"), True),
        ("call", day("2021-05"), day("2021-05-04"), False),
        ("call", day("2021-05-04"), None, False),
        ("call", None, None, True),
        ("call", day("2021-05-03", "2021-05-09"), day("2021-05-03", "2021-05-08"), True),
        ("call", day("2021-05-03", "2021-05-29"), day("2021-05-03", "2021-05-08"), False),
        ("call", day("2021-05-04"), day("2021-05-04", "2021-05-03"), False),
        ("trip", {"start": "2021-05-04", "end": None}, day("2021-05-04", "2021-05-09"), True),
        ("trip", day("2021-05-04", "2021-05-09"), day("2021-05-04", "2021-05-10"), False),
        ("trip", day("2021-05", "2021-05"), day("2021-05-04", "2021-05-10"), True),
    ],
)
def test_dates(kind: str, one: Any, other: Any, right: bool) -> None:
    assert date_right(gold(kind=kind, date=one), read(kind=kind, date=other)) is right
    assert date_right(gold(kind=kind, date=one, date_free=True), read(kind=kind, date=other))


# --- pairing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"kind": "call"}),
        ({}, {"status": "cancelled"}),
        ({}, {"date": day("2021-08-04")}),
        ({}, {"parties": [ANNA]}),
        ({"kind": "trip", "stops": [{"country": "PE"}]}, {"kind": "trip", "stops": [{"country": "CL"}]}),
        ({"kind": "conference", "name": "G7"}, {"kind": "conference", "name": "G20"}),
    ],
)
def test_what_is_not_the_same(one: Any, other: Any) -> None:
    assert likeness(gold(**one), read(**other)) == 0
    assert likeness(gold(**one), read(**one)) > 0


def test_talks_may_be_a_meeting_and_the_likeliest_is_taken() -> None:
    reads = [read(kind="talks", date=None), read(date=day("2021-05-05")), read()]
    assert pair([gold()], reads) == [(0, 2)]
    assert sorted(pair([gold(), gold(date=None)], reads[1:])) == [(0, 1), (1, 0)]
    assert len(pair([gold(date=None), gold()], reads[:2])) == 2


def test_a_joint_commission_may_be_a_meeting_of_the_same_two() -> None:
    assert likeness(gold(kind="conference", name="Joint Commission"), read()) > 0
    assert wrong_fields(gold(kind="conference", name="Joint Commission"), read()) == ("kind", "name")


def test_stops_in_order() -> None:
    assert in_order("abcd", "bacd") == 3


# --- figures -------------------------------------------------------------------------------------


def documents(*rows: tuple[list[GoldEngagement], list[ReadEngagement]]) -> tuple[list[Any], dict[str, Any]]:
    golds = [GoldDocument(f"d{i}", tuple(one), genre="news") for i, (one, _) in enumerate(rows)]
    return golds, {f"d{i}": ReadDocument(f"d{i}", tuple(other)) for i, (_, other) in enumerate(rows)}


def test_figures_by_kind_status_and_field() -> None:
    remarks = {"kind": "remarks", "parties": [ANNA]}
    golds, reads = documents(
        ([gold(), gold(kind="talks", date=None, status="planned")], [read(), read(date=None, status="planned")]),
        ([gold(kind="call"), gold(**remarks)], [read(**remarks), read(kind="trip")]),
    )
    found = evaluate(golds, reads, {}, resamples=50)
    assert (found.documents, found.gold, found.read) == (2, 3, 3)
    assert found.value("precision") == found.value("recall") == found.value("f1") == pytest.approx(2 / 3)
    assert found.value("strict_f1") == pytest.approx(1 / 3)
    assert found.value("kind") == 0.5
    assert found.value("other_f1") == 1
    kinds = {name: group.figures for name, group in found.by["kind"].items()}
    assert list(kinds) == ["call", "meeting", "talks", "trip", "remarks"]
    assert kinds["meeting"]["precision"].value == 1
    assert kinds["talks"]["recall"].value == 1
    assert kinds["talks"]["precision"].value is None
    assert kinds["call"]["recall"].value == 0
    assert found.by["status"]["planned"].figures["f1"].value == 1
    assert set(found.by["genre"]) == {"news"}
    assert [(miss.what, miss.fields) for miss in found.misses] == [
        ("differs", ("kind",)),
        ("missed", ()),
        ("false", ()),
    ]


def test_a_document_that_was_not_read_counts_as_nothing_found() -> None:
    golds, _ = documents(([gold()], []))
    found = evaluate(golds, {}, {})
    assert (found.value("recall"), found.value("f1"), found.gold) == (0, 0, 1)
    for nothing_to_measure in ("precision", "stops_f1", "other_f1"):
        assert found.figures[nothing_to_measure].value is None
    assert found.figures["f1"].interval is None


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    rows = [([gold(), gold(kind="call")], [read()] if i % 3 else [read(), read(kind="call")]) for i in range(30)]
    golds, reads = documents(*rows)
    one, other = evaluate(golds, reads, {}), evaluate(golds, reads, {})
    assert one == other
    low, high = one.figures["recall"].interval or (1, 0)
    assert 0.5 <= low < one.value("recall") < high <= 1
    assert high - low < 0.3
    again = evaluate(golds, reads, {}, seed=1, resamples=100)
    assert again.figures["recall"].interval != (low, high)
    assert again.value("recall") == one.value("recall")


def test_no_interval_of_few_documents_or_without_draws() -> None:
    assert intervals([], lambda sums: {"x": 1.0}) == {}
    golds, reads = documents(*[([gold()], [read()]), ([gold()], [])] * 3)
    assert evaluate(golds, reads, {}, resamples=0).figures["recall"].interval is None
    assert evaluate(golds[:4], reads, {}).figures["recall"].interval is None
    assert evaluate(golds, reads, {}).figures["recall"].interval is not None


def test_halves_share_nothing_and_miss_nothing() -> None:
    assert halves(["c", "a", "b", "e", "d"]) == {"a": ["a", "c", "e"], "b": ["b", "d"]}


def test_calibration() -> None:
    rows = [(0.95, True)] * 9 + [(0.95, False)] + [(0.25, False)] * 7 + [(0.25, True)] * 3
    found = calibration(rows)
    assert (found.reports, found.sure_right, found.sure_share) == (20, 0.9, 0.5)
    assert found.error == pytest.approx(0.05)
    assert found.bins[9][0] == 10
    assert calibration([]).error is None


# --- agreement with the shared scorer ------------------------------------------------------------


def shared_scorer() -> ModuleType:
    """The scorer of ../shared/gold as a module."""
    loader = importlib.machinery.SourceFileLoader("gold_score", str(gold_sets.SHARED / "gold" / "score"))
    spec = importlib.util.spec_from_loader("gold_score", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, old = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = old
    return module


@pytest.mark.skipif(not gold_sets.SHARED.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_every_figure_is_that_of_the_shared_scorer(name: str, tmp_path: Path) -> None:
    module = shared_scorer()
    assert module.VERSION == SCORER
    shared = gold_sets.SHARED
    folder = shared / "gold" / name
    texts = shared / "seeds" if name == "seeds" else folder / "texts"
    rows = [to_dict(read_document(document)) for document in gold_sets.gold_set(name).documents]
    file = tmp_path / "read.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    theirs = module.score(str(folder), str(file), str(texts))
    ours = gold_sets.evaluate_set(name)
    assert (ours.documents, ours.gold, ours.read) == (theirs["documents"], theirs["gold"], theirs["read"])
    for key, figure in ours.figures.items():
        assert figure.value == pytest.approx(theirs[key], abs=1e-12), key
    for genre, group in ours.by["genre"].items():
        assert group.figures["f1"].value == pytest.approx(theirs["by_genre"][genre]["f1"], abs=1e-12), genre
        assert group.gold == theirs["by_genre"][genre]["gold"]
